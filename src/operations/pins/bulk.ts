import type { BulkAction, BulkLivePins } from '../../contract/index.ts';
import { problem, refusal, type Problem } from '../../domain/errors/index.ts';
import { newId } from '../../domain/ids.ts';
import { replaceText, withUtm } from '../../domain/pins/bulk-edit.ts';
import { fieldsOf, type LiveFields } from '../../domain/pins/live-change.ts';
import {
  insertPinChanges,
  listLivePins,
  listPinChanges,
  type AccountRow,
  type LivePin,
  type NewPinChange,
} from '../../store/index.ts';
import { requireAccount } from '../accounts/require-account.ts';
import { namedActor, type Context } from '../context.ts';
import { implement } from '../operation.ts';
import { ofAccount } from '../within.ts';
import { readFilter } from './filter.ts';
import { requireLiveRights, whyNot } from './may-change.ts';
import { checkEdit, destination, editOf, fieldsOfPin, type Edit } from './wanted-edit.ts';

/** Pins of one request; ours. */
const most = 5_000;

type Row = BulkLivePins['rows'][number];

export const changeLivePins = implement('pins.bulk', {
  scope: 'pins:write',
  within: ofAccount,
  async run(context, { accountId, select, action, dryRun = false }) {
    requireLiveRights(context, action.kind === 'delete' ? 'delete' : 'edit');
    const account = await requireAccount(context, accountId);
    const { pinIds, ...filter } = select;
    const wanted = { ...readFilter({ ...filter, accountId }), pinterestPinIds: pinIds };
    const page = { after: null, limit: most + 1 };
    const pins = await listLivePins(context.store.db, [context.workspaceId], wanted, page);
    if (pins.length > most)
      throw refusal('LIVE_PINS_TOO_MANY', {
        field: 'select',
        values: { count: `More than ${most}`, limit: most },
      });
    const rows = await planRows(context, account, pins, action);
    const unknown = (pinIds ?? []).filter(
      (id) => !pins.some(({ pinterestPinId }) => pinterestPinId === id),
    );
    rows.push(...unknown.map(notFound));
    const answer = (batchId: string | null, shown: Row[]): BulkLivePins => ({
      dryRun,
      batchId,
      selected: pins.length,
      changing: shown.filter(({ result }) => result === 'changes').length,
      rows: shown.filter(({ result }) => result !== 'same'),
    });
    if (dryRun) return answer(null, rows);
    const batchId = newId(context.clock());
    const changes = rows
      .filter(({ result }) => result === 'changes')
      .map((row) => newChange(context, account, row, action, batchId));
    const taken = new Set(
      await context.commit(
        {
          subject: { type: 'pin_change', id: batchId },
          details: { accountId, action: action.kind, count: changes.length },
        },
        (tx) => insertPinChanges(tx, changes),
      ),
    );
    return answer(
      batchId,
      rows.map((row) => (taken.has(row.pinterestPinId) ? refused(row, isOpen(row)) : row)),
    );
  },
  async repeat({ store, workspaceId }, batchId) {
    const page = { after: null, limit: most };
    const changes = await listPinChanges(store.db, [workspaceId], { batchId }, page);
    return {
      dryRun: false,
      batchId,
      selected: changes.length,
      changing: changes.length,
      rows: changes.map(({ pinterestPinId, before, wanted, problem: found }) => ({
        pinterestPinId,
        result: 'changes' as const,
        before,
        wanted,
        problems: found ? [found] : [],
      })),
    };
  },
});

async function planRows(
  context: Context,
  account: AccountRow,
  pins: readonly LivePin[],
  action: BulkAction,
): Promise<Row[]> {
  const place = action.kind === 'move' ? await destination(context, account, action, null) : {};
  const rows: Row[] = [];
  for (const pin of pins) {
    const seen = fieldsOfPin(pin);
    const { wanted, problems } = wantedBy(action, seen, place);
    const edit = editOf(seen, wanted);
    const kind = action.kind === 'delete' ? 'delete' : 'edit';
    const row: Row = { pinterestPinId: pin.pinterestPinId, result: 'same', ...edit, problems: [] };
    const changes = kind === 'delete' || fieldsOf(edit.wanted).length > 0;
    const found = changes
      ? [
          ...(await whyNot(context, account, pin, kind)),
          ...checkEdit(edit.wanted, seen),
          ...problems,
        ]
      : problems;
    const isRefused = found.some(({ severity }) => severity === 'error');
    rows.push({
      ...row,
      result: isRefused ? 'refused' : changes ? 'changes' : 'same',
      problems: found,
    });
  }
  return rows;
}

function wantedBy(
  action: BulkAction,
  seen: LiveFields,
  place: Partial<LiveFields>,
): { wanted: Partial<LiveFields>; problems: Problem[] } {
  switch (action.kind) {
    case 'replace':
      return {
        wanted: Object.fromEntries(
          action.fields.flatMap((name) => {
            const text = seen[name];
            return text === null ? [] : [[name, replaceText(text, action)]];
          }),
        ),
        problems: [],
      };
    case 'utm': {
      if (seen.link === null || seen.link === '') return { wanted: {}, problems: [] };
      const { kind: _kind, ...utm } = action;
      const link = withUtm(seen.link, utm);
      return link === null
        ? { wanted: {}, problems: [noAddress(seen.link)] }
        : { wanted: { link }, problems: [] };
    }
    case 'move':
      return { wanted: place, problems: [] };
    case 'delete':
      return { wanted: {}, problems: [] };
  }
}

const noAddress = (link: string): Problem =>
  problem('PIN_LINK_INVALID', {
    field: 'link',
    values: { link, reason: 'it is not a full web address.' },
  });

const isOpen = ({ pinterestPinId }: Row): Problem =>
  problem('LIVE_PIN_CHANGE_OPEN', { values: { pinId: pinterestPinId } });

const refused = (row: Row, why: Problem): Row => ({
  ...row,
  result: 'refused',
  problems: [...row.problems, why],
});

const notFound = (pinId: string): Row =>
  refused(
    { pinterestPinId: pinId, result: 'refused', before: {}, wanted: {}, problems: [] },
    problem('LIVE_PIN_NOT_FOUND', { values: { pinId } }),
  );

const newChange = (
  { actor, clock, workspaceId }: Context,
  account: AccountRow,
  row: Row,
  action: BulkAction,
  batchId: string,
): NewPinChange => ({
  id: newId(clock()),
  identityId: account.identityId,
  accountId: account.id,
  workspaceId,
  pinterestPinId: row.pinterestPinId,
  kind: action.kind === 'delete' ? 'delete' : 'edit',
  before: row.before as Edit['before'], // The schema allows absent fields to be named; there are none.
  wanted: row.wanted as Edit['wanted'],
  askedBy: namedActor(actor),
  batchId,
  undoOf: null,
  delayMs: action.kind === 'delete' ? action.delaySeconds * 1000 : 0,
});
