import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { ChangePoint } from '../../src/pin-changes/index.ts';
import type { PublishPoint } from '../../src/publisher/index.ts';
import type { FaultInput } from '../../src/sandbox/index.ts';
import { temporaryDatabase } from '../harness/database.ts';
import { seedPins, type SeededPins } from '../harness/seed-pins.ts';
import { atLeast } from './chaos-run.ts';
import { changesOf, planSaves, shortChangePolicy, want } from './changed-pins.ts';
import { createHarness, unfinished, until, type CrashHarness } from './crash-harness.ts';
import { kill, workersOn, type StartWorker, type WorkerProcess } from './workers.ts';

const users = 10;
const pinsEach = 110;
let dir: string;
let seeded: Record<string, SeededPins>;
let harness: CrashHarness;
let startWorker: StartWorker;
let workers: WorkerProcess[];
let drop: () => Promise<void>;
beforeEach(async () => {
  dir = mkdtempSync(join(tmpdir(), 'linchpin-changes-'));
  const boards = [
    { name: 'Board', pins: pinsEach },
    { name: 'Second', pins: 0 },
    { name: 'Third', pins: 0 },
  ];
  const names = Array.from({ length: users }, (_, index) => `user_${index}`);
  seeded = seedPins(dir, Object.fromEntries(names.map((name) => [name, boards])));
  const database = await temporaryDatabase();
  drop = database.drop;
  harness = await createHarness({
    database: database.connection,
    accounts: users,
    sandboxDir: dir,
  });
  const start = await workersOn(harness);
  startWorker = () => start({ changePolicy: shortChangePolicy });
  workers = [];
}, 120_000);
afterEach(async () => {
  await Promise.all(workers.map(kill));
  await harness.close();
  await drop();
  rmSync(dir, { recursive: true, force: true });
});

const control = () => harness.sandbox.control;
const pinsOf = (index: number) => seeded[`user_${index}`]?.pins['Board'] ?? [];
const boardsOf = (index: number) => {
  const { Second = '', Third = '' } = seeded[`user_${index}`]?.boards ?? {};
  return [Second, Third];
};
const onPinterest = () =>
  new Map(
    control()
      .state()
      .pins.map((pin) => [pin.id, pin]),
  );
/** Boards on which there is a save of the Pin. */
const savesOf = (parentPinId: string) =>
  control()
    .state()
    .pins.flatMap((pin) => (pin.parentPinId === parentPinId ? [pin.boardId] : []));
const ended = async () => (await changesOf(harness)).every(({ state }) => state !== 'open');

/** Changes and publications that are under way. */
const backlog = async () =>
  (await changesOf(harness)).filter(({ state }) => state === 'open').length +
  (await unfinished(harness));

const points: readonly ChangePoint[] = [
  'claimed',
  'read',
  'marked',
  'sent',
  'answered',
  'recorded',
];

test('killed at each point of an edit and of a deletion, the end is the wanted one', async () => {
  const account = harness.account(0);
  let next = startWorker();
  workers = [next];
  for (const [index, point] of points.entries())
    for (const kind of ['edit', 'delete'] as const) {
      if (kind === 'delete' && point === 'read') continue;
      const pinterestPinId = pinsOf(0)[2 * index + (kind === 'edit' ? 0 : 1)] ?? '';
      const before = onPinterest().get(pinterestPinId);
      control().editPin(pinterestPinId, { altText: "The owner's" });
      if (point === 'sent')
        control().addFault({
          match: { operation: kind === 'edit' ? 'pins/update' : 'pins/delete', times: 1 },
          then: { delayMs: 1_000 },
        });
      // The worker that took over from the last victim is the next one.
      const victim = next;
      await victim.ready;
      const { reached } = await victim.stopAt({ change: point, how: 'die' });
      await want(harness, [
        {
          account,
          pinterestPinId,
          kind,
          ...(kind === 'edit' && {
            before: { title: before?.title ?? null },
            wanted: { title: 'New' },
          }),
        },
      ]);
      await reached;
      if (point === 'sent') {
        await until('the request arrives', () => {
          const pin = onPinterest().get(pinterestPinId);
          return kind === 'edit' ? pin?.title === 'New' : pin === undefined;
        });
        victim.goOn();
      }
      await victim.ended;
      control().clearFaults();
      next = startWorker();
      workers = [next];
      await until(`${kind} killed at ${point} ends`, ended, 30_000);
      const pin = onPinterest().get(pinterestPinId);
      if (kind === 'edit') expect(pin).toMatchObject({ title: 'New', altText: "The owner's" });
      else expect(pin).toBeUndefined();
    }
  const states = (await changesOf(harness)).map(({ state }) => state);
  expect(new Set(states)).toEqual(new Set(['done']));
}, 180_000);

test('killed at each point of a save, also while it is looked for, and between saves at intervals: each once', async () => {
  const account = harness.account(0);
  const saves: readonly (readonly [PublishPoint, 'reconciling'?])[] = [
    ['claimed'],
    ['prepared'],
    ['marked'],
    ['sent'],
    ['answered'],
    ['recorded'],
    ['searching', 'reconciling'],
    ['found', 'reconciling'],
  ];
  let next = startWorker();
  workers = [next];
  for (const [index, [point, step]] of saves.entries()) {
    const parent = pinsOf(0)[index] ?? '';
    if (step)
      control().addFault({ match: { operation: 'pins/save', times: 1 }, then: { drop: 'after' } });
    if (point === 'sent')
      control().addFault({ match: { operation: 'pins/save', times: 1 }, then: { delayMs: 1_000 } });
    const victim = next;
    await victim.ready;
    const { reached } = await victim.stopAt({ point, how: 'die', ...(step && { step }) });
    await planSaves(harness, account, parent, boardsOf(0), 400);
    await reached;
    if (point === 'sent') {
      await until('the save arrives', () => savesOf(parent).length > 0);
      victim.goOn();
    }
    await victim.ended;
    control().clearFaults();
    next = startWorker();
    workers = [next];
    await until(`saves killed at ${point} end`, async () => (await unfinished(harness)) === 0);
    expect([point, savesOf(parent).toSorted()]).toEqual([point, boardsOf(0).toSorted()]);
  }
}, 180_000);

test('1,000 changes and 200 saves at intervals among publishing, 100 kills, a fifth of the requests failing, owners at work', async () => {
  const kills = 100;
  for (const fault of faults(0.2)) control().addFault(fault);
  workers = [startWorker(), startWorker(), startWorker(), startWorker()];
  await Promise.all(workers.map(({ ready }) => ready));
  const titles = new Map<string, string>();
  const owners = new Map<string, string>();
  const conflicts = new Set<string>();
  const deleted = new Set<string>();
  const saved = new Map<string, readonly string[]>();
  const published: string[] = [];
  for (let round = 0; round < kills; round++) {
    const index = round % users;
    const account = harness.account(index);
    const of = pinsOf(index).slice(
      11 * Math.floor(round / users),
      11 * Math.floor(round / users) + 11,
    );
    const known = onPinterest();
    // Eight edits, one of which the owner came before, two deletions and two saves; one more Pin goes out.
    const [taken = '', first = '', second = '', parent = '', ...edited] = of;
    control().editPin(taken, { title: `Owner ${taken}` });
    owners.set(taken, `Owner ${taken}`);
    conflicts.add(taken);
    for (const id of [first, second]) deleted.add(id);
    for (const id of edited) titles.set(id, `New ${id}`);
    const titleOf = (id: string) => known.get(id)?.title ?? null;
    const title = `Published ${round}`;
    await harness.schedule([{ account, title }]);
    published.push(title);
    await planSaves(harness, account, parent, boardsOf(index), 500);
    saved.set(parent, boardsOf(index));
    await want(harness, [
      {
        account,
        pinterestPinId: taken,
        before: { title: titleOf(taken) },
        wanted: { title: 'Unasked' },
      },
      ...[first, second].map((pinterestPinId) => ({
        account,
        pinterestPinId,
        kind: 'delete' as const,
      })),
      ...edited.map((pinterestPinId) => ({
        account,
        pinterestPinId,
        before: { title: titleOf(pinterestPinId) },
        wanted: { title: `New ${pinterestPinId}` },
      })),
    ]);
    for (const id of edited) control().editPin(id, { altText: `Owner ${round}` });
    // On a slow machine workers would be killed before they do anything, and nothing would be shown.
    await until('most of it is done', async () => (await backlog()) <= 40, 60_000);
    // One that is still starting holds nothing, so its death would prove nothing; and another one is to take over.
    const atWork = await atLeast(2, workers);
    await pause(100 + Math.random() * 400);
    const victim = atWork[Math.floor(Math.random() * atWork.length)];
    if (!victim) throw new Error('No worker is at work.');
    await kill(victim);
    workers[workers.indexOf(victim)] = startWorker();
  }
  await until(
    'every change and Pin ends',
    async () => (await ended()) && (await unfinished(harness)) === 0,
    300_000,
  );
  const now = onPinterest();
  const changes = await changesOf(harness);
  const wrong = changes.filter(
    ({ pinterestPinId, state }) => state !== (conflicts.has(pinterestPinId) ? 'conflict' : 'done'),
  );
  expect(wrong).toEqual([]);
  expect([...titles].filter(([id, title]) => now.get(id)?.title !== title)).toEqual([]);
  expect([...owners].filter(([id, title]) => now.get(id)?.title !== title)).toEqual([]);
  expect([...titles.keys()].filter((id) => !now.get(id)?.altText?.startsWith('Owner'))).toEqual([]);
  expect([...deleted].filter((id) => now.has(id))).toEqual([]);
  const all = [...now.values()];
  const failed = await harness.store.db
    .selectFrom('pin')
    .select(['title', 'parentPinId', 'problem'])
    .where('status', '=', 'failed')
    .execute();
  expect(failed).toEqual([]);
  const copies = all.flatMap(({ parentPinId, boardId }) =>
    parentPinId === null ? [] : [`${parentPinId} on ${boardId}`],
  );
  expect(copies.toSorted()).toEqual(
    [...saved].flatMap(([id, boards]) => boards.map((board) => `${id} on ${board}`)).toSorted(),
  );
  expect(
    published.filter((title) => all.filter((pin) => pin.title === title).length !== 1),
  ).toEqual([]);
  expect([changes.length, copies.length]).toEqual([1_000, 200]);
}, 1_200_000);

/** Ways in which a request fails, together this share of all. */
function faults(failing: number): FaultInput[] {
  // Without a body of its own a 429 says that the minute of the user is used up: everything would wait for its end.
  const limited = { code: 8, message: 'This request exceeded a rate limit.' };
  const ways: FaultInput['then'][] = [
    { status: 429, body: limited, headers: { 'retry-after': '1' } },
    { status: 500 },
    { status: 500, commit: true },
    { drop: 'before' },
    { drop: 'after' },
  ];
  return ['pins/update', 'pins/delete', 'pins/save', 'pins/create', 'pins/get'].flatMap(
    (operation) =>
      ways
        .filter(({ commit, drop }) => operation !== 'pins/get' || (!commit && drop !== 'after'))
        .map((then) => ({ match: { operation, probability: failing / ways.length }, then })),
  );
}
