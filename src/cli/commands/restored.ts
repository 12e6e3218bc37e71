import { clockOf, type ClockOptions } from '../clock.ts';
import { connect, type ServerOptions } from '../server.ts';
import { print, printJson, printTable } from '../output.ts';

export interface RestoredOptions extends ServerOptions, ClockOptions {
  json?: boolean;
  publish?: boolean;
  discard?: boolean;
  pin?: string[];
  makeChanges?: boolean;
  dropChanges?: boolean;
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
  const { makeChanges, dropChanges } = options;
  if (makeChanges || dropChanges) {
    const answer = await client.pins.answerChanges({ keep: makeChanges ? 'mine' : 'theirs' });
    if (options.json) return printJson(answer);
    const changes = answer.answered === 1 ? '1 change' : `${answer.answered} changes`;
    return print(makeChanges ? `${changes} on the way now.` : `${changes} dropped.`);
  }
  const waiting = await client.restored.list();
  if (options.json) return printJson(waiting);
  if (waiting.changes > 0) sayChanges(waiting.changes);
  if (waiting.count === 0)
    return waiting.changes > 0 ? undefined : print('Nothing out of a backup waits for an answer.');
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

function sayChanges(count: number): void {
  const changes = count === 1 ? '1 change of a Pin was' : `${count} changes of Pins were`;
  print(`${changes} open in the backup, and may have been made or cancelled since:`);
  print(
    '  linchpin pins changes --state conflict   shows them; --keep-mine or --keep-theirs answers for one',
  );
  print('  linchpin restored --make-changes         make all of them now');
  print('  linchpin restored --drop-changes         drop all of them; what Pinterest shows stays');
  print();
}
