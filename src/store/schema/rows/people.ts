import type { Generated, JSONColumnType, Selectable } from 'kysely';
import type { NamedActor } from './workspaces.ts';

export interface PersonTable {
  id: string;
  /** E-mail address or user name, as it was given. */
  login: string;
  /** By which it is found, regardless of its case. */
  loginKey: string;
  name: string;
  /** As src/encryption/password.ts writes it; null: signs in by OIDC alone. */
  passwordHash: string | null;
  oidcIssuer: string | null;
  oidcSubject: string | null;
  createdAt: Generated<Date>;
}

export interface MembershipTable {
  workspaceId: string;
  personId: string;
  role: string;
  createdAt: Generated<Date>;
}

/** Lets the holder of its link into a workspace, once. */
export interface InviteTable {
  id: string;
  workspaceId: string;
  role: string;
  /** Whom it is for, in the words of who made it. */
  note: string | null;
  /** SHA-256 of the token in its link, hexadecimal. */
  tokenHash: string;
  createdBy: JSONColumnType<NamedActor>;
  createdAt: Generated<Date>;
  expiresAt: Date;
  usedAt: Date | null;
  usedBy: string | null;
}

/** Lets the holder of its link set a new password, once; a newer one takes its place. */
export interface PasswordResetTable {
  personId: string;
  tokenHash: string;
  expiresAt: Date;
}

/** A signed-in browser: of a person, or of an API key. */
export interface SessionTable {
  id: string;
  /** SHA-256 of the cookie, hexadecimal. */
  tokenHash: string;
  personId: string | null;
  keyId: string | null;
  /** The workspace it looks at; null: the first. */
  workspaceId: string | null;
  userAgent: string | null;
  address: string | null;
  createdAt: Generated<Date>;
  seenAt: Generated<Date>;
  expiresAt: Date;
}

export type DeviceLoginStatus = 'open' | 'approved' | 'denied' | 'collected';

/** A command line that asks to be let in. */
export interface DeviceLoginTable {
  id: string;
  /** Which one it is, such as Postiz CLI. */
  client: string;
  /** As it called its machine; null: it did not say. */
  deviceName: string | null;
  /** Where it asked from. */
  address: string | null;
  /** SHA-256 of the code that it holds, hexadecimal. */
  deviceHash: string;
  /** What it shows to the person. */
  userCode: string;
  /** SHA-256 of the key that it will have, hexadecimal, and its first characters. */
  keyHash: string;
  keyPreview: string;
  status: Generated<DeviceLoginStatus>;
  /** Of the key and its workspace, once it is approved. */
  keyId: string | null;
  workspaceId: string | null;
  /** When it last asked whether it is let in. */
  polledAt: Date | null;
  createdAt: Generated<Date>;
  expiresAt: Date;
}

export interface SignInFailureTable {
  subject: string;
  count: number;
  since: Date;
}

export type PersonRow = Selectable<PersonTable>;
export type DeviceLoginRow = Selectable<DeviceLoginTable>;
export type InviteRow = Selectable<InviteTable>;
export type SessionRow = Selectable<SessionTable>;
