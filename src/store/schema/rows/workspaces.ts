import type { LinkTags } from '../../../domain/pins/link-tags.ts';
import type { ColumnType, Generated, JSONColumnType, Selectable } from 'kysely';

export interface WorkspaceTable {
  id: string;
  name: string;
  description: string | null;
  /** `#rrggbb` */
  color: string | null;
  /** Of its picture, wherever that lies. */
  avatarUrl: string | null;
  /** The one that a person sees first, of those they reach. */
  isDefault: Generated<boolean>;
  /** Posts by these need an approval: roles, or `api_key`. */
  approvalRoles: Generated<string[]>;
  /** What is added to the links of its Pins; null: nothing. */
  linkTags: ColumnType<LinkTags | null, string | undefined, string | null>;
  createdAt: Generated<Date>;
  /** Its rows stay, and nobody reaches them any more. */
  deletedAt: Date | null;
}

/** One row: what all processes on this database share. */
export interface InstanceTable {
  singleton: Generated<boolean>;
  /** Encrypted with the secret key; verifies that a process has the same key. */
  keyCheck: Buffer;
  createdAt: Generated<Date>;
}

export interface ApiKeyTable {
  id: string;
  workspaceId: string;
  name: string;
  /** SHA-256 of the key, hexadecimal. Keys carry 165 random bits, so no slow hash is needed. */
  hash: string;
  preview: string;
  scopes: string[];
  /** The key of the settings; when they name another one, this one is revoked. */
  bootstrap: Generated<boolean>;
  createdAt: Generated<Date>;
  expiresAt: Date | null;
  /** null: as many as it likes. */
  requestsPerMinute: number | null;
  createdBy: JSONColumnType<NamedActor> | null;
  revokedAt: ColumnType<Date | null, Date | null, Date | null>;
}

/** Written at most once a minute for each key. */
export interface ApiKeyUseTable {
  keyId: string;
  usedAt: Date;
}

/** Requests that processes have taken of a key's current minute. */
export interface KeyWindowTable {
  keyId: string;
  /** Minutes since 1970. */
  minute: number;
  used: number;
}

/** A request that changed something, by its idempotency key. */
export interface RequestRecordTable {
  workspaceId: string;
  operation: string;
  key: string;
  /** null: stored by a release that did not keep it. */
  inputHash: string | null;
  /**
   * Id of what it made or changed: a repeated request is answered with the present state of that. null: it began to
   * write to Pinterest, and how that ended is not stored.
   */
  reference: string | null;
  createdAt: Generated<Date>;
}

/** Who changed what. Written in the transaction of the change. */
export interface AuditEntryTable {
  id: Generated<number>;
  workspaceId: string;
  at: Generated<Date>;
  operation: string;
  subjectType: string;
  subjectId: string;
  actor: JSONColumnType<NamedActor>;
  details: JSONColumnType<Record<string, unknown>>;
}

/** Who did something, as events and audit entries keep it. */
export interface NamedActor {
  type: string;
  id: string | null;
  name: string;
}

/** A workspace that a key reaches beside its own. */
export interface ApiKeyGrantTable {
  keyId: string;
  workspaceId: string;
  scopes: string[];
}

/** Accounts under a name. */
export interface AccountGroupTable {
  id: string;
  workspaceId: string;
  name: string;
  /** Also of accounts that are not connected any more. */
  accountIds: string[];
  createdAt: Generated<Date>;
}

export type AccountGroupRow = Selectable<AccountGroupTable>;
export type WorkspaceRow = Selectable<WorkspaceTable>;
export type ApiKeyRow = Selectable<ApiKeyTable>;
export type AuditEntryRow = Selectable<AuditEntryTable>;
