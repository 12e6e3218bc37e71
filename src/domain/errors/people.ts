import { invalid } from './entry.ts';

/** What can be wrong with workspaces, and with people and how they get in. */
export const peopleErrors = {
  SIGN_IN_FAILED: {
    ...invalid({
      message: 'The name or the password is not right.',
      cause: 'Nobody here has this name with this password. Which of the two is wrong is not said.',
      fix: 'Type both again. An owner or admin can make a link that sets a new password, and so can the person who runs Linchpin: linchpin people reset-password.',
    }),
    type: 'authentication_error',
    status: 401,
  },
  OIDC_FAILED: {
    ...invalid({
      message: 'The sign-in did not work: {reason}',
      cause: 'The identity provider refused, or this server knows nobody by that identity.',
      fix: 'Try again. Whoever is new needs an invitation first; then open its link and sign in from there.',
    }),
    type: 'authentication_error',
    status: 401,
  },
  PASSWORD_WEAK: invalid({
    message: 'The password cannot be used: {reason}',
    cause: 'Short passwords and names are tried first by whoever guesses.',
    fix: 'Take at least {min} characters, such as four words that have nothing to do with each other.',
  }),
  PASSWORD_WRONG: invalid({
    message: 'The present password is not right.',
    cause: 'Changing a password needs the one that counts now.',
    fix: 'Type it again, or ask an owner or admin for a link that sets a new one.',
  }),
  LOGIN_TAKEN: invalid(
    {
      message: 'Somebody here has the name {login} already.',
      cause: 'Names and e-mail addresses for signing in are unique.',
      fix: 'Take another one. If it is you, sign in first, then open the invitation again.',
    },
    { status: 409 },
  ),
  LINK_NOT_VALID: invalid(
    {
      message: 'This link is not valid, or not any more.',
      cause: 'It works once and for a limited time, and a newer one takes its place.',
      fix: 'Ask whoever sent it for a new one.',
    },
    { status: 410 },
  ),
  LINK_ALREADY_SHOWN: invalid(
    {
      message: 'This request made a link before, and a link is shown only once.',
      cause: 'The same idempotency key was sent again.',
      fix: 'Make another link, with a new idempotency key.',
    },
    { status: 409 },
  ),
  DEVICE_CODE_NOT_FOUND: invalid(
    {
      message: 'No command line asks to be let in under the code {code}.',
      cause: 'A code is good for one answer, within ten minutes.',
      fix: 'Compare it with the one in the terminal, or start the login there again.',
    },
    { status: 404 },
  ),
  DEVICE_LOGIN_OVER: invalid(
    {
      message: 'This login is over.',
      cause: 'A code is good for ten minutes and one key, or it is none of this server.',
      fix: 'Start the login again.',
    },
    { status: 410 },
  ),
  DEVICE_POLLED_TOO_FAST: {
    ...invalid({
      message: 'The command line asks too often whether it is let in.',
      cause: 'The answer to its first request says how many seconds it waits in between.',
      fix: 'Wait as long as the answer says, then ask again.',
    }),
    type: 'rate_limit_error',
    status: 429,
    retryable: true,
  },
  LAST_OWNER: invalid(
    {
      message: '{name} is the last owner of this workspace.',
      cause: 'Without an owner nobody could manage it any more.',
      fix: 'Make somebody else an owner first.',
    },
    { status: 409 },
  ),
  OWNER_EXISTS: invalid(
    {
      message: 'This workspace has an owner already.',
      cause: 'The first owner is set up once; everybody else comes by invitation.',
      fix: 'Sign in as an owner or admin and invite people.',
    },
    { status: 409 },
  ),
  ROLE_TOO_HIGH: {
    ...invalid({
      message: 'This needs all rights of the role {role}, and some are missing here.',
      cause: 'Nobody gives, takes or resets more than they may do themselves.',
      fix: 'Ask an owner of every workspace that the person is in.',
    }),
    type: 'permission_error',
    status: 403,
  },
  PERSON_REQUIRED: invalid({
    message: 'This is about the person who is signed in, and an API key is none.',
    cause: 'Passwords and roles belong to people.',
    fix: 'Sign in with a name and a password.',
  }),
  profile_name_conflict: invalid(
    {
      message: 'There is a workspace called "{name}" already.',
      cause: 'Workspaces that one key or person reaches have different names.',
      fix: 'Choose another name, or use the one that is there.',
    },
    { status: 409 },
  ),
  GROUP_NAME_TAKEN: invalid(
    {
      message: 'There is a group of accounts called "{name}" already.',
      cause: 'Groups of a workspace have different names.',
      fix: 'Choose another name, or change the group that is there.',
    },
    { status: 409 },
  ),
  WORKSPACE_HAS_ACCOUNTS: invalid({
    message: 'The workspace still has connected accounts: {accounts}.',
    cause: 'Deleting it would leave their planned Pins to nobody.',
    fix: 'Disconnect the accounts first.',
    hint: { call: 'accounts.list' },
  }),
  LAST_WORKSPACE: invalid({
    message: 'This is the only workspace, and one has to stay.',
    cause: 'Everything in Linchpin lies in a workspace.',
    fix: 'Make another one first, or rename this one.',
  }),
  RATE_LIMITED: {
    ...invalid({
      message: 'This API key has used up its {limit} requests of this minute.',
      cause: 'The key was made with a limit.',
      fix: 'Wait for the next minute, or have a key made with a higher limit.',
    }),
    type: 'rate_limit_error',
    status: 429,
    retryable: true,
  },
} as const;
