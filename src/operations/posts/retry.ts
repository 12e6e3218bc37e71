import { ChangedPost, PostIdInput, ResolvePinInput } from '../../contract/index.ts';
import { refusal } from '../../domain/errors/index.ts';
import {
  addPinEvents,
  changePins,
  changePostRow,
  findPublications,
  initialPinState,
  startAfresh,
} from '../../store/index.ts';
import { operation } from '../operation.ts';
import { waitsForApproval } from './approval.ts';
import { changedPost, changePost, settle } from './change.ts';
import { spaceOut } from '../scheduling/space-out.ts';

export const retryPost = operation({
  name: 'posts.retry',
  summary: 'Publishes the failed Pins of a post again and waits for the outcome',
  scope: 'write',
  destructive: false,
  input: PostIdInput,
  output: ChangedPost,
  async run(context, { postId }) {
    const now = new Date(context.clock());
    const warnings = await changePost(context, postId, async (tx, grouped) => {
      const failed = grouped.pins.filter((pin) => pin.status === 'failed');
      if (failed.length === 0) {
        const going = grouped.pins.some(
          (pin) =>
            pin.status === 'publishing' ||
            (pin.status === 'scheduled' && pin.dueAt !== null && pin.dueAt <= now),
        );
        throw going
          ? refusal('POST_ALREADY_PUBLISHING', { field: 'postId' })
          : refusal('POST_NOT_FAILED', {
              field: 'postId',
              values: { status: grouped.post.status },
            });
      }
      await changePostRow(tx, postId, {});
      // A change after it failed may have to be approved first.
      const waits = waitsForApproval(grouped.post);
      for (const pin of failed) {
        const unknown = pin.problem?.code === 'PIN_OUTCOME_UNKNOWN';
        // Pinterest may have it: it is looked for once more, and sent again only when it is proven absent.
        await changePins(tx, [pin.id], {
          ...startAfresh(pin),
          dueAt: waits ? null : now,
          ...(unknown
            ? {
                status: 'publishing',
                step: 'reconciling',
                dueAt: now,
                sentAt: pin.sentAt,
                sentSnapshot: pin.sentSnapshot,
                sendOrder: pin.sendOrder,
                reconcileSince: now,
                uploadId: pin.uploadId,
                uploadSince: pin.uploadSince,
                uploadRound: pin.uploadRound,
              }
            : { status: 'scheduled' }),
        });
        await addPinEvents(tx, pin.id, pin.attempts, [
          { kind: 'retried', detail: { by: context.actor.keyName } },
        ]);
      }
      return spaceOut(context, tx, [postId]);
    });
    await settle(context, postId);
    return changedPost(context, postId, { published: true, warnings });
  },
});

export const resolvePin = operation({
  name: 'posts.resolvePin',
  summary: 'Says what became of a Pin whose outcome is unknown: it is there, or it is not',
  scope: 'write',
  destructive: false,
  input: ResolvePinInput,
  output: ChangedPost,
  async run(context, { postId, pinId, outcome, pinterestPinId: given }) {
    const pinterestPinId = readPinId(given);
    const { keyName } = context.actor;
    if (outcome === 'published' && pinterestPinId === null) {
      const field = 'pinterestPinId';
      throw given === undefined
        ? refusal('MISSING_REQUIRED_FIELD', { field, values: { field } })
        : refusal('INVALID_FIELD_VALUE', {
            field,
            values: { field, reason: 'it is no id and no address of a Pin on Pinterest.' },
          });
    }
    const warnings = await changePost(context, postId, async (tx, grouped) => {
      const pin = grouped.pins.find((item) => item.id === pinId);
      if (!pin) throw refusal('NOT_FOUND', { field: 'pinId' });
      if (!grouped.pinsThat('unknown').includes(pin))
        throw refusal('PIN_OUTCOME_KNOWN', { field: 'pinId', values: { status: pin.status } });
      if (outcome === 'published' && pinterestPinId !== null) {
        const taken = await findPublications(tx, [pinterestPinId]);
        if (taken.size > 0)
          throw refusal('PIN_ALREADY_LINKED', {
            field: 'pinterestPinId',
            values: { pinterestPinId },
          });
        await changePins(tx, [pin.id], {
          status: 'published',
          step: null,
          dueAt: null,
          problem: null,
          pinterestPinId,
          publishedAt: pin.sentAt ?? new Date(context.clock()),
        });
      } else
        await changePins(tx, [pin.id], {
          ...initialPinState,
          status: 'scheduled',
          dueAt: waitsForApproval(grouped.post) ? null : new Date(context.clock()),
        });
      await changePostRow(tx, postId, {});
      await addPinEvents(tx, pin.id, pin.attempts, [
        { kind: 'resolved', detail: { by: keyName, outcome, pinterestPinId } },
      ]);
      return spaceOut(context, tx, [postId]);
    });
    const published = outcome === 'not_published' && (await settle(context, postId));
    return changedPost(context, postId, { published, warnings });
  },
});

/** The id of a Pin, given as such or as the address of its page. */
const readPinId = (text: string | undefined): string | null =>
  /^(?:https:\/\/(?:[\w-]+\.)*pinterest\.[\w.]+\/pin\/(?:[\w-]*--)?)?(\d+)\/?(?:[?#].*)?$/.exec(
    text?.trim() ?? '',
  )?.[1] ?? null;
