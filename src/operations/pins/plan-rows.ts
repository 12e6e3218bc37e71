import type { BulkAction, BulkLivePins } from '../../contract/index.ts';
import { problem, type Problem } from '../../domain/errors/index.ts';
import { replaceText, withUtm } from '../../domain/pins/bulk-edit.ts';
import { fieldsOf, liveFields, type LiveFields } from '../../domain/pins/live-change.ts';
import { findUnresolved, type AccountRow, type Db, type LivePin } from '../../store/index.ts';
import { whyNot } from './may-change.ts';
import { checkEdit, editOf, type Edit } from './wanted-edit.ts';

/** What a batch does to each of its Pins. */
export interface BatchWork {
  action: Exclude<BulkAction, { kind: 'save' }>;
  /** Where they are moved, by Pinterest's ids. */
  place: Partial<LiveFields>;
}

export type PlannedRow = Omit<BulkLivePins['rows'][number], 'problems'> & {
  problems: Problem[];
};

export const kindOf = ({ kind }: BatchWork['action']): 'edit' | 'delete' =>
  kind === 'delete' ? 'delete' : 'edit';

/** What would become of each Pin, and everything that is against it. */
export async function planRows(
  db: Db,
  account: AccountRow,
  pins: readonly LivePin[],
  { action, place }: BatchWork,
): Promise<PlannedRow[]> {
  const kind = kindOf(action);
  const ids = pins.map(({ pinterestPinId }) => pinterestPinId);
  const unresolved = await findUnresolved(db, account.identityId, ids);
  return pins.map((pin) => {
    const seen = liveFields(pin);
    const { wanted, problems } = wantedBy(action, seen, place);
    const edit = editOf(seen, wanted);
    const changes = kind === 'delete' || fieldsOf(edit.wanted).length > 0;
    const open = unresolved.get(pin.pinterestPinId) ?? null;
    const found = changes
      ? [...whyNot(account, pin, kind, open), ...checkEdit(edit.wanted, seen), ...problems]
      : problems;
    const isRefused = found.some(({ severity }) => severity === 'error');
    return {
      pinterestPinId: pin.pinterestPinId,
      result: isRefused ? 'refused' : changes ? 'changes' : 'same',
      ...edit,
      problems: found,
    };
  });
}

function wantedBy(
  action: BatchWork['action'],
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

export const refused = (row: PlannedRow, why: Problem): PlannedRow => ({
  ...row,
  result: 'refused',
  problems: [...row.problems, why],
});

export const isOpen = ({ pinterestPinId }: PlannedRow): Problem =>
  problem('LIVE_PIN_CHANGE_OPEN', { values: { pinId: pinterestPinId } });

/** The words that are seen and wanted of a row; its schema allows absent fields to be named, and there are none. */
export const editOfRow = ({ before, wanted }: PlannedRow): Edit => ({
  before: before as Edit['before'],
  wanted: wanted as Edit['wanted'],
});
