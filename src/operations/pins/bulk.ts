import type { BulkAction, BulkLivePins } from '../../contract/index.ts';
import { problem, refusal } from '../../domain/errors/index.ts';
import { newId } from '../../domain/ids.ts';
import {
  countLivePins,
  findLivePinsOf,
  insertPinBatch,
  listPinChanges,
  nextLivePins,
  type AccountRow,
} from '../../store/index.ts';
import { requireAccount } from '../accounts/require-account.ts';
import { namedActor, type Context } from '../context.ts';
import { implement } from '../operation.ts';
import { ofAccount } from '../within.ts';
import { batchNow } from './batches.ts';
import { requireLiveRights } from './may-change.ts';
import { pinsAtOnce, planChanges } from './plan-changes.ts';
import { planRows, type BatchWork, type PlannedRow } from './plan-rows.ts';
import { requireSaveRights, savesOf } from './save-many.ts';
import { readSelection, type StoredSelection } from './selection.ts';
import { destination } from './wanted-edit.ts';

/** Rows that an answer names. A selection may have 200,000. Ours. */
const rowsNamed = 1_000;

/**
 * A selection is a batch that is worked through a few hundred Pins at a time: the first of them in the request, the
 * others by workers, which go on where one that dies has left off.
 */
export const changeLivePins = implement('pins.bulk', {
  scope: 'pins:write',
  within: ofAccount,
  async run(context, { accountId, select: selection, action, dryRun = false }) {
    requireRights(context, action);
    const { store, workspaceId, actor } = context;
    const account = await requireAccount(context, accountId);
    const filter = { ...readSelection(selection), accountId };
    // Said once, instead of for each Pin.
    if (kindOfBulk(action) === 'edit' && account.capabilities['editPins'] === false)
      throw refusal('LIVE_PIN_EDIT_NOT_GRANTED', { values: { username: account.username } });
    const work = await workOf(context, account, action);
    const unknown = await notKnown(context, account, selection);
    const selected = await countLivePins(store.db, [workspaceId], filter);
    if (dryRun) return tryOut(context, account, selection, work, { selected, unknown });
    const id = newId(context.clock());
    const batch = {
      id,
      identityId: account.identityId,
      accountId,
      workspaceId,
      askedBy: namedActor(actor),
      leaseToken: 0,
    };
    const rows = await context.commit(
      {
        subject: { type: 'pin_batch', id },
        details: { accountId, action: action.kind, count: selected },
      },
      async (tx): Promise<PlannedRow[]> => {
        await insertPinBatch(tx, { ...batch, what: work, chosen: selection, total: selected });
        if (!('place' in work)) return [];
        return (await planChanges(context, tx, batch, account, { ...work, selection })).rows;
      },
    );
    return {
      dryRun: false,
      batch: await batchNow(context, id),
      selected,
      changing: changing(rows),
      rows: [...rows, ...unknown].slice(0, rowsNamed),
    };
  },
  async repeat(context, batchId) {
    const { store, workspaceId } = context;
    const batch = await batchNow(context, batchId);
    const page = { after: null, limit: rowsNamed };
    const changes = await listPinChanges(store.db, [workspaceId], { batchId }, page);
    const { refused: _refused, ...others } = batch.changes;
    return {
      dryRun: false,
      batch,
      selected: batch.total,
      changing: Object.values(others).reduce((sum, count) => sum + count, 0),
      rows: changes.map(({ pinterestPinId, before, wanted, problem: found, ...change }) => ({
        pinterestPinId,
        // What was refused at once ended in the transaction that stored it.
        result:
          change.state === 'refused' && Number(change.endedAt) === Number(change.askedAt)
            ? ('refused' as const)
            : ('changes' as const),
        before,
        wanted,
        problems: found ? [found] : [],
      })),
    };
  },
});

const kindOfBulk = ({ kind }: BulkAction): 'edit' | 'delete' | 'save' =>
  kind === 'delete' || kind === 'save' ? kind : 'edit';

function requireRights(context: Context, action: BulkAction): void {
  const kind = kindOfBulk(action);
  if (kind === 'save') requireSaveRights(context);
  else requireLiveRights(context, kind);
}

/** What is to be done, with places by Pinterest's ids. @throws LinchpinError PIN_BOARD_NOT_FOUND and the like */
async function workOf(context: Context, account: AccountRow, action: BulkAction) {
  if (action.kind === 'save') return savesOf(context, account, action);
  const place = action.kind === 'move' ? await destination(context, account, action, null) : {};
  return { action, place } satisfies BatchWork;
}

type Work = Awaited<ReturnType<typeof workOf>>;

/** Says what would be done, and stores nothing. */
async function tryOut(
  { store }: Context,
  account: AccountRow,
  selection: StoredSelection,
  work: Work,
  { selected, unknown }: { selected: number; unknown: readonly PlannedRow[] },
): Promise<BulkLivePins> {
  const named: PlannedRow[] = [];
  let count = 0;
  for (let after = ''; ;) {
    const page = { after, limit: pinsAtOnce };
    const pins = await nextLivePins(store.db, account.id, readSelection(selection), page);
    const rows =
      'place' in work
        ? await planRows(store.db, account, pins, work)
        : pins.map(({ pinterestPinId }) => ({ pinterestPinId, ...wouldBeSaved }));
    count += changing(rows);
    named.push(
      ...rows.filter(({ result }) => result !== 'same').slice(0, rowsNamed - named.length),
    );
    const last = pins.at(-1);
    if (pins.length < pinsAtOnce || !last) break;
    after = last.pinterestPinId;
  }
  const rows = [...named, ...unknown].slice(0, rowsNamed);
  return { dryRun: true, batch: null, selected, changing: count, rows };
}

const wouldBeSaved = { result: 'changes' as const, before: {}, wanted: {}, problems: [] };

const changing = (rows: readonly PlannedRow[]): number =>
  rows.filter(({ result }) => result === 'changes').length;

/** Pins that are named and not known here: told at once, since there is nothing to be changed. */
async function notKnown(
  { store }: Context,
  account: AccountRow,
  { pinIds = [] }: StoredSelection,
): Promise<PlannedRow[]> {
  const found = await findLivePinsOf(store.db, account.id, pinIds);
  const known = new Set(found.map(({ pinterestPinId }) => pinterestPinId));
  return pinIds
    .filter((id) => !known.has(id))
    .map((pinId) => ({
      pinterestPinId: pinId,
      result: 'refused',
      before: {},
      wanted: {},
      problems: [problem('LIVE_PIN_NOT_FOUND', { values: { pinId } })],
    }));
}
