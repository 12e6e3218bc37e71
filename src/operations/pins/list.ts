import { refusal } from '../../domain/errors/index.ts';
import {
  countLivePins,
  findAccounts,
  listLivePins as readPage,
  type LivePinPlace,
} from '../../store/index.ts';
import { implement } from '../operation.ts';
import { everyWorkspace } from '../within.ts';
import { readFilter } from './filter.ts';
import { presentLivePin } from './present.ts';

export const listLivePins = implement('pins.list', {
  scope: 'pins:read',
  within: everyWorkspace,
  async run(context, input) {
    const { store, workspaceIds, links } = context;
    const { limit } = input;
    const filter = readFilter(input);
    const after = input.cursor === undefined ? null : readCursor(input.cursor);
    const [found, total] = await Promise.all([
      // One more than is shown tells whether there is another page.
      readPage(store.db, workspaceIds, filter, { after, limit: limit + 1 }),
      input.count ? countLivePins(store.db, workspaceIds, filter) : null,
    ]);
    const shown = found.slice(0, limit);
    const last = shown.at(-1);
    const accounts = await findAccounts(store.db, [...new Set(shown.map((pin) => pin.accountId))]);
    return {
      pins: shown.flatMap((pin) => {
        const account = accounts.find(({ id }) => id === pin.accountId);
        return account ? [presentLivePin(pin, account, links)] : [];
      }),
      nextCursor: found.length > limit && last ? writeCursor(last) : null,
      total,
    };
  },
});

const writeCursor = ({ at, pinterestPinId, accountId }: LivePinPlace): string =>
  Buffer.from([at, pinterestPinId, accountId].join(' ')).toString('base64url');

function readCursor(cursor: string): LivePinPlace {
  const text = Buffer.from(cursor, 'base64url').toString();
  const [, at, pinterestPinId, accountId] =
    /^(\d{4,6}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z) (\w{1,40}) ([0-9a-f]{24})$/.exec(text) ?? [];
  if (at !== undefined && pinterestPinId !== undefined && accountId !== undefined)
    return { at, pinterestPinId, accountId };
  throw refusal('INVALID_FIELD_VALUE', {
    field: 'cursor',
    values: { field: 'cursor', reason: 'it is no cursor of this list.' },
  });
}
