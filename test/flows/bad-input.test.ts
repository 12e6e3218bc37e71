import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createClient } from '../../src/sdk/index.ts';
import { insertKey, insertWorkspace, upsertAccount } from '../../src/store/index.ts';
import { hashKey } from '../../src/http/index.ts';
import { newApiKey } from '../../src/config/index.ts';
import { serveFiles, type FileServer } from '../harness/file-server.ts';
import { makeNoise, makePicture } from '../harness/pictures.ts';
import { startProduct, type Product } from '../harness/product.ts';
import { target, upload } from '../harness/publishing.ts';
import { refusedBy, traces as tracesOf } from '../harness/refusals.ts';

let product: Product;
let files: FileServer;
let mediaIds: string[];
let foreign: { accountId: string; apiKey: string; mediaId: string };

beforeAll(async () => {
  [product, files] = await Promise.all([startProduct(), serveFiles()]);
  mediaIds = [await upload(product, await makePicture())];
  foreign = await makeNeighbour();
});
afterAll(async () => {
  await product.close();
  await files.close();
});

/** A second workspace with an account and a file of its own, which must stay out of reach. */
async function makeNeighbour(): Promise<typeof foreign> {
  const { db } = product.app.store;
  const workspace = await insertWorkspace(db, 'Next door');
  const apiKey = newApiKey();
  await insertKey(db, {
    workspaceId: workspace.id,
    name: 'Neighbour',
    hash: hashKey(apiKey),
    preview: 'lp_…',
    scopes: ['read', 'write'],
  });
  const account = await upsertAccount(db, workspace.id, {
    pinterestUserId: '99',
    username: 'neighbour',
    displayName: 'Neighbour',
    profileImage: null,
    scopes: [],
    host: 'sandbox',
  });
  const mediaId = await upload({ ...product, client: clientOf(apiKey) }, await makePicture());
  return { accountId: account.id, apiKey, mediaId };
}

const clientOf = (apiKey: string) => createClient({ baseUrl: product.url, apiKey, retries: 0 });

const traces = () => tracesOf(product);
const refused = (body: unknown) => refusedBy(product, body);

const post = (more: object = {}, data: object = {}, entry: object = {}) => ({
  content: 'Bad',
  mediaIds,
  platforms: [target(product, { ...data }, { ...entry })],
  publishNow: true,
  ...more,
});
const pin = 'platforms[0].platformSpecificData';

describe('a post that cannot be published', () => {
  /** Name, body, and what is wrong with it: field → code. */
  const cases: [string, () => unknown, Record<string, string>][] = [
    ['no body', () => '', { '': 'EMPTY_BODY' }],
    ['only spaces', () => '  \n', { '': 'EMPTY_BODY' }],
    ['broken JSON', () => '{"content": "x",', { '': 'INVALID_JSON' }],
    ['JSON null', () => 'null', { '': 'EMPTY_BODY' }],
    ['a list', () => '[]', { '': 'INVALID_FIELD_VALUE' }],
    ['a text', () => '"hello"', { '': 'INVALID_FIELD_VALUE' }],
    ['a number', () => '7', { '': 'INVALID_FIELD_VALUE' }],
    [
      'nothing in it but the wish',
      () => ({ publishNow: true }),
      { platforms: 'PIN_TARGET_REQUIRED', mediaItems: 'MEDIA_REQUIRED' },
    ],
    ['no targets', () => post({ platforms: [] }), { platforms: 'PIN_TARGET_REQUIRED' }],
    [
      'no board',
      () => post({}, { boardId: undefined }),
      { [`${pin}.boardId`]: 'PIN_BOARD_REQUIRED' },
    ],
    [
      'an empty board',
      () => post({}, { boardId: '' }),
      { [`${pin}.boardId`]: 'PIN_BOARD_REQUIRED' },
    ],
    [
      'an unknown board',
      () => post({}, { boardId: '123456' }),
      { [`${pin}.boardId`]: 'PIN_BOARD_NOT_FOUND' },
    ],
    [
      'a board in other letters',
      () => post({}, { boardId: 'kitchen' }),
      { [`${pin}.boardId`]: 'PIN_BOARD_NOT_FOUND' },
    ],
    [
      'no account',
      () => post({}, {}, { accountId: undefined }),
      { 'platforms[0].accountId': 'ACCOUNT_REQUIRED' },
    ],
    [
      'an unknown account',
      () => post({}, {}, { accountId: 'f'.repeat(24) }),
      { 'platforms[0].accountId': 'ACCOUNT_NOT_FOUND' },
    ],
    [
      'an account of another workspace',
      () => post({}, {}, { accountId: foreign.accountId }),
      { 'platforms[0].accountId': 'ACCOUNT_NOT_FOUND' },
    ],
    [
      'another network',
      () => post({}, {}, { platform: 'twitter' }),
      { 'platforms[0].platform': 'PLATFORM_NOT_SUPPORTED' },
    ],
    [
      'a first comment',
      () => post({}, {}, { firstComment: 'First!' }),
      { 'platforms[0].firstComment': 'PIN_FIRST_COMMENT_UNSUPPORTED' },
    ],
    [
      'a first comment for all',
      () => post({ firstComment: 'First!' }),
      { firstComment: 'PIN_FIRST_COMMENT_UNSUPPORTED' },
    ],
    [
      'a title of 101',
      () => post({}, { title: 'ü'.repeat(101) }),
      { [`${pin}.title`]: 'PIN_TITLE_TOO_LONG' },
    ],
    [
      'a text of 801',
      () => post({ content: 'd'.repeat(801) }),
      { content: 'PIN_DESCRIPTION_TOO_LONG' },
    ],
    [
      'a text of its own of 801',
      () => post({}, {}, { customContent: 'd'.repeat(801) }),
      { 'platforms[0].customContent': 'PIN_DESCRIPTION_TOO_LONG' },
    ],
    [
      'an alt text of 501',
      () => post({}, { altText: 'a'.repeat(501) }),
      { [`${pin}.altText`]: 'PIN_ALT_TEXT_TOO_LONG' },
    ],
    [
      'a link over http',
      () => post({}, { link: 'http://example.com' }),
      { [`${pin}.link`]: 'PIN_LINK_INVALID' },
    ],
    [
      'a link without a host',
      () => post({}, { link: '/oak' }),
      { [`${pin}.link`]: 'PIN_LINK_INVALID' },
    ],
    [
      'a script for a link',
      () => post({}, { link: 'javascript:alert(1)' }),
      { [`${pin}.link`]: 'PIN_LINK_INVALID' },
    ],
    [
      'a link of 2049',
      () => post({}, { link: `https://example.com/${'x'.repeat(2029)}` }),
      { [`${pin}.link`]: 'PIN_LINK_TOO_LONG' },
    ],
    [
      'a colour with a name',
      () => post({}, { dominantColor: 'teal' }),
      { [`${pin}.dominantColor`]: 'PIN_COLOR_INVALID' },
    ],
    [
      'a time zone that is none',
      () => post({ publishNow: false, scheduledFor: '2099-01-01T09:00', timezone: 'Mars/Olympus' }),
      { timezone: 'INVALID_FIELD_VALUE' },
    ],
    [
      'a day that does not exist',
      () => post({ publishNow: false, scheduledFor: '2099-02-30T09:00:00Z' }),
      { scheduledFor: 'PIN_SCHEDULE_INVALID' },
    ],
    [
      'a time in words',
      () => post({ publishNow: false, scheduledFor: 'tomorrow at nine' }),
      { scheduledFor: 'PIN_SCHEDULE_INVALID' },
    ],
    ['no media', () => post({ mediaIds: undefined }), { mediaItems: 'MEDIA_REQUIRED' }],
    ['an empty list of media', () => post({ mediaIds: [] }), { mediaItems: 'MEDIA_REQUIRED' }],
    [
      'a medium without an address',
      () => post({ mediaIds: [], mediaItems: [{ type: 'image' }] }),
      { 'mediaItems[0].url': 'MISSING_REQUIRED_FIELD' },
    ],
    [
      'an unknown medium',
      () => post({ mediaIds: ['0'.repeat(24)] }),
      { 'mediaIds[0]': 'MEDIA_NOT_FOUND' },
    ],
    [
      'a medium of another workspace',
      () => post({ mediaIds: [foreign.mediaId] }),
      { 'mediaIds[0]': 'MEDIA_NOT_FOUND' },
    ],
    [
      'six pictures',
      () => post({ mediaIds: Array.from({ length: 6 }, () => mediaIds[0]) }),
      { mediaItems: 'PIN_CAROUSEL_SIZE' },
    ],
    ['a number for a text', () => post({ content: 17 }), { content: 'INVALID_FIELD_VALUE' }],
    ['a text for a list', () => post({ platforms: 'all' }), { platforms: 'INVALID_FIELD_VALUE' }],
    [
      'a text for a target',
      () => post({ platforms: ['me'] }),
      { 'platforms[0]': 'INVALID_FIELD_VALUE' },
    ],
    [
      'a number for a board',
      () => post({}, { boardId: 17 }),
      { [`${pin}.boardId`]: 'INVALID_FIELD_VALUE' },
    ],
    [
      'a word for yes or no',
      () => post({ publishNow: 'yes' }),
      { publishNow: 'INVALID_FIELD_VALUE' },
    ],
  ];

  test.each(cases)('%s', async (_name, body, expected) => {
    const answer = await refused(body());
    expect(answer.status).toBe(400);
    const found = answer.body.details.problems.map(({ field = '', code }) => `${field} ${code}`);
    expect(found).toEqual(
      expect.arrayContaining(Object.entries(expected).map(([field, code]) => `${field} ${code}`)),
    );
  });

  test('a name that is nearly right comes with the right one', async () => {
    const { body } = await refused(post({}, { boardId: 'Smal gardens' }));
    expect(body.error).toContain('Did you mean "Small gardens"?');
    expect(body.details.problems[0]?.details).toMatchObject({
      boards: expect.arrayContaining([
        { id: product.boards['Small gardens'], name: 'Small gardens' },
      ]),
    });
  });

  test('everything that is wrong is said at once', async () => {
    const { status, body } = await refused({
      content: 'd'.repeat(801),
      timezone: 'Mars/Olympus',
      scheduledFor: '2099-01-01T09:00',
      mediaIds: ['nothing'],
      tags: 'kitchen',
      platforms: [
        target(product, {
          boardId: 'Kitchns',
          title: 't'.repeat(120),
          link: 'http://example.com',
          altText: 'a'.repeat(501),
        }),
        { platform: 'pinterest', accountId: 'nobody', firstComment: 'First!' },
      ],
    });
    expect(status).toBe(400);
    expect(
      Object.fromEntries(body.details.problems.map(({ field, code }) => [field, code])),
    ).toEqual({
      tags: 'INVALID_FIELD_VALUE',
      timezone: 'INVALID_FIELD_VALUE',
      [`${pin}.boardId`]: 'PIN_BOARD_NOT_FOUND',
      [`${pin}.title`]: 'PIN_TITLE_TOO_LONG',
      [`${pin}.link`]: 'PIN_LINK_INVALID',
      [`${pin}.altText`]: 'PIN_ALT_TEXT_TOO_LONG',
      content: 'PIN_DESCRIPTION_TOO_LONG',
      'platforms[1].accountId': 'ACCOUNT_NOT_FOUND',
      'platforms[1].firstComment': 'PIN_FIRST_COMMENT_UNSUPPORTED',
      'platforms[1].platformSpecificData.boardId': 'PIN_BOARD_REQUIRED',
      'mediaIds[0]': 'MEDIA_NOT_FOUND',
    });
  });

  test('a good picture beside a bad text is not kept', async () => {
    const url = files.add('/fine.jpg', { type: 'image/jpeg', body: await makePicture() });
    await refused(post({ mediaIds: [], mediaItems: [{ url }] }, { title: 't'.repeat(101) }));
    expect(files.hits).toContain('/fine.jpg');
  });

  test('a form instead of JSON, and a body beyond all measure', async () => {
    const before = await traces();
    const asForm = await product.request('POST', '/api/v1/posts', 'content=x', {
      'Content-Type': 'application/x-www-form-urlencoded',
    });
    expect(asForm.status).toBe(415);
    expect(await asForm.json()).toMatchObject({ code: 'UNSUPPORTED_CONTENT_TYPE' });
    const huge = await product.request('POST', '/api/v1/posts', { content: 'x'.repeat(2_000_000) });
    expect(huge.status).toBe(413);
    expect(await huge.json()).toMatchObject({ code: 'BODY_TOO_LARGE' });
    expect(await traces()).toEqual(before);
  });
});

describe('a picture that is none', () => {
  const page = '<!doctype html><html><body>Please sign in</body></html>';
  const text = 'This is a shopping list, not a photo.\n'.repeat(40);
  const cases: [string, () => Promise<Buffer> | string, string][] = [
    ['a web page', () => page, 'MEDIA_IS_WEB_PAGE'],
    ['nothing at all', () => '', 'MEDIA_EMPTY'],
    ['a text called .jpg', () => text, 'MEDIA_FORMAT_UNSUPPORTED'],
    ['one pixel', () => makePicture({ width: 1, height: 1 }), 'IMAGE_TOO_SMALL'],
    ['99 pixels', () => makePicture({ width: 99, height: 500 }), 'IMAGE_TOO_SMALL'],
    [
      'half a photo',
      async () => {
        const whole = await makeNoise(600, 900);
        return whole.subarray(0, whole.length / 2);
      },
      'IMAGE_BROKEN',
    ],
    [
      'a PNG with a flipped byte',
      async () => {
        const whole = await makePicture({ format: 'png', width: 300, height: 300 });
        whole.writeUInt8(whole.readUInt8(60) ^ 0xff, 60);
        return whole;
      },
      'IMAGE_BROKEN',
    ],
    [
      'a drawing as SVG',
      () => '<svg xmlns="http://www.w3.org/2000/svg"/>',
      'MEDIA_FORMAT_UNSUPPORTED',
    ],
  ];

  test.each(cases)('%s, by address', async (name, make, code) => {
    const type = code === 'MEDIA_IS_WEB_PAGE' ? 'text/html' : 'image/jpeg';
    const path = `/${name.replaceAll(/\W+/g, '-')}.jpg` as const;
    const url = files.add(path, { type, body: await make() });
    const { status, body } = await refused(post({ mediaIds: [], mediaItems: [{ url }] }));
    expect(status).toBe(400);
    expect(body.details.problems).toMatchObject([{ code, field: 'mediaItems[0].url' }]);
  });

  test.each(cases)('%s, uploaded', async (_name, make, code) => {
    const before = await traces();
    const bytes = Buffer.from(await make());
    const form = new FormData();
    form.append('file', new Blob([new Uint8Array(bytes)], { type: 'image/jpeg' }), 'photo.jpg');
    const response = await fetch(`${product.url}/api/v1/media/upload-direct`, {
      method: 'POST',
      headers: { authorization: `Bearer ${product.apiKey}` },
      body: form,
    });
    expect(response.status).toBe(400);
    const expected = code === 'MEDIA_IS_WEB_PAGE' ? 'MEDIA_FORMAT_UNSUPPORTED' : code;
    expect(await response.json()).toMatchObject({ code: expected });
    expect(await traces()).toEqual(before);
  });

  test('more than 32 MB, uploaded and put: refused while it comes in', async () => {
    const before = await traces();
    const announced = { filename: 'large.mp4', contentType: 'video/mp4', size: 3e9 } as const;
    await expect(product.client.media.presign(announced)).rejects.toMatchObject({
      code: 'MEDIA_TOO_LARGE',
    });
    const large = new Blob([new Uint8Array(await makePicture()), new Uint8Array(33 * 1024 * 1024)]);
    const slot = await product.client.media.presign({
      filename: 'large.jpg',
      contentType: 'image/jpeg',
    });
    const put = await fetch(slot.uploadUrl, { method: 'PUT', body: large });
    expect(put.status).toBe(400);
    expect(await put.json()).toMatchObject({ code: 'MEDIA_TOO_LARGE' });
    await expect(product.client.media.upload(large, 'large.jpg')).rejects.toMatchObject({
      code: 'MEDIA_TOO_LARGE',
    });
    expect((await traces()).files).toEqual(before.files);
  });

  test('bytes that cannot be read may be put again to the same address', async () => {
    const slot = await product.client.media.presign({
      filename: 'photo.jpg',
      contentType: 'image/jpeg',
    });
    const put = (body: Buffer) =>
      fetch(slot.uploadUrl, { method: 'PUT', body: new Uint8Array(body) });
    expect((await put(Buffer.from(text))).status).toBe(400);
    const waiting = await refused(post({ mediaIds: [slot.mediaId] }));
    expect(waiting.body.details.problems).toMatchObject([
      { code: 'MEDIA_NOT_UPLOADED', field: 'mediaIds[0]' },
    ]);
    expect((await put(await makePicture())).status).toBe(200);
  });

  test.each([
    ['not there', 404, 'MEDIA_FETCH_FAILED'],
    ['for members only', 401, 'MEDIA_AUTH_REQUIRED'],
    ['closed to programs', 403, 'MEDIA_HOST_REFUSES'],
    ['out of order', 503, 'MEDIA_FETCH_FAILED'],
  ])('an address that is %s', async (_name, status, code) => {
    const url = files.add(`/status-${status}.jpg`, { type: 'text/plain', body: 'no', status });
    const { body } = await refused(post({ mediaIds: [], mediaItems: [{ url }] }));
    expect(body.details.problems).toMatchObject([{ code, field: 'mediaItems[0].url' }]);
    expect(body.error).toContain(String(status));
  });

  test.each([
    ['not an address', 'photo.jpg', 'MEDIA_URL_INVALID'],
    ['a file of the server', 'file:///etc/passwd', 'MEDIA_URL_INVALID'],
    ['with a password in it', 'https://me:secret@example.com/a.jpg', 'MEDIA_URL_CREDENTIALS'],
    ['where nobody listens', 'http://127.0.0.1:1/a.jpg', 'MEDIA_FETCH_FAILED'],
  ])('an address that is %s', async (_name, url, code) => {
    const { body } = await refused(post({ mediaIds: [], mediaItems: [{ url }] }));
    expect(body.details.problems).toMatchObject([{ code, field: 'mediaItems[0].url' }]);
    expect(JSON.stringify(body)).not.toContain('secret');
  });
});

describe('addresses inside the network', () => {
  let guarded: Product;
  beforeAll(async () => {
    guarded = await startProduct({ guardPrivateUrls: true });
  });
  afterAll(() => guarded.close());

  test.each([
    'http://127.0.0.1/a.jpg',
    'http://localhost/a.jpg',
    'http://2130706433/a.jpg',
    'http://[::1]/a.jpg',
    'http://10.0.0.1/a.jpg',
    'http://169.254.169.254/latest/meta-data',
    'http://printer.local/a.jpg',
  ])('%s is not fetched', async (url) => {
    const { status, body } = await refusedBy(guarded, {
      content: 'Guarded',
      mediaItems: [{ url }],
      platforms: [target(guarded)],
      publishNow: true,
    });
    expect(status).toBe(400);
    expect(body.details.problems).toMatchObject([
      { code: 'MEDIA_URL_PRIVATE', field: 'mediaItems[0].url' },
    ]);
  });

  test('not even the product asks itself, but it knows its own uploads by their address', async () => {
    const own = await guarded.client.media.upload(
      new Blob([new Uint8Array(await makePicture())]),
      'own.jpg',
    );
    const body = {
      content: 'Own',
      platforms: [target(guarded)],
      publishNow: true,
    };
    const other = `${guarded.url}/health`;
    await refusedBy(guarded, { ...body, mediaItems: [{ url: other }] });
    const { post } = await guarded.client.posts.create({ ...body, mediaItems: [{ url: own.url }] });
    expect(post.status).toBe('published');
  });
});

describe('a body that is a list where an object may be', () => {
  test.each(['%00', 'a%00b', '6b09ddee52ecf963f439eb40'])(
    'is refused, whatever the id (%s)',
    async (id) => {
      const answer = await product.request('POST', `/api/v1/posts/${id}/approve`, [null]);
      expect(answer.status).toBe(400);
      expect(await answer.json()).toMatchObject({ code: 'INVALID_FIELD_VALUE' });
    },
  );

  test('an id with NUL is none', async () => {
    const answer = await product.request('POST', '/api/v1/posts/a%00b/approve');
    expect(answer.status).toBe(404);
  });
});
