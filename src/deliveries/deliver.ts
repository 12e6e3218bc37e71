import { UnreadableSecret, type Box } from '../encryption/index.ts';
import { NoAnswer, type Poster } from '../fetch/index.ts';
import { startStopwatch, type Handler } from '../jobs/index.ts';
import {
  endAttempt,
  freezeBody,
  getWebhook,
  type Attempt,
  type DeliveryRow,
  type DeliveryState,
  type Store,
  type WebhookRow,
} from '../store/index.ts';
import type { Formats } from './formats.ts';
import { customHeaders, signingSecrets } from './secrets.ts';
import { readToldEvent, type PresentPost } from './told-event.ts';
import { judge } from './verdict.ts';

export interface DeliverDeps {
  store: Store;
  box: Pick<Box, 'open'>;
  poster: Pick<Poster, 'send'>;
  presentPost: PresentPost;
  formats: Formats;
  /** From 0 to 1; spreads retries. */
  random: () => number;
  /** Called after every attempt that was stored. */
  onAttempt: (attempt: AttemptReport) => void;
  /** A webhook was switched off, and why. */
  onDisabled: (webhook: WebhookRow) => void;
}

export interface AttemptReport {
  /** `pending`: it is tried again. */
  state: DeliveryState;
  durationMs: number;
}

/** Claims in a row after which an attempt counts as failed: each time its process died or something unforeseen happened. */
const maxClaims = 10;

/** Characters that PostgreSQL does not take in a text. */
const unstorable = /\p{Surrogate}|\0/gu;

/** Sends a delivery once and stores how that ended. Sent again when its process dies before: at least once. */
export const deliver =
  (deps: DeliverDeps): Handler<DeliveryRow> =>
  async (row, signal, lease) => {
    const webhook = await getWebhook(deps.store.db, row.webhookId);
    if (!webhook) return; // Deleted, and the delivery with it.
    const elapsed = startStopwatch();
    let result: Omit<Attempt, 'durationMs' | 'url'>;
    if (row.claims > maxClaims) result = { ...unsent, error: 'Linchpin could not send it.' };
    else {
      const frozen = await freeze(deps, row, webhook);
      // The process that took over the lease sends it.
      if (frozen === null || lease.msLeft() <= 0) return;
      result = await send(deps, row, webhook, frozen, signal);
    }
    const attempt = { ...result, url: webhook.url, durationMs: elapsed() };
    const ended = await endAttempt(deps.store, row, attempt, (current, now) =>
      judge(row, current, attempt.status, now, deps.random()),
    );
    if (ended === null) return;
    deps.onAttempt({ state: ended.state, durationMs: attempt.durationMs });
    if (ended.disabled) deps.onDisabled(ended.disabled);
  };

const unsent = { requestHeaders: {}, status: null, answer: null };

interface Frozen {
  format: WebhookRow['format'];
  body: Buffer;
}

/** The bytes of every attempt: made by the first, and kept before it leaves. @returns null: the lease was lost. */
async function freeze(
  { store, presentPost, formats }: DeliverDeps,
  row: DeliveryRow,
  webhook: WebhookRow,
): Promise<Frozen | null> {
  if (row.body !== null && row.format !== null) return { format: row.format, body: row.body };
  const { format, workspaceId } = webhook;
  const event = await readToldEvent(store.db, presentPost, workspaceId, row);
  const body = Buffer.from(JSON.stringify(formats[format].body(event)));
  return (await freezeBody(store.db, row, format, body)) ? { format, body } : null;
}

async function send(
  { store, box, poster, formats }: DeliverDeps,
  row: DeliveryRow,
  webhook: WebhookRow,
  { format, body }: Frozen,
  signal: AbortSignal,
): Promise<Omit<Attempt, 'durationMs' | 'url'>> {
  const atMs = store.clock.nowMs();
  let shown: Record<string, string> = {};
  try {
    const secrets = signingSecrets(box, webhook, new Date(atMs));
    const custom = customHeaders(box, webhook);
    const own = {
      'content-type': 'application/json',
      'user-agent': 'Linchpin',
      ...formats[format].headers({
        eventId: row.eventId,
        kind: row.kind,
        secrets,
        atMs,
        body,
      }),
    };
    shown = { ...mask(custom), ...own };
    const { status, beginning } = await poster.send(
      webhook.url,
      { ...custom, ...own },
      body,
      signal,
    );
    const isRedirect = status >= 300 && status < 400;
    return {
      requestHeaders: shown,
      status,
      answer: beginning.replace(unstorable, ''),
      error:
        status >= 200 && status < 300
          ? null
          : `The receiver answered ${status}${isRedirect ? '; redirects are not followed' : ''}.`,
    };
  } catch (error) {
    if (error instanceof NoAnswer)
      return { ...unsent, requestHeaders: shown, error: error.message };
    if (error instanceof UnreadableSecret)
      return { ...unsent, error: 'Its secret was sealed with another secret key.' };
    throw error;
  }
}

/** They may hold passwords. */
const mask = (headers: Record<string, string>): Record<string, string> =>
  Object.fromEntries(Object.keys(headers).map((name) => [name, '***']));
