import { randomInt } from 'node:crypto';
import { expandScopes, type Scope } from './scopes.ts';
import { scopesOfRole } from './roles.ts';

/** Letters that make no words and are not mistaken for each other (RFC 8628, 6.1). */
const letters = 'BCDFGHJKLMNPQRSTVWXZ';
const half = 4;

/** What a person compares and may have to type: 8 letters, 34 bits. */
export const newUserCode = (): string =>
  readUserCode(
    Array.from({ length: 2 * half }, () => letters.charAt(randomInt(letters.length))).join(''),
  );

/** A code as it was shown, whatever its case and separators. */
export function readUserCode(text: string): string {
  const plain = text.toUpperCase().replace(/[^A-Z]/g, '');
  return `${plain.slice(0, half)}-${plain.slice(half)}`;
}

/** What a command line may be let do. */
export const deviceAccess = ['read', 'publish', 'manage'] as const;
export type DeviceAccess = (typeof deviceAccess)[number];

/** Never of a key that was asked for from outside: it makes no keys, and lets out nothing that waits for an approval. */
const withheld: readonly Scope[] = ['keys:read', 'keys:write', 'posts:approve'];

/** The rights of a command line's key. */
export function scopesOfAccess(access: DeviceAccess): readonly Scope[] {
  switch (access) {
    case 'read':
      return scopesOfRole('viewer');
    case 'publish':
      return scopesOfRole('editor');
    case 'manage':
      return expandScopes(['read', 'write']).filter((scope) => !withheld.includes(scope));
  }
}
