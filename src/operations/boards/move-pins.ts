import type { MovedPins } from '../../contract/index.ts';
import { problem, refusal, type Problem } from '../../domain/errors/index.ts';
import { contentKey, duplicateWindowHours } from '../../domain/pins/content-key.ts';
import { pinEditability } from '../../domain/pins/editability.ts';
import {
  changePostsTogether,
  findTwins,
  hashesOfMedia,
  lockPinsOfBoard,
  putPinsOnBoard,
  type AccountRow,
  type PinRow,
  type PostRow,
  type Tx,
} from '../../store/index.ts';
import { namedActor, type Context } from '../context.ts';
import { approvalIsDue, requireScope } from '../permission.ts';
import { spaceOut } from '../scheduling/space-out.ts';

export interface Source {
  boardId: string;
  /** Only of this section. */
  sectionId?: string;
}

export interface Destination {
  boardId: string;
  name: string;
  sectionId: string | null;
}

export type MoveResult = Omit<MovedPins, 'message' | 'warnings'> & { warnings: Problem[] };

/**
 * Moves the drafts and the planned and held Pins of a board to another one, in the transaction of the call. What cannot
 * go along is named with the reason: Pins that are on their way, and those the other board has already. As after any
 * other change of what is published, an approved post must be approved again, a post may need an approval by the policy
 * for the caller, and what goes out without one needs the right to publish.
 * @throws LinchpinError INSUFFICIENT_PERMISSIONS
 */
export async function moveOpenPins(
  context: Context,
  tx: Tx,
  account: AccountRow,
  from: Source,
  to: Destination,
): Promise<MoveResult> {
  const { pins, posts } = await lockPinsOfBoard(tx, { accountId: account.id, ...from });
  const isFree = (pin: PinRow) => pinEditability(pin) === 'editable';
  const left: MoveResult['left'] = pins
    .filter((pin) => !isFree(pin))
    .map((pin) => leftPin(pin, onItsWay(pin)));
  const free = pins.filter(isFree);
  const hashes = await hashesOfMedia(tx, [...new Set(free.flatMap(({ mediaIds }) => mediaIds))]);
  const keyed = free.map((pin) => ({ pin, key: keyOn(to, pin, hashes) }));
  const twins = await findTwins(
    tx,
    keyed.map(({ key }) => key),
    free.map(({ id }) => id),
  );
  const taken = new Map<string, { postId: string; pinId: string }>(twins);
  const moving: { pin: PinRow; key: string }[] = [];
  // The first of two that would become the same keeps its place in line.
  for (const { pin, key } of keyed.toSorted((a, b) => timeOf(a.pin) - timeOf(b.pin))) {
    const twin = pin.status === 'draft' ? undefined : taken.get(key);
    if (twin) left.push(leftPin(pin, repeated(twin)));
    else {
      moving.push({ pin, key });
      if (pin.status !== 'draft') taken.set(key, { postId: pin.postId, pinId: pin.id });
    }
  }
  const changed = posts.filter(({ id }) => moving.some(({ pin }) => pin.postId === id));
  const unapproved = changed.filter((post) => post.requiresApproval && post.approvedAt !== null);
  const isDue = approvalIsDue(context);
  const waits = changed
    .filter(({ requiresApproval }) => requiresApproval || isDue)
    .map(({ id }) => id);
  if (moving.some(({ pin }) => pin.status !== 'draft' && !waits.includes(pin.postId)))
    requireScope(context, 'posts:publish');
  const released = await putPinsOnBoard(
    tx,
    moving.map(({ pin, key }) => ({
      id: pin.id,
      contentKey: pin.contentKey === null ? null : key,
      waits: waits.includes(pin.postId) && pin.status !== 'draft',
    })),
    {
      boardId: to.boardId,
      boardName: to.name,
      sectionId: to.sectionId,
      by: namedActor(context.actor),
    },
  );
  const changedIds = changed.map(({ id }) => id);
  await changePostsTogether(tx, changedIds, {
    requiring: waits,
    unapproved: unapproved.map(({ id }) => id),
  });
  const spaced = await spaceOut(context, tx, changedIds, released);
  return {
    moved: moving.length,
    released: released.length,
    left,
    warnings: [...unapproved.map(mustBeApproved), ...spaced],
  };
}

const timeOf = (pin: PinRow): number => pin.scheduledFor?.getTime() ?? Infinity;

/** The key that the Pin has on the other board, see preflight/pin-columns.ts. */
const keyOn = (to: Destination, pin: PinRow, hashes: ReadonlyMap<string, string>): string =>
  contentKey({
    accountId: pin.accountId,
    boardId: to.boardId,
    sectionId: to.sectionId,
    media: pin.mediaIds.map((id) => hashes.get(id) ?? id),
    words: [
      pin.title,
      pin.description,
      pin.link,
      pin.parentPinId,
      ...(pin.slides ?? []).flatMap((slide) => [
        slide.title ?? null,
        slide.description ?? null,
        slide.link ?? null,
      ]),
    ],
  });

const leftPin = ({ postId, id, title }: PinRow, why: Problem) => ({
  postId,
  pinId: id,
  title,
  problem: why,
});

const onItsWay = (pin: PinRow): Problem =>
  pinEditability(pin) === 'unknown'
    ? problem('PIN_OUTCOME_UNRESOLVED', {
        values: { verb: 'moved', postId: pin.postId, pinId: pin.id },
      })
    : problem('PIN_NOT_CANCELLABLE', { values: { status: 'being published' } });

const repeated = ({ postId, pinId }: { postId: string; pinId: string }): Problem =>
  problem('PIN_DUPLICATE', {
    values: { hours: duplicateWindowHours },
    details: { existingPostId: postId, existingPinId: pinId },
  });

const mustBeApproved = (post: PostRow): Problem =>
  problem('APPROVAL_VOID', {
    values: { by: post.approvedBy ?? 'somebody' },
    details: { postId: post.id },
    severity: 'warning',
  });

/** Refuses a move that leaves Pins behind where nothing may stay. @throws LinchpinError BOARD_HAS_PINS */
export function refuseLeft(
  { left }: MoveResult,
  what: { what: 'the board' | 'the section'; name: string; field: string },
): void {
  if (left.length > 0)
    throw refusal('BOARD_HAS_PINS', {
      field: what.field,
      values: { ...what, count: countPins(left.length) },
      details: { left },
    });
}

export const countPins = (count: number): string => (count === 1 ? '1 Pin' : `${count} Pins`);
