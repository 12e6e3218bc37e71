import { clockOf, zoneHere, type ClockOptions } from '../clock.ts';
import { confirmed } from '../confirm.ts';
import { CliError } from '../errors.ts';
import { print, printFields, printJson, printTable } from '../output.ts';
import { chooseAccount, connect, type ServerOptions } from '../server.ts';
import { slotsText, type Slot } from '../weekly-slots.ts';
import type { LinchpinClient, QueueSchedule } from '../../sdk/index.ts';

interface QueueOptions extends ServerOptions, ClockOptions {
  json?: boolean;
}

export async function listQueues(options: QueueOptions): Promise<void> {
  const list = await connect(options).client.queues.list();
  if (options.json) return printJson(list);
  if (list.queues.length === 0)
    return print('No queues yet. Make one: linchpin queues create Mornings --slot "daily 09:30"');
  printTable(
    ['Queue', 'Name', 'Zone', 'Times', ''],
    list.queues.map((queue) => [
      queue._id,
      queue.name,
      queue.timezone,
      slotsText(queue.slots),
      [queue.isDefault && 'default', !queue.active && 'paused'].filter(Boolean).join(', '),
    ]),
  );
}

/** A queue with its next times, and which of them are taken. */
export async function showQueue(
  wanted: string | undefined,
  options: QueueOptions & { next: number },
): Promise<void> {
  const { client } = connect(options);
  const queue = await chooseQueue(client, wanted);
  const preview = await client.queues.preview({
    profileId: queue.profileId,
    queueId: queue._id,
    count: options.next,
  });
  if (options.json) return printJson({ queue, preview });
  printFields([
    ['Queue', queue._id],
    ['Name', queue.name],
    ['Times', `${slotsText(queue.slots)} (${queue.timezone})`],
  ]);
  print();
  const clock = clockOf(options);
  printTable(
    [`Next (${clock.zone})`, 'Post'],
    preview.upcoming.map(({ at, postId }) => [clock.minute(at), postId ?? 'free']),
  );
}

export async function createQueue(
  name: string,
  options: QueueOptions & { account?: string; slot: Slot[]; timezone?: string },
): Promise<void> {
  const { client } = connect(options);
  const account =
    options.account === undefined ? undefined : await chooseAccount(client, options.account);
  const made = await client.queues.create({
    name,
    timezone: options.timezone ?? zoneHere(),
    slots: options.slot,
    ...(account && { accountId: account._id, profileId: account.profileId }),
  });
  if (options.json) return printJson(made);
  print(`Made the queue "${made.schedule.name}" (${made.schedule._id}).`);
}

/** Changes a queue in part; waiting posts move to its new times with `reshuffle`. */
export async function changeQueue(
  wanted: string | undefined,
  options: QueueOptions & {
    name?: string;
    slot?: Slot[];
    timezone?: string;
    pause?: boolean;
    resume?: boolean;
    default?: boolean;
    reshuffle?: boolean;
  },
): Promise<void> {
  const { client } = connect(options);
  const queue = await chooseQueue(client, wanted);
  const changed = await client.queues.update({
    profileId: queue.profileId,
    queueId: queue._id,
    name: options.name ?? queue.name,
    timezone: options.timezone ?? queue.timezone,
    slots: options.slot ?? queue.slots,
    active: options.pause ? false : options.resume ? true : queue.active,
    ...(options.default && { setAsDefault: true }),
    ...(options.reshuffle && { reshuffleExisting: true }),
  });
  if (options.json) return printJson(changed);
  const { schedule, reshuffledCount } = changed;
  print(`"${schedule.name}": ${slotsText(schedule.slots)} (${schedule.timezone}).`);
  if (reshuffledCount > 0) print(`${reshuffledCount} waiting posts have new times.`);
}

export async function deleteQueue(
  wanted: string,
  options: QueueOptions & { yes?: boolean },
): Promise<void> {
  const { client } = connect(options);
  const queue = await chooseQueue(client, wanted);
  await confirmed(
    `The queue "${queue.name}" is deleted; posts that have its times keep them.`,
    options.yes,
  );
  const answer = await client.queues.delete({ profileId: queue.profileId, queueId: queue._id });
  if (options.json) printJson(answer);
  else print(answer.message);
}

/** The queue named by id or name; without a name, the default one. */
async function chooseQueue(
  client: LinchpinClient,
  wanted: string | undefined,
): Promise<QueueSchedule> {
  const { queues } = await client.queues.list();
  const names = queues.map(({ name }) => name).join(', ') || 'none';
  const found = queues.filter(({ _id, name, isDefault }) =>
    wanted === undefined ? isDefault : _id === wanted || name === wanted,
  );
  const [only, ...others] = found;
  if (only && others.length === 0) return only;
  throw only
    ? new CliError('Several queues are meant.', `Name one by its id: "linchpin queues" shows them.`)
    : new CliError(`There is no queue "${wanted ?? '(default)'}".`, `Queues: ${names}.`);
}
