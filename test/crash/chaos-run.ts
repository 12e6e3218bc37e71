import { setTimeout as pause } from 'node:timers/promises';
import { sql } from 'kysely';
import type { FaultInput, Sandbox } from '../../src/sandbox/index.ts';
import { startClocks } from './chaos-clocks.ts';
import { shortPolicy } from './policy.ts';
import { kill, workersOn, type WorkerProcess } from './workers.ts';
import { createHarness, published, until } from './crash-harness.ts';
import type { DatabaseConfig, Db } from '../../src/store/index.ts';

export interface ChaosOptions {
  database: DatabaseConfig;
  pins: number;
  accounts: number;
  workers: number;
  /** Times that Pinterest's clock or the database's is set to another time, between kills. */
  clockMoves: number;
  /** SIGKILLs of random workers, each replaced at once. */
  kills: number;
  /** Longest pause between kills, ms. */
  killEveryMs: number;
  /** Share of creates that fail; reads fail half as often. */
  failing: number;
  /** How long a hanging request hangs, ms. */
  hangMs: number;
  timeoutMs: number;
  log?: (text: string) => void;
}

export interface ChaosResult {
  /** Pins that the sandbox has not, though they were to be published and no person is asked about them. */
  lost: number;
  /** Pins that the sandbox has more than once. */
  doubled: number;
  /** Pins that have no final status. */
  stuck: number;
  /** Pins that ended as failed, by code. */
  failed: Record<string, number>;
  /** Of these, Pins whose answer was lost while a clock was moved: a person is asked. */
  asked: number;
  /** Pins that name another Pin on Pinterest than the one with their words. */
  mismatched: number;
  /** Pins that were looked for because their answer was lost. */
  searched: number;
  kills: number;
  /** Requests struck by a fault, of all creates. */
  struck: number;
  creates: number;
  seconds: number;
}

/**
 * Publishes while workers are killed, clocks are moved and Pinterest fails in every way we know, then counts what the
 * sandbox has. The database must have the clock of clock.ts.
 */
export async function runChaos(options: ChaosOptions): Promise<ChaosResult> {
  const harness = await createHarness({ database: options.database, accounts: options.accounts });
  const { control } = harness.sandbox;
  const clocks = await startClocks(options.database, control);
  const log = options.log ?? (() => {});
  const began = performance.now();
  const workers: WorkerProcess[] = [];
  try {
    control.settings({ listLagMs: 200 });
    for (const fault of faults(options)) control.addFault(fault);
    const startWorker = await workersOn(harness);
    for (let index = 0; index < options.workers; index++) workers.push(startWorker());
    await Promise.all(workers.map((worker) => worker.ready));
    const titles = Array.from({ length: options.pins }, (_, index) => `Pin ${index}`);
    const ids: string[] = [];
    let kills = 0;
    for (; kills < options.kills; kills++) {
      // One that is still starting holds nothing, so its death would prove nothing; and without another at work
      // there would be no worker to take over.
      const atWork = await atLeast(2, workers);
      // Each kill meets work: its share of the Pins falls due just before it.
      const share = titles.slice(
        ids.length,
        Math.ceil(((kills + 1) / options.kills) * titles.length),
      );
      ids.push(
        ...(await harness.schedule(
          share.map((title, index) => ({
            account: harness.account((ids.length + index) % options.accounts),
            title,
            inMs: (index / share.length) * options.killEveryMs,
          })),
        )),
      );
      await pause(100 + Math.random() * options.killEveryMs);
      if (kills % Math.ceil(options.kills / options.clockMoves) === 0) await clocks.move(log);
      const victim = atWork[Math.floor(Math.random() * atWork.length)];
      if (!victim) throw new Error('No worker is at work.');
      await kill(victim);
      workers[workers.indexOf(victim)] = startWorker();
      if (kills % 10 === 9) log(`${kills + 1} kills, ${published(harness).size} Pins out`);
    }
    await clocks.putRight();
    const { db } = harness.store;
    const open = () =>
      db
        .selectFrom('pin')
        .select('id')
        .where('status', 'in', ['scheduled', 'publishing', 'held'])
        .execute();
    await until(
      'every Pin has ended',
      async () => (await open()).length === 0,
      options.timeoutMs,
    ).catch((error: Error) => log(error.message));
    const pins = await db.selectFrom('pin').selectAll().where('id', 'in', ids).execute();
    for (const { id } of await open()) log(`still open: ${await history(db, id)}`);
    const { rows } = await sql<{ count: number }>`
      select count(distinct pin_id) as count from pin_event where detail->>'from' = 'reconciling'`.execute(
      db,
    );
    return {
      ...count(harness.sandbox, titles, pins),
      searched: rows[0]?.count ?? 0,
      kills,
      seconds: (performance.now() - began) / 1000,
    };
  } finally {
    await Promise.all(workers.map(kill));
    await clocks.close();
    await harness.close();
  }
}

/** The row of a Pin and all that happened to it, to find out why it is stuck. */
async function history(db: Db, id: string): Promise<string> {
  const pin = await db.selectFrom('pin').selectAll().where('id', '=', id).execute();
  const events = await db.selectFrom('pinEvent').selectAll().where('pinId', '=', id).execute();
  const { rows } = await sql<{ now: Date }>`select now() as now`.execute(db);
  return JSON.stringify({ ...rows[0], pin, events }, null, 1);
}

type Ending = {
  status: string;
  title: string | null;
  pinterestPinId: string | null;
  problem: { code: string } | null;
};

function count(sandbox: Sandbox, titles: readonly string[], pins: readonly Ending[]) {
  const made = sandbox.control.state().pins;
  const byTitle = new Map<string, string[]>();
  for (const { id, title } of made)
    byTitle.set(title ?? '', [...(byTitle.get(title ?? '') ?? []), id]);
  const asked = new Set(
    pins.flatMap(({ title, problem }) =>
      problem?.code === 'PIN_OUTCOME_UNKNOWN' && title !== null ? [title] : [],
    ),
  );
  const failed: Record<string, number> = {};
  for (const { status, problem } of pins)
    if (status === 'failed') failed[problem?.code ?? ''] = (failed[problem?.code ?? ''] ?? 0) + 1;
  return {
    lost: titles.filter((title) => !byTitle.has(title) && !asked.has(title)).length,
    asked: asked.size,
    doubled: titles.filter((title) => (byTitle.get(title)?.length ?? 0) > 1).length,
    stuck: pins.filter(({ status }) => !['published', 'failed'].includes(status)).length,
    failed,
    mismatched: pins.filter(
      (pin) =>
        pin.status === 'published' &&
        !byTitle.get(pin.title ?? '')?.includes(pin.pinterestPinId ?? ''),
    ).length,
    struck: sandbox.control
      .faults()
      .filter(({ match }) => match.operation === 'pins/create' && match.probability !== undefined)
      .reduce((sum, { struck }) => sum + struck, 0),
    creates: sandbox.control.counts()['pins/create'] ?? 0,
  };
}

/** The workers that are at work, once there are this many. */
export async function atLeast(
  count: number,
  workers: readonly WorkerProcess[],
): Promise<WorkerProcess[]> {
  const atWork: WorkerProcess[] = [];
  await new Promise<void>((resolve, reject) => {
    for (const worker of workers)
      worker.ready.then(() => {
        atWork.push(worker);
        if (atWork.length === count) resolve();
      }, reject);
  });
  return atWork;
}

/** Every way in which a request is known to fail, together `failing` of all. */
function faults({ failing, hangMs }: ChaosOptions): FaultInput[] {
  const limited = { code: 8, message: 'This request exceeded a rate limit.' };
  const ways: FaultInput['then'][] = [
    { status: 429, body: limited, headers: { 'retry-after': '1' } },
    { status: 500 },
    { status: 503, body: '<html>Service unavailable</html>' },
    { status: 500, commit: true },
    { status: 201, body: {}, commit: true },
    { drop: 'before' },
    { drop: 'after' },
    { delayMs: Math.max(hangMs, shortPolicy.createTimeoutMs + 100) },
  ];
  // Each is asked only when those before it did not strike; for shares this small that hardly shows.
  const share = (operation: string, probability: number) => (then: FaultInput['then']) => ({
    match: { operation, probability },
    then,
  });
  return [
    ...ways.map(share('pins/create', failing / ways.length)),
    // An answer takes as long as Pinterest's does, so that kills fall between a Pin and its answer.
    { match: { operation: 'pins/create' }, then: { delayMs: 500 } },
    ...[{ status: 500 }, { drop: 'before' as const }].map(share('boards/list_pins', failing / 4)),
  ];
}
