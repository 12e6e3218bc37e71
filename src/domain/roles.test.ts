import { describe, expect, test } from 'vitest';
import { isRole, mayGive, roles, scopesOfRole, type Role } from './roles.ts';
import { allScopes, expandScopes, shortScopes, type Scope } from './scopes.ts';

/** O owner, A admin, E editor, P approver, V viewer. */
const table: Record<Scope, string> = {
  'posts:read': 'OAEPV',
  'posts:write': 'OAE',
  'posts:publish': 'OAE',
  'posts:approve': 'OAP',
  'pins:read': 'OAEPV',
  'pins:write': 'OAE',
  'pins:delete': 'OA',
  'analytics:read': 'OAEPV',
  'analytics:write': 'OA',
  'accounts:read': 'OAEPV',
  'accounts:write': 'OA',
  'boards:read': 'OAEPV',
  'boards:write': 'OAE',
  'media:write': 'OAE',
  'queues:read': 'OAEPV',
  'queues:write': 'OAE',
  'keys:read': 'OA',
  'keys:write': 'OA',
  'webhooks:read': 'OA',
  'webhooks:write': 'OA',
  'instance:read': 'OAEPV',
  'instance:metrics': 'O',
  'workspaces:read': 'OAEPV',
  'workspaces:write': 'OA',
  'workspaces:manage': 'O',
  'people:read': 'OA',
  'people:write': 'OA',
  'audit:read': 'OA',
};
const letters: Record<Role, string> = {
  owner: 'O',
  admin: 'A',
  editor: 'E',
  approver: 'P',
  viewer: 'V',
};

describe('roles', () => {
  test.each(allScopes)('%s', (scope) => {
    const may = roles.filter((role) => scopesOfRole(role).includes(scope));
    expect(may.map((role) => letters[role]).join('')).toBe(table[scope]);
  });

  test('a word that is no role may do nothing', () => {
    for (const word of ['', 'Owner', 'superuser', 'constructor']) {
      expect(isRole(word)).toBe(false);
      expect(scopesOfRole(word)).toEqual([]);
    }
  });

  test.each<[Role, Role[]]>([
    ['owner', ['owner', 'admin', 'editor', 'approver', 'viewer']],
    ['admin', ['admin', 'editor', 'approver', 'viewer']],
    ['editor', []],
    ['approver', []],
    ['viewer', []],
  ])('%s gives nobody more than they have', (role, given) => {
    expect(roles.filter((other) => mayGive(scopesOfRole(role), other))).toEqual(given);
  });
});

describe('the words read and write of a key', () => {
  const both = expandScopes(['read', 'write']);

  test('publish and approve, as keys always could', () => {
    expect(both).toEqual(
      expect.arrayContaining(['posts:write', 'posts:publish', 'posts:approve', 'keys:write']),
    );
  });

  test('say nothing about people, workspaces, the audit log or the installation', () => {
    const kept = allScopes.filter((scope) => !both.includes(scope));
    expect(kept).toEqual([
      'instance:metrics',
      'workspaces:write',
      'workspaces:manage',
      'people:read',
      'people:write',
      'audit:read',
    ]);
    expect(expandScopes(['read'])).toContain('workspaces:read');
  });

  test('come back as they were given, with what stands beside them', () => {
    expect(shortScopes(expandScopes(['read', 'write', 'people:read', 'other']))).toEqual([
      'read',
      'write',
      'people:read',
    ]);
  });
});
