import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type {
  AccountSpacing,
  CreatedPost,
  Post,
  ProblemBody,
  SpacingChange,
} from '../../src/sdk/index.ts';
import { makeNoise } from '../harness/pictures.ts';
import { startScheduling, type Scheduling } from '../harness/post-verbs.ts';
import { onlyTarget, send, target, upload } from '../harness/publishing.ts';
import { keyOfAnotherWorkspace } from '../harness/tenants.ts';

let scheduling: Scheduling;
let product: Scheduling['product'];
let make: Scheduling['make'];
let call: Scheduling['call'];
let put: Scheduling['put'];
beforeAll(async () => {
  scheduling = await startScheduling();
  ({ product, make, call, put } = scheduling);
});
afterAll(() => product.close());

const minute = 60_000;
const hour = 60 * minute;

/** Rules without any figure but those given. */
const setRules = (change: SpacingChange) =>
  product.client.spacing.change(product.accountId, {
    mode: 'enforce',
    minGapMinutes: null,
    linkGapHours: null,
    imageGapHours: null,
    pinsPerDay: null,
    warmUp: null,
    ...change,
  });

/** Each test has a stretch of time of its own, a year from the others. */
let year = 2040;
let start = '';
beforeEach(() => void (start = `${++year}-03-01T09:00:00.000Z`));
/** A time on the day of the test, by minutes after its start. */
const after = (minutes: number) => new Date(Date.parse(start) + minutes * minute).toISOString();

/** The warnings about spacing: the tests publish the same little picture again and again. */
const spacingOf = (warnings: readonly ProblemBody[] | undefined) =>
  (warnings ?? []).filter(({ code }) =>
    /SPACED|TOO_CLOSE|TOO_SOON|MANY_PINS|WARMING_UP/.test(code),
  );
const codesOf = (warnings: readonly ProblemBody[] | undefined) =>
  spacingOf(warnings).map(({ code }) => code);
const timesOf = (posts: readonly Post[]) =>
  posts.flatMap((post) => post.platforms.map(({ scheduledFor }) => scheduledFor)).sort();
const plan = async (title: string, more: Record<string, unknown> = {}): Promise<CreatedPost> => {
  const { body } = await send(product, {
    content: title,
    mediaIds: scheduling.mediaIds,
    platforms: [target(product, { title })],
    scheduledFor: start,
    ...more,
  });
  return body;
};
/** What the database holds of a Pin that the API says only in words. */
const dueOf = async (post: Post) => {
  const { pinId } = onlyTarget(post);
  const { rows } = await sql<{ dueAt: Date }>`select due_at from pin where id = ${pinId}`.execute(
    product.app.store.db,
  );
  return rows[0]?.dueAt.toISOString();
};

describe('the rules of an account', () => {
  const path = () => `/api/v1/accounts/${product.accountId}/spacing`;

  test('are advice at first, with every default said', async () => {
    const shown = await product.client.spacing.get(product.accountId);
    expect(shown).toMatchObject({
      isDefault: true,
      rules: {
        mode: 'advise',
        minGapMinutes: 10,
        linkGapHours: 48,
        imageGapHours: 168,
        pinsPerDay: 25,
        warmUp: { days: 14, pinsPerDay: 10 },
      },
    });
    expect(shown.defaults).toEqual(shown.rules);
    expect(Date.parse(shown.warmingUpUntil ?? '')).toBeGreaterThan(Date.now() + 13 * 24 * hour);
    // The demo published a Pin a moment ago.
    expect(Date.parse(shown.nextFreeAt ?? '')).toBeGreaterThan(Date.now() + 5 * minute);
  });

  test('change one by one; 0 and null switch a rule off', async () => {
    const { client, accountId } = product;
    await setRules({ minGapMinutes: 15, pinsPerDay: 20, warmUp: { days: 3 } });
    expect(await client.spacing.change(accountId, { minGapMinutes: 0 })).toMatchObject({
      isDefault: false,
      rules: {
        mode: 'enforce',
        minGapMinutes: null,
        pinsPerDay: 20,
        warmUp: { days: 3, pinsPerDay: 10 },
      },
    });
    await client.spacing.change(accountId, { mode: 'off', warmUp: null });
    expect(await client.spacing.get(accountId)).toMatchObject({
      rules: { mode: 'off', warmUp: null },
      warmingUpUntil: null,
      nextFreeAt: null,
    });
  });

  test('an established account is not told that it is new', async () => {
    await setRules({ mode: 'advise', warmUp: { days: 14, pinsPerDay: 1 } });
    const { db } = product.app.store;
    await sql`update board set pin_count = pin_count + 100 where id = ${product.boards['Kitchens']}`.execute(
      db,
    );
    const shown = await product.client.spacing.get(product.accountId);
    await product.client.boards.list(product.accountId, { refresh: 'true' }); // As Pinterest counts them.
    expect(shown.warmingUpUntil).toBeNull();
  });

  test('that make no sense are refused, each with its field, and nothing changes', async () => {
    const before = await product.client.spacing.get(product.accountId);
    const answer = await product.request('PUT', path(), {
      mode: 'strict',
      minGapMinutes: -1,
      pinsPerDay: 'many',
      linkGapHours: 10_000,
      imageGapHours: 1.5,
      warmUp: { days: 0, perDay: 3 },
      perHour: 3,
    });
    expect(answer.status).toBe(400);
    const { details } = (await answer.json()) as { details: { problems: ProblemBody[] } };
    expect(details.problems.map(({ field }) => field).sort()).toEqual([
      'imageGapHours',
      'linkGapHours',
      'minGapMinutes',
      'mode',
      'perHour',
      'pinsPerDay',
      'warmUp.days',
      'warmUp.perDay',
    ]);
    expect(await product.client.spacing.get(product.accountId)).toEqual(before);
  });

  test("another workspace's account is not there", async () => {
    const key = await keyOfAnotherWorkspace(product);
    const headers = { Authorization: `Bearer ${key}` };
    for (const [method, body] of [['GET'], ['PUT', { mode: 'off' }]] as const) {
      const answer = await product.request(method, path(), body, headers);
      expect(answer.status).toBe(400);
      expect(await answer.json()).toMatchObject({ code: 'ACCOUNT_NOT_FOUND' });
    }
    const missing = `/api/v1/accounts/${'0'.repeat(24)}/spacing`;
    expect((await product.request('GET', missing)).status).toBe(400);
  });
});

describe('as advice', () => {
  const advice = (change: SpacingChange) => setRules({ mode: 'advise', ...change });

  test('each broken rule is a warning with the next free time, and nothing moves', async () => {
    await advice({ minGapMinutes: 10, linkGapHours: 48, imageGapHours: 168, pinsPerDay: 2 });
    const other = await upload(product, await makeNoise(300, 450));
    const link = 'https://example.com/one';
    const first = { mediaIds: [other], platforms: [target(product, { link })] };
    expect(codesOf((await plan('One', first)).warnings)).toEqual([]);
    await plan('Two', { scheduledFor: after(60) });
    const elsewhere = target(product, { link, boardId: 'Reading nooks' });
    const { warnings, post } = await plan('Three', {
      mediaIds: [other],
      platforms: [elsewhere],
      scheduledFor: after(4),
    });
    expect(Object.fromEntries(spacingOf(warnings).map(({ code, field }) => [code, field]))).toEqual(
      {
        ADVICE_TOO_CLOSE: 'scheduledFor',
        ADVICE_LINK_TOO_SOON: 'platforms[0].platformSpecificData.link',
        ADVICE_IMAGE_TOO_SOON: 'mediaItems',
        ADVICE_MANY_PINS: 'scheduledFor',
      },
    );
    const week = new Date(Date.parse(start) + 7 * 24 * hour).toISOString();
    for (const { details, message, fix } of spacingOf(warnings)) {
      expect(details).toMatchObject({ nextFreeAt: week });
      expect(`${message} ${fix}`).not.toMatch(/[{}]/);
    }
    expect(post.platforms[0]?.scheduledFor).toBe(after(4));
    expect(await dueOf(post)).toBe(after(4));
  });

  test('a new account is told to begin slowly', async () => {
    await advice({ warmUp: { days: 14, pinsPerDay: 1 } });
    const soon = (hours: number) => new Date(Date.now() + (24 + hours) * hour).toISOString();
    await plan('Day', { scheduledFor: soon(0) });
    const { warnings } = await plan('Same day', { scheduledFor: soon(1) });
    expect(codesOf(warnings)).toEqual(['ADVICE_WARMING_UP']);
    expect(codesOf((await plan('Years later')).warnings)).toEqual([]);
  });

  test('targets of one post are neighbours; a post is not compared with itself', async () => {
    await advice({ minGapMinutes: 10 });
    const platforms = ['Kitchens', 'Reading nooks', 'Small gardens'].map((boardId) =>
      target(product, { boardId }),
    );
    const { post, warnings } = await plan('Three boards', { platforms });
    expect(codesOf(warnings)).toEqual(['ADVICE_TOO_CLOSE']);
    const { post: alone } = await plan('Alone', { scheduledFor: after(600) });
    const changed = await put(alone, { content: 'Other words', scheduledFor: after(601) });
    expect(codesOf(changed.body.warnings)).toEqual([]);
    const near = await put(alone, { content: 'Nearer', scheduledFor: after(5) });
    expect(codesOf(near.body.warnings)).toEqual(['ADVICE_TOO_CLOSE']);
    const moved = await put(alone, { scheduledFor: after(9) });
    expect(codesOf(moved.body.warnings)).toEqual(['ADVICE_TOO_CLOSE']);
    expect(post.status).toBe('scheduled');
  });

  test('says nothing when it is off, or when somebody said to ignore it', async () => {
    await advice({ minGapMinutes: 10 });
    await plan('There');
    expect(codesOf((await plan('Regardless', { ignoreSpacing: true })).warnings)).toEqual([]);
    await setRules({ mode: 'off', minGapMinutes: 10 });
    expect(codesOf((await plan('Off')).warnings)).toEqual([]);
  });

  test('is the same in a dry run, in validation and in a plan', async () => {
    await advice({ minGapMinutes: 10 });
    await plan('There');
    const dry = await product.request('POST', '/api/v1/posts', {
      content: 'Dry',
      mediaIds: scheduling.mediaIds,
      platforms: [target(product)],
      scheduledFor: after(3),
      dryRun: true,
    });
    const { problems } = (await dry.json()) as { problems: ProblemBody[] };
    expect(problems.find(({ code }) => code === 'ADVICE_TOO_CLOSE')?.details).toMatchObject({
      nextFreeAt: after(10),
    });
    const { entries, warnings } = await product.client.tools.plan({
      accountId: product.accountId,
      boards: ['Kitchens', 'Reading nooks'],
      start: after(3),
      intervalMinutes: 60,
    });
    expect(entries.map(({ scheduledFor }) => scheduledFor)).toEqual([after(3), after(63)]);
    expect(codesOf(warnings)).toEqual(['ADVICE_TOO_CLOSE']);
  });
});

describe('enforced', () => {
  test('a Pin goes where it keeps every rule, and the answer says so', async () => {
    await setRules({ minGapMinutes: 10, linkGapHours: 2 });
    const platforms = [target(product, { link: 'https://example.com/two' })];
    await plan('First', { platforms });
    const { post, warnings } = await plan('Second', { platforms, scheduledFor: after(5) });
    const [spaced, ...others] = spacingOf(warnings);
    expect(others).toEqual([]);
    expect(spaced).toMatchObject({
      code: 'PIN_SPACED',
      severity: 'warning',
      field: 'platforms[0].scheduledFor',
      details: {
        accountId: product.accountId,
        wanted: after(5),
        movedTo: after(120),
        rule: 'linkGap',
      },
    });
    expect(spaced?.message).toContain('at least 2 hours between Pins with the same link');
    expect(onlyTarget(post).scheduledFor).toBe(after(120));
    expect(post.scheduledFor).toBe(after(120));
    expect(await dueOf(post)).toBe(after(120));
  });

  test('ten at once come out in line, however they arrive', async () => {
    await setRules({ minGapMinutes: 10, pinsPerDay: 6 });
    const made = await Promise.all(
      Array.from({ length: 10 }, (_, index) => plan(`Burst ${index}`)),
    );
    const day = 24 * 60;
    const minutes = [0, 10, 20, 30, 40, 50, day, day + 10, day + 20, day + 30];
    expect(timesOf(made.map(({ post }) => post))).toEqual(minutes.map(after));
  });

  test('a fan-out is spread, as its plan and its dry run said', async () => {
    await setRules({ minGapMinutes: 60 });
    await plan('There', { scheduledFor: after(60) });
    const fanOut = { boards: ['Kitchens', 'Reading nooks', 'Small gardens'], intervalMinutes: 30 };
    const planned = await product.client.tools.plan({
      accountId: product.accountId,
      start: after(30),
      ...fanOut,
    });
    const body = { scheduledFor: after(30), fanOut };
    const times = [after(120), after(180), after(240)];
    expect(planned.entries.map(({ scheduledFor }) => scheduledFor)).toEqual(times);
    const checked = await product.client.tools.validatePost({
      content: 'Spread',
      mediaIds: scheduling.mediaIds,
      platforms: [target(product)],
      ...body,
    });
    expect(spacingOf(checked.problems).map(({ details }) => details?.['movedTo'])).toEqual(times);
    const { post, warnings } = await plan('Spread', body);
    expect(timesOf([post])).toEqual(times);
    expect(codesOf(warnings)).toEqual(['PIN_SPACED', 'PIN_SPACED', 'PIN_SPACED']);
  });

  test('of a burst for now the first goes out and the others get their times', async () => {
    await setRules({ minGapMinutes: 10 });
    await sql`update pin set published_at = published_at - interval '1 day', due_at = due_at - interval '1 day'
      where status = 'published'`.execute(product.app.store.db);
    const boards = ['Kitchens', 'Reading nooks', 'Small gardens'];
    const { body, status } = await send(product, {
      content: 'Now',
      mediaIds: scheduling.mediaIds,
      platforms: boards.map((boardId) => target(product, { boardId })),
      publishNow: true,
    });
    expect({ status, post: body.post.status }).toEqual({ status: 201, post: 'scheduled' });
    expect(body.post.platforms.map((item) => item.status)).toEqual([
      'published',
      'pending',
      'pending',
    ]);
    const [first = 0, second = 0, third = 0] = body.post.platforms.map((item) =>
      Date.parse(item.scheduledFor ?? ''),
    );
    expect(second - first).toBeGreaterThanOrEqual(10 * minute);
    expect(third - second).toBe(10 * minute);
    const other = await plan('Another now', { publishNow: true, scheduledFor: undefined });
    expect(other.post.status).toBe('scheduled');
    expect(Date.parse(onlyTarget(other.post).scheduledFor ?? '')).toBe(third + 10 * minute);

    const urgent = await plan('Urgent', {
      publishNow: true,
      scheduledFor: undefined,
      ignoreSpacing: true,
    });
    expect(urgent.post.status).toBe('published');
    expect(codesOf(urgent.warnings)).toEqual([]);
    const released = await put(other.post, { publishNow: true, ignoreSpacing: true });
    expect(released.post.status).toBe('published');
    for (const item of [body.post]) await call('POST', `${item._id}/cancel`);
  });

  test('a new time is spaced too, and the wish is what it is counted from', async () => {
    await setRules({ minGapMinutes: 10 });
    await plan('There');
    await plan('There too', { scheduledFor: after(600) });
    const { post } = await plan('Moved', { scheduledFor: after(1) });
    expect(await dueOf(post)).toBe(after(10));
    const later = await put(post, { scheduledFor: after(605) });
    expect(onlyTarget(later.post).scheduledFor).toBe(after(610));
    expect(codesOf(later.body.warnings)).toEqual(['PIN_SPACED']);
    const words = await put(post, { tags: ['wood'] });
    expect(onlyTarget(words.post).scheduledFor).toBe(after(610));
    expect(codesOf(words.body.warnings)).toEqual([]);
    const regardless = await put(post, { ignoreSpacing: true });
    expect(onlyTarget(regardless.post).scheduledFor).toBe(after(605));
    expect(await dueOf(regardless.post)).toBe(after(605));
  });

  test('an approval and a retry take a free place as well', async () => {
    await setRules({ minGapMinutes: 10 });
    const waiting = await plan('To approve', { requiresApproval: true });
    expect(codesOf(waiting.warnings)).toEqual([]);
    await plan('In between', { scheduledFor: after(5), ignoreSpacing: true });
    const approved = await call('POST', `${waiting.post._id}/approve`);
    expect(codesOf(approved.body.warnings)).toEqual(['PIN_SPACED']);
    expect(onlyTarget(approved.post).scheduledFor).toBe(after(15));

    scheduling.strike({ status: 404, body: { code: 40, message: 'Board not found.' } });
    const { post: failed } = await plan('To retry', {
      publishNow: true,
      scheduledFor: undefined,
      ignoreSpacing: true,
    });
    expect(failed.status).toBe('failed');
    await sql`update pin set ignore_spacing = false where post_id = ${failed._id}`.execute(
      product.app.store.db,
    );
    const retried = await call('POST', `${failed._id}/retry`);
    expect(codesOf(retried.body.warnings)).toEqual(['PIN_SPACED']);
    expect(retried.post.status).toBe('scheduled');
    expect(Date.parse(onlyTarget(retried.post).scheduledFor ?? '')).toBeGreaterThan(Date.now());
  });

  test('a slot of a queue is a wish like any other: the post keeps it, the Pin moves if it must', async () => {
    await setRules({ minGapMinutes: 30 });
    const at = new Date(Date.now() + 3 * 24 * hour);
    const slot = { dayOfWeek: at.getUTCDay(), time: '09:00' };
    const queue = await product.client.queues.create({
      name: 'Spaced',
      timezone: 'UTC',
      slots: [slot, { ...slot, time: '09:10' }],
      profileId: (await product.client.accounts.list()).accounts[0]?.profileId ?? '',
    });
    const queuedFromProfile = queue.schedule.profileId;
    const queued = () => plan('Queued', { scheduledFor: undefined, queuedFromProfile });
    const first = await queued();
    const foreseen = await product.client.tools.validatePost({
      content: 'Queued',
      mediaIds: scheduling.mediaIds,
      platforms: [target(product)],
      queuedFromProfile,
    });
    const second = await queued();
    const firstAt = Date.parse(onlyTarget(first.post).scheduledFor ?? '');
    expect(new Date(firstAt).toISOString()).toContain('T09:00');
    expect(spacingOf(foreseen.problems).map(({ message }) => message)).toEqual(
      spacingOf(second.warnings).map(({ message }) => message),
    );
    expect(codesOf(second.warnings)).toEqual(['PIN_SPACED']);
    expect(Date.parse(onlyTarget(second.post).scheduledFor ?? '')).toBe(firstAt + 30 * minute);
    const preview = await product.client.queues.preview({ queueId: queue.schedule._id, count: 2 });
    expect(preview.upcoming.slice(0, 2).map(({ postId }) => postId)).toEqual([
      first.post._id,
      second.post._id,
    ]);
    await product.client.queues.delete({ queueId: queue.schedule._id });
  });
});

describe('at publish time', () => {
  afterEach(() => product.sandbox.control.clearFaults());

  test('rules switched on after planning hold what is due, one reason each, no attempt spent', async () => {
    await setRules({ mode: 'off' });
    const { db } = product.app.store;
    await sql`update pin set published_at = published_at - interval '3 days', due_at = due_at - interval '3 days'
      where status = 'published'`.execute(db);
    const soon = new Date(Date.now() + 3600_000).toISOString();
    const made: Post[] = [];
    for (let index = 0; index < 4; index++)
      made.push((await plan(`Line ${index}`, { scheduledFor: soon })).post);
    await setRules({ minGapMinutes: 10 });
    const ids = made.map((post) => onlyTarget(post).pinId);
    await sql`update pin set due_at = now() where id = any(${ids})`.execute(db);
    const state = async () => Promise.all(made.map((post) => scheduling.get(post)));
    await expect
      .poll(
        async () =>
          (await state()).map(
            (post) => onlyTarget(post).heldReason !== null || post.status === 'published',
          ),
        { timeout: 10_000 },
      )
      .toEqual([true, true, true, true]);
    const posts = await state();
    expect(posts.filter(({ status }) => status === 'published')).toHaveLength(1);
    const held = posts.filter(({ status }) => status !== 'published').map(onlyTarget);
    expect(held.map(({ attempts }) => attempts)).toEqual([0, 0, 0]);
    for (const { heldReason } of held)
      expect(heldReason).toContain('at least 10 minutes between two Pins');
    const [first = 0, second = 0, third = 0] = timesOf(
      posts.filter(({ status }) => status !== 'published'),
    ).map((time) => Date.parse(time ?? ''));
    expect(first).toBeGreaterThan(Date.now() + 9 * minute);
    expect([second - first, third - second]).toEqual([10 * minute, 10 * minute]);
  });
});

test('the schema of what GET shows is what PUT takes', async () => {
  const { rules }: AccountSpacing = await setRules({ pinsPerDay: 7 });
  expect(await product.client.spacing.change(product.accountId, rules)).toMatchObject({
    rules,
  });
  expect(await make('Unaffected', { isDraft: true, scheduledFor: undefined })).toMatchObject({
    status: 'draft',
  });
});
