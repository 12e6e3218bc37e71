import { invalid } from './entry.ts';

/** What can be wrong with changing, retrying, approving or queueing a post. */
export const scheduleErrors = {
  POST_PUBLISHED: invalid({
    message: 'The post is published and cannot be {verb} here any more.',
    cause: 'Pinterest has its Pins; what Linchpin stores of them is a record.',
    fix: 'Delete or change the Pin on Pinterest, or make a new post.',
  }),
  POST_STILL_PLANNED: invalid(
    {
      message: '{count} of its Pins are still planned, so the post is not hidden.',
      cause: 'They would go out without anybody seeing what sends them.',
      fix: 'Cancel the post first.',
      hint: { call: 'posts.cancel' },
    },
    { status: 409 },
  ),
  POST_HIDDEN: invalid(
    {
      message: 'The post is hidden, so nothing of it goes out.',
      cause: 'It was deleted from the lists; what is planned must be seen.',
      fix: 'Show the post again first.',
      hint: { call: 'posts.hide', set: { hidden: false } },
    },
    { status: 409 },
  ),
  REFERENCE_KEY_TAKEN: invalid(
    {
      message: 'Another post of this workspace has the reference key "{key}".',
      cause: 'The post was made before, or two programs count alike.',
      fix: 'Look at the post that is there; give a new one a key of its own.',
    },
    { status: 409 },
  ),
  POST_NOT_FAILED: invalid({
    message: 'Nothing of this post failed: it is {status}.',
    cause: 'A retry publishes failed Pins again and leaves the others alone.',
    fix: 'Nothing to do. A post that has not gone out can be given another time.',
    hint: { call: 'posts.update' },
  }),
  POST_ALREADY_PUBLISHING: invalid(
    {
      message: 'The post is being published right now.',
      cause: 'A worker is on it, or it is due and next in line.',
      fix: 'Wait for the outcome.',
      hint: { call: 'posts.get' },
    },
    { status: 409, retryable: true },
  ),
  POST_NOT_CANCELLABLE: invalid(
    {
      message: 'There is nothing to cancel: the post is {status}.',
      cause: 'Only a post that is going to be published can be cancelled.',
      fix: 'Delete a draft or a failed post. A published Pin can only be deleted on Pinterest.',
    },
    { status: 409 },
  ),
  POST_CHANGED_MEANWHILE: invalid(
    {
      message: 'Somebody else changed this post at the same moment; your change was not made.',
      cause: 'Several changes of one post arrived together.',
      fix: 'Look at the post as it is now, and send the change again if it is still wanted.',
    },
    { status: 409, retryable: true },
  ),
  APPROVAL_REQUIRED: {
    ...invalid({
      message: 'This post waits for an approval, and a change does not lift that.',
      cause:
        'The workspace wants posts like this one approved, or requiresApproval was set for it; then only approving lets it out.',
      fix: 'Approve the post, or have it approved.',
      hint: { call: 'posts.approve' },
    }),
    type: 'permission_error',
    status: 403,
  },
  APPROVAL_OVERDUE: invalid(
    {
      message: 'The time of this post, {time}, passed while it waited for the approval.',
      cause: 'Approved as it is, it would go out at once, which nobody has asked for.',
      fix: 'Approve it to go out now, or with a new time.',
      hint: { call: 'posts.approve', set: { publishNow: true } },
    },
    { status: 409 },
  ),
  APPROVAL_VOID: invalid({
    message: 'The approval by {by} does not hold any more, since the content changed.',
    cause: 'What was approved is not what would go out.',
    fix: 'Have the post approved again.',
  }),
  POST_NOT_WAITING_FOR_APPROVAL: invalid(
    {
      message: 'The post does not wait for an approval: {reason}',
      cause: 'Only a scheduled post with requiresApproval can be approved.',
      fix: 'Give a draft a time first; anything else needs no approval.',
      hint: { call: 'posts.update', set: { isDraft: false } },
    },
    { status: 409 },
  ),
  PIN_OUTCOME_UNRESOLVED: invalid(
    {
      message: 'It is not known whether Pinterest has this Pin, so it cannot be {verb} yet.',
      cause:
        'The connection broke while the Pin was published, and reading the board gave no clear answer.',
      fix: 'Look at the board and say what you saw there. A retry looks at the board once more by itself.',
      hint: { call: 'posts.resolvePin' },
    },
    { status: 409 },
  ),
  PIN_OUTCOME_KNOWN: invalid(
    {
      message: 'There is nothing to resolve: the Pin is {status}.',
      cause: 'Only a Pin that failed with PIN_OUTCOME_UNKNOWN can be resolved by hand.',
      fix: 'A failed post can be sent on its way again.',
      hint: { call: 'posts.retry' },
    },
    { status: 409 },
  ),
  PIN_ALREADY_LINKED: invalid(
    {
      message: 'The Pin {pinterestPinId} already belongs to another publication.',
      cause: 'A Pin on Pinterest comes from one publication only.',
      fix: 'Look for another Pin on the board; if there is none, resolve it as not_published.',
    },
    { status: 409 },
  ),
  PIN_DUPLICATE: invalid(
    {
      message: 'The same Pin was accepted for this board within {hours} hours.',
      cause:
        'Account, board, media, title, text and link are the same; Pinterest treats repeats as spam.',
      fix: 'Change it or choose another board. A repeat that is meant can be allowed.',
      hint: { set: { allowDuplicate: true } },
    },
    { status: 409 },
  ),
  PIN_SPACED: invalid(
    {
      message: 'The Pin goes out at {movedTo} (UTC) instead of {wanted}: {reason}.',
      cause:
        'The spacing rules of its account are enforced, and another Pin goes or went out too close to that time.',
      fix: 'Nothing to do: the Pin goes out by itself. The rules can be changed, or left out of account for one Pin.',
      hint: { call: 'spacing.get', set: { ignoreSpacing: true } },
    },
    { status: 409, retryable: true },
  ),
  TIME_PASSED: invalid({
    message: 'The time {time} (UTC) has passed.',
    cause: 'A Pin with a time that has passed goes out at once, and Pinterest keeps it.',
    fix: 'Give a later time. To publish at once, say so.',
    hint: { set: { publishNow: true } },
  }),
  SCHEDULE_REQUIRED: invalid({
    message: 'Say when: a post that is no draft needs a time.',
    cause: 'It is no draft any more, and there is no time to publish at.',
    fix: 'Give it a time, publish it now, or let a queue choose.',
    hint: { set: { publishNow: true } },
  }),
  QUEUE_NOT_FOUND: {
    ...invalid({
      message: 'There is no queue {queue} in this workspace.',
      cause: 'The id is misspelt, the queue was deleted, or none was made yet.',
      fix: 'Make a queue, or choose one that is there.',
      hint: { call: 'queues.get', set: { all: 'true' } },
    }),
    type: 'not_found',
    status: 404,
  },
  QUEUE_NOT_USABLE: invalid(
    {
      message: 'The queue "{name}" has no slot to give: {reason}',
      cause: 'A post asked for the next free slot of this queue.',
      fix: 'Change the queue, or give the post a time of its own.',
      hint: { call: 'queues.update' },
    },
    { status: 409 },
  ),
  FAN_OUT_NOT_POSSIBLE: invalid({
    message: 'The content cannot be spread over the boards: {reason}',
    cause: 'fanOut gives every target a time of its own, counted from the first.',
    fix: 'Give a time to start at, and several boards: each as a place to publish of its own, or one place with the list of boards.',
    hint: { set: { publishNow: true } },
  }),
} as const;
