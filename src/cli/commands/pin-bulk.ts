import { setTimeout as pause } from 'node:timers/promises';
import { clockOf, localTime, type ClockOptions } from '../clock.ts';
import { confirmed } from '../confirm.ts';
import { CliError } from '../errors.ts';
import { fieldText, print, printJson, printTable, style } from '../output.ts';
import { chooseAccount, connect } from '../server.ts';
import type { BulkLivePins, LinchpinClient, PinBatch } from '../../sdk/index.ts';
import type { BoardOptions } from './boards.ts';
import { filterOf, type PinFilterOptions } from './pins.ts';

interface BulkOptions extends PinFilterOptions, ClockOptions {
  pin?: string[];
  all?: boolean;
  find?: string;
  replaceWith?: string;
  in?: string;
  utmSource?: string;
  utmMedium?: string;
  utmCampaign?: string;
  moveTo?: string;
  saveTo?: string;
  at?: string;
  every?: number;
  delete?: boolean;
  delay: number;
  dryRun?: boolean;
  yes?: boolean;
  wait: boolean;
}

type Action = Parameters<LinchpinClient['pins']['bulk']>[0]['action'];

/** Milliseconds between looks at a batch. */
const lookEveryMs = 500;
/** Rows that are shown as examples. */
const examples = 5;

/** Makes the same change to all Pins of a selection: says first what would change, and asks. */
export async function changePins(options: BulkOptions): Promise<void> {
  const { client } = connect(options);
  const action = actionOf(options);
  const { _id: accountId } = await chooseAccount(client, options.account);
  const select = {
    ...(await filterOf(client, accountId, options)),
    ...(options.fromHere && { ours: true }),
    ...(options.elsewhere && { ours: false }),
    ...(options.pin && { pinIds: options.pin }),
  };
  if (Object.keys(select).length === 0 && !options.all)
    throw new CliError(
      'No Pins were selected.',
      'Say which: --board, --search, --domain, --pin and so on, or --all.',
    );
  const given = { accountId, select, action };
  if (options.dryRun || !options.yes) {
    const tried = await client.pins.bulk({ ...given, dryRun: true });
    const isOver = options.dryRun || tried.changing === 0;
    if (options.json && isOver) return printJson(tried);
    if (!options.json) sayTried(tried, action);
    if (isOver) return;
    await confirmed(consequenceOf(tried, action), options.yes);
  }
  const { batch, rows } = await client.pins.bulk(given);
  const now = batch && options.wait ? await planned(client, batch) : batch;
  if (options.json) return printJson({ batch: now });
  if (options.yes) sayRefused(rows);
  if (now) sayBatch(now);
}

function actionOf(options: BulkOptions): Action {
  const { find, replaceWith, moveTo, saveTo, at, every, delay } = options;
  const { utmSource, utmMedium, utmCampaign } = options;
  const utm = {
    ...(utmSource !== undefined && { source: utmSource }),
    ...(utmMedium !== undefined && { medium: utmMedium }),
    ...(utmCampaign !== undefined && { campaign: utmCampaign }),
  };
  const actions: Action[] = [
    ...(find === undefined
      ? []
      : [
          {
            kind: 'replace' as const,
            fields: fieldsNamed(options.in),
            find,
            with: replaceWith ?? '',
          },
        ]),
    ...(Object.keys(utm).length === 0 ? [] : [{ kind: 'utm' as const, ...utm }]),
    ...(moveTo === undefined ? [] : [{ kind: 'move' as const, board: moveTo }]),
    ...(saveTo === undefined
      ? []
      : [
          {
            kind: 'save' as const,
            board: saveTo,
            ...(at !== undefined && localTime(at)),
            ...(every !== undefined && { intervalMinutes: every }),
          },
        ]),
    ...(options.delete ? [{ kind: 'delete' as const, delaySeconds: delay }] : []),
  ];
  const [action, ...others] = actions;
  if (action && others.length === 0) return action;
  throw new CliError(
    action ? 'One thing is done at a time.' : 'What is to be done with the Pins?',
    'Use one of --find with --replace-with, --utm-source and the like, --move-to, --save-to, --delete.',
  );
}

const fields = ['title', 'description', 'altText', 'link'] as const;

function fieldsNamed(given = 'title,description,altText,link'): (typeof fields)[number][] {
  return given.split(',').map((word) => {
    const plain = word
      .trim()
      .toLowerCase()
      .replace(/[^a-z]/g, '');
    const found = fields.find((name) => name.toLowerCase() === plain);
    if (found) return found;
    throw new CliError(`A Pin has no "${word}" to look in.`, `Use some of ${fields.join(',')}.`);
  });
}

const pinsOf = (count: number): string => (count === 1 ? '1 Pin' : `${count} Pins`);

function sayTried({ selected, changing, rows }: BulkLivePins, action: Action): void {
  if (selected === 0 && rows.length === 0) return print('No such Pin is known.');
  const would = { save: 'would be saved', delete: 'would be deleted' };
  const verb =
    action.kind === 'save' || action.kind === 'delete' ? would[action.kind] : 'would change';
  print(`${pinsOf(selected)} selected, ${changing} ${verb}.`);
  for (const { pinterestPinId, before, wanted } of rows
    .filter(({ result }) => result === 'changes')
    .slice(0, examples))
    for (const [name, value] of Object.entries(wanted)) {
      const was = new Map<string, unknown>(Object.entries(before)).get(name);
      print(`  ${pinterestPinId}  ${name}: ${fieldText(was)} → ${fieldText(value)}`);
    }
  sayRefused(rows);
}

/** Some of the Pins that stay as they are, and why. */
function sayRefused(rows: BulkLivePins['rows']): void {
  for (const { pinterestPinId, problems } of rows
    .filter(({ result }) => result === 'refused')
    .slice(0, examples))
    print(`${style.yellow('!')} ${pinterestPinId}: ${problems[0]?.message ?? 'refused'}`);
}

const consequenceOf = ({ changing }: BulkLivePins, action: Action): string =>
  action.kind === 'delete'
    ? `${pinsOf(changing)} deleted on Pinterest, with their numbers and comments.`
    : action.kind === 'save'
      ? `${pinsOf(changing)} saved to ${action.board}.`
      : `${pinsOf(changing)} changed on Pinterest.`;

/** The batch once all its Pins were looked at. */
async function planned(client: LinchpinClient, batch: PinBatch): Promise<PinBatch> {
  let now = batch;
  while (now.state === 'planning') {
    if (process.stderr.isTTY) process.stderr.write(`\r… ${now.looked} of ${now.total} looked at`);
    await pause(lookEveryMs);
    const { batches } = await client.pins.batches({ batchId: batch.id });
    now = batches[0] ?? now;
  }
  if (process.stderr.isTTY) process.stderr.write('\r\u001b[K');
  return now;
}

function sayBatch({ id, kind, looked, total, same, changes, state, problem }: PinBatch): void {
  const { open, done, refused } = changes;
  print(
    state === 'planning'
      ? `${looked} of ${total} Pins were looked at; it goes on by itself.`
      : kind === 'save'
        ? `${pinsOf(done)} planned to be saved, ${refused} refused.`
        : `${pinsOf(open + done)} being changed, ${same} as they should be already, ${refused} refused.`,
  );
  if (problem) print(`${style.yellow('!')} ${problem.message} ${problem.fix}`);
  print(style.dim(`Batch ${id}: "linchpin pins batches" shows how far it is,`));
  print(style.dim(`"linchpin pins changes --batch ${id}" each Pin, and`));
  print(style.dim(`"linchpin pins undo ${id} --batch" takes it back.`));
}

/** Lists batches with how far they are. */
export async function listBatches(
  options: BoardOptions & ClockOptions & { limit: number },
): Promise<void> {
  const { client } = connect(options);
  const clock = clockOf(options);
  const list = await client.pins.batches({
    limit: options.limit,
    ...(options.account !== undefined && {
      accountId: (await chooseAccount(client, options.account))._id,
    }),
  });
  if (options.json) return printJson(list);
  if (list.batches.length === 0) return print('No Pins were changed together.');
  const states = { planning: 'looking', done: 'looked at', stopped: 'stopped' };
  printTable(
    ['Batch', 'What', 'Pins', '', 'Waiting', 'Done', 'Refused', 'Asking', `Asked (${clock.zone})`],
    list.batches.map(({ id, kind, looked, total, state, changes, askedAt }) => [
      id,
      kind,
      state === 'planning' ? `${looked} of ${total}` : String(total),
      states[state],
      String(changes.open),
      String(changes.done),
      String(changes.refused),
      String(changes.conflict),
      clock.minute(askedAt),
    ]),
  );
}
