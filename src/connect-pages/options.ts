import type { Signer } from '../encryption/index.ts';
import type { Authentication } from '../http/index.ts';
import type { Actor, OperationDeps } from '../operations/index.ts';

/** What a page knows of a connection that is under way. */
export interface KnownConnection {
  id: string;
  workspaceId: string;
  status: string;
  expired: boolean;
  ownPage: boolean;
  /** SHA-256 of the cookie of its browser, hexadecimal; null: none is bound to it. */
  browserHash: string | null;
  host: Parameters<OperationDeps['pinterest']['connections']['consentUrl']>[0];
  scopes: string[];
  redirectUri: string;
  returnUrl: string | null;
  askedBy: { type: string; id: string | null; name: string };
}

/** Looks up connections; implemented in app/ports.ts. */
export interface ConnectionPort {
  byState(state: string): Promise<KnownConnection | null>;
  byTicket(ticket: string): Promise<KnownConnection | null>;
  /** Binds it to a browser by the value of its cookie. @returns false: it is bound already, or over. */
  bind(id: string, browser: string): Promise<boolean>;
  /** Who began it, as the caller of what completes it; null: may do so no longer. */
  actorOf(connection: KnownConnection): Promise<Actor | null>;
  /** Who holds a token for choosing a board, as a caller; null: it is not valid, or not any more. */
  ticketActor(ticket: string): Promise<Actor | null>;
}

export interface ConnectPagesOptions {
  deps: OperationDeps;
  authentication: Authentication;
  connections: ConnectionPort;
  signer: Signer;
  /** SHA-256, hexadecimal. */
  hash: (value: string) => string;
}
