import { afterEach, describe, expect, test } from 'vitest';
import type { FaultInput } from '../../src/sandbox/index.ts';
import { published } from '../crash/crash-harness.ts';
import {
  hour,
  minute,
  startPublishing,
  type Publishing,
  type PublishingOptions,
} from './publisher.ts';

let here: Publishing;
/** Every look waits half a minute, so that no test races against the first one. */
const start = async (options: PublishingOptions = {}) =>
  (here = await startPublishing({ policy: { reconcileDelaysMs: [30_000] }, ...options }));
afterEach(() => here.close());

const strike = (then: FaultInput['then'], operation = 'pins/create', times = 1) =>
  here.harness.sandbox.control.addFault({ match: { operation, times }, then });
const schedule = async (title: string, sectionId: string | null = null) =>
  (await here.harness.schedule([{ account: here.harness.account(0), title, sectionId }]))[0] ?? '';
const operations = () => here.harness.sandbox.control.requests().map(({ operation }) => operation);
/** Lets the search go on, one wait after the other, until the Pin is no longer looked for. */
async function search(id: string) {
  await here.see(id, ({ step }) => step === 'reconciling');
  for (let looks = 1; ; looks++) {
    await here.pass(30_000);
    const pin = await here.see(id, ({ step, waits }) => step !== 'reconciling' || waits >= looks);
    if (pin.step !== 'reconciling') return pin;
  }
}

test('in a section: the section is read, and the Pin adopted', async () => {
  const { harness, call } = await start();
  const { boardId } = harness.account(0);
  const made = await call(harness.account(0), 'POST', `/boards/${boardId}/sections`, { name: 'S' });
  const { id: sectionId } = (await made.json()) as { id: string };
  strike({ drop: 'after' });
  const pin = await search(await schedule('In a section', sectionId));
  expect(pin).toMatchObject({ status: 'published', attempts: 1 });
  expect(operations()).toContain('board_sections/list_pins');
  expect(operations()).not.toContain('boards/list_pins');
  expect(published(harness).get('In a section')).toBe(1);
});

test('on a board with hundreds of newer Pins: pages are read until it is found', async () => {
  const { harness, call, see } = await start();
  const account = harness.account(0);
  strike({ drop: 'after' });
  const id = await schedule('Deep down');
  await see(id, ({ step }) => step === 'reconciling');
  const [mine] = harness.sandbox.control.state().pins;
  for (let batch = 0; batch < 11; batch++)
    await Promise.all(
      Array.from({ length: 20 }, () =>
        call(account, 'POST', `/pins/${mine?.id}/save`, { board_id: account.boardId }),
      ),
    );
  expect(published(harness).get('Deep down')).toBe(221);
  expect(await search(id)).toMatchObject({ status: 'published', pinterestPinId: mine?.id });
  expect(operations().filter((operation) => operation === 'boards/list_pins').length).toBe(3);
  expect(operations().filter((operation) => operation === 'pins/create')).toHaveLength(1);
});

test('a Pin whose title was edited meanwhile is not made again: the person sees which it may be', async () => {
  const { harness, call, see } = await start();
  strike({ drop: 'after' });
  const id = await schedule('Before');
  await see(id, ({ step }) => step === 'reconciling');
  const [made] = harness.sandbox.control.state().pins;
  await call(harness.account(0), 'PATCH', `/pins/${made?.id}`, { title: 'After' });
  expect(await search(id)).toMatchObject({
    status: 'failed',
    problem: {
      code: 'PIN_OUTCOME_UNKNOWN',
      details: {
        candidates: [
          {
            pinterestPinId: made?.id,
            title: 'After',
            same: ['description', 'link', 'picture size'],
          },
        ],
      },
    },
  });
  expect(harness.sandbox.control.state().pins).toHaveLength(1);
});

test('two lost Pins that differ only in their title are not taken for edits of each other', async () => {
  const { harness } = await start();
  strike({ drop: 'after' });
  strike({ drop: 'before' });
  const made = await schedule('Made');
  await here.see(made, ({ step }) => step === 'reconciling');
  const absent = await schedule('Not made');
  await here.see(absent, ({ step }) => step === 'reconciling');
  // The one that is there is looked for last: until then its Pin belongs to no publication.
  const later = new Date(here.clock.now() + hour);
  await harness.store.db.updateTable('pin').set({ dueAt: later }).where('id', '=', made).execute();
  for (let looks = 1; looks <= 4; looks++) {
    await here.pass(30_000);
    await here.see(absent, ({ step, waits }) => step !== 'reconciling' || waits >= looks);
  }
  await here.see(absent, ({ status }) => status === 'published');
  await harness.store.db
    .updateTable('pin')
    .set({ dueAt: new Date(here.clock.now()) })
    .where('id', '=', made)
    .execute();
  await here.see(made, ({ status }) => status === 'published');
  expect(Object.fromEntries(published(harness))).toEqual({ Made: 1, 'Not made': 1 });
});

test('with the board gone there is nothing to find and nothing to double', async () => {
  const { harness, call, see } = await start();
  strike({ drop: 'after' });
  const id = await schedule('Gone');
  await see(id, ({ step }) => step === 'reconciling');
  await call(harness.account(0), 'DELETE', `/boards/${harness.account(0).boardId}`);
  expect(await search(id)).toMatchObject({ status: 'failed', problem: { code: 'PIN_BOARD_GONE' } });
});

test('a board that may no longer be read: after half an hour the person is asked', async () => {
  const { see, pass } = await start();
  const denied = { code: 29, message: 'You are not permitted to access that resource.' };
  strike({ status: 403, body: denied }, 'boards/list_pins', 99);
  strike({ drop: 'after' });
  const id = await schedule('Locked out');
  await see(id, ({ step }) => step === 'reconciling');
  await pass(minute);
  await see(id, ({ waits }) => waits === 1);
  await pass(30 * minute);
  expect(await see(id, ({ status }) => status === 'failed')).toMatchObject({
    problem: { code: 'PIN_OUTCOME_UNKNOWN' },
  });
});

test('a sign-in revoked in the middle of the search: it is gone on with after reconnection', async () => {
  const { harness, see, pass, reconnect } = await start();
  strike({ drop: 'after' });
  const id = await schedule('Interrupted');
  await see(id, ({ step }) => step === 'reconciling');
  await pass(61 * 24 * hour);
  const held = await see(id, ({ status }) => status === 'held');
  expect(held).toMatchObject({ step: 'reconciling', heldReason: { code: 'ACCOUNT_DISCONNECTED' } });
  await reconnect(harness.account(0));
  const pin = await see(id, ({ status, step }) => status === 'published' || step !== 'reconciling');
  expect(pin).toMatchObject({ status: 'published', attempts: 1 });
  expect(published(harness).get('Interrupted')).toBe(1);
});

test('a token that expires between two requests is renewed, for a search as for a create', async () => {
  const { harness, see } = await start();
  strike({ drop: 'after' });
  const refused = { code: 2, message: 'Authentication failed.' };
  strike({ status: 401, body: refused }, 'boards/list_pins');
  expect(await search(await schedule('Renewed'))).toMatchObject({ status: 'published' });
  strike({ status: 401, body: refused });
  const second = await schedule('Renewed too');
  expect(await see(second, ({ status }) => status === 'published')).toMatchObject({ attempts: 1 });
  expect(operations().filter((operation) => operation === 'oauth/token')).toHaveLength(2);
  expect(Object.fromEntries(published(harness))).toEqual({ Renewed: 1, 'Renewed too': 1 });
});

describe('stopping', () => {
  test('hears a create out, and hands a search back at once', async () => {
    const { harness, see, stop } = await start({ accounts: 2 });
    strike({ drop: 'after' });
    const searched = await schedule('Searched');
    await see(searched, ({ step }) => step === 'reconciling');
    strike({ delayMs: 20_000 }, 'boards/list_pins');
    strike({ delayMs: 700 });
    const [created = ''] = await harness.schedule([
      { account: harness.account(1), title: 'Created', inMs: minute },
    ]);
    await here.pass(minute);
    const busy = async () => {
      const pins = await Promise.all([searched, created].map(harness.pin));
      return pins.every(({ leaseOwner }) => leaseOwner !== null) && published(harness).size === 2;
    };
    while (!(await busy()));

    const began = performance.now();
    await stop();
    expect(performance.now() - began).toBeLessThan(8_000);
    expect(await harness.pin(created)).toMatchObject({ status: 'published', leaseOwner: null });
    const handedBack = await harness.pin(searched);
    expect(handedBack).toMatchObject({
      status: 'publishing',
      step: 'reconciling',
      leaseOwner: null,
    });
    expect(handedBack.dueAt?.getTime()).toBeLessThanOrEqual(here.clock.now());
    expect(handedBack.claims).toBe(0);
  });
});

test('a Pin that five workers died on is given up instead of killing the sixth', async () => {
  const { harness, see } = await start();
  const [id = ''] = await harness.schedule([
    { account: harness.account(0), title: 'Poison', inMs: hour },
  ]);
  await harness.store.db.updateTable('pin').set({ claims: 5 }).where('id', '=', id).execute();
  await here.pass(hour);
  expect(await see(id, ({ status }) => status === 'failed')).toMatchObject({
    problem: { code: 'PIN_GAVE_UP' },
  });
  expect(operations()).not.toContain('pins/create');
});
