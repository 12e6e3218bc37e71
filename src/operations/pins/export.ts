import { Readable } from 'node:stream';
import { toCsv } from '../../domain/text/csv.ts';
import {
  findAccounts,
  listLivePins,
  type LivePin,
  type LivePinFilter,
  type LivePinPlace,
} from '../../store/index.ts';
import type { Context } from '../context.ts';
import { implement } from '../operation.ts';
import { everyWorkspace } from '../within.ts';
import { readFilter } from './filter.ts';
import { presentLivePin } from './present.ts';

/** Pins read at once. Ours: about a megabyte. */
const pinsAtOnce = 500;

export const exportLivePins = implement('pins.export', {
  scope: 'pins:read',
  within: everyWorkspace,
  run: (context, given) =>
    Promise.resolve({
      type: 'text/csv; charset=utf-8',
      filename: `linchpin-pins-${new Date(context.clock()).toISOString().slice(0, 10)}.csv`,
      // Read only as fast as the client takes it, so that 200,000 Pins need no more memory than a page.
      rows: Readable.from(lines(context, readFilter(given)), {
        objectMode: false,
        highWaterMark: 64 * 1024,
      }),
    }),
});

async function* lines({ store, workspaceIds, links }: Context, filter: LivePinFilter) {
  yield toCsv([columns]);
  for (let after: LivePinPlace | null = null; ;) {
    const page: { after: LivePinPlace | null; limit: number } = { after, limit: pinsAtOnce };
    const pins: LivePin[] = await listLivePins(store.db, workspaceIds, filter, page);
    const ids = [...new Set(pins.map((pin) => pin.accountId))];
    const accounts = await findAccounts(store.db, ids);
    yield toCsv(
      pins.flatMap((pin) => {
        const account = accounts.find(({ id }) => id === pin.accountId);
        return account ? [row(pin, presentLivePin(pin, account, links).url, account.username)] : [];
      }),
    );
    const last = pins.at(-1);
    if (pins.length < pinsAtOnce || !last) return;
    after = last;
  }
}

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
