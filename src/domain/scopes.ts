/** What a caller may do, one noun and one right each. */
export const allScopes = [
  'posts:read',
  'posts:write',
  'posts:publish',
  'posts:approve',
  'pins:read',
  'pins:write',
  'pins:delete',
  'analytics:read',
  'analytics:write',
  'accounts:read',
  'accounts:write',
  'boards:read',
  'boards:write',
  'media:write',
  'queues:read',
  'queues:write',
  'keys:read',
  'keys:write',
  'webhooks:read',
  'webhooks:write',
  'instance:read',
  'instance:metrics',
  'workspaces:read',
  'workspaces:write',
  'workspaces:manage',
  'people:read',
  'people:write',
  'audit:read',
] as const;
export type Scope = (typeof allScopes)[number];

/**
 * Concern who gets in, who did what, or the whole installation: `read` and `write` do not include them, each is given by
 * its own name.
 */
const onlyByName: readonly Scope[] = [
  'instance:metrics',
  'workspaces:write',
  'workspaces:manage',
  'people:read',
  'people:write',
  'audit:read',
];

const ordinary = allScopes.filter((scope) => !onlyByName.includes(scope));
const readScopes = ordinary.filter((scope) => scope.endsWith(':read'));
const writeScopes = ordinary.filter((scope) => !scope.endsWith(':read'));

/** The scopes behind stored words: `read` and `write` stand for every noun's, and unknown words for nothing. */
export const expandScopes = (stored: readonly string[]): Scope[] =>
  allScopes.filter(
    (scope) =>
      stored.includes(scope) ||
      (stored.includes('read') && readScopes.includes(scope)) ||
      (stored.includes('write') && writeScopes.includes(scope)),
  );

/** The shortest words for scopes: `read` and `write` where all of theirs are there. */
export function shortScopes(scopes: readonly Scope[]): string[] {
  const words = [
    { word: 'read', means: readScopes },
    { word: 'write', means: writeScopes },
  ].filter(({ means }) => means.every((scope) => scopes.includes(scope)));
  const rest = scopes.filter((scope) => !words.some(({ means }) => means.includes(scope)));
  return [...words.map(({ word }) => word), ...rest];
}
