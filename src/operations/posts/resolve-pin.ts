import { refusal } from '../../domain/errors/index.ts';
import {
  addPinEvents,
  changePins,
  changePostRow,
  findPublications,
  initialPinState,
} from '../../store/index.ts';
import { namedActor } from '../context.ts';
import { implement } from '../operation.ts';
import { requireScope } from '../permission.ts';
import { spaceOut } from '../scheduling/space-out.ts';
import { ofPost } from '../within.ts';
import { waitsForApproval } from './approval.ts';
import { changedPost, changePost, presentAgain, requireShown, settle } from './change.ts';

export const resolvePin = implement('posts.resolvePin', {
  scope: 'posts:write',
  within: ofPost,
  async run(context, { postId, pinId, outcome, pinterestPinId: given }) {
    if (outcome === 'not_published') requireScope(context, 'posts:publish');
    const pinterestPinId = readPinId(given);
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
      if (outcome === 'not_published') requireShown(grouped);
      const pin = grouped.pins.find((item) => item.id === pinId);
      if (!pin) throw refusal('NOT_FOUND', { field: 'pinId' });
      if (!grouped.pinsThat('unknown').includes(pin))
        throw refusal('PIN_OUTCOME_KNOWN', { field: 'pinId', values: { status: pin.status } });
      if (outcome === 'published' && pinterestPinId !== null) {
        const taken = await findPublications(tx, pin.identityId, [pinterestPinId]);
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
        { kind: 'resolved', detail: { by: namedActor(context.actor), outcome, pinterestPinId } },
      ]);
      return spaceOut(context, tx, [postId]);
    });
    const published = outcome === 'not_published' && (await settle(context, postId));
    return changedPost(context, postId, { published, warnings });
  },
  repeat: presentAgain,
});

/** The id of a Pin, given as such or as the address of its page. */
const readPinId = (text: string | undefined): string | null =>
  /^(?:https:\/\/(?:[\w-]+\.)*pinterest\.[\w.]+\/pin\/(?:[\w-]*--)?)?(\d+)\/?(?:[?#].*)?$/.exec(
    text?.trim() ?? '',
  )?.[1] ?? null;
