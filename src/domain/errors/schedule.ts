import { invalid } from './entry.ts';

/** What can be wrong with changing, retrying, approving or queueing a post. */
export const scheduleErrors = {
  POST_PUBLISHED: invalid({
    message: 'The post is published and cannot be {verb} here any more.',
    cause: 'Pinterest has its Pins; what Linchpin stores of them is a record.',
    fix: 'Delete or change the Pin on Pinterest, or make a new post.',
  }),
  POST_NOT_FAILED: invalid({
    message: 'Nothing of this post failed: it is {status}.',
    cause: 'A retry publishes failed Pins again and leaves the others alone.',
    fix: 'Nothing to do. To move a post that has not gone out, PUT it with another scheduledFor.',
  }),
  POST_ALREADY_PUBLISHING: invalid(
    {
      message: 'The post is being published right now.',
      cause: 'A worker is on it, or it is due and next in line.',
      fix: 'Wait for the outcome: GET the post.',
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
      cause: 'requiresApproval was set for the post; from then on only approving it lets it out.',
      fix: 'Approve the post, or have it approved: POST /api/v1/posts/{postId}/approve.',
    }),
    type: 'permission_error',
    status: 403,
  },
  APPROVAL_OVERDUE: invalid(
    {
      message: 'The time of this post, {time}, passed while it waited for the approval.',
      cause: 'Approved as it is, it would go out at once, which nobody has asked for.',
      fix: 'Approve it with publishNow: true, or with a new time in scheduledFor.',
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
      fix: 'Give a draft a time first (PUT with isDraft: false and scheduledFor); anything else needs no approval.',
    },
    { status: 409 },
  ),
  PIN_OUTCOME_UNRESOLVED: invalid(
    {
      message: 'It is not known whether Pinterest has this Pin, so it cannot be {verb} yet.',
      cause:
        'The connection broke while the Pin was published, and reading the board gave no clear answer.',
      fix: 'Look at the board, then POST /api/v1/posts/{postId}/pins/{pinId}/resolve with what you saw. A retry looks at the board once more by itself.',
    },
    { status: 409 },
  ),
  PIN_OUTCOME_KNOWN: invalid(
    {
      message: 'There is nothing to resolve: the Pin is {status}.',
      cause: 'Only a Pin that failed with PIN_OUTCOME_UNKNOWN can be resolved by hand.',
      fix: 'Retry a failed post with POST /api/v1/posts/{postId}/retry.',
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
      fix: 'Change it or choose another board. If the repeat is meant, send allowDuplicate: true.',
    },
    { status: 409 },
  ),
  PIN_SPACED: invalid(
    {
      message: 'The Pin goes out at {movedTo} (UTC) instead of {wanted}: {reason}.',
      cause:
        'The spacing rules of its account are enforced, and another Pin goes or went out too close to that time.',
      fix: 'Nothing to do: the Pin goes out by itself. To have it out regardless, send ignoreSpacing: true; the rules are at /api/v1/accounts/{accountId}/spacing.',
    },
    { status: 409, retryable: true },
  ),
  SCHEDULE_REQUIRED: invalid({
    message: 'Say when: a post that is no draft needs a time.',
    cause: 'isDraft is false, and there is no time to publish at.',
    fix: 'Add scheduledFor, publishNow: true, or queuedFromProfile.',
  }),
  QUEUE_NOT_FOUND: {
    ...invalid({
      message: 'There is no queue {queue} in this workspace.',
      cause: 'The id is misspelt, the queue was deleted, or none was made yet.',
      fix: 'Make one with POST /api/v1/queue/slots, or use an id that GET /api/v1/queue/slots?all=true lists.',
    }),
    type: 'not_found',
    status: 404,
  },
  QUEUE_NOT_USABLE: invalid(
    {
      message: 'The queue "{name}" has no slot to give: {reason}',
      cause: 'A post asked for the next free slot of this queue.',
      fix: 'Change the queue with PUT /api/v1/queue/slots, or give the post a time of its own.',
    },
    { status: 409 },
  ),
  FAN_OUT_NOT_POSSIBLE: invalid({
    message: 'The content cannot be spread over the boards: {reason}',
    cause: 'fanOut gives every target a time of its own, counted from the first.',
    fix: 'Give scheduledFor or publishNow as the start, and either several entries in platforms, or one entry and fanOut.boards.',
  }),
} as const;
