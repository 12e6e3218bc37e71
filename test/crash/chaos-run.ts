import type { FaultInput, Sandbox } from '../../src/sandbox/index.ts';
import { shortPolicy } from './policy.ts';
import { kill, startWorker, type WorkerProcess } from './workers.ts';
import { createWorld, published, until } from './world.ts';
import type { Connection } from '../../src/store/index.ts';

export interface ChaosOptions {
  database: Connection;
  pins: number;
  accounts: number;
  workers: number;
  /** SIGKILLs of random workers, each replaced at once. */
  kills: number;
  /** Share of creates that fail; reads fail half as often. */
  failing: number;
  /** How long a hanging request hangs, ms. */
  hangMs: number;
  timeoutMs: number;
  log?: (text: string) => void;
}

export interface ChaosResult {
  /** Pins that the sandbox has not, though they were to be published. */
  lost: number;
  /** Pins that the sandbox has more than once. */
  doubled: number;
  /** Pins that have no final status. */
  stuck: number;
  /** Pins that ended as failed, by code. */
  failed: Record<string, number>;
  /** Pins that name another Pin on Pinterest than the one with their words. */
  mismatched: number;
  kills: number;
  /** Requests struck by a fault, of all creates. */
  struck: number;
  creates: number;
  seconds: number;
}

/** Publishes while workers are killed and Pinterest fails in every way we know, then counts what the sandbox has. */
export async function runChaos(options: ChaosOptions): Promise<ChaosResult> {
  const world = await createWorld({ database: options.database, accounts: options.accounts });
  const { control } = world.sandbox;
  const log = options.log ?? (() => {});
  const began = performance.now();
  const workers: WorkerProcess[] = [];
  try {
    control.settings({ listLagMs: 200 });
    for (const fault of faults(options)) control.addFault(fault);
    for (let index = 0; index < options.workers; index++) workers.push(startWorker(world));
    await Promise.all(workers.map((worker) => worker.ready));
    const titles = Array.from({ length: options.pins }, (_, index) => `Pin ${index}`);
    const ids = await world.schedule(
      titles.map((title, index) => ({
        account: world.account(index % options.accounts),
        title,
        inMs: (index / options.pins) * 2_000,
      })),
    );
    let kills = 0;
    while (kills < options.kills) {
      const before = published(world).size;
      // A kill after some progress, or after a second without any: all of them fall into the work.
      const due = performance.now() + 1_000;
      const step = Math.max(1, Math.floor(options.pins / (options.kills + 2)));
      await until('progress or time', () => published(world).size >= before + step || performance.now() > due);
      const index = Math.floor(Math.random() * workers.length);
      const victim = workers[index];
      if (!victim) continue;
      await victim.ready;
      await kill(victim);
      workers[index] = startWorker(world);
      kills += 1;
      if (kills % 10 === 0) log(`${kills} kills, ${published(world).size} Pins out`);
    }
    const { db } = world.store;
    const open = () =>
      db
        .selectFrom('pin')
        .select('id')
        .where('status', 'in', ['scheduled', 'publishing', 'held'])
        .execute();
    await until('every Pin has ended', async () => (await open()).length === 0, options.timeoutMs).catch(
      (error: Error) => log(error.message),
    );
    return { ...count(world.sandbox, titles, await endings(ids)), kills, seconds: seconds() };

    async function endings(wanted: readonly string[]) {
      const rows = await db.selectFrom('pin').selectAll().where('id', 'in', wanted).execute();
      return rows;
    }
    function seconds() {
      return (performance.now() - began) / 1000;
    }
  } finally {
    await Promise.all(workers.map(kill));
    await world.close();
  }
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
  const failed: Record<string, number> = {};
  for (const { status, problem } of pins)
    if (status === 'failed') failed[problem?.code ?? ''] = (failed[problem?.code ?? ''] ?? 0) + 1;
  return {
    lost: titles.filter((title) => !byTitle.has(title)).length,
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
      .filter(({ match }) => match.operation === 'pins/create')
      .reduce((sum, { struck }) => sum + struck, 0),
    creates: sandbox.control.counts()['pins/create'] ?? 0,
  };
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
    ...[{ status: 500 }, { drop: 'before' as const }].map(share('boards/list_pins', failing / 4)),
  ];
}
