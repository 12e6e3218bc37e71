import { internal, invalid, platform } from './entry.ts';

/** What can be wrong with Pins as Pinterest shows them, and with reading them. */
export const livePinErrors = {
  LIVE_PIN_NOT_FOUND: invalid(
    {
      message: 'No Pin "{pinId}" is known here.',
      cause:
        'The id is misspelt, the Pin belongs to another account, or it was made since the Pins were last read.',
      fix: 'Name its account and read it from Pinterest, or look among the Pins that are known.',
      hint: { call: 'pins.get', set: { fresh: true } },
    },
    { type: 'not_found', status: 404 },
  ),
  LIVE_PIN_AMBIGUOUS: invalid({
    message: 'The Pin "{pinId}" is seen by several accounts: {accounts}.',
    cause: 'A Pin on a group board belongs to the Pins of everybody who is on it.',
    fix: 'Name one of these accounts.',
    hint: { call: 'accounts.list' },
  }),
  LIVE_PIN_GONE: platform(
    {
      message: 'Pinterest does not know this Pin any more; this is how it was last read.',
      cause: 'It was deleted there, or taken down.',
      fix: 'Look for it on Pinterest. It is marked as removed once all Pins were read without it.',
    },
    { status: 404 },
  ),
  LIVE_PIN_OUTDATED: platform(
    {
      message: 'The Pin could not be read from Pinterest now; this is how it was last read.',
      cause: 'Pinterest gave no answer, or lets this account ask nothing more for now.',
      fix: 'Ask again later.',
    },
    { retryable: true },
  ),
  LIVE_PIN_EDIT_NOT_GRANTED: platform(
    {
      message: 'Pinterest does not let the app of @{username} edit Pins.',
      cause: 'Editing Pins is a feature that Pinterest grants to an app by itself (pin_edit).',
      fix: 'Ask Pinterest for it. Once it is granted, connect the account again, or have a refused change tried again.',
      hint: { call: 'pins.resolveChange', set: { keep: 'mine' } },
    },
    { status: 403 },
  ),
  LIVE_PIN_NEEDS_APPROVAL: invalid(
    {
      message:
        'In this workspace what you publish is approved first, and a live Pin cannot wait for that.',
      cause:
        'A change of a live Pin is seen by everybody at once, and a deletion takes away what was approved.',
      fix: 'Let somebody make the change who may publish without an approval.',
    },
    { type: 'permission_error', status: 403 },
  ),
  LIVE_PIN_CHANGED: invalid(
    {
      message: 'The Pin was changed since you saw it.',
      cause: 'Somebody edited it here or on Pinterest, and that was read meanwhile.',
      fix: 'Look at the Pin as it is now, and say again what is to change.',
      hint: { call: 'pins.get' },
    },
    { status: 409 },
  ),
  LIVE_PIN_CONFLICT: platform(
    {
      message: 'On Pinterest somebody else changed the same meanwhile: {fields}.',
      cause: 'What Pinterest shows is neither what you saw nor what you want.',
      fix: 'Say which is to stay: yours, or what Pinterest shows.',
      hint: { call: 'pins.resolveChange' },
    },
    { status: 409 },
  ),
  LIVE_PIN_SHOWN_OTHERWISE: platform({
    message: 'Pinterest took the edit, and shows something else than what was sent: {fields}.',
    cause: 'Pinterest may keep a field as it was, or write it in its own way.',
    fix: 'Look at the Pin on Pinterest.',
    hint: { call: 'pins.get', set: { fresh: true } },
  }),
  LIVE_PIN_CHANGE_OPEN: invalid(
    {
      message: 'The Pin "{pinId}" is being changed already.',
      cause: 'One change of a Pin is made at a time, and an earlier one waits or is on its way.',
      fix: 'Wait for its end, or cancel it.',
      hint: { call: 'pins.changes' },
    },
    { status: 409 },
  ),
  LIVE_PIN_UNRESOLVED: invalid(
    {
      message: 'It is not known yet whether this is a Pin that Linchpin published.',
      cause:
        "Pinterest's answer was lost, and the Pin is looked for by its words: it must not change until it was found.",
      fix: 'Wait a few minutes, or say yourself what became of the Pin.',
      hint: { call: 'posts.resolvePin' },
    },
    { status: 409, retryable: true },
  ),
  LIVE_PIN_NOT_YOURS: invalid(
    {
      message: 'The Pin "{pinId}" belongs to somebody else on a group board.',
      cause: 'Pinterest lets only its owner change a Pin.',
      fix: 'Ask its owner.',
    },
    { status: 403 },
  ),
  LIVE_PIN_REMOVED: invalid(
    {
      message: 'The Pin "{pinId}" is not on Pinterest any more.',
      cause: 'It was deleted there or from here, or taken down.',
      fix: 'A deleted Pin cannot be brought back; publish it anew.',
    },
    { status: 409 },
  ),
  LIVE_PIN_NOTHING_TO_CHANGE: invalid({
    message: 'Nothing of the Pin is to be changed.',
    cause: 'Every field that was given is as it is already, or none was given.',
    fix: 'Say what is to change: title, description, link, alternative text, board, section or slides.',
  }),
  POST_NOT_ON_PINTEREST: invalid({
    message: 'Nothing of this post is on Pinterest.',
    cause: 'It was not published yet, or its Pins were deleted since.',
    fix: 'Cancel or delete a post that has not gone out; there is nothing else to do.',
    hint: { call: 'posts.get' },
  }),
  PIN_CHANGE_NOT_FOUND: invalid(
    {
      message: 'There is no such change of a Pin.',
      cause: 'The id is misspelt, or the change ended long ago.',
      fix: 'Look among the changes.',
      hint: { call: 'pins.changes' },
    },
    { type: 'not_found', status: 404 },
  ),
  PIN_CHANGE_UNDER_WAY: invalid(
    {
      message: 'The change is just being made.',
      cause: 'A request for it may have left already.',
      fix: 'Wait for its end.',
      hint: { call: 'pins.changes' },
    },
    { status: 409, retryable: true },
  ),
  PIN_CHANGE_NOT_UNDOABLE: invalid(
    {
      message: 'This cannot be undone: {reason}.',
      cause: 'Only edits that were made can be taken back; a deleted Pin is gone from Pinterest.',
      fix: 'Publish a deleted Pin anew.',
    },
    { status: 409 },
  ),
  PIN_CHANGE_NOT_WAITING: invalid(
    {
      message: 'The change waits for no answer: it is {state}.',
      cause: 'Only a conflict, and a change that may be tried again, can be answered.',
      fix: 'Look at the change.',
      hint: { call: 'pins.changes' },
    },
    { status: 409 },
  ),
  PIN_CHANGE_FROM_BACKUP: invalid(
    {
      message:
        'This change was open when the backup was made, and may have been made or cancelled since.',
      cause: 'What happened between a backup and its restore is not in the backup.',
      fix: 'Look at the Pin, then say whether the change is to be made: linchpin restored shows how many ask, --make-changes and --drop-changes answer for all.',
      hint: { call: 'pins.resolveChange' },
    },
    { status: 409 },
  ),
  PIN_BATCH_FROM_BACKUP: invalid(
    {
      message: 'The selection was being worked through when the backup was made.',
      cause: 'Which of its Pins were changed between the backup and its restore is not known.',
      fix: 'Answer for the changes that ask, then select the Pins again: those that are as they should be stay as they are.',
      hint: { call: 'pins.bulk' },
    },
    { status: 409 },
  ),
  PIN_CHANGE_GAVE_UP: internal({
    message: 'The change was given up after many tries that ended in the middle.',
    cause: 'Something unforeseen went wrong each time; the log of the server says what.',
    fix: 'Have it tried again. If it ends like this once more, look into the log.',
    hint: { call: 'pins.resolveChange', set: { keep: 'mine' } },
  }),
  PIN_BATCH_NOT_FOUND: invalid(
    {
      message: 'There is no such batch of changes.',
      cause: 'The id is misspelt, or it belongs to another workspace.',
      fix: 'Look among the batches.',
      hint: { call: 'pins.batches' },
    },
    { type: 'not_found', status: 404 },
  ),
  PIN_BATCH_DISCONNECTED: invalid(
    {
      message: 'The account was disconnected while the selection was being worked through.',
      cause: 'Pins of an account that is not connected cannot be changed.',
      fix: 'Connect the account again, then select the Pins again: those that are as they should be stay as they are.',
      hint: { call: 'pins.bulk' },
    },
    { status: 409 },
  ),
  PIN_BATCH_GAVE_UP: internal({
    message:
      'Working through the selection was given up after many tries that ended in the middle.',
    cause: 'Something unforeseen went wrong each time; the log of the server says what.',
    fix: 'Select the Pins again: those that are as they should be stay as they are.',
    hint: { call: 'pins.bulk' },
  }),
  ANALYTICS_ACCESS_MISSING: invalid(
    {
      message: 'The numbers of these accounts cannot be read from Pinterest.',
      cause: 'The sign-in ended, or it lacks the permissions that numbers need.',
      fix: 'Connect the account again and grant all permissions.',
      hint: { call: 'accounts.allHealth' },
    },
    { type: 'permission_error', category: 'account_issue', status: 402 },
  ),
  PIN_IMPORT_INCOMPLETE: platform(
    {
      message: '{count} of the boards could not be read to the end.',
      cause:
        'A board was deleted while the Pins were read, this connection may not see it, or Pinterest refused it.',
      fix: 'They are read again the next day, or at once when you start it. No Pin is taken for removed until then.',
    },
    { retryable: true },
  ),
  PIN_IMPORT_MANY_MISSING: platform(
    {
      message:
        '{count} more Pins are missing on Pinterest; only a part of them was marked as removed.',
      cause:
        'More than 5 % of the Pins were not there any more, which is rather a fault than what somebody wanted.',
      fix: 'Look at the account on Pinterest. If they are gone, start the import again and say that all may be marked.',
      hint: { call: 'pins.import', set: { markAllRemoved: true } },
    },
    { retryable: true },
  ),
} as const;
