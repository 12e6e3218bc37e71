import { setTimeout as pause } from 'node:timers/promises';
import type { AnalyticsStatus } from '../../sdk/index.ts';
import { clockOf, type ClockOptions } from '../clock.ts';
import { print, printFields, printJson, startProgress, style } from '../output.ts';
import { chooseAccount, connect } from '../server.ts';
import { printAge } from './analytics.ts';
import type { BoardOptions } from './boards.ts';

/** Milliseconds between looks at a reading that is under way. */
const lookEveryMs = 1_000;

/** Reads the numbers of an account or a Pin now; of an account it shows how far its Pins are until all are read. */
export async function refresh(
  options: BoardOptions & { pin?: string; wait: boolean },
): Promise<void> {
  const { client } = connect(options);
  const account = await chooseAccount(client, options.account);
  const accountId = account._id;
  const answer = await client.analytics.refresh({
    accountId,
    ...(options.pin !== undefined && { pinId: options.pin }),
  });
  if (options.pin === undefined && options.wait) {
    const progress = startProgress(options.json === true || !process.stderr.isTTY);
    for (;;) {
      const { progress: now } = await client.analytics.status({ accountId });
      progress.settle();
      if (now === null || !['planned', 'reading'].includes(now.state)) break;
      progress.step(`Reading the numbers of ${account.username}: ${inWords(now)}`);
      await pause(lookEveryMs);
    }
  }
  if (options.json) return printJson(answer);
  print(answer.message);
}

/** What was collected, how far the collecting is, and what is missing and why. */
export async function showStatus(options: BoardOptions & ClockOptions): Promise<void> {
  const { client } = connect(options);
  const account = await chooseAccount(client, options.account);
  const status = await client.analytics.status({ accountId: account._id });
  if (options.json) return printJson(status);
  const clock = clockOf(options);
  const { access, progress, availableThrough, availableIsEstimate } = status;
  const timeOf = (at: string | null) =>
    at === null ? 'not planned' : `${clock.minute(at)} (${clock.zone})`;
  printFields([
    ['Numbers of', account.username],
    ['Access', access.allowed ? 'yes' : 'no'],
    [
      'Pinterest has',
      `days through ${availableThrough}${availableIsEstimate ? ' (usual; it has not said so)' : ''}`,
    ],
    ['Collecting', progress ? `${states[progress.state]}, ${inWords(progress)}` : 'not at all'],
    ...(progress ? [['Goes on', timeOf(progress.nextAt)] as [string, string]] : []),
  ]);
  const problems = [
    ...access.problems,
    ...[progress?.account.problem, progress?.pins.problem].flatMap((found) => found ?? []),
  ];
  const said = new Map(problems.map((problem) => [problem.code, problem]));
  for (const { message, fix } of said.values()) print(`${style.yellow('!')} ${message} ${fix}`);
  for (const { reason, days, fix } of status.notCollected)
    print(style.yellow(`${days.toLocaleString('en')}: ${reason} ${fix}`));
  printAge(status);
}

type Progress = NonNullable<AnalyticsStatus['progress']>;

const states: Record<Progress['state'], string> = {
  planned: 'begins in a moment',
  reading: 'at work',
  waiting: 'waiting',
  idle: 'up to date',
  stopped: 'stopped: the account must be connected again',
};

function inWords({ done, total, refused, accountDays }: Progress): string {
  const days = `${accountDays.done} of ${accountDays.total} days of the account`;
  const pins = `${done} of ${total} Pins`;
  return `${days}, ${pins}${refused > 0 ? `, ${refused} refused by Pinterest` : ''}`;
}
