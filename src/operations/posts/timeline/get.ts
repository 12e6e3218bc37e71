import { timelineKinds, type TimelineEntry } from '../../../contract/index.ts';
import { refusal } from '../../../domain/errors/index.ts';
import {
  findPost,
  firstEdits,
  listPinEvents,
  type PinEventRow,
  type PinRow,
} from '../../../store/index.ts';
import { implement } from '../../operation.ts';
import { ofPost } from '../../within.ts';
import { readEvent } from './read-event.ts';
import { clock, wordsFor } from './words.ts';

export const getTimeline = implement('posts.timeline', {
  scope: 'posts:read',
  within: ofPost,
  async run(context, { postId, pinId, limit, before }) {
    const { db } = context.store;
    const full = await findPost(db, context.workspaceId, postId);
    if (!full) throw refusal('NOT_FOUND', { field: 'postId' });
    const pins = full.pins.filter((pin) => pinId === undefined || pin.id === pinId);
    if (pinId !== undefined && pins.length === 0) throw refusal('NOT_FOUND', { field: 'pinId' });
    const [events, edits] = await Promise.all([
      listPinEvents(db, postId, { pinId, before, limit: limit + 1 }),
      firstEdits(db, postId),
    ]);
    return {
      postId,
      pins: pins.map((pin) => {
        const all = events.filter((event) => event.pinId === pin.id);
        const page = all.slice(-limit);
        const earlier = all.length > page.length ? (page[0]?.id ?? null) : null;
        return {
          pinId: pin.id,
          title: pin.title,
          boardName:
            full.boards.find(
              ({ id, accountId }) => id === pin.boardId && accountId === pin.accountId,
            )?.name ?? null,
          status: pin.status,
          entries: [
            ...(earlier === null ? [beginning(pin, edits.get(pin.id))] : []),
            ...page.map(present),
          ],
          earlier,
        };
      }),
    };
  },
});

/** How the Pin began. It has no event: accepting must cost nothing more, and the row knows it. */
function beginning(pin: PinRow, firstEdit: PinEventRow | undefined): TimelineEntry {
  const was = firstEdit && readEvent(firstEdit).detail.before;
  const isDraft = (was?.status ?? pin.status) === 'draft';
  const scheduledFor = was ? was.scheduledFor : (pin.scheduledFor?.toISOString() ?? null);
  const waitMs = scheduledFor === null ? 0 : Date.parse(scheduledFor) - pin.createdAt.getTime();
  const when =
    waitMs < 1000 ? 'to go out at once' : `to go out at ${clock(scheduledFor, pin.createdAt)}`;
  return {
    id: null,
    at: pin.createdAt.toISOString(),
    kind: isDraft ? 'drafted' : 'accepted',
    attempt: 0,
    text: isDraft ? 'Saved as a draft.' : `Accepted, ${when}.`,
  };
}

const decisions: readonly string[] = [
  'again',
  'held',
  'taken_over',
  'interrupted',
  'published',
  'failed',
];

function present(row: PinEventRow): TimelineEntry {
  const event = readEvent(row);
  const { detail } = event;
  return {
    id: row.id,
    at: row.at.toISOString(),
    kind: timelineKinds.find((kind) => kind === row.kind) ?? 'other',
    attempt: row.attempt,
    text: wordsFor(event),
    ...(detail.by !== null && { by: detail.by }),
    ...(row.kind === 'request' && {
      request: {
        operation: detail.operation ?? '',
        status: detail.status,
        code: detail.code,
        durationMs: Math.round(detail.durationMs ?? 0),
        requestId: detail.requestId,
        message: detail.message,
        rateLimit: detail.rateLimit,
      },
    }),
    ...(decisions.includes(row.kind) && { decision: event.decision }),
  };
}
