import { sql } from 'kysely';
import sharp from 'sharp';
import { expect } from 'vitest';
import { dayOf, dayText, type Day } from '../../src/analytics/index.ts';
import { readAccountDays } from '../../src/store/index.ts';
import { hour, startPublishing, type Publishing } from './publisher.ts';
import { live, numberOf, readServed, settle, todayOf, truthNames, truthOf } from './numbers.ts';

const day = 24 * hour;

/** What happens in the life of an account, in order; days. */
export type Happening =
  | { lives: number }
  /** Pinterest answers nothing but 503. */
  | { isOut: number }
  /** The owner took the app's access away, and gives it back at the end. */
  | { isRevoked: number }
  /** No process of ours runs; the account is connected again afterwards, since tokens expire. */
  | { isStopped: number }
  /** The owner, at pinterest.com: Pins by their place. */
  | { deletes: readonly number[] }
  | { edits: readonly number[] }
  | { makes: number }
  /** Reports show nothing of the present day of this Pin, and never will. */
  | { empties: number }
  | { grantsBatch: true };

export interface Story {
  pins: { count: number; days: number; videoEvery?: number };
  happenings: readonly Happening[];
}

/** Days on which the collector ran, and whether all Pins were read on them. */
type Alive = Map<Day, { all: boolean }>;

/** Lives through a story, and holds what is served at its end against the truth of the sandbox. */
export async function tellStory({ pins, happenings }: Story): Promise<void> {
  const here = await startPublishing({
    collectsNumbers: true,
    importsPins: true,
    access: 'standard',
    seededPins: pins,
  });
  try {
    const alive: Alive = new Map();
    const deleted = new Map<string, Day>();
    const ranToday = async () => {
      // The first reading is of all Pins.
      const all = alive.size === 0 || (await isGranted(here));
      alive.set(todayOf(here), { all });
    };
    const empty = new Set<string>();
    const began = todayOf(here);
    const control = here.harness.sandbox.control;
    const account = here.harness.account(0);
    const ids = control.state().pins.map(({ id }) => id);
    /** From noon to noon: the run of a day is at its begin. */
    const liveOn = async (days: number) => {
      for (let left = days; left > 0; left--) {
        await live(here, day);
        await ranToday();
      }
    };
    /** Goes on after a time in which nothing could be read: at once, on the same day. */
    const goOn = async () => {
      await live(here, 2 * hour);
      await ranToday();
      await live(here, 22 * hour);
      await ranToday();
    };
    // Noon, so that what happens does so after the run of the day.
    await here.pass(1_000);
    await live(here, 2 * hour);
    await ranToday();
    await live(here, (36 * hour - (control.now() % day)) % day);
    for (const happening of happenings) {
      if ('lives' in happening) await liveOn(happening.lives);
      else if ('isOut' in happening) {
        control.addFault({ match: {}, then: { status: 503 } });
        for (let left = happening.isOut; left > 0; left--) await asleep(here, day);
        control.clearFaults();
        await goOn();
      } else if ('isRevoked' in happening) {
        control.revoke(account.username);
        for (let left = happening.isRevoked; left > 0; left--) await asleep(here, day);
        await here.reconnect(account);
        await goOn();
      } else if ('isStopped' in happening) {
        await here.stop();
        await here.clock.advance(happening.isStopped * day);
        await here.reconnect(account);
        await here.restart();
        await goOn();
      } else if ('deletes' in happening)
        for (const place of happening.deletes) {
          const id = ids[place] ?? '';
          control.removePin(id);
          deleted.set(id, todayOf(here));
        }
      else if ('edits' in happening)
        for (const place of happening.edits)
          control.editPin(ids[place] ?? '', { title: 'Another title' });
      else if ('makes' in happening)
        for (let left = happening.makes; left > 0; left--) ids.push(await makePin(here));
      else if ('empties' in happening) {
        const pin = ids[happening.empties] ?? '';
        control.metrics({ pin, day: dayText(todayOf(here)), answer: 'empty' });
        empty.add(`${pin} ${todayOf(here)}`);
      } else control.settings({ multiPinAnalytics: true });
    }
    await compare(here, { began, ids, alive, deleted, empty });
  } finally {
    await here.close();
  }
}

/** Time passes while nothing can be read: no need to look at every try. */
async function asleep(here: Publishing, ms: number): Promise<void> {
  for (let left = 4; left > 0; left--) {
    await here.pass(ms / 4);
    await settle(here);
  }
}

async function isGranted({ harness }: Publishing): Promise<boolean> {
  const { rows } = await sql<{ granted: boolean }>`
    select coalesce((capabilities->>'batchAnalytics')::boolean, false) as granted from identity`.execute(
    harness.store.db,
  );
  return rows[0]?.granted ?? false;
}

async function makePin(here: Publishing): Promise<string> {
  const account = here.harness.account(0);
  const data = await sharp({
    create: { width: 200, height: 300, channels: 3, background: '#884422' },
  })
    .jpeg()
    .toBuffer();
  const answer = await here.call(account, 'POST', '/pins', {
    board_id: account.boardId,
    title: 'Made elsewhere',
    media_source: {
      source_type: 'image_base64',
      content_type: 'image/jpeg',
      data: data.toString('base64'),
    },
  });
  expect(answer.status).toBe(201);
  const { id } = (await answer.json()) as { id: string };
  return id;
}

interface Lived {
  began: Day;
  ids: readonly string[];
  alive: Alive;
  deleted: ReadonlyMap<string, Day>;
  empty: ReadonlySet<string>;
}

/** Whether the collector ran on one of these days; with `all`: on one on which it read all Pins. */
function ranBetween(alive: Alive, from: Day, through: Day, all = false): boolean {
  for (let at = from; at <= through; at++) {
    const ran = alive.get(at);
    if (ran && (ran.all || !all)) return true;
  }
  return false;
}

/** Both sides are computed here: what could have been read, from when it ran, and what it was, by the sandbox. */
async function compare(
  here: Publishing,
  { began, ids, alive, deleted, empty }: Lived,
): Promise<void> {
  const db = here.harness.store.db;
  const { identityId, username } = here.harness.account(0);
  const range = { from: began - 100, through: todayOf(here) };
  const metrics = Object.keys(truthNames) as (keyof typeof truthNames)[];
  const served = await readServed(db, identityId, range, metrics);
  const truth = truthOf(here, range, [...ids]);
  const told = here.harness.sandbox.control.truth({
    from: dayText(range.from),
    to: dayText(range.through),
    pins: [...ids],
    account: username,
  });
  const wrong: string[] = [];
  const counts = { final: 0, provisional: 0, notCollected: 0 };
  for (const pin of ids) {
    const createdOn = dayOf(told.pins[pin]?.createdOn ?? '');
    const end = deleted.get(pin);
    for (let at = range.from; at <= range.through; at++) {
      const last = Math.min(at + 89, end ?? Infinity, range.through);
      const canBe = (age: number) => at >= createdOn && ranBetween(alive, at + age, last);
      // Where not all are read daily, a Pin waits for its turn, but not until the day is lost.
      const mustBe = (age: number) =>
        at >= createdOn &&
        (ranBetween(alive, at + age, last, true) || ranBetween(alive, at + 85, last));
      for (const metric of metrics) {
        const state = served.of(pin, at, metric);
        const [number, should] = [numberOf(state), truth(pin, at, metric)];
        const say = (what: string) =>
          wrong.push(
            `${pin} ${at - began} ${metric}: ${what}, ${JSON.stringify(state)}, truth ${should}`,
          );
        if (empty.has(`${pin} ${at}`)) {
          if (number !== null) say('nothing was told');
        } else if (number === null) {
          if (mustBe(2)) say('could have been read');
          counts.notCollected++;
        } else if (!canBe(2)) say('could not have been read');
        else if (mustBe(5) && !('final' in state && state.final)) say('is final');
        else if ('final' in state && state.final) {
          if (number !== should) say('is another number');
          counts.final++;
        } else {
          if (number > should) say('is too much');
          counts.provisional++;
        }
      }
    }
  }
  expect(wrong.slice(0, 20)).toEqual([]);
  expect(Math.min(counts.final, counts.notCollected)).toBeGreaterThan(100);
  console.log(`Of Pins' figures: ${JSON.stringify(counts)}`);

  const days = new Map(
    (await readAccountDays(db, identityId, range)).map((each) => [each.day, each]),
  );
  for (let at = range.from; at <= range.through; at++) {
    const known = days.get(at);
    const isTold = ranBetween(alive, at + 2, Math.min(at + 89, range.through));
    const isFinal = ranBetween(alive, at + 5, Math.min(at + 89, range.through));
    expect([at - began, known !== undefined]).toEqual([at - began, isTold]);
    if (!isFinal) continue;
    const { own, others } = told.account ?? { own: {}, others: {} };
    const index = at - range.from;
    expect([at - began, known?.status, known?.figures.impressions]).toEqual([
      at - began,
      'final',
      (own.IMPRESSION?.[index] ?? 0) + (others.IMPRESSION?.[index] ?? 0),
    ]);
  }
}
