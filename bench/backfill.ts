import { sql } from 'kysely';
import { createHarness, type BenchHarness } from './bench-harness.ts';
import { latenessOf, planWave, smallPicture } from './due-pins.ts';
import type { Bench, Figure } from './report.ts';
import { watchLoop } from './spent.ts';

const pinCount = 20_000;
const publishers = 8;
const due = 200;
const overMs = 60_000;

/** How late Pins of other users leave while the numbers of one with very many Pins are read for the first time. */
export const backfill: Bench = {
  name: 'backfill',
  about: `${due} Pins of ${publishers} accounts due over one minute, while ${pinCount} Pins of another are listed and their numbers read`,
  async run(log) {
    const harness = await createHarness(1 + publishers, {
      numbers: { seed: 'bench', reach: 1 },
      pinsOfFirst: { count: pinCount, days: 400, videoEvery: 7 },
    });
    try {
      const large = harness.accounts.find(({ username }) => username === 'bench_0');
      const accounts = harness.accounts.filter((account) => account !== large);
      if (!large) throw new Error('The account was not connected.');
      const { db } = harness.app.store;
      await holdReading(harness);
      // As Pinterest counts an app with Standard access.
      await change(harness, { access: 'standard' });
      const mediaId = await smallPicture(harness);
      const publish = async (name: string, seconds = 60): Promise<Lateness> => {
        const part = seconds / 60;
        const wave = {
          name,
          accounts,
          mediaId,
          pinCount: due * part,
          overMs: overMs * part,
        };
        await planWave(harness, wave);
        const loop = watchLoop();
        const late = await latenessOf(harness, wave, () => {}, 1_000);
        return { p50: late(0.5), p99: late(0.99), blockMs: loop.stop().ms };
      };
      await publish('Warm', 12);
      const alone = await publish('Alone');
      log(said(alone));
      await sql`update pin_import set due_at = now() where id = ${large.identityId}`.execute(db);
      const listing = await publish('Listing');
      log(`while Pins are listed: ${said(listing)}`);
      await until(
        'all Pins are listed',
        async () => (await counted(harness, large.identityId)).listed >= pinCount,
      );
      const readNumbers = async (name: string) => {
        await sql`update collection set due_at = now() where identity_id = ${large.identityId}`.execute(
          db,
        );
        await until(
          'the reading began',
          async () => (await counted(harness, large.identityId)).read > 0,
        );
        const before = await counted(harness, large.identityId);
        const lateness = await publish(name);
        const { read } = await counted(harness, large.identityId);
        log(`${name}: ${said(lateness)}; ${before.read} to ${read} Pins read meanwhile`);
        return { ...lateness, read: read - before.read };
      };
      const singly = await readNumbers('Singly');
      await holdReading(harness);
      await change(harness, { multiPinAnalytics: true });
      await sql`update collection set progress = progress - 'probedAt'`.execute(db);
      const together = await readNumbers('Together');
      return [
        ...figuresOf('Alone', alone),
        ...figuresOf('While Pins are listed', listing, alone),
        ...figuresOf('While numbers are read singly', singly, alone),
        { name: 'Pins read singly meanwhile', value: singly.read, unit: 'Pins' },
        ...figuresOf('While numbers are read together', together, alone),
        { name: 'Pins read together meanwhile', value: together.read, unit: 'Pins' },
      ];
    } finally {
      await harness.close();
    }
  },
};

async function change({ pinterest }: BenchHarness, settings: object): Promise<void> {
  const { ok, status } = await fetch(`${pinterest.sandboxUrl}/_sandbox/settings`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(settings),
  });
  if (!ok) throw new Error(`The sandbox answers ${status}.`);
}

interface Lateness {
  p50: number;
  p99: number;
  blockMs: number;
}

const said = ({ p50, p99, blockMs }: Lateness): string =>
  `half ${p50.toFixed(0)} ms, 99 of 100 ${p99.toFixed(0)} ms late, longest block ${blockMs.toFixed(0)} ms`;

const figuresOf = (name: string, { p50, p99, blockMs }: Lateness, base?: Lateness): Figure[] => [
  { name: `${name}: lateness, half of the Pins`, value: p50, unit: 'ms' },
  {
    name: `${name}: lateness, 99 of 100`,
    value: p99,
    unit: 'ms',
    ...(base && { aim: '≤ 150', met: p99 <= 150 }),
  },
  ...(base ? [{ name: `${name}: ratio to alone`, value: p99 / base.p99, unit: '×' }] : []),
  { name: `${name}: longest block`, value: blockMs, unit: 'ms' },
];

/** Stops background reading; a slice that is being read is finished first. */
async function holdReading({ app }: BenchHarness): Promise<void> {
  const { db } = app.store;
  await until('nothing is being read', async () => {
    for (const table of ['collection', 'pin_import'])
      await sql`update ${sql.ref(table)} set due_at = now() + interval '1 year' where lease_owner is null`.execute(
        db,
      );
    const { rows } = await sql`
      select from collection where lease_owner is not null
      union all select from pin_import where lease_owner is not null`.execute(db);
    return rows.length === 0;
  });
}

async function counted(
  { app }: BenchHarness,
  identityId: string,
): Promise<{ listed: number; read: number }> {
  const { rows } = await sql<{ listed: number; read: number }>`
    select (select count(*) from remote_pin where identity_id = ${identityId})::int as listed,
      (select count(*) from pin_collection
        where identity_id = ${identityId} and read_at is not null)::int as read`.execute(
    app.store.db,
  );
  return rows[0] ?? { listed: 0, read: 0 };
}

async function until(what: string, holds: () => Promise<boolean>): Promise<void> {
  for (const deadline = Date.now() + 10 * 60_000; Date.now() < deadline;) {
    if (await holds()) return;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error(`It never happened: ${what}.`);
}
