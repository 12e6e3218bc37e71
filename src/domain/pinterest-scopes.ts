/** Scopes of Pinterest's that this product uses (docs/pinterest.md, Sign-in). */
const publishing = ['user_accounts:read', 'boards:read', 'boards:write', 'pins:read', 'pins:write'];

const secretBoards = [
  'boards:read_secret',
  'boards:write_secret',
  'pins:read_secret',
  'pins:write_secret',
];

/** What each is for. Without those of `publishing` nothing can be published. */
export const scopeUses = {
  publishing,
  analytics: ['user_accounts:read', 'pins:read', 'boards:read'],
  secretBoards,
} as const;

/** What a person is asked to grant. */
export const consentScopes = (withSecretBoards: boolean): string[] => [
  ...publishing,
  ...(withSecretBoards ? secretBoards : []),
];
