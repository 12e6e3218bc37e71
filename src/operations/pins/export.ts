import { toCsv } from '../../domain/text/csv.ts';
import { findAccounts, listLivePins, type LivePin } from '../../store/index.ts';
import { implement } from '../operation.ts';
import { everyWorkspace } from '../within.ts';
import { readFilter } from './filter.ts';
import { readCursor, writeCursor } from './list.ts';
import { presentLivePin } from './present.ts';

export const exportLivePins = implement('pins.export', {
  scope: 'pins:read',
  within: everyWorkspace,
  async run({ store, workspaceIds, links, clock }, { limit, cursor, ...given }) {
    const after = cursor === undefined ? null : readCursor(cursor);
    const page = { after, limit: limit + 1 };
    const found = await listLivePins(store.db, workspaceIds, readFilter(given), page);
    const shown = found.slice(0, limit);
    const last = shown.at(-1);
    const accounts = await findAccounts(store.db, [...new Set(shown.map((pin) => pin.accountId))]);
    const rows = shown.flatMap((pin) => {
      const account = accounts.find(({ id }) => id === pin.accountId);
      return account ? [row(pin, presentLivePin(pin, account, links).url, account.username)] : [];
    });
    return {
      type: 'text/csv; charset=utf-8',
      filename: `linchpin-pins-${new Date(clock()).toISOString().slice(0, 10)}.csv`,
      text: toCsv([columns, ...rows]),
      nextCursor: found.length > limit && last ? writeCursor(last) : null,
    };
  },
});

const columns = [
  'pinterestPinId',
  'url',
  'account',
  'board',
  'boardId',
  'section',
  'title',
  'description',
  'link',
  'altText',
  'type',
  'createdAt',
  'removedAt',
  'impressions',
  'saves',
  'pinClicks',
  'outboundClicks',
];

/** What is not known stays blank, which is not 0. */
const row = (pin: LivePin, url: string, username: string): string[] => [
  pin.pinterestPinId,
  url,
  username,
  pin.boardName ?? '',
  pin.boardId ?? '',
  pin.sectionName ?? '',
  pin.title ?? '',
  pin.description ?? '',
  pin.link ?? '',
  pin.altText ?? '',
  pin.creativeType ?? '',
  pin.createdAt?.toISOString() ?? '',
  pin.goneAt?.toISOString() ?? '',
  count(pin.lifetime?.impressions),
  count(pin.lifetime?.saves),
  count(pin.lifetime?.pinClicks),
  count(pin.lifetime?.outboundClicks),
];

const count = (value: number | undefined): string => (value === undefined ? '' : String(value));
