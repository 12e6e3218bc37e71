import type { CreatePostInput } from '../../contract/index.ts';
import { LinchpinError, refusal, type Problem } from '../../domain/errors/index.ts';
import { duplicateWindowHours } from '../../domain/pins/content-key.ts';
import { findRepeat, type Tx } from '../../store/index.ts';
import type { Context } from '../context.ts';
import { pinColumns } from './pin-columns.ts';
import type { Preflight } from './preflight.ts';

type Keyed = { id: string; contentKey?: string | null };

/**
 * Refuses Pins that were accepted for the same board a short while ago, or that repeat each other. Drafts do not
 * count. Call it last in the accept transaction: it may wait for another one.
 * @throws LinchpinError PIN_DUPLICATE
 */
export async function refuseRepeats(tx: Tx, pins: readonly Keyed[]): Promise<void> {
  const keys = pins.flatMap((pin) => pin.contentKey ?? []);
  if (keys.length === 0) return;
  const values = { hours: duplicateWindowHours };
  const twin = keys.find((key, index) => keys.indexOf(key) !== index);
  if (twin !== undefined)
    throw refusal('PIN_DUPLICATE', {
      field: `platforms[${pins.findLastIndex((pin) => pin.contentKey === twin)}]`,
      values,
      details: { within: 'this post' },
    });
  const repeat = await findRepeat(
    tx,
    keys,
    pins.map((pin) => pin.id),
  );
  if (repeat)
    throw refusal('PIN_DUPLICATE', {
      field: `platforms[${pins.findIndex((pin) => pin.contentKey === repeat.contentKey)}]`,
      values,
      details: {
        accountId: repeat.accountId,
        platform: 'pinterest',
        existingPostId: repeat.postId,
        existingPinId: repeat.pinId,
      },
    });
}

/** What `refuseRepeats` would say of a post that was not stored. */
export async function repeatsOf(
  context: Context,
  input: CreatePostInput,
  { timing, targets, media }: Preflight,
): Promise<readonly Problem[]> {
  if (timing.mode === 'draft' || input.allowDuplicate) return [];
  const pins = targets.flatMap((target, index): Keyed[] => {
    const plan = media.plans[index];
    return target && plan ? [{ id: String(index), ...pinColumns(target, plan) }] : [];
  });
  try {
    await context.store.transaction((tx) => refuseRepeats(tx, pins));
    return [];
  } catch (error) {
    if (error instanceof LinchpinError) return error.problems;
    throw error;
  }
}
