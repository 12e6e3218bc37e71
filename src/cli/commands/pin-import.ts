import { setTimeout as pause } from 'node:timers/promises';
import { clockOf, type ClockOptions } from '../clock.ts';
import { print, printJson, startProgress, style } from '../output.ts';
import { chooseAccount, connect } from '../server.ts';
import type { PinImport } from '../../sdk/index.ts';
import type { BoardOptions } from './boards.ts';

/** Milliseconds between looks at a reading that is under way. */
const lookEveryMs = 700;

/** Starts reading the Pins of an account, and shows how far it is until it is done or waits for something. */
export async function importPins(
  options: BoardOptions &
    ClockOptions & { wait: boolean; status?: boolean; markAllRemoved?: boolean },
): Promise<void> {
  const { client } = connect(options);
  const account = await chooseAccount(client, options.account);
  const look = () => client.pins.importProgress(account._id);
  const before = await look();
  let now = options.status
    ? before
    : await client.pins.import(account._id, options.markAllRemoved ? { markAllRemoved: true } : {});
  const progress = startProgress(options.json === true || !process.stderr.isTTY);
  const isOver = () =>
    now.state === 'waiting' || (now.state === 'idle' && now.finishedAt !== before.finishedAt);
  while (options.wait && !options.status && !isOver()) {
    progress.settle();
    progress.step(`Reading the Pins of ${account.username}: ${inWords(now)}`);
    await pause(lookEveryMs);
    now = await look();
  }
  progress.settle();
  if (options.json) return printJson(now);
  const clock = clockOf(options);
  const { state, problem, nextAt } = now;
  print(`${account.username}: ${inWords(now)}.`);
  if (problem) print(`${style.yellow('!')} ${problem.message} ${problem.fix}`);
  if (nextAt !== null && (state === 'waiting' || state === 'idle'))
    print(
      style.dim(
        `${state === 'waiting' ? 'Goes on' : 'Read again'} at ${clock.minute(nextAt)} (${clock.zone}).`,
      ),
    );
}

function inWords({ state, boards, pins }: PinImport): string {
  if (state === 'never') return 'its Pins were never read';
  if (state === 'planned') return 'begins in a moment';
  const removed = pins.removed > 0 ? `, ${pins.removed} found to be removed` : '';
  const of = pins.expected === null ? '' : ` of about ${pins.expected}`;
  return `${boards.done} of ${boards.total} boards, ${pins.seen}${of} Pins${removed}`;
}
