import { clockOf, type ClockOptions } from '../clock.ts';
import { connect, type ServerOptions } from '../server.ts';
import { print, printJson, printTable } from '../output.ts';

export interface RestoredOptions extends ServerOptions, ClockOptions {
  json?: boolean;
  publish?: boolean;
  discard?: boolean;
  pin?: string[];
}

/** Shows Pins that may be out since before a restore, or answers for them at once. */
export async function restored(options: RestoredOptions): Promise<void> {
  const { client } = connect(options);
  const { publish, discard, pin: pinIds } = options;
  if (publish || discard) {
    const answer = await client.restored.answer({
      outcome: publish ? 'publish' : 'discard',
      ...(pinIds && { pinIds }),
    });
    if (options.json) return printJson(answer);
    print(answer.left === 0 ? answer.message : `${answer.message} ${answer.left} still wait.`);
    return;
  }
  const waiting = await client.restored.list();
  if (options.json) return printJson(waiting);
  if (waiting.count === 0) return print('No Pin out of a backup waits for an answer.');
  print(
    waiting.count === 1
      ? 'This Pin may be out already:'
      : `These ${waiting.count} Pins may be out already:`,
  );
  const clock = clockOf(options);
  printTable(
    ['Pin', 'Title', 'Account', 'Board', `Was due (${clock.zone})`],
    waiting.pins.map((pin) => [
      pin.pinId,
      pin.title ?? '',
      pin.username,
      pin.boardName ?? pin.boardId,
      pin.scheduledFor === null ? '' : clock.minute(pin.scheduledFor),
    ]),
  );
  print('');
  print('Look at the account on Pinterest, then answer for all of them, or for some with --pin:');
  print('  linchpin restored --publish   they are not out: publish them now');
  print('  linchpin restored --discard   they are out, or not wanted any more');
}
