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
  /** Suggested and related keywords. It opens the account's advertising data as well, so it is not asked for unless wanted. */
  keywords: ['ads:read'],
} as const;

/** What a person is asked to grant. */
export const consentScopes = (also: { secretBoards: boolean; keywords: boolean }): string[] => [
  ...publishing,
  ...(also.secretBoards ? secretBoards : []),
  ...(also.keywords ? scopeUses.keywords : []),
];
