import { internal, invalid } from './entry.ts';

/** What can be wrong with a request before its content is looked at. */
export const requestErrors = {
  EMPTY_BODY: invalid({
    message: 'The request has no body.',
    cause: 'The call needs JSON, and nothing was sent.',
    fix: 'Send a JSON object with the header "Content-Type: application/json". With the Zernio client, wrap the fields in { body: … }.',
  }),
  INVALID_JSON: invalid({
    message: 'The request body is not valid JSON: {reason}',
    cause: 'A quote, comma or bracket is missing, or something other than JSON was sent.',
    fix: 'Correct the JSON and send it again.',
  }),
  BODY_NOT_TEXT: invalid({
    message: 'The request body cannot be read as text: {reason}.',
    cause: 'JSON is UTF-8; Windows PowerShell, for example, sends another encoding by itself.',
    fix: 'Send UTF-8. In PowerShell: -ContentType "application/json; charset=utf-8" with the body as UTF-8 bytes.',
  }),
  TEXT_BROKEN: invalid({
    message: '{field} holds half a character, such as half an emoji.',
    cause: 'The text was cut by a program that counts code units and not characters.',
    fix: 'Send the whole text, or cut it elsewhere. With repair: true the half is left out.',
  }),
  REQUEST_UNREADABLE: invalid({
    message: 'The request cannot be read: {reason}.',
    cause: 'Its form is not what its headers say, or it broke off.',
    fix: 'Send it again; if it stays, look at how the client builds the request.',
  }),
  UNSUPPORTED_CONTENT_TYPE: invalid(
    {
      message: 'This call does not take the content type {contentType}.',
      cause: 'The Content-Type header names a format this call does not read.',
      fix: 'Send JSON with "Content-Type: application/json", or a file as multipart/form-data to the upload call.',
    },
    { status: 415 },
  ),
  BODY_TOO_LARGE: invalid(
    {
      message: 'The request is larger than {limit}.',
      cause: 'JSON calls take small bodies; files have their own upload calls.',
      fix: 'Upload the file in a call of its own, then name it in the post.',
      hint: { call: 'media.presign' },
    },
    { status: 413 },
  ),
  MISSING_REQUIRED_FIELD: invalid({
    message: '{field} is required.',
    cause: 'A field the call cannot do without is absent.',
    fix: 'Add {field}.',
  }),
  INVALID_FIELD_VALUE: invalid({
    message: '{field} is not valid: {reason}',
    cause: 'The value has another type or form than the call takes.',
    fix: 'Correct it and send the request again; /api/openapi.json describes every field.',
  }),
  FEED_UNREADABLE: invalid({
    message: 'The feed cannot be read: {reason}',
    cause: 'The address leads to something else than a feed, or to a damaged one.',
    fix: 'Open the address in a browser, and look for the one of its feed, often /feed or /rss.',
  }),
  FEED_ENTRY_DOUBTFUL: invalid({
    message: 'The entry has no picture, or looks like an earlier one, so it became a draft.',
    cause:
      'A Pin needs a picture, and a feed that changes its links must not publish everything again.',
    fix: 'Look at the draft: add a picture and plan it, or delete it.',
  }),
  MUST_SPECIFY_EXACTLY_ONE: invalid({
    message: 'The request has both {one} and {other}, which say the same.',
    cause: 'Of two lists of accounts one would be ignored, and the sender would not know which.',
    fix: 'Send one of them.',
  }),
  UNKNOWN_FIELD: invalid({
    message: '{field} is not a field Linchpin knows; it was left out.{suggestion}',
    cause: 'It is misspelt, or belongs to another network or another version.',
    fix: 'Correct its name, or remove it; /api/openapi.json describes every field.',
  }),
  UNKNOWN_PARAMETER: invalid({
    message: '{field} is not a parameter of this call.',
    cause: 'A query parameter is misspelt or belongs to another call.',
    fix: 'Remove it. This call takes: {known}.',
  }),
  UNAUTHORIZED: {
    ...invalid({
      message: 'Unauthorized',
      cause: 'The request carries no API key, or one that does not exist or was revoked.',
      fix: 'Send the header "Authorization: Bearer <API key>". The key is printed when Linchpin starts.',
    }),
    type: 'authentication_error',
    status: 401,
  },
  CREDENTIALS_AMBIGUOUS: invalid({
    message: 'Send one credential, in one header: {reason}.',
    cause: 'Of two keys one would be ignored, and addresses are written into logs.',
    fix: 'Send only the header "Authorization: Bearer <API key>".',
  }),
  INSUFFICIENT_PERMISSIONS: {
    ...invalid({
      message: 'This is not allowed here: the permission {scope} is missing.',
      cause:
        'The API key was made with fewer permissions than the call needs, or the role of the person has fewer.',
      fix: 'Use a key with the permission {scope}, or ask an owner or admin of the workspace for a role that has it.',
    }),
    type: 'permission_error',
    status: 403,
  },
  OTHER_SITE: {
    ...invalid({
      message: 'This was asked by a page of another site.',
      cause: 'Pages of other sites could otherwise use a server in the network of their reader.',
      fix: 'Call it from a program, or from a page under the address of this server.',
    }),
    type: 'permission_error',
    status: 403,
  },
  NOT_FOUND: {
    ...invalid({
      message: 'Not found',
      cause: 'Nothing with this id exists in your workspace.',
      fix: 'Check the id.',
    }),
    type: 'not_found',
    status: 404,
  },
  ROUTE_NOT_FOUND: {
    ...invalid({
      message: 'There is no {method} {path} here.',
      cause: 'The path is misspelt, or it is called with another method.',
      fix: 'Compare the method and the path with the documentation of the API, /api/openapi.json.',
    }),
    type: 'not_found',
    status: 404,
  },
  TOOL_NOT_FOUND: {
    ...invalid({
      message: 'Tool not found',
      cause: 'Accounts of Pinterest can be asked for boards and for sections.',
      fix: 'Use methodName "boards" or "sections".',
    }),
    type: 'not_found',
    status: 404,
  },
  IDEMPOTENCY_KEY_TOO_LONG: invalid({
    message: 'The key in {header} has {count} characters; at most {max} are taken.',
    cause: 'A key that was cut or ignored would let a repeated request make a second post.',
    fix: 'Use a shorter key, such as a UUID, and the same one when you repeat the request.',
  }),
  IDEMPOTENCY_KEY_REUSED: invalid(
    {
      message: 'This key was used before for another request.',
      cause: 'An Idempotency-Key belongs to one request; with other content it is another request.',
      fix: 'Send the new content under a new key, or change what is there.',
    },
    { status: 422 },
  ),
  REQUEST_ID_REUSED: invalid({
    message:
      'Under this x-request-id another post, {postId}, was accepted before; a new one was made.',
    cause:
      'Gateways hand one tracing id to several calls, so the same id with other content is no repetition.',
    fix: 'Nothing to do when both posts are wanted. Send Idempotency-Key instead where a repetition must be known.',
  }),
  WORKSPACE_REQUIRED: invalid({
    message: 'This key reaches several workspaces; say which one is meant.',
    cause: 'Nothing in the request names an account, a post or a workspace.',
    fix: 'Name the workspace.',
    hint: { set: { profileId: '…' } },
  }),
  WORKSPACES_MIXED: invalid({
    message: 'The accounts of this post belong to different workspaces.',
    cause: 'A post belongs to one workspace, and so do its accounts.',
    fix: 'Send one post for each workspace.',
  }),
  KEY_ALREADY_SHOWN: invalid(
    {
      message: 'This request made the key "{name}" before, and a key is shown only once.',
      cause: 'The same idempotency key was sent again.',
      fix: 'Revoke that key and make another one, with a new idempotency key.',
    },
    { status: 409 },
  ),
  KEY_NOT_REVOCABLE: invalid(
    {
      message: 'The API key "{name}" cannot be revoked: {reason}',
      cause: 'Revoking it would leave nobody who could sign in.',
      fix: 'Make another key and use that one first: linchpin keys create.',
    },
    { status: 409 },
  ),
  ONE_FILE: invalid({
    message: 'The request holds more than one file.',
    cause: 'This call takes one file; the others would be lost.',
    fix: 'Send each file in a request of its own.',
  }),
  UPLOAD_ADDRESS_EXPIRED: {
    ...invalid({
      message: 'This upload address is not valid, or not any more.',
      cause: 'Upload addresses live for an hour and belong to one file.',
      fix: 'Ask for a new one.',
      hint: { call: 'media.presign' },
    }),
    type: 'permission_error',
    status: 403,
  },
  INTERNAL_ERROR: internal({
    message:
      'Something failed inside Linchpin. Nothing was lost: request {requestId} is in the log.',
    cause: 'A defect or a fault of the machine.',
    fix: 'Try again; if it stays, run "linchpin doctor" and look for the request id in the log.',
  }),
  DATABASE_UNAVAILABLE: internal(
    {
      message: 'The database does not answer at the moment. What was accepted is kept.',
      cause: 'PostgreSQL is stopped, restarting, or cannot be reached.',
      fix: 'Try again in a moment, with the same idempotency key; if it stays, run "linchpin doctor".',
    },
    { status: 503 },
  ),
  TOO_MANY_UPLOADS: internal(
    {
      message: 'More images are being uploaded than the server can decode.',
      cause: 'Images are decoded a few at a time, so that memory lasts.',
      fix: 'Wait a few seconds, then upload it again, a few images at a time.',
    },
    { status: 503 },
  ),
  STORAGE_FULL: internal(
    {
      message: 'The disk is full, so nothing new can be stored. What was accepted is kept.',
      cause: 'No space is left for media or for the database.',
      fix: 'Free some space on the server, then try again.',
    },
    { status: 507 },
  ),
  TOO_MANY_SIGN_INS: invalid(
    {
      message: 'There were too many sign-ins that failed.',
      cause:
        'Somebody at this address tried many keys or passwords, or many were tried for this name.',
      fix: 'Wait as long as the answer says, then sign in again.',
    },
    { status: 429, retryable: true },
  ),
  NOT_READY: internal(
    {
      message: 'Linchpin is not ready: its database does not answer.',
      cause: 'The server is starting or stopping, or PostgreSQL is unreachable.',
      fix: 'Wait a moment; if it stays, run "linchpin doctor".',
    },
    { status: 503 },
  ),
} as const;
