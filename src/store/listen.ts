import { Client } from 'pg';
import type { Connection } from './database.ts';

export type Channel = 'linchpin_pin_due' | 'linchpin_post_done';
type Listener = (payload: string) => void;

export interface Notifications {
  /** Calls `listener` for every notification until the returned function is called. */
  on(channel: Channel, listener: Listener): () => void;
  close(): Promise<void>;
}

/**
 * Advisory lock that every process at work shares, so that nobody replaces all rows under it. The number is ours
 * alone.
 */
export const presenceLock = 731_100_3;

const channels: Channel[] = ['linchpin_pin_due', 'linchpin_post_done'];

/**
 * One listening connection for the whole process. After a lost connection it reconnects and calls every
 * listener once with an empty payload, since notifications sent meanwhile are gone.
 */
export async function openNotifications(
  connection: Connection,
  onError: (error: Error) => void,
  retryMs = 500,
): Promise<Notifications> {
  const listeners = new Map<Channel, Set<Listener>>(channels.map((name) => [name, new Set()]));
  let client: Client | null = null;
  let retry: NodeJS.Timeout | null = null;
  let closed = false;

  const connect = async (): Promise<void> => {
    const next: Client = new Client({
      ...connection,
      application_name: 'linchpin listener',
      keepAlive: true,
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

  const reconnect = (): void => {
    if (closed) return;
    retry = setTimeout(() => {
      connect().then(
        () => {
          for (const set of listeners.values()) for (const listener of set) listener('');
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
    close: async () => {
      closed = true;
      if (retry) clearTimeout(retry);
      await client?.end();
    },
  };
}

/**
 * Resolves true once the post is in a final status, false after `timeoutMs`. Asks `isDone` first, since the
 * notification may have gone out before anybody listened.
 */
export async function waitForPost(
  notifications: Notifications,
  postId: string,
  isDone: () => Promise<boolean>,
  timeoutMs: number,
): Promise<boolean> {
  let resolve: (done: boolean) => void = () => {};
  const outcome = new Promise<boolean>((settle) => (resolve = settle));
  const off = notifications.on('linchpin_post_done', (id) => {
    if (id === postId || id === '')
      void isDone().then(
        (done) => done && resolve(true),
        () => {},
      );
  });
  const timer = setTimeout(() => resolve(false), timeoutMs);
  try {
    if (await isDone()) return true;
    return await outcome;
  } finally {
    clearTimeout(timer);
    off();
  }
}
