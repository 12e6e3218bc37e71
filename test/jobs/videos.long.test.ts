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
/** Every wait is long, so that no test races against its end. */
const start = async (options: PublishingOptions = {}) =>
  (here = await startPublishing({
    ...options,
    policy: {
      processingDelaysMs: [minute],
      unreachableDelaysMs: [20_000, 40_000, 80_000],
      ...options.policy,
    },
  }));
afterEach(() => here.close());

const video = async (title: string) =>
  (await here.harness.schedule([{ account: here.harness.account(0), title, video: true }]))[0] ??
  '';
const strike = (operation: string, then: FaultInput['then'], times?: number) =>
  here.harness.sandbox.control.addFault({
    match: { operation, ...(times !== undefined && { times }) },
    then,
  });
const count = (operation: string) => here.harness.sandbox.control.counts()[operation] ?? 0;
const uploaded = (id: string) => here.see(id, ({ step }) => step === 'processing');
/** Lets Pinterest's processing be over, and the Pin go out. */
async function goesOut(id: string) {
  await uploaded(id);
  await here.pass(minute);
  return here.see(id, ({ status }) => status === 'published');
}

describe('storage of Pinterest that refuses a video', () => {
  const xml = (code: string) => `<Error><Code>${code}</Code><Message>Refused.</Message></Error>`;

  test.each<[string, FaultInput['then']]>([
    ['the policy has expired', { status: 403, body: xml('AccessDenied') }],
    ['no length', { status: 411, body: xml('MissingContentLength') }],
    ['an answer that is not its own', { status: 403, body: '<html>' }],
  ])('%s: it is registered and uploaded afresh', async (_, fault) => {
    await start();
    strike('s3/upload', fault, 1);
    const id = await video('Refused once');
    const again = await here.see(id, ({ waits }) => waits === 1);
    expect(again).toMatchObject({ status: 'publishing', step: 'uploading', uploadId: null });
    await here.pass(minute);
    expect(await goesOut(id)).toMatchObject({ attempts: 1, uploadRound: 1 });
    expect(count('media/create')).toBe(2);
    expect(published(here.harness).get('Refused once')).toBe(1);
  });

  test('again and again: after six more tries its Pin fails with the reason', async () => {
    await start();
    strike('s3/upload', { status: 403, body: xml('SignatureDoesNotMatch') });
    const id = await video('Refused');
    for (let tries = 1; tries <= 6; tries++) {
      await here.see(id, ({ waits }) => waits === tries);
      await here.pass(hour);
    }
    expect(await here.see(id, ({ status }) => status === 'failed')).toMatchObject({
      problem: {
        code: 'VIDEO_UPLOAD_FAILED',
        message: expect.stringContaining('SignatureDoesNotMatch'),
      },
    });
    expect([count('media/create'), count('pins/create')]).toEqual([7, 0]);
  });

  test('as too large: another try would not help', async () => {
    await start();
    strike('s3/upload', { status: 400, body: xml('EntityTooLarge') });
    const id = await video('Too large');
    expect(await here.see(id, ({ status }) => status === 'failed')).toMatchObject({
      problem: { code: 'VIDEO_UPLOAD_FAILED' },
    });
    expect(count('media/create')).toBe(1);
  });
});

describe('storage of Pinterest that gives no answer', () => {
  test.each<[string, FaultInput['then']]>([
    ['500', { status: 500 }],
    ['a connection that breaks', { drop: 'before' }],
    ['silence', { delayMs: 20_000 }],
  ])('%s: the Pin is held, says why, and goes out later', async (_, fault) => {
    await start({ policy: { uploadStallMs: 1_000 } });
    strike('s3/upload', fault, 1);
    const id = await video('Unanswered');
    const held = await here.see(id, ({ status }) => status === 'held');
    expect(held).toMatchObject({
      attempts: 0,
      step: 'uploading',
      heldReason: { code: 'PINTEREST_UNAVAILABLE' },
    });
    await here.pass(minute);
    expect(await goesOut(id)).toMatchObject({ attempts: 1, heldReason: null });
    expect(published(here.harness).get('Unanswered')).toBe(1);
  });
});

describe('Pinterest is down for hours', () => {
  const down = async (id: string, operation: string) => {
    const waits: number[] = [];
    for (let round = 1; round <= 5; round++) {
      const held = await here.see(id, (pin) => pin.status === 'held' && pin.waits >= round);
      expect(held).toMatchObject({ heldReason: { code: 'PINTEREST_UNAVAILABLE' } });
      waits.push(Math.round(here.dueInMs(held) / 10_000) * 10);
      if (round === 5) here.harness.sandbox.control.clearFaults();
      await here.pass(hour);
    }
    expect(waits, operation).toEqual([20, 40, 80, 80, 80]);
  };

  test('for registering, then for looking: one upload arrives, one Pin goes out', async () => {
    await start();
    // The connection asks a second and a third time for a read that failed, so each wait is one look.
    strike('media/create', { status: 503 });
    const id = await video('Patient');
    await down(id, 'registering');
    await uploaded(id);
    strike('media/get', { drop: 'before' });
    await here.pass(minute);
    await down(id, 'looking');
    expect(await here.see(id, ({ status }) => status === 'published')).toMatchObject({
      attempts: 1,
      uploadRound: 1,
    });
    expect(count('pins/create')).toBe(1);
  });
});

describe('processing', () => {
  test('that has not ended after half an hour: uploaded afresh once, then it fails with its reason', async () => {
    const { harness, see, pass } = await start();
    harness.sandbox.control.settings({ mediaDelayMs: 1_000 * hour });
    const id = await video('Endless');
    expect(await uploaded(id)).toMatchObject({ uploadRound: 1 });
    await pass(29 * minute);
    expect(await see(id, ({ waits }) => waits === 1)).toMatchObject({ uploadRound: 1 });
    await pass(2 * minute);
    expect(
      await see(id, ({ step, uploadRound }) => step === 'processing' && uploadRound === 2),
    ).toMatchObject({ problem: null });
    await pass(31 * minute);
    expect(await see(id, ({ status }) => status === 'failed')).toMatchObject({
      problem: { code: 'VIDEO_PROCESSING_TIMEOUT', message: expect.stringContaining('30 minutes') },
    });
    expect([count('media/create'), count('pins/create')]).toEqual([2, 0]);
  });

  test('that failed: the Pin fails, and says what to do', async () => {
    const { harness, see, pass } = await start();
    harness.sandbox.control.settings({ mediaOutcome: 'failed' });
    const id = await video('Broken');
    await uploaded(id);
    await pass(minute);
    expect(await see(id, ({ status }) => status === 'failed')).toMatchObject({
      problem: { code: 'VIDEO_PROCESSING_FAILED', fix: expect.stringContaining('H.264') },
    });
    expect(count('pins/create')).toBe(0);
  });

  test('of an upload that Pinterest no longer knows: it is uploaded afresh', async () => {
    await start();
    const gone = { code: 404, message: 'Media upload not found' };
    strike('media/get', { status: 404, body: gone }, 1);
    const id = await video('Forgotten');
    await uploaded(id);
    await here.pass(minute);
    await here.see(id, ({ uploadRound }) => uploadRound === 2);
    expect(await goesOut(id)).toMatchObject({ attempts: 1 });
  });
});

describe('the sign-in', () => {
  test('expires before every request of a video: renewed each time, uploaded and published once', async () => {
    await start();
    const refused = { status: 401, body: { code: 2, message: 'Authentication failed.' } };
    for (const operation of ['media/create', 'media/get', 'pins/create'])
      strike(operation, refused, 1);
    expect(await goesOut(await video('Renewed'))).toMatchObject({ attempts: 1, uploadRound: 1 });
    expect(count('oauth/token')).toBe(3);
    expect(published(here.harness).get('Renewed')).toBe(1);
  });

  test('is revoked while the video is processed: it is held, and goes out after reconnection', async () => {
    const { harness, see, pass, reconnect } = await start();
    const id = await video('Revoked');
    await uploaded(id);
    await pass(61 * 24 * hour);
    expect(await see(id, ({ status }) => status === 'held')).toMatchObject({
      step: 'processing',
      heldReason: { code: 'ACCOUNT_DISCONNECTED' },
      dueAt: null,
    });
    await reconnect(harness.account(0));
    expect(await see(id, ({ status }) => status === 'published')).toMatchObject({
      attempts: 1,
      uploadRound: 1,
    });
    expect(published(harness).get('Revoked')).toBe(1);
  });
});

describe('the limit of Pinterest', () => {
  const limits = () => here.app().access.limits(here.harness.account(0).identityId);
  const full = (category: string) =>
    here.harness.store.db
      .updateTable('quota')
      .set((eb) => ({ used: eb.ref('allowed'), endsAt: new Date(here.clock.now() + hour) }))
      .where('category', '=', category)
      .execute();

  test('registering spends a write and looking spends a read, and both wait where none is left', async () => {
    const { see, pass } = await start({
      access: 'standard',
      policy: { processingDelaysMs: [30_000] },
    });
    const first = await video('First');
    await uploaded(first);
    await pass(30_000);
    await see(first, ({ status }) => status === 'published');
    expect((await limits()).slice(0, 2)).toMatchObject([
      { category: 'org_write', used: 2, source: 'pinterest' },
      { category: 'org_read', used: 1, source: 'pinterest' },
    ]);

    await full('org_write');
    const second = await video('Second');
    const held = await see(second, ({ status }) => status === 'held');
    expect(held).toMatchObject({ step: 'uploading', heldReason: { code: 'PIN_RATE_LIMITED' } });
    expect(here.dueInMs(held)).toBeGreaterThan(59 * minute);
    expect(count('media/create')).toBe(1);
    await pass(hour);
    await uploaded(second);

    await full('org_read');
    await pass(minute);
    expect(await see(second, ({ status }) => status === 'held')).toMatchObject({
      step: 'processing',
      heldReason: { code: 'PIN_RATE_LIMITED' },
    });
    expect(count('media/get')).toBe(1);
    await pass(hour);
    expect(await see(second, ({ status }) => status === 'published')).toMatchObject({
      attempts: 1,
      uploadRound: 1,
    });
  });
});
