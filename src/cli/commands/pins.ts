import { clockOf, type Clock, type ClockOptions } from '../clock.ts';
import { CliError } from '../errors.ts';
import { print, printFields, printJson, printTable, style } from '../output.ts';
import { printFile } from '../print-file.ts';
import { chooseAccount, connect } from '../server.ts';
import type { LinchpinClient, LivePin } from '../../sdk/index.ts';
import { sayOutdated, type BoardOptions } from './boards.ts';

/** Which Pins: the filters of the list. */
export interface PinFilterOptions extends BoardOptions {
  board?: string;
  section?: string;
  domain?: string;
  search?: string;
  type?: string;
  fromHere?: boolean;
  elsewhere?: boolean;
  removed?: boolean;
  since?: string;
  until?: string;
}

export interface PinListOptions extends PinFilterOptions, ClockOptions {
  limit: number;
  csv?: boolean;
}

/** The filters as the API takes them. @param accountId needed for a board by its name */
export async function filterOf(
  client: LinchpinClient,
  accountId: string | undefined,
  options: PinFilterOptions,
) {
  const { search, domain, section, since, until, type, board } = options;
  return {
    ...(accountId !== undefined &&
      board !== undefined && { boardId: await boardNamed(client, accountId, board) }),
    ...(section !== undefined && { sectionId: section }),
    ...(domain !== undefined && { linkDomain: domain }),
    ...(search !== undefined && { search }),
    ...(type !== undefined && { creativeTypes: type.toUpperCase() }),
    ...(since !== undefined && { createdFrom: since }),
    ...(until !== undefined && { createdTo: until }),
  };
}

/** Pins as they were last read from Pinterest, and how many there are. */
export async function listPins(options: PinListOptions): Promise<void> {
  const { client } = connect(options);
  const account =
    options.account !== undefined || options.board !== undefined
      ? await chooseAccount(client, options.account)
      : undefined;
  const filter = {
    ...(account && { accountId: account._id }),
    ...(await filterOf(client, account?._id, options)),
    ...(options.fromHere && { ours: 'true' as const }),
    ...(options.elsewhere && { ours: 'false' as const }),
    ...(options.removed && { state: 'removed' as const }),
  };
  if (options.csv) return printFile(options, '/api/v1/pins/export', filter);
  const list = await client.pins.list({
    ...filter,
    limit: options.limit,
    count: 'true',
  });
  if (options.json) return printJson(list);
  if (list.pins.length === 0)
    return print('No such Pin is known. "linchpin pins import" reads them from Pinterest.');
  const clock = clockOf(options);
  printTable(
    ['Pin', 'Title', 'Board', 'Type', 'Impressions', 'Saves', `Made (${clock.zone})`, ''],
    list.pins.map((pin) => [
      pin.pinterestPinId,
      short(pin.title) ?? '(none)',
      pin.boardName ?? pin.boardId ?? '(none)',
      pin.creativeType?.toLowerCase() ?? 'not read yet',
      count(pin.numbers?.lifetime?.impressions),
      count(pin.numbers?.lifetime?.saves),
      pin.createdAt === null ? 'not read yet' : clock.minute(pin.createdAt),
      pin.removedAt !== null ? 'removed' : pin.publication ? 'from here' : '',
    ]),
  );
  print();
  print(style.dim(`${list.pins.length} of ${list.total ?? 'unknown'}.`));
}

/** A board by its id or name; one that is gone is found by its id. */
async function boardNamed(
  client: LinchpinClient,
  accountId: string,
  wanted: string,
): Promise<string> {
  if (/^\d+$/.test(wanted)) return wanted;
  const { boards } = await client.boards.list(accountId);
  const found = boards.find(({ name }) => name.toLowerCase() === wanted.toLowerCase());
  if (found) return found.id;
  throw new CliError(
    `The account has no board "${wanted}".`,
    `Its boards: ${boards.map(({ name }) => name).join(', ') || 'none'}.`,
  );
}

/** One Pin with everything that is known of it. */
export async function showPin(
  pinId: string,
  options: BoardOptions & ClockOptions & { fresh?: boolean },
): Promise<void> {
  const { client } = connect(options);
  const account =
    options.account === undefined ? undefined : await chooseAccount(client, options.account);
  const answer = await client.pins.get(pinId, {
    ...(account && { accountId: account._id }),
    ...(options.fresh && { fresh: 'true' }),
  });
  if (options.json) return printJson(answer);
  sayOutdated(answer.warnings);
  printPin(answer.pin, clockOf(options));
}

function printPin(pin: LivePin, clock: Clock): void {
  const place = [pin.boardName ?? pin.boardId ?? 'no board', pin.sectionName ?? pin.sectionId];
  print(style.bold(pin.title ?? '(no title)'));
  printFields([
    ['Address', pin.url],
    ['Board', place.filter((part) => part !== null).join(', section ')],
    ['Description', pin.description ?? '(none)'],
    ['Link', pin.link ?? '(none)'],
    ['Alt text', pin.altText ?? '(none)'],
    ['Type', pin.creativeType ?? 'not read yet'],
    ['Made', pin.createdAt === null ? 'not read yet' : clock.minute(pin.createdAt)],
    ...(pin.removedAt === null
      ? []
      : [['Removed', `gone from Pinterest since ${clock.minute(pin.removedAt)}`] as const]),
    ['Published', pin.publication ? `from here, post ${pin.publication.postId}` : 'elsewhere'],
  ]);
  print();
  if (pin.numbers === null) return print('Pinterest has given no numbers of it yet.');
  const { lifetime, rolling90Days, asOf } = pin.numbers;
  printTable(
    ['', 'Impressions', 'Saves', 'Pin clicks', 'Outbound clicks', 'Reactions', 'Comments'],
    (
      [
        ['Lifetime', lifetime],
        ['Last 90 days', rolling90Days],
      ] as const
    ).map(([what, told]) => [
      what,
      count(told?.impressions),
      count(told?.saves),
      count(told?.pinClicks),
      count(told?.outboundClicks),
      count(told?.reactions),
      count(told?.comments),
    ]),
  );
  print(style.dim(`As of ${clock.minute(asOf)} (${clock.zone}).`));
}

const count = (told: number | undefined): string =>
  told === undefined ? 'unknown' : told.toLocaleString('en');

const short = (text: string | null): string | null =>
  text !== null && text.length > 40 ? `${text.slice(0, 39)}…` : text;
