import type { Profile } from '../../contract/index.ts';
import { approvalSubjects } from '../../domain/roles.ts';
import type { WorkspaceRow } from '../../store/index.ts';
import type { Actor } from '../context.ts';

/** Zernio's word for whose account this is: the person, and for a key its own workspace. */
export const userIdOf = ({ type, id, grants }: Actor): string =>
  type === 'person' ? (id ?? '') : (grants[0]?.workspaceId ?? '');

export const presentProfile = (row: WorkspaceRow, actor: Actor): Profile => ({
  _id: row.id,
  userId: userIdOf(actor),
  name: row.name,
  description: row.description,
  color: row.color,
  avatarUrl: row.avatarUrl,
  isDefault: row.isDefault,
  approvalRoles: approvalSubjects.filter((subject) => row.approvalRoles.includes(subject)),
  createdAt: row.createdAt.toISOString(),
});
