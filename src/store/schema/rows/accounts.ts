import type { Problem } from '../../../domain/errors/index.ts';
import type { ColumnType, Generated, JSONColumnType, Selectable } from 'kysely';
import type { LinkTags } from '../../../domain/pins/link-tags.ts';
import type { SpacingRules } from '../../../domain/spacing/rules.ts';
import type { LeasedColumns } from './jobs.ts';

export type AccountStatus = 'connected' | 'needs_reconnection' | 'disconnected';

/**
 * A workspace's link to a Pinterest user. The columns that repeat what the identity says are for processes of the
 * release before, which know no identities; nothing reads them any more.
 */
export interface AccountTable {
  id: string;
  workspaceId: string;
  identityId: string;
  /** `disconnected`: by the workspace; all else is the identity's. */
  status: AccountStatus;
  /** What the workspace calls it in place of the name at Pinterest. */
  customName: string | null;
  defaultBoardId: string | null;
  /** null: those of the workspace. */
  linkTags: ColumnType<LinkTags | null, string | undefined, string | null>;
  pinterestUserId: string;
  username: string;
  displayName: string;
  profileImage: string | null;
  sandbox: boolean;
  /** When the last complete reading of its boards began; null: never. */
  boardsReadAt: ColumnType<Date | null, Date | undefined, Date>;
  createdAt: Generated<Date>;
  updatedAt: Generated<Date>;
}

/** Pinterest, its own sandbox, or one of ours; ids and tokens are valid for one host only. */
export type Host = 'api.pinterest.com' | 'api-sandbox.pinterest.com' | 'sandbox';

/** A Pinterest user, whatever workspaces link to it. */
export interface IdentityTable {
  id: string;
  host: Host;
  pinterestUserId: string;
  username: string;
  displayName: string;
  profileImage: string | null;
  status: 'connected' | 'needs_reconnection';
  scopes: string[];
  /** Sealed with the secret key, bound to the id of the identity. */
  accessToken: Buffer | null;
  refreshToken: Buffer | null;
  accessExpiresAt: Date | null;
  refreshExpiresAt: Date | null;
  /** Rises with every change of the tokens, so that a late writer notices. */
  tokenEpoch: Generated<number>;
  /** Process that is renewing the tokens, and the end of its right to do so. */
  renewingBy: string | null;
  renewingUntil: Date | null;
  /** The end of the sign-in that was announced last. */
  endToldFor: Date | null;
  /** Scopes that Pinterest named as missing. */
  missingScopes: Generated<string[]>;
  /** What Pinterest refused (false) or let this user's app do (true), by feature; absent: not known. */
  capabilities: JSONColumnType<Record<string, boolean>, string | undefined>;
  /** null: the defaults. */
  spacing: ColumnType<SpacingRules | null, string | undefined, string>;
  /** Pinterest's clock minus the database's as last measured, ms; null: never. */
  clockOffsetMs: ColumnType<number | null, number | undefined, number>;
  clockMeasuredAt: ColumnType<Date | null, Date | undefined, Date>;
  createdAt: Generated<Date>;
  updatedAt: Generated<Date>;
}

export interface BoardTable {
  accountId: string;
  id: string;
  name: string;
  description: string;
  privacy: 'PUBLIC' | 'PROTECTED' | 'SECRET';
  pinCount: number | null;
  ownerUsername: string | null;
  /** Address of its picture at Pinterest; it changes with the newest Pin. */
  coverUrl: string | null;
  /** Order in which Pinterest lists them. */
  position: number;
  /** When the reading began that saw it so, or when we changed it. */
  seenAt: Generated<Date>;
  /** Whether the last reading listed it. */
  listed: Generated<boolean>;
  /** Since when it is known not to exist any more; its row stays for the sake of its name. */
  goneAt: Date | null;
  /** In Pinterest's order; null: not read yet. */
  sections: JSONColumnType<BoardSection[] | null, string | undefined>;
  sectionsReadAt: Date | null;
}

export interface BoardSection {
  id: string;
  name: string;
}

/** When the boards of a Pinterest user are read next; a leased table. Its id is that of the identity. */
export interface BoardRefreshTable extends LeasedColumns {
  /** When somebody named a board that was not known; asked again a minute later at the earliest. */
  askedAt: Date | null;
}

/** The right to write to a Pinterest user while none of its Pins is sent. */
export interface WriteTicketTable {
  identityId: string;
  token: string;
  /** Expiry of the ticket. */
  until: Date;
}

/** One of Pinterest's request counters, see accounts/rate-limits.ts. */
export interface QuotaTable {
  /** Id of an identity, or `app:` and the client id. */
  owner: string;
  category: string;
  allowed: number;
  windowSeconds: number;
  used: number;
  endsAt: Date;
  updatedAt: Generated<Date>;
}

/** A consent that is under way: from the address of Pinterest's page to the account. */
export interface ConnectionTable {
  id: string;
  workspaceId: string;
  host: Host;
  /** SHA-256 of the state, hexadecimal: the state itself is only in the address. */
  stateHash: string;
  askedBy: JSONColumnType<{ type: string; id: string | null; name: string }>;
  /** SHA-256 of the cookie of the browser that began it; null: whoever has the address may grant it. */
  browserHash: string | null;
  /** When the browser left for Pinterest's page; null: not yet. */
  startedAt: Date | null;
  /** Whether it begins at a page of ours, which binds it to a browser. */
  ownPage: Generated<boolean>;
  scopes: string[];
  redirectUri: string;
  /** Where the person is sent afterwards; null: a page of ours says how it ended. */
  returnUrl: string | null;
  headless: Generated<boolean>;
  /** Whether a default board is asked for where the person is sent somewhere afterwards. */
  chooseBoard: Generated<boolean>;
  /** The account that is connected again; when done, the one that was connected. */
  accountId: string | null;
  status: Generated<ConnectionStatus>;
  problem: ColumnType<Problem | null, string | null | undefined, string | null>;
  /** Sealed: tokens and profile, until a board is chosen. */
  granted: Buffer | null;
  /** SHA-256 of the token that lets a board be chosen. */
  ticketHash: string | null;
  expiresAt: Date;
  createdAt: Generated<Date>;
}

/** `granting`: its code is being exchanged; `granted`: a board is to be chosen. */
export type ConnectionStatus = 'open' | 'granting' | 'granted' | 'connected' | 'failed';

/** When a Pinterest user's tokens are to be looked at; its id is that of the identity. */
export type TokenRenewalTable = LeasedColumns;

/** A domain whose links Pinterest blocked as spam: Pins of the user with such links wait. */
export interface SpamPauseTable {
  identityId: string;
  domain: string;
  until: Date;
  /** Times it was blocked. */
  blocks: Generated<number>;
  createdAt: Generated<Date>;
}

export type IdentityRow = Selectable<IdentityTable>;
/** An account with what its Pinterest user is known by. */
export type AccountRow = Pick<
  Selectable<AccountTable>,
  | 'id'
  | 'workspaceId'
  | 'identityId'
  | 'status'
  | 'customName'
  | 'defaultBoardId'
  | 'boardsReadAt'
  | 'linkTags'
  | 'createdAt'
> &
  Pick<
    IdentityRow,
    | 'host'
    | 'pinterestUserId'
    | 'username'
    | 'displayName'
    | 'profileImage'
    | 'scopes'
    | 'spacing'
    | 'clockOffsetMs'
    | 'capabilities'
    | 'missingScopes'
    | 'accessExpiresAt'
    | 'refreshExpiresAt'
  > & {
    /** What applies where the account has none of its own. */
    workspaceLinkTags: LinkTags | null;
    /** Whether there is a refresh token. */
    renewable: boolean;
  };
export type ConnectionRow = Selectable<ConnectionTable>;
export type BoardRow = Selectable<BoardTable>;
