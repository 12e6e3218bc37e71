import type { ToldEvent } from './told-event.ts';

/** What headers say of a request. */
export interface Signed {
  eventId: string;
  kind: ToldEvent['kind'];
  /** The present secret, then the one before while it is valid. Empty: nothing is signed. */
  secrets: readonly string[];
  /** Milliseconds since the epoch. */
  atMs: number;
  body: Buffer;
}

/** How an event looks on the wire. A further one needs its names in domain/webhooks/events.ts, and a line in formats.ts. */
export interface Format {
  body(event: ToldEvent): unknown;
  headers(signed: Signed): Record<string, string>;
}
