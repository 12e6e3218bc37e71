import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startMediaServer, type MediaServer } from '../harness/media-server.ts';
import { makePicture } from '../harness/pictures.ts';
import { startProduct, type Product } from '../harness/product.ts';
import { onlyTarget, send, upload } from '../harness/publishing.ts';

/** Posts in the two shapes of Postbreeze's documents, at `POST /api/v1/posts`. */
let product: Product;
let web: MediaServer;
let board: string;
let file: string;
let other: string;
beforeAll(async () => {
  [product, web] = await Promise.all([startProduct(), startMediaServer()]);
  board = product.boards['Kitchens'] ?? '';
  web.add('/oak.jpg', await makePicture());
  file = await upload(product, await makePicture({ background: '#2a5' }));
  other = await upload(product, await makePicture({ background: '#25a' }));
});
afterAll(() => Promise.all([product?.close(), web?.close()]));

const later = '2099-03-01T09:00:00.000Z';
let posts = 0;
const options = (more: object = {}) => ({ platform: 'PINTEREST', board, ...more });
/** A flat post, each with a picture and words of its own. */
const flat = (more: object = {}, target: object = {}) => ({
  content: `Flat ${(posts += 1)}`,
  scheduledFor: later,
  mediaIds: [file],
  platforms: [{ accountId: product.accountId, platformOptions: options(), ...target }],
  ...more,
});
const nested = (more: object = {}, target: object = {}) => ({
  caption: `Nested ${(posts += 1)}`,
  scheduledAt: later,
  mediaIds: [file],
  targets: [{ socialAccountId: product.accountId, platformOptions: options(), ...target }],
  ...more,
});

describe('what is read', () => {
  test('alt texts belong to files: the one of the picture that is shown counts', async () => {
    const { body } = await send(
      product,
      flat({
        mediaIds: [file, other],
        mediaAltText: { [file]: 'Oak, oiled', [other]: 'Oak, raw' },
      }),
    );
    expect(onlyTarget(body.post).platformSpecificData.altText).toBe('Oak, oiled');
    const own = await send(
      product,
      nested({ mediaAltText: { [other]: 'Oak, raw' } }, { mediaIds: [other] }),
    );
    expect(onlyTarget(own.body.post).platformSpecificData.altText).toBe('Oak, raw');
    const none = await send(product, flat({ mediaAltText: { [other]: 'Not shown' } }));
    expect(onlyTarget(none.body.post).platformSpecificData.altText).toBeNull();
  });

  test('media by address come before those by id', async () => {
    const { body } = await send(
      product,
      flat({ mediaItems: [{ url: `${web.origin}/oak.jpg`, type: 'IMAGE', altText: 'First' }] }),
    );
    expect(body.post.mediaItems).toHaveLength(2);
    expect(body.post.mediaItems[1]?.mediaId).toBe(file);
    expect(onlyTarget(body.post).platformSpecificData.altText).toBe('First');
  });

  test.each(['draftScheduledFor', 'draftScheduledAt'])(
    'a day on the calendar (%s) makes a draft, and does nothing beside a time',
    async (name) => {
      const { scheduledFor: _, ...untimed } = flat();
      const draft = await send(product, { ...untimed, [name]: later });
      expect(draft.body.post).toMatchObject({ status: 'draft', scheduledFor: later });
      const planned = await send(product, flat({ [name]: '2098-01-01T09:00:00.000Z' }));
      expect(planned.body.post).toMatchObject({ status: 'scheduled', scheduledFor: later });
    },
  );

  test('a title is not needed, and a text of one target is its own', async () => {
    const { body } = await send(product, nested({}, { captionOverride: 'Its own' }));
    expect(onlyTarget(body.post)).toMatchObject({
      customContent: 'Its own',
      platformSpecificData: { title: 'Its own' },
    });
  });
});

describe('what is refused, with statusCode, code and message, and in the names that were used', () => {
  const refused = async (body: Record<string, unknown>) => {
    const answer = await send(product, body);
    expect(answer.body).toMatchObject({
      statusCode: answer.status,
      code: expect.any(String),
      message: expect.stringMatching(/\w{3}/),
      requestId: expect.any(String),
    });
    const { problems } = (answer.body as unknown as { details: { problems: object[] } }).details;
    return { status: answer.status, problems };
  };
  const noBoard = { platform: 'PINTEREST', title: 'Without a board' };

  test('no board, although the account has a default one', async () => {
    await product.client.boards.setDefault(product.accountId, { defaultBoardId: board });
    expect(await refused(flat({}, { platformOptions: noBoard }))).toMatchObject({
      status: 400,
      problems: [{ code: 'PIN_BOARD_REQUIRED', field: 'platforms[0].platformOptions.board' }],
    });
    expect(await refused(nested({}, { platformOptions: noBoard }))).toMatchObject({
      problems: [{ code: 'PIN_BOARD_REQUIRED', field: 'targets[0].platformOptions.board' }],
    });
    // In our own shape the default board is taken.
    const native = await send(product, {
      content: 'Native',
      mediaIds: [file],
      scheduledFor: later,
      platforms: [{ platform: 'pinterest', accountId: product.accountId }],
    });
    expect(onlyTarget(native.body.post).platformSpecificData.boardId).toBe(board);
  });

  test('a first comment, wherever it stands', async () => {
    expect(await refused(flat({}, { firstComment: 'First!' }))).toMatchObject({
      status: 400,
      problems: [{ code: 'PIN_FIRST_COMMENT_UNSUPPORTED', field: 'platforms[0].firstComment' }],
    });
  });

  test('both lists of accounts', async () => {
    const { targets } = nested();
    expect(await refused(flat({ targets }))).toMatchObject({
      status: 400,
      problems: [{ code: 'MUST_SPECIFY_EXACTLY_ONE', field: 'targets' }],
    });
  });

  test('everything at once', async () => {
    const { status, problems } = await refused(
      nested(
        { mediaIds: [], scheduledAt: 'some day' },
        {
          socialAccountId: 'f'.repeat(24),
          platformOptions: { platform: 'PINTEREST', board, link: 'not an address' },
        },
      ),
    );
    expect([status, problems]).toEqual([
      400,
      expect.arrayContaining([
        expect.objectContaining({ code: 'ACCOUNT_NOT_FOUND', field: 'targets[0].socialAccountId' }),
        expect.objectContaining({
          code: 'PIN_LINK_INVALID',
          field: 'targets[0].platformOptions.link',
        }),
        expect.objectContaining({ code: 'MEDIA_REQUIRED' }),
        expect.objectContaining({ code: 'PIN_SCHEDULE_INVALID', field: 'scheduledAt' }),
      ]),
    ]);
  });

  test.each([
    ['6 pictures', 'PIN_CAROUSEL_SIZE', () => flat({ mediaIds: Array(6).fill(file) })],
    [
      'another network',
      'PLATFORM_NOT_SUPPORTED',
      () => flat({}, { platformOptions: options({ platform: 'INSTAGRAM' }) }),
    ],
    [
      'a board that is not there',
      'PIN_BOARD_NOT_FOUND',
      () => flat({}, { platformOptions: options({ board: '123' }) }),
    ],
  ])('%s: %s', async (_name, code, body) => {
    const { problems } = await refused(body());
    expect(problems).toContainEqual(expect.objectContaining({ code }));
  });

  test('a wrong key; and other requests have their own shape', async () => {
    const answer = await product.request('POST', '/api/v1/posts', flat(), {
      Authorization: 'Bearer wrong',
    });
    expect([answer.status, await answer.json()]).toMatchObject([
      401,
      { statusCode: 401, code: 'UNAUTHORIZED', message: expect.any(String) },
    ]);
    const native = await send(product, { content: 'No target', publishNow: true });
    expect(native.body).not.toHaveProperty('statusCode');
  });
});
