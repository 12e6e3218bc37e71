import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { PostList, QueueSchedule } from '../../src/sdk/index.ts';
import { inputForms } from '../harness/input-forms.ts';
import { makePicture } from '../harness/pictures.ts';
import { startProduct, type Product } from '../harness/product.ts';
import { onlyTarget, pinsTitled, send, upload } from '../harness/publishing.ts';

/** Times, zones and texts in the forms of other programs: read to the last character, or refused. */
let product: Product;
let mediaIds: string[];
const { post, refused, ask } = inputForms(() => ({ product, mediaIds }));
beforeAll(async () => {
  product = await startProduct();
  mediaIds = [await upload(product, await makePicture())];
});
afterAll(() => product.close());

describe('times', () => {
  test('a time keeps the zone and the offset it names', async () => {
    const { body } = await send(
      product,
      post({ scheduledFor: '2027-06-01T09:00:00+02:00[Europe/Berlin]' }),
    );
    expect(body.post).toMatchObject({
      scheduledFor: '2027-06-01T07:00:00.000Z',
      timezone: 'Europe/Berlin',
    });
    const moved = await ask('PUT', `posts/${body.post._id}`, {
      scheduledFor: '2027-06-01T09:00[America/New_York]',
    });
    expect(moved.body['post']).toMatchObject({
      scheduledFor: '2027-06-01T13:00:00.000Z',
      timezone: 'America/New_York',
    });
  });

  test('a time that has passed is published with a warning, or refused where that is asked for', async () => {
    const passed = { scheduledFor: '2025-06-01T09:00:00Z' };
    expect(await refused({ ...passed, ifPast: 'refuse' }, { title: 'Mistyped' })).toEqual([
      400,
      'scheduledFor TIME_PASSED',
    ]);
    expect(pinsTitled(product, 'Mistyped')).toHaveLength(0);
    const { status, body } = await send(product, post(passed, { title: 'As Zernio has it' }));
    expect(status).toBe(201);
    expect(body.post.status).toBe('published');
    expect(body.warnings).toContainEqual(
      expect.objectContaining({ code: 'TIME_PASSED', field: 'scheduledFor', severity: 'warning' }),
    );
    const checked = await product.client.tools.validatePost(post(passed));
    expect(checked.problems).toContainEqual(
      expect.objectContaining({ code: 'TIME_PASSED', severity: 'warning' }),
    );
    // A draft has its time as a note; a time of this very minute has not passed.
    for (const more of [{ ...passed, isDraft: true }, { scheduledFor: new Date().toISOString() }]) {
      const { warnings = [] } = (await send(product, post(more))).body;
      expect(warnings.map(({ code }) => code)).not.toContain('TIME_PASSED');
    }
  });

  test('a draft whose time has passed is not published by saying that it is none any more', async () => {
    const { body } = await send(
      product,
      post({ scheduledFor: '2025-06-01T09:00:00Z', isDraft: true }),
    );
    const promoted = await ask('PUT', `posts/${body.post._id}`, { isDraft: false });
    expect(promoted).toMatchObject({ status: 400, body: { code: 'TIME_PASSED' } });
  });

  test.each(['-271821-04-20T00:00:00Z', '+275760-09-13T00:00:00Z', '0001-01-01T00:00:00Z'])(
    '%s is refused wherever a time is read',
    async (time) => {
      expect(await refused({ scheduledFor: time })).toEqual([
        400,
        'scheduledFor PIN_SCHEDULE_INVALID',
      ]);
      const { accountId, boards } = product;
      const plan = await ask('POST', 'tools/plan', {
        accountId,
        boards: [boards['Kitchens'], boards['Small gardens']],
        intervalMinutes: 129_600,
        start: time,
      });
      expect(plan.status).toBe(400);
      const fanOut = { boards: Object.values(boards), intervalMinutes: 60 };
      expect((await send(product, post({ scheduledFor: time, fanOut }))).status).toBe(400);
    },
  );

  test('a list from a day to the same day holds that day, and no date is guessed', async () => {
    for (const time of ['2031-05-31T23:59:59Z', '2031-06-01T00:00:00Z', '2031-06-01T23:59:59.9Z'])
      await send(product, post({ scheduledFor: time }));
    const listed = async (query: string) => {
      const { status, body } = await ask('GET', `posts?${query}`);
      return status === 200 ? (body as unknown as PostList).pagination.total : status;
    };
    expect(await listed('fromDate=2031-06-01&toDate=2031-06-01')).toBe(2);
    expect(await listed('dateFrom=2031-05-31&dateTo=2031-06-01T00:00:00Z')).toBe(2);
    expect(await listed('fromDate=0001-01-01&toDate=2031-05-31T23:59:59Z&status=scheduled')).toBe(
      await listed('toDate=2031-05-31&status=scheduled'),
    );
    expect(await listed('toDate=9999-12-31')).toBeGreaterThan(2);
    for (const date of ['01.06.2031', '1 June 2031', '2031', '-271821-04-20T00:00:00Z'])
      expect([date, await listed(`fromDate=${encodeURIComponent(date)}`)]).toEqual([date, 400]);
  });
});

describe('time zones', () => {
  const slots = [{ dayOfWeek: 1, time: '09:00' }];
  const queues = async () => {
    const { body } = await ask('GET', 'queue/slots?all=true');
    return (body['queues'] as QueueSchedule[]).map(({ timezone }) => timezone);
  };

  test.each(['PST', 'Mars/Olympus', '+02:00', 'GMT+2'])(
    '%s is refused wherever one is taken',
    async (timezone) => {
      for (const more of [
        { isDraft: true },
        { publishNow: true },
        { scheduledFor: '2099-01-01T09:00' },
      ])
        expect(await refused({ timezone, ...more })).toEqual([400, 'timezone INVALID_FIELD_VALUE']);
      const { body } = await send(product, post({ isDraft: true }));
      expect(await ask('PUT', `posts/${body.post._id}`, { timezone })).toMatchObject({
        status: 400,
      });
      const queue = { name: 'Mornings', timezone, slots };
      expect((await ask('POST', 'queue/slots', queue)).status).toBe(400);
      expect((await ask('PUT', 'queue/slots', queue)).status).toBe(400);
      expect(await queues()).toEqual([]);
    },
  );

  test('what is probably meant is said', async () => {
    const { body } = await ask('POST', 'queue/slots', { name: 'Q', timezone: 'PST', slots });
    expect(body).toMatchObject({
      param: 'timezone',
      error: expect.stringContaining('"PST" is not a time zone such as America/Los_Angeles'),
    });
  });

  test('a queue whose zone an early release took unchecked disturbs nothing', async () => {
    await ask('POST', 'queue/slots', { name: 'Old', timezone: 'UTC', slots });
    const { db } = product.app.store;
    await db.updateTable('queue').set({ timezone: 'PST' }).execute();
    const profileId = product.app.workspaceId;
    expect(await ask('GET', 'queue/slots')).toMatchObject({
      status: 200,
      body: { schedule: { timezone: 'PST' }, nextSlots: [] },
    });
    expect((await ask('GET', 'queue/preview')).status).toBe(200);
    expect((await ask('GET', 'queue/next-slot')).status).toBe(404);
    const queued = await send(product, post({ queuedFromProfile: profileId }));
    expect(queued.status).toBe(409);
    expect(queued.body).toMatchObject({
      code: 'QUEUE_NOT_USABLE',
      error: expect.stringContaining('"PST" is not a time zone'),
    });
    await product.client.queues.delete();
  });
});

describe('text', () => {
  const sendBytes = async (bytes: Buffer, contentType: string) => {
    const response = await fetch(`${product.url}/api/v1/posts`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${product.apiKey}`, 'Content-Type': contentType },
      body: new Uint8Array(bytes),
    });
    return { status: response.status, body: (await response.json()) as Record<string, unknown> };
  };
  const json = () => JSON.stringify(post({ isDraft: true }, { title: 'Küchenregal' }));

  test.each([
    ['ISO 8859-1 that is declared', 'latin1', 'application/json; charset=iso-8859-1'],
    ['UTF-16 that is declared', 'utf16le', 'application/json; charset="utf-16le"'],
    ['UTF-8 that is declared', 'utf8', 'application/json;charset=UTF-8'],
  ] as const)('%s is read', async (_name, encoding, contentType) => {
    const { status, body } = await sendBytes(Buffer.from(json(), encoding), contentType);
    expect(status).toBe(201);
    expect(JSON.stringify(body)).toContain('"Küchenregal"');
  });

  test('a byte order mark is skipped', async () => {
    const marked = Buffer.from(`\ufeff${json()}`);
    expect((await sendBytes(marked, 'application/json')).status).toBe(201);
  });

  test.each([
    ['application/json', /not UTF-8 \(byte 0xFC at \d+\)/],
    ['application/json; charset=utf-8', /not UTF-8 \(byte 0xFC at \d+\)/],
    ['application/json; charset=klingon', /no charset is called "klingon"/],
  ])('ISO 8859-1 as %s is refused, and nothing is published', async (contentType, reason) => {
    const { status, body } = await sendBytes(Buffer.from(json(), 'latin1'), contentType);
    expect({ status, code: body['code'] }).toEqual({ status: 400, code: 'BODY_NOT_TEXT' });
    expect(body['error']).toMatch(reason);
  });

  test('JSON with a character nobody sees is refused with its name', async () => {
    const { body } = await sendBytes(Buffer.from(`\u200b${json()}`), 'application/json');
    expect(body['error']).toContain('\\u200b');
  });

  test('half a character is refused by the name of its field, wherever it stands', async () => {
    expect(await refused({ metadata: { note: 'x\ud83d' } })).toEqual([
      400,
      'metadata.note TEXT_BROKEN',
    ]);
    expect(await refused({ tags: ['ok', '\ude00'] })).toEqual([400, 'tags[1] TEXT_BROKEN']);
    const slots = [{ dayOfWeek: 1, time: '09:00' }];
    const queue = { name: 'Half \ud83d', timezone: 'UTC', slots };
    expect(await ask('POST', 'queue/slots', queue)).toMatchObject({
      status: 400,
      body: { code: 'TEXT_BROKEN' },
    });
  });

  test('a title that is made of a text ends where a word of its script does', async () => {
    const content = `IKEA ${'新しい本棚の組み立て方'.repeat(12)}`;
    const { body } = await send(product, post({ content, isDraft: true }));
    const { title } = onlyTarget(body.post).platformSpecificData;
    expect([...(title ?? '')].length).toBeGreaterThan(80);
    expect(content.startsWith((title ?? '').slice(0, -1))).toBe(true);
  });
});
