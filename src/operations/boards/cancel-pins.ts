import { pinEditability } from '../../domain/pins/editability.ts';
import {
  addPinEvents,
  changePins,
  changePostsTogether,
  lockPinsOfBoard,
  type BoardOfPins,
  type Tx,
} from '../../store/index.ts';
import { namedActor, type Context } from '../context.ts';

/** Cancels the planned Pins of a board that was deleted; drafts and what is on its way stay. @returns how many. */
export async function cancelOpenPins(context: Context, tx: Tx, of: BoardOfPins): Promise<number> {
  const { pins } = await lockPinsOfBoard(tx, of);
  const free = pins.filter(
    (pin) => pin.status !== 'draft' && ['editable', 'cancellable'].includes(pinEditability(pin)),
  );
  await changePins(
    tx,
    free.map(({ id }) => id),
    { status: 'cancelled', step: null, dueAt: null, heldReason: null },
  );
  await changePostsTogether(tx, [...new Set(free.map(({ postId }) => postId))]);
  for (const pin of free)
    await addPinEvents(tx, pin.id, pin.attempts, [
      { kind: 'cancelled', detail: { by: namedActor(context.actor) } },
    ]);
  return free.length;
}
