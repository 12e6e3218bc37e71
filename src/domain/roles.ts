import { allScopes, type Scope } from './scopes.ts';

/** What people can be in a workspace, the most powerful first. */
export const roles = ['owner', 'admin', 'editor', 'approver', 'viewer'] as const;
export type Role = (typeof roles)[number];

/** Whose posts a workspace can want an approval for: of roles that write, and of API keys. */
export const approvalSubjects = ['owner', 'admin', 'editor', 'api_key'] as const;
export type ApprovalSubject = (typeof approvalSubjects)[number];

export const isApprovalSubject = (word: string): word is ApprovalSubject =>
  approvalSubjects.some((subject) => subject === word);

const looking: readonly Scope[] = [
  'posts:read',
  'pins:read',
  'analytics:read',
  'accounts:read',
  'boards:read',
  'queues:read',
  'instance:read',
  'workspaces:read',
];

/** Of the owner alone: workspaces come and go, and the figures of the installation are the operator's. */
const ofOwner: readonly Scope[] = ['workspaces:manage', 'instance:metrics'];

const scopesByRole: Record<Role, readonly Scope[]> = {
  owner: allScopes,
  admin: allScopes.filter((scope) => !ofOwner.includes(scope)),
  editor: [
    ...looking,
    'posts:write',
    'posts:publish',
    'pins:write',
    'boards:write',
    'media:write',
    'queues:write',
  ],
  approver: [...looking, 'posts:approve'],
  viewer: looking,
};

/** What a role may do; a word that is no role, such as one of a later release, may do nothing. */
export const scopesOfRole = (role: string): readonly Scope[] =>
  isRole(role) ? scopesByRole[role] : [];

export const isRole = (word: string): word is Role => roles.some((role) => role === word);

/** Whether a caller with these scopes may give or remove a role: only one with no more rights than its own. */
export const mayGive = (own: readonly Scope[], role: string): boolean =>
  own.includes('people:write') && scopesOfRole(role).every((scope) => own.includes(scope));
