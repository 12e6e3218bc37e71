import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { askForImport } from '../../src/store/index.ts';
import { createHarness, until } from '../crash/crash-harness.ts';
import { kill, workersOn } from '../crash/workers.ts';
import { temporaryDatabase } from '../harness/database.ts';
import { seedPins, type SeededBoard } from '../harness/seed-pins.ts';

export interface Figures {
  pins: number;
  /** Pins of the sandbox that were not stored. */
  missing: number;
  /** Rows that are no Pin of the sandbox, or lie on another board or section than there. */
  wrong: number;
  /** What the progress counted as seen. */
  seen: number;
  removed: number;
  kills: number;
  /** Pins seen when each worker was killed. */
  killedAt: number[];
  /** Requests for pages of boards. */
  lists: number;
  /** Pages that one reading needs. */
  pages: number;
  /** Resident memory of the last worker after each fifth of the Pins, MB; empty where the system does not tell. */
  memoryMb: number[];
  seconds: number;
}

/** The Pins of an account read by worker processes, each killed in the middle but the last. */
export async function importWhileKilled(
  boards: readonly SeededBoard[],
  kills: number,
): Promise<Figures> {
  const dir = mkdtempSync(join(tmpdir(), 'linchpin-seed-'));
  const { connection, drop } = await temporaryDatabase();
  const seeded = seedPins(dir, { user_0: boards });
  const harness = await createHarness({ database: connection, sandboxDir: dir });
  const { db } = harness.store;
  const pins = Object.values(seeded['user_0']?.pins ?? {}).flat().length;
  const seen = async () => {
    const { rows } = await sql<{ seen: number }>`
      select coalesce(sum(pins_seen), 0)::int as seen from pin_import_board`.execute(db);
    return rows[0]?.seen ?? 0;
  };
  const startWorker = await workersOn(harness);
  const began = performance.now();
  const killedAt: number[] = [];
  const memoryMb: number[] = [];
  let worker = startWorker();
  try {
    await worker.ready;
    await harness.store.transaction((tx) => askForImport(tx, harness.account(0).identityId, false));
    for (let count = 1; count <= kills; count++) {
      await until(
        'enough was read',
        async () => (await seen()) > (pins * count) / (kills + 2),
        120_000,
      );
      await kill(worker);
      killedAt.push(await seen());
      worker = startWorker();
      await worker.ready;
      // What another worker does when the lease has run out, a minute later.
      await sql`update pin_import set lease_owner = null, lease_until = null`.execute(db);
    }
    const isOver = async () => {
      const { rows } = await sql`select from pin_import where finished_at is not null`.execute(db);
      return rows.length > 0;
    };
    for (let fifth = 1; !(await isOver()); fifth++) {
      await until(
        'more was read',
        async () => (await isOver()) || (await seen()) >= (pins * fifth) / 5,
        120_000,
      );
      memoryMb.push(...residentMb(worker.child.pid));
      if (fifth === 5) await until('it ended', isOver, 120_000);
    }
    const rows = await db.selectFrom('remotePin').selectAll().execute();
    const stored = new Set(rows.map(({ pinterestPinId }) => pinterestPinId));
    const there = new Map(harness.sandbox.control.state().pins.map((pin) => [pin.id, pin]));
    const { removed } = await db
      .selectFrom('pinImport')
      .select('removed')
      .executeTakeFirstOrThrow();
    return {
      pins,
      missing: [...there.keys()].filter((id) => !stored.has(id)).length,
      wrong: rows.filter(({ pinterestPinId, boardId, sectionId, title, goneAt }) => {
        const pin = there.get(pinterestPinId);
        return (
          pin?.boardId !== boardId ||
          pin.sectionId !== sectionId ||
          pin.title !== title ||
          goneAt !== null
        );
      }).length,
      seen: await seen(),
      removed,
      kills,
      killedAt,
      lists: harness.sandbox.control.counts()['boards/list_pins'] ?? 0,
      pages: boards.reduce((sum, board) => sum + Math.max(1, Math.ceil(board.pins / 250)), 0),
      memoryMb,
      seconds: (performance.now() - began) / 1000,
    };
  } finally {
    await kill(worker);
    await harness.close();
    await drop();
    rmSync(dir, { recursive: true, force: true });
  }
}

/** As Linux tells it. */
function residentMb(pid: number | undefined): number[] {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    const kilobytes = /VmRSS:\s+(\d+) kB/.exec(status)?.[1];
    return kilobytes === undefined ? [] : [Math.round(Number(kilobytes) / 1000)];
  } catch {
    return [];
  }
}
