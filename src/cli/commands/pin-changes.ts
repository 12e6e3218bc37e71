import { setTimeout as pause } from 'node:timers/promises';
import { clockOf, localTime, type Clock, type ClockOptions } from '../clock.ts';
import { confirmed } from '../confirm.ts';
import { printPost, printWarnings } from '../outcome.ts';
import { fieldText, print, printJson, printTable, style } from '../output.ts';
import { chooseAccount, connect } from '../server.ts';
import type { LinchpinClient, PinChange } from '../../sdk/index.ts';
import type { BoardOptions } from './boards.ts';

type Options = BoardOptions & ClockOptions;

/** Milliseconds between looks at a change, and for how long. */
const look = { everyMs: 400, forMs: 30_000 };

/** The account that is named; none where the Pin says it. */
async function named(client: LinchpinClient, { account }: Options) {
  return account === undefined ? {} : { accountId: (await chooseAccount(client, account))._id };
}

interface EditOptions extends Options {
  title?: string;
  description?: string;
  link?: string;
  altText?: string;
  board?: string;
  section?: string;
  wait: boolean;
}

/** Edits or moves a live Pin, and waits until Pinterest took it or says why not. */
export async function editPin(pinId: string, options: EditOptions): Promise<void> {
  const { client } = connect(options);
  const { title, description, link, altText, board, section } = options;
  const { change } = await client.pins.update(pinId, {
    ...(await named(client, options)),
    ...(title !== undefined && { title }),
    ...(description !== undefined && { description }),
    ...(link !== undefined && { link }),
    ...(altText !== undefined && { altText }),
    ...(board !== undefined && { board }),
    ...(section !== undefined && { section }),
  });
  const now = options.wait ? await settled(client, change) : change;
  if (options.json) return printJson({ change: now });
  say(now, clockOf(options));
}

/** Deletes a live Pin after a delay, or leaves it out of the lists here. */
export async function deletePin(
  pinId: string,
  options: Options & { in: number; onlyHere?: boolean; yes?: boolean },
): Promise<void> {
  const { client } = connect(options);
  const account = await named(client, options);
  if (options.onlyHere) {
    const hidden = await client.pins.hide(pinId, { ...account, hidden: true });
    if (options.json) return printJson(hidden);
    return print('It is left out of the lists here. On Pinterest it stays.');
  }
  await confirmed(
    `The Pin ${pinId} is deleted on Pinterest, with its numbers and comments.`,
    options.yes,
  );
  const answer = await client.pins.delete(pinId, { ...account, delaySeconds: options.in });
  if (options.json) return printJson(answer);
  const { id, nextAt } = answer.change;
  const clock = clockOf(options);
  print(`It is deleted at ${nextAt === null ? 'once' : clock.minute(nextAt)} (${clock.zone}).`);
  print(style.dim(`Until then "linchpin pins undo ${id}" keeps it.`));
}

/** Saves a live Pin to other boards, as a post. */
export async function savePin(
  pinId: string,
  options: Options & { board: string[]; at?: string; every?: number },
): Promise<void> {
  const { client } = connect(options);
  const { board: boards, at, every } = options;
  const saved = await client.pins.save(pinId, {
    ...(await named(client, options)),
    boards,
    ...(at !== undefined && localTime(at)),
    ...(every !== undefined && { intervalMinutes: every }),
  });
  if (options.json) return printJson(saved);
  const clock = clockOf(options);
  printPost(saved.message, saved.post, clock);
  printWarnings(saved.warnings ?? [], clock);
}

/** Takes a change back, or all of a batch. */
export async function undoChange(
  id: string,
  options: Options & { batch?: boolean },
): Promise<void> {
  const { client } = connect(options);
  const undone = await client.pins.undo(options.batch ? { batchId: id } : { changeId: id });
  if (options.json) return printJson(undone);
  print(
    options.batch
      ? `${undone.cancelled} cancelled, ${undone.undoing} being taken back.`
      : undone.undoing > 0
        ? 'It is being taken back.'
        : 'It was cancelled: nothing of it is made.',
  );
  for (const { pinterestPinId, problem } of undone.left)
    print(`${style.yellow('!')} ${pinterestPinId}: ${problem.message}`);
}

interface ChangesOptions extends Options {
  state?: PinChange['state'];
  batch?: string;
  limit: number;
  keepMine?: string;
  keepTheirs?: string;
}

/** Lists wanted changes, or answers one that asks. */
export async function listChanges(options: ChangesOptions): Promise<void> {
  const { client } = connect(options);
  const clock = clockOf(options);
  const answered = options.keepMine ?? options.keepTheirs;
  if (answered !== undefined) {
    const keep = options.keepMine === undefined ? 'theirs' : 'mine';
    const { change } = await client.pins.resolveChange(answered, { keep });
    const now = await settled(client, change);
    return options.json ? printJson({ change: now }) : say(now, clock);
  }
  const list = await client.pins.changes({
    limit: options.limit,
    ...(await named(client, options)),
    ...(options.batch !== undefined && { batchId: options.batch }),
    ...(options.state !== undefined && { state: options.state }),
  });
  if (options.json) return printJson(list);
  if (list.changes.length === 0) return print('Nothing was to be changed.');
  printTable(
    ['Change', 'Pin', 'What', 'State', `Asked (${clock.zone})`, ''],
    list.changes.map((change) => [
      change.id,
      change.pinterestPinId,
      change.kind === 'edit' ? Object.keys(change.wanted).join(', ') : change.kind,
      change.state,
      clock.minute(change.askedAt),
      change.problem?.message ?? '',
    ]),
  );
}

/** The change once it rests, or waits for something that takes longer. */
async function settled(client: LinchpinClient, change: PinChange): Promise<PinChange> {
  const deadline = performance.now() + look.forMs;
  let now = change;
  while (now.state === 'open' && now.problem === null && performance.now() < deadline) {
    await pause(look.everyMs);
    const { pinterestPinId } = change;
    const { changes } = await client.pins.changes({ pinterestPinId, limit: 250 });
    now = changes.find(({ id }) => id === change.id) ?? now;
  }
  return now;
}

function say(change: PinChange, clock: Clock): void {
  const { id, kind, state, problem, nextAt, shown, wanted } = change;
  const endings: Record<PinChange['state'], string> = {
    open: nextAt === null ? 'It waits.' : `It waits; next at ${clock.minute(nextAt)}.`,
    done: kind === 'delete' ? 'Deleted on Pinterest.' : 'Changed on Pinterest.',
    refused: 'It was not changed.',
    conflict: 'It was not changed: it asks you first.',
    cancelled: 'Dropped.',
  };
  print(endings[state]);
  if (problem)
    print(
      `${style.yellow('!')} ${problem.message}${state === 'conflict' ? '' : ` ${problem.fix}`}`,
    );
  if (state === 'conflict') {
    printTable(
      ['Field', 'Pinterest shows', 'You want'],
      Object.entries(wanted).flatMap(([field, value]) => {
        const now = Object.entries(shown ?? {}).find(([name]) => name === field);
        return now ? [[field, fieldText(now[1]), fieldText(value)]] : [];
      }),
    );
    print(`  linchpin pins changes --keep-mine ${id}    make it nevertheless`);
    print(`  linchpin pins changes --keep-theirs ${id}  drop it, and keep what Pinterest shows`);
  }
  print(style.dim(`Change ${id}.`));
}
