import { Client } from 'pg';
import type { DatabaseConfig } from './pool.ts';

/** `linchpin_due` names the leased table of a row that falls due. `linchpin_keys`: an API key was made, changed or revoked. */
export type Channel = (typeof channels)[number];
type Listener = (payload: string) => void;

export interface Notifications {
  /** Calls `listener` for every notification until the returned function is called. */
  on(channel: Channel, listener: Listener): () => void;
  /** Calls the listeners of this process at once, ahead of the notification that the database sends to all. */
  tell(channel: Channel): void;
  /** Ends all waits with the present state, and refuses new ones: the process is stopping. */
  endWaits(): void;
  waitsEnded(): boolean;
  close(): Promise<void>;
}

/**
 * Advisory lock that every process at work shares, so that a restore cannot replace all rows under it. The number is ours
 * alone.
 */
export const presenceLock = 731_100_3;

const channels = [
  'linchpin_pin_due',
  'linchpin_due',
  'linchpin_post_done',
  'linchpin_keys',
] as const;

/**
 * One listening connection for the whole process. After a lost connection it reconnects and calls every
 * listener once with an empty payload, since notifications sent during the gap are lost.
 */
export async function openNotifications(
  connection: DatabaseConfig,
  onError: (error: Error) => void,
  applicationName: string,
  retryMs = 500,
): Promise<Notifications> {
  const listeners = new Map<Channel, Set<Listener>>(channels.map((name) => [name, new Set()]));
  let client: Client | null = null;
  let retry: NodeJS.Timeout | null = null;
  let closed = false;
  let waitsEnded = false;

  const connect = async (): Promise<void> => {
    const next: Client = new Client({
      ...connection,
      application_name: applicationName,
      keepAlive: true,
      keepAliveInitialDelayMillis: 10_000, // A dead listener delays whoever waits for a post.
    });
    next.on('error', (error) => closed || onError(error));
    next.on('end', () => {
      if (closed || client !== next) return;
      client = null;
      reconnect();
    });
    next.on('notification', ({ channel, payload }) => {
      for (const listener of listeners.get(channel as Channel) ?? []) listener(payload ?? '');
    });
    await next.connect();
    await next.query(channels.map((name) => `listen ${name}`).join(';'));
    await next.query('select pg_advisory_lock_shared($1)', [presenceLock]);
    if (closed) return next.end();
    client = next;
  };

  const tell = (channel: Channel): void => {
    for (const listener of listeners.get(channel) ?? []) listener('');
  };

  const reconnect = (): void => {
    if (closed) return;
    retry = setTimeout(() => {
      connect().then(
        () => {
          for (const channel of channels) tell(channel);
        },
        (error: Error) => {
          onError(error);
          reconnect();
        },
      );
    }, retryMs);
  };

  await connect();
  return {
    on: (channel, listener) => {
      listeners.get(channel)?.add(listener);
      return () => void listeners.get(channel)?.delete(listener);
    },
    tell,
    endWaits: () => {
      waitsEnded = true;
      tell('linchpin_post_done');
    },
    waitsEnded: () => waitsEnded,
    close: async () => {
      closed = true;
      if (retry) clearTimeout(retry);
      await client?.end();
    },
  };
}

export interface PostWatch {
  /**
   * Calls `look` after each notification that the post may have finished, until it returns a value.
   * @param lookEveryMs also at this interval, for a post of which some Pins go out later: its end is announced only
   * after that of the last one.
   * @returns null when `timeoutMs` were over first.
   */
  until<T>(
    look: () => Promise<T | null>,
    timeoutMs: number,
    lookEveryMs?: number,
  ): Promise<T | null>;
  stop(): void;
}

/**
 * Listens for the end of a post's Pins from now on.
 * @param mayRest whether it may have come to rest before anybody listened; false for one that is not stored yet.
 */
export function watchPost(
  notifications: Notifications,
  postId: string,
  mayRest: boolean,
): PostWatch {
  let heard = mayRest;
  let wake = () => {};
  const stop = notifications.on('linchpin_post_done', (id) => {
    if (id !== postId && id !== '') return;
    heard = true;
    wake();
  });
  return {
    stop,
    async until(look, timeoutMs, lookEveryMs) {
      let over = false;
      const again = () => {
        heard = true;
        wake();
      };
      const looking = lookEveryMs === undefined ? undefined : setInterval(again, lookEveryMs);
      const timer = setTimeout(() => {
        over = true;
        wake();
      }, timeoutMs);
      try {
        for (;;) {
          if (heard) {
            heard = false;
            // The database may just be restarting: its return is announced like an end.
            const found = await look().catch(() => null);
            if (found !== null) return found;
          } else if (over || notifications.waitsEnded()) return null;
          else await new Promise<void>((resolve) => (wake = resolve));
        }
      } finally {
        clearTimeout(timer);
        clearInterval(looking);
      }
    },
  };
}
