import { invalid, platform } from './entry.ts';

/** What can go wrong while a Pinterest account is being connected, moved or let go. */
export const connectionErrors = {
  PINTEREST_HOST_MISSING: invalid(
    {
      message: 'This installation is not set up for {host}.',
      cause: 'It has no Pinterest app, or runs without the local sandbox.',
      fix: 'Set PINTEREST_APP_ID and PINTEREST_APP_SECRET for Pinterest, or LINCHPIN_SANDBOX=1 for the local sandbox beside it, and start Linchpin again.',
    },
    { type: 'api_error', source: 'system', status: 503, category: 'system_error', retryable: true },
  ),
  ACCOUNT_SIGN_IN_ENDS: invalid(
    {
      message: 'The sign-in of the Pinterest account {username} ends soon ({time}).',
      cause: 'It cannot be renewed by itself, or Pinterest has not answered the renewals so far.',
      fix: 'Connect the account again before then; nothing that is planned is lost.',
    },
    { category: 'auth_expired', retryable: true },
  ),
  PINTEREST_APP_NOT_GRANTED: platform(
    {
      message: 'Pinterest has not given your app access yet.',
      cause: 'A new app may ask for nothing until Pinterest has approved it for Trial access.',
      fix: "Look at the app's state under developers.pinterest.com, My apps, and connect when it says Trial access. Until then the local sandbox is there to try everything.",
    },
    { status: 403, category: 'account_issue', retryable: true },
  ),
  CONNECTION_EXPIRED: invalid(
    {
      message: 'This connection cannot be completed any more.',
      cause:
        'It was begun more than ten minutes ago, was completed before, or was not begun at this installation.',
      fix: 'Begin again: connect the account once more and go on to Pinterest within ten minutes.',
    },
    { retryable: true },
  ),
  CONNECTION_NOT_YOURS: invalid(
    {
      message: 'This connection was begun by somebody else, or in another browser.',
      cause: 'Only who begins a connection may complete it, so that nobody connects for another.',
      fix: 'Begin the connection yourself, and complete it in the same browser.',
    },
    { status: 403, type: 'permission_error' },
  ),
  CONNECTION_DECLINED: invalid(
    {
      message: 'The connection was declined at Pinterest.',
      cause: 'Somebody chose to cancel on the page where Pinterest asks for permission.',
      fix: 'Connect again and choose "Give access" there.',
    },
    { category: 'account_issue', retryable: true },
  ),
  CONNECTION_OTHER_ACCOUNT: invalid(
    {
      message: 'You signed in to Pinterest as {found}, but {wanted} is to be connected again.',
      cause: 'The browser was signed in to Pinterest with another account.',
      fix: 'Sign out at pinterest.com, sign in as {wanted}, and connect again. To add {found} beside it, connect a new account instead.',
    },
    { status: 409, category: 'account_issue' },
  ),
  INVALID_REDIRECT_URL: invalid({
    message: 'The address to return to must be a whole one, not "{url}".',
    cause: 'It has no scheme such as https, or one that a browser would run as a program.',
    fix: 'Give an absolute address, such as https://example.com/connected.',
  }),
  TOKEN_REFUSED: platform(
    {
      message: 'Pinterest does not accept this access token.',
      cause:
        "It was cut off when it was copied, has ended, or belongs to another host: a token of Pinterest's sandbox is not one of Pinterest.",
      fix: "Copy the token again from your app's page at developers.pinterest.com, and choose the host it was made for.",
    },
    { status: 400, category: 'auth_expired' },
  ),
  ACCOUNT_HAS_PINS: invalid(
    {
      message: 'The account {username} still has {count} Pins to be published.',
      cause: 'They would be left behind in this workspace.',
      fix: 'Publish or cancel them first, or ask for them to be cancelled along with it.',
      hint: { set: { plannedPins: 'cancel' } },
    },
    { status: 409 },
  ),
  ACCOUNT_AT_WORK: invalid(
    {
      message: 'The account {username} is publishing {count} Pins right now.',
      cause: 'What has been sent to Pinterest must be answered before anything is removed.',
      fix: 'Try again in a minute.',
    },
    { status: 409, retryable: true },
  ),
  ACCOUNT_ALREADY_THERE: invalid(
    {
      message: 'The Pinterest account {username} is already connected in that workspace.',
      cause: 'A workspace has each Pinterest account once.',
      fix: 'Use the one that is there, or disconnect it first.',
    },
    { status: 409 },
  ),
  USERNAME_IS_PINTERESTS: invalid({
    message: 'The user name {username} is set at Pinterest and cannot be changed here.',
    cause: 'It is the name of the Pinterest account.',
    fix: 'Change the display name instead, or the user name at Pinterest.',
  }),
} as const;
