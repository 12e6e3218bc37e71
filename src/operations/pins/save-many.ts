import { CreatePostInput, type BulkAction } from '../../contract/index.ts';
import { LinchpinError } from '../../domain/errors/index.ts';
import { newId } from '../../domain/ids.ts';
import {
  advancePinBatch,
  BatchLost,
  holdPinBatch,
  insertPinChanges,
  nextLivePins,
  placeInBatch,
  type AccountRow,
  type NewPinChange,
  type PinBatchRow,
  type Tx,
} from '../../store/index.ts';
import { requireBoard, requireSection } from '../boards/resolve.ts';
import type { Commit, Context, OperationDeps } from '../context.ts';
import { approvalIsDue, requireScope } from '../permission.ts';
import { createPost } from '../posts/create.ts';
import { readTiming } from '../scheduling/timing.ts';
import { contextOf, grantNow, type KeptGrant } from '../on-behalf.ts';
import type { NextStep } from './plan-changes.ts';
import { readSelection, type StoredSelection } from './selection.ts';

type SaveAction = Extract<BulkAction, { kind: 'save' }>;

/** The saves of a batch: a post for each Pin, on one board. */
export interface Saves {
  action: SaveAction;
  boardId: string;
  sectionId: string | null;
  /** When the first goes out. */
  startAt: string;
  grant: KeptGrant;
}

/** @throws LinchpinError INSUFFICIENT_PERMISSIONS */
export function requireSaveRights(context: Context): void {
  requireScope(context, 'posts:write');
  if (!approvalIsDue(context)) requireScope(context, 'posts:publish');
}

/** @throws LinchpinError PIN_BOARD_NOT_FOUND, PIN_SECTION_NOT_FOUND, or what is wrong with the time */
export async function savesOf(
  context: Context,
  account: AccountRow,
  action: SaveAction,
): Promise<Saves> {
  const { board, section, scheduledFor, timezone } = action;
  const { id: boardId } = await requireBoard(context, account, board, 'action.board');
  const found =
    typeof section === 'string'
      ? await requireSection(context, account, boardId, section, 'action.section')
      : null;
  const nowMs = context.clock();
  const timing = readTiming(
    CreatePostInput.parse({
      ...(scheduledFor === undefined ? { publishNow: true } : { scheduledFor }),
      ...(timezone !== undefined && { timezone }),
    }),
    nowMs,
    'ignore',
  );
  const [first, ...others] = timing.problems;
  if (first) throw new LinchpinError([first, ...others]);
  const startAt = new Date(Math.max(timing.at?.getTime() ?? nowMs, nowMs)).toISOString();
  return { action, boardId, sectionId: found?.id ?? null, startAt, grant: grantNow(context) };
}

/**
 * Makes the posts of the next Pins of a batch, each in one transaction with the place in the batch: a process that dies
 * has made a post and counted it, or neither.
 * @throws BatchLost; LinchpinError for what goes away by itself
 */
export async function saveNext(
  deps: OperationDeps,
  batch: PinBatchRow,
  account: AccountRow,
  { selection, ...saves }: Saves & { selection: StoredSelection },
  goesOn: () => boolean,
): Promise<NextStep> {
  const { store } = deps;
  let { after, looked: index } = await placeInBatch(store.db, batch.id);
  const pins = await nextLivePins(store.db, account.id, readSelection(selection), {
    after,
    limit: pinsRead,
  });
  for (const { pinterestPinId } of pins) {
    if (!goesOn()) return 'now';
    const place = { after, pinterestPinId };
    try {
      const commit: (base: Commit) => Commit = (base) => (what, work) =>
        base(what, async (tx) => {
          await requirePlace(tx, batch, after);
          const done = await work(tx);
          await record(deps, tx, batch, place, { postId: what.subject.id });
          return done;
        });
      const context = contextOf(deps, { ...batch, operation: 'pins.bulk' }, saves.grant, commit);
      await createPost.run(context, postOf(account, pinterestPinId, saves, index), []);
    } catch (error) {
      if (!(error instanceof LinchpinError)) throw error;
      const [refusal] = error.problems;
      if (refusal.retryable) throw error;
      await store.transaction(async (tx) => {
        await requirePlace(tx, batch, place.after);
        await record(deps, tx, batch, place, { refusal });
      });
    }
    after = pinterestPinId;
    index++;
  }
  if (pins.length === pinsRead) return 'now';
  await store.transaction(async (tx) => {
    await requirePlace(tx, batch, after);
    await advancePinBatch(tx, batch.id, { after, looked: 0, same: 0, ends: true });
  });
  return 'ended';
}

/** Pins read at once. Ours. */
const pinsRead = 50;

async function requirePlace(tx: Tx, batch: PinBatchRow, after: string): Promise<void> {
  if ((await holdPinBatch(tx, batch)) !== after)
    throw new BatchLost('Another worker went on with the batch.');
}

async function record(
  { clock }: OperationDeps,
  tx: Tx,
  batch: PinBatchRow,
  { pinterestPinId }: { pinterestPinId: string },
  result: Pick<NewPinChange, 'postId' | 'refusal'>,
): Promise<void> {
  const { id: batchId, identityId, accountId, workspaceId, askedBy } = batch;
  await insertPinChanges(tx, [
    {
      id: newId(clock()),
      identityId,
      accountId,
      workspaceId,
      pinterestPinId,
      kind: 'save',
      before: {},
      wanted: {},
      askedBy,
      batchId,
      undoOf: null,
      delayMs: 0,
      ...result,
    },
  ]);
  await advancePinBatch(tx, batchId, { after: pinterestPinId, looked: 1, same: 0, ends: false });
}

function postOf(
  account: AccountRow,
  savePinId: string,
  { action, boardId, sectionId, startAt }: Omit<Saves, 'grant'>,
  index: number,
): CreatePostInput {
  const at = Date.parse(startAt) + index * (action.intervalMinutes ?? 0) * 60_000;
  return CreatePostInput.parse({
    platforms: [
      {
        accountId: account.id,
        platformSpecificData: {
          savePinId,
          boardId,
          ...(sectionId !== null && { boardSectionId: sectionId }),
        },
      },
    ],
    scheduledFor: new Date(at).toISOString(),
  });
}
