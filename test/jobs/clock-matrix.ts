import { expect } from 'vitest';
import { createPinterestClient, createAgent } from '../../src/pinterest/index.ts';
import type { FaultInput } from '../../src/sandbox/index.ts';
import type { PinStatus } from '../../src/domain/pins/statuses.ts';
import type { HarnessAccount } from '../crash/crash-harness.ts';
import { pictureOf } from '../harness/picture.ts';
import { hour, minute, startPublishing, type Publishing } from './publisher.ts';

/** Whose clock is moved, by how much, and when. */
export interface ClockMove {
  whose: 'pinterest' | 'database';
  ms: number;
  /**
   * `before`: before anything happens; `since`: after an earlier Pin was published; `between`: moved before the Pin is
   * sent, and back before it is looked for.
   */
  when: 'before' | 'since' | 'between';
}

const day = 24 * hour;
export const distances = [100_000, 3 * minute, hour, 31 * day].flatMap((ms) => [ms, -ms]);

/** What became of a Pin whose answer was lost. */
export interface Ending {
  landed: boolean;
  twin: boolean;
  /** Whether an earlier Pin of ours is on the board. */
  known: boolean;
  status: PinStatus;
  code: string | null;
  pinterestPinId: string | null;
  /** Ids on Pinterest of Pins with its words, without the twin. */
  made: string[];
}

const cases = [true, false].flatMap((landed) =>
  [true, false].flatMap((twin) => [true, false].map((known) => ({ landed, twin, known }))),
);

/** One account for each case, so that they run side by side under the same clocks. */
export const startMatrix = (): Promise<Publishing> => startPublishing({ accounts: cases.length });

/** Loses the answer of a Pin in each case while the clocks move, and lets every search come to its end. */
export async function loseAnswers(
  here: Publishing,
  move: ClockMove,
  dateHeader = true,
): Promise<Ending[]> {
  const { harness, clock, pass, see } = here;
  const { control } = harness.sandbox;
  control.settings({ dateHeader });
  control.clearFaults();
  const turn = (ms: number) =>
    move.whose === 'pinterest' ? Promise.resolve(control.advanceClock(ms)) : clock.stepDatabase(ms);
  const round = `${move.whose} ${move.ms} ${move.when} ${dateHeader}`;
  const accounts = await Promise.all(
    cases.map((_, index) => renewed(here, harness.account(index))),
  );
  const publish = async (index: number, title: string) => {
    const account = accounts[index];
    if (!account) throw new Error('There is an account for each case.');
    // Due by whichever clock.
    const [id = ''] = await harness.schedule([{ account, title, inMs: -40 * day }]);
    return id;
  };

  if (move.when === 'before') await turn(move.ms);
  const twins = await Promise.all(
    cases.map(({ twin }, index) =>
      twin ? makeTwin(here, accounts[index], round) : Promise.resolve(null),
    ),
  );
  await pass(10_000);
  await Promise.all(
    cases.map(async ({ known }, index) => {
      if (!known) return;
      const id = await publish(index, `Earlier ${round}`);
      await see(id, ({ status }) => status === 'published');
    }),
  );
  await pass(10_000);
  if (move.when !== 'before') await turn(move.ms);

  control.clearFaults();
  for (const [index, { landed }] of cases.entries())
    control.addFault({
      match: { operation: 'pins/create', account: accounts[index]?.username ?? '', times: 1 },
      then: { drop: landed ? 'after' : 'before' } satisfies FaultInput['then'],
    });
  const ids = await Promise.all(cases.map((_, index) => publish(index, round)));
  // On a busy machine a search can be over before it is seen.
  await Promise.all(
    ids.map((id) => see(id, (pin) => pin.step === 'reconciling' || pin.status === 'published')),
  );
  if (move.when === 'between') await turn(-move.ms);

  const ended = async (id: string) => {
    const pin = await harness.pin(id);
    return ['published', 'failed'].includes(pin.status) && pin.leaseOwner === null;
  };
  for (let looks = 0; looks < 40; looks++) {
    if ((await Promise.all(ids.map(ended))).every(Boolean)) break;
    await pass(30_000);
  }
  const pins = control.state().pins;
  return Promise.all(
    cases.map(async (one, index) => {
      const { status, problem, pinterestPinId } = await harness.pin(ids[index] ?? '');
      const made = pins
        .filter(({ boardId, title }) => boardId === accounts[index]?.boardId && title === round)
        .map(({ id }) => id)
        .filter((id) => id !== twins[index]);
      return { ...one, status, code: problem?.code ?? null, pinterestPinId, made };
    }),
  );
}

/** A board of its own for each round, since earlier rounds had other clocks; and tokens that are valid now. */
async function renewed(here: Publishing, account: HarnessAccount): Promise<HarnessAccount> {
  await here.reconnect(account);
  const made = await here.call(account, 'POST', '/boards', { name: `Board ${here.clock.now()}` });
  const { id } = (await made.json()) as { id: string };
  return { ...account, boardId: id };
}

/** A Pin with the same words that was made elsewhere. */
async function makeTwin(
  here: Publishing,
  account: HarnessAccount | undefined,
  title: string,
): Promise<string> {
  if (!account) throw new Error('There is an account for each case.');
  const { sandbox } = here.harness;
  const dispatcher = createAgent();
  try {
    const client = createPinterestClient({
      apiUrl: sandbox.apiUrl,
      accessToken: sandbox.tokenFor(account.username).accessToken,
      dispatcher,
      userAgent: 'somebody else',
    });
    const { id } = await client.pins.create({
      board_id: account.boardId,
      title,
      description: 'Words',
      link: 'https://example.com/page',
      media_source: {
        source_type: 'image_base64',
        content_type: 'image/jpeg',
        data: (await pictureOf(120, 180)).toString('base64'),
      },
    });
    return id;
  } finally {
    await dispatcher.close();
  }
}

/** Exactly one Pin, or a person is asked; never a duplicate, never a foreign Pin adopted. */
export function expectKept(endings: readonly Ending[], mayAsk: (ending: Ending) => boolean): void {
  for (const ending of endings) {
    const { status, code, made, pinterestPinId } = ending;
    const what = JSON.stringify(ending);
    expect(made.length, what).toBeLessThanOrEqual(1);
    if (status === 'published') expect(made, what).toEqual([pinterestPinId]);
    else
      expect({ code, mayAsk: mayAsk(ending) }, what).toEqual({
        code: 'PIN_OUTCOME_UNKNOWN',
        mayAsk: true,
      });
  }
}
