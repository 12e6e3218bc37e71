import type { ColumnType, Generated, JSONColumnType, Selectable } from 'kysely';

export interface WorkspaceTable {
  id: string;
  name: string;
  createdAt: Generated<Date>;
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
  revokedAt: ColumnType<Date | null, Date | null, Date | null>;
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
  actor: JSONColumnType<{ type: string; id: string | null; name: string }>;
  details: JSONColumnType<Record<string, unknown>>;
}

/** A workspace that a key reaches beside its own. */
export interface ApiKeyGrantTable {
  keyId: string;
  workspaceId: string;
  scopes: string[];
}

/** Signed out before its time. */
export interface EndedSessionTable {
  id: string;
  expiresAt: Date;
}

export type WorkspaceRow = Selectable<WorkspaceTable>;
export type ApiKeyRow = Selectable<ApiKeyTable>;
