import { invalid, platform } from './entry.ts';

/** What can be wrong with a connected Pinterest account. */
export const accountErrors = {
  ACCOUNT_REQUIRED: invalid({
    message: 'Say which Pinterest account should publish this.',
    cause: 'One of the places to publish names no account.',
    fix: 'Choose one of your connected accounts.',
    hint: { call: 'accounts.list' },
  }),
  ACCOUNT_NOT_FOUND: invalid({
    message: 'There is no Pinterest account "{accountId}" in this workspace.',
    cause: 'The id is misspelt, belongs to another workspace, or the account was removed.',
    fix: 'Choose one of the connected accounts.',
    hint: { call: 'accounts.list' },
  }),
  SOCIAL_ACCOUNT_NOT_FOUND: invalid(
    {
      message: 'The team has no such Pinterest account.',
      cause: 'None was connected yet, it was disconnected, or its id is misspelt.',
      fix: 'Connect one, or look at the social accounts of the team.',
    },
    { type: 'not_found', status: 404 },
  ),
  SOCIAL_ACCOUNT_AMBIGUOUS: invalid({
    message: 'The team has {count} Pinterest accounts; say which one is meant.',
    cause:
      'A team of bundle.social has one account of a network; a workspace here may have several.',
    fix: 'Add socialAccountId with the id of one of them.',
  }),
  ACCOUNT_DISCONNECTED: invalid(
    {
      message: 'The Pinterest account {username} must be connected again before it can publish.',
      cause: 'Pinterest no longer accepts its sign-in, for example after a password change.',
      fix: 'Connect the account again; Pins that are waiting go out afterwards.',
    },
    { status: 403, category: 'auth_expired', retryable: true },
  ),
  ACCOUNT_TOKEN_UNREADABLE: invalid(
    {
      message:
        'The stored sign-in of the Pinterest account {username} was encrypted with another secret key than this process has.',
      cause:
        'LINCHPIN_SECRET_KEY was changed, or differs between the processes of this installation.',
      fix: 'Give every process the secret key the account was connected with, or connect the account again; its Pins wait until then.',
    },
    { type: 'api_error', source: 'system', status: 503, category: 'system_error', retryable: true },
  ),
  PINTEREST_APP_REFUSED: invalid(
    {
      message: 'Pinterest does not accept the id or the secret of your app.',
      cause:
        'PINTEREST_APP_ID or PINTEREST_APP_SECRET is not that of the app the accounts were connected with.',
      fix: 'Correct the settings and start Linchpin again. Accounts stay connected, and their Pins wait until then.',
    },
    { type: 'api_error', source: 'system', status: 503, category: 'system_error', retryable: true },
  ),
  PLATFORM_NOT_SUPPORTED: invalid({
    message: 'Linchpin publishes to Pinterest, not to "{platform}".',
    cause: 'One of the places to publish is on another network.',
    fix: 'Choose Pinterest, or leave that place out.',
  }),
  PINTEREST_AUTH_FAILED: platform(
    {
      message: 'Pinterest does not accept the sign-in of this account any more.',
      cause: 'The access was revoked, or the password or user name changed.',
      fix: 'Connect the account again; held Pins go out afterwards.',
    },
    { category: 'auth_expired', status: 502, retryable: true },
  ),
  PINTEREST_BUSY: platform(
    {
      message: 'Pinterest lets this account ask nothing more for now.',
      cause: 'Its requests for this minute or day are used up, or kept for Pins that are due.',
      fix: 'Try again after the time in Retry-After. Pins that are planned go out regardless.',
    },
    { type: 'rate_limit_error', category: 'platform_rate_limit', status: 429, retryable: true },
  ),
  PINTEREST_NO_ANSWER: platform(
    {
      message: 'Pinterest cannot be reached, or answers with errors of its own.',
      cause: 'A fault at Pinterest or on the way to it.',
      fix: 'Try again in a minute; nothing was changed that you would not see.',
    },
    { category: 'platform_error', status: 503, retryable: true },
  ),
  PINTEREST_REFUSED: platform(
    {
      message: 'Pinterest refused this: {text}',
      cause: 'Pinterest gave a reason that has no entry of its own here.',
      fix: "Read Pinterest's text, change what it names, and try again.",
    },
    { status: 400 },
  ),
  BOARD_NAME_TAKEN: platform(
    {
      message: 'The account already has a board named "{name}".',
      cause: 'Pinterest keeps one board of a name, regardless of its capitals.',
      fix: 'Choose another name, or use the board that is there.',
      hint: { call: 'boards.list' },
    },
    { status: 409 },
  ),
  SECTION_NAME_TAKEN: platform(
    {
      message: 'The board already has a section named "{name}".',
      cause: 'Two sections of one name could not be told apart by it.',
      fix: 'Choose another name, or use the section that is there.',
      hint: { call: 'sections.list' },
    },
    { status: 409 },
  ),
  BOARD_HAS_PINS: invalid(
    {
      message: '{count} planned here would have no place without {what} "{name}".',
      cause: 'Deleting it on Pinterest would leave them without a place.',
      fix: 'Say what becomes of them: move them elsewhere, or cancel them.',
    },
    { status: 409 },
  ),
  BOARD_NOT_YOURS: invalid(
    {
      message: 'The board "{name}" belongs to {owner}; only its owner can change or delete it.',
      cause: 'The account takes part in the board and may add Pins to it.',
      fix: 'Ask the owner, or use a board of your own.',
    },
    { status: 403 },
  ),
  BOARDS_OUTDATED: platform(
    {
      message: 'The list of boards is from {time}; Pinterest could not be asked for a newer one.',
      cause: 'Pinterest cannot be reached, or lets this account ask nothing more for now.',
      fix: 'Try again in a minute. Boards made or renamed since then may be missing.',
    },
    { status: 503, category: 'platform_error', retryable: true },
  ),
  PINTEREST_GONE: platform(
    {
      message: 'This is not on Pinterest any more: {text}',
      cause: 'It was deleted there, or belongs to somebody else now.',
      fix: 'Read the boards again and choose one that is there.',
    },
    { status: 404 },
  ),
  PINTEREST_TRIAL_ACCESS: platform(
    {
      message: 'Your Pinterest app has Trial access, which may not create public Pins.',
      cause: 'Pinterest answers this until it has granted the app Standard access.',
      fix: 'Ask Pinterest for Standard access, or use the local sandbox until then. Connecting again does not help.',
    },
    { category: 'account_issue' },
  ),
  PINTEREST_FEATURE_RESTRICTED: platform(
    {
      message: 'Your Pinterest app has no access to this feature: {feature}',
      cause: 'Pinterest gives some features only to some apps.',
      fix: 'Ask Pinterest for the feature. Connecting again does not help.',
    },
    { category: 'account_issue' },
  ),
  PINTEREST_SCOPE_MISSING: platform(
    {
      message: 'The connection of this account lacks a permission: {scopes}',
      cause: 'It was connected without it, or by another program.',
      fix: 'Connect the account again and allow everything that is asked for; Pins that are waiting go out afterwards.',
    },
    { category: 'account_issue' },
  ),
  KEYWORDS_NOT_GRANTED: platform(
    {
      message: 'The connection of {username} has no access to keyword ideas (ads:read).',
      cause:
        'Pinterest gives suggested and related keywords only with its permission for reading advertising data, which Linchpin does not ask for unless it is wanted.',
      fix: 'Connect the account again with keyword ideas. Trending keywords need no more than you have.',
      hint: { call: 'connections.start', set: { keywords: true } },
    },
    { status: 409, category: 'account_issue' },
  ),
  PINTEREST_PERMISSION_DENIED: platform(
    {
      message: 'The account may not use this board or Pin.',
      cause:
        'The board belongs to someone else, or is secret and the connection lacks that permission.',
      fix: 'Choose a board the account owns, or connect the account again and allow secret boards.',
    },
    { category: 'account_issue' },
  ),
  OAUTH_FAILED: invalid(
    {
      message: 'Pinterest did not complete the connection: {reason}',
      cause: 'The consent was declined, or its code was used before or is too old.',
      fix: 'Start the connection again.',
    },
    { category: 'auth_expired', retryable: true },
  ),
} as const;
