import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { inputForms, type Refused } from '../harness/input-forms.ts';
import { makePicture } from '../harness/pictures.ts';
import { startProduct, type Product } from '../harness/product.ts';
import { onlyTarget, send, target, upload } from '../harness/publishing.ts';

/** Links, words, names and uploads as programs send them: read as they are meant, or refused with the reason. */
let product: Product;
let mediaIds: string[];
const { post, refused, ask } = inputForms(() => ({ product, mediaIds }));
beforeAll(async () => {
  product = await startProduct();
  mediaIds = [await upload(product, await makePicture())];
});
afterAll(() => product.close());

describe('links', () => {
  const check = async (link: string) => {
    const { valid, problems, repaired } = await product.client.tools.validatePost({
      ...post({}, { link }),
      repair: true,
    });
    const change = repaired?.changes.find(({ field }) => field.endsWith('.link'));
    const of = problems.filter(({ field }) => field?.endsWith('.link'));
    return {
      valid,
      codes: of.map(({ code }) => code),
      repaired: change?.after,
      message: of[0]?.message,
    };
  };

  test.each([
    ['https:example.com/a', 'https://example.com/a'],
    ['https:\\\\example.com\\a', 'https://example.com/a'],
    ['https:///example.com/a', 'https://example.com/a'],
    ['https://example.com/pa\u200bge', 'https://example.com/page'],
    ['\u200ehttps://example.com/page', 'https://example.com/page'],
    ['https://example.com/a b', 'https://example.com/a%20b'],
    ['http://example.com/a', 'https://example.com/a'],
  ])('%s is refused, and repaired', async (link, repaired) => {
    const found = await check(link);
    expect(found).toMatchObject({ valid: false, repaired });
    expect(found.codes).toContain('PIN_LINK_INVALID');
    expect(found.message).not.toMatch(/\p{Cf}/u);
  });

  test.each([
    ['https://example.com/?a=1&amp;b=2', 'https://example.com/?a=1&b=2'],
    ['https://example.com/?a=1&#038;b=2', 'https://example.com/?a=1&b=2'],
    ['https://example.com/?a=1&#38;b=2#part', 'https://example.com/?a=1&b=2#part'],
    ['https://example.com/?a=oak#038;b=2', 'https://example.com/?a=oak&b=2'],
    ['https://example.com/?a=1&#038;b=2#top', 'https://example.com/?a=1&b=2#top'],
  ])('%s is a warning with a repair', async (link, repaired) => {
    expect(await check(link)).toMatchObject({ valid: true, repaired });
    expect((await check(link)).codes).toContain('ADVICE_LINK_ENTITIES');
  });

  test('the length counts as it is sent', async () => {
    const found = await check(`https://example.com/${'ä'.repeat(700)}`);
    expect(found.codes).toContain('PIN_LINK_TOO_LONG');
  });
});

describe('what means the same', () => {
  test('null and "" of an optional field mean that it is absent', async () => {
    const empty = (value: null | '') => ({
      title: value,
      timezone: value,
      scheduledFor: value,
      tags: value,
      mediaFit: value,
      metadata: value,
      queueId: value,
      isDraft: true,
    });
    const data = (value: null | '') => ({
      title: value,
      altText: value,
      link: value,
      boardSectionId: value,
      parentPinId: value,
      dominantColor: value,
      coverImageUrl: value,
    });
    for (const value of [null, ''] as const) {
      const { status, body } = await send(product, post(empty(value), data(value)));
      expect({ status, warnings: body.warnings ?? [] }).toMatchObject({ status: 201 });
      expect(body.post).toMatchObject({ timezone: 'UTC', scheduledFor: null, tags: [] });
      expect(onlyTarget(body.post).platformSpecificData.boardSectionId).toBeNull();
    }
    const none = post({ content: null, isDraft: undefined, publishNow: true });
    expect((await send(product, { ...none, mediaIds: null })).status).toBe(400);
  });

  test('in a change null empties', async () => {
    const { body } = await send(
      product,
      post({ title: 'A title', tags: ['a'], metadata: { a: 1 }, isDraft: true }),
    );
    const changed = await ask('PUT', `posts/${body.post._id}`, {
      title: null,
      tags: null,
      metadata: null,
      timezone: null,
    });
    expect(changed).toMatchObject({
      status: 200,
      body: { post: { content: 'Words', tags: [], metadata: {}, timezone: 'UTC' } },
    });
    expect(changed.body['post']).not.toHaveProperty('title');
  });

  test.each(['image/JPEG', 'image/jpeg; charset=binary', ' IMAGE/JPEG '])(
    'a media type as %s',
    async (contentType) => {
      expect((await ask('POST', 'media/presign', { filename: 'a.jpg', contentType })).status).toBe(
        200,
      );
    },
  );

  test('boards and sections are found by their names, however those are composed', async () => {
    const { sandbox, client, accountId } = product;
    await client.boards.create(accountId, { name: 'K\u00fcche\u00a0und B\u00e4der' });
    const { boards } = await client.boards.list(accountId);
    const board = boards.find(({ name }) => name.startsWith('K'))?.name;
    expect(board).toBeDefined();
    const listed = {
      items: [
        { id: '77', name: 'Shelves' },
        { id: '78', name: 'Caf\u00e9' },
      ],
      bookmark: null,
    };
    sandbox.control.addFault({
      match: { operation: 'board_sections/list', times: 9 },
      then: { status: 200, body: listed },
    });
    const made = async (data: Record<string, unknown>) => {
      const { status, body } = await send(product, post({ isDraft: true }, data));
      return status === 201 ? onlyTarget(body.post).platformSpecificData : body;
    };
    expect(await made({ boardId: 'Ku\u0308che und \u200bBa\u0308der' })).toMatchObject({
      boardName: 'K\u00fcche\u00a0und B\u00e4der',
    });
    expect(await made({ boardSectionId: 'Shelves' })).toMatchObject({ boardSectionId: '77' });
    expect(await made({ boardSectionId: 'Cafe\u0301' })).toMatchObject({ boardSectionId: '78' });
    expect(await made({ boardSectionId: 'Attic' })).toMatchObject({
      code: 'PIN_SECTION_NOT_FOUND',
    });
    sandbox.control.clearFaults();
  });

  test('paths are spelt one way', async () => {
    for (const path of ['/API/v1/posts', '/Api/', '/api', '/MEDIA/x/y']) {
      const answer = await product.request('GET', path);
      expect([path, answer.status, answer.headers.get('content-type')]).toEqual([
        path,
        404,
        expect.stringContaining('application/json'),
      ]);
    }
  });
});

describe('words nobody meant', () => {
  const check = async (more: Record<string, unknown>, data: Record<string, unknown> = {}) => {
    const { problems, repaired } = await product.client.tools.validatePost({
      ...post(more, data),
      repair: true,
    });
    return {
      codes: problems.map(({ code, field }) => `${field} ${code}`),
      repaired: repaired?.post,
    };
  };

  test('HTML is named, and taken away by a repair', async () => {
    const { codes, repaired } = await check({
      content: '<p>Oak &amp; brass</p>',
      title: 'It&#8217;s',
    });
    expect(codes).toEqual(expect.arrayContaining(['content ADVICE_HTML', 'title ADVICE_HTML']));
    expect(repaired).toMatchObject({ content: 'Oak & brass', title: 'It’s' });
  });

  test.each(['{{ $json.title }}', 'undefined', '[object Object]'])('%s is named', async (title) => {
    expect((await check({ title })).codes).toContain('title ADVICE_PLACEHOLDER');
  });

  test('a lost character is named, and half of one is left out by a repair', async () => {
    expect((await check({ content: 'K\ufffdche' })).codes).toContain(
      'content ADVICE_LOST_CHARACTERS',
    );
    const { codes, repaired } = await check({ title: 'Heart \ud83e' });
    expect(codes).toContain('title TEXT_BROKEN');
    expect(repaired).toMatchObject({ title: 'Heart ' });
  });

  test('a title of characters nobody sees is none', async () => {
    const { body } = await send(product, post({ title: '\u200b\u200b', isDraft: true }));
    expect(onlyTarget(body.post).platformSpecificData.title).toBe('Words');
  });

  test('a first comment is refused wherever it stands, an unknown field is named', async () => {
    const first = 'PIN_FIRST_COMMENT_UNSUPPORTED';
    expect(await refused({ firstComment: 'x' })).toEqual([400, `firstComment ${first}`]);
    expect(await refused({}, { firstComment: 'x' })).toEqual([
      400,
      `platforms[0].platformSpecificData.firstComment ${first}`,
    ]);
    expect(await refused({ platforms: [{ ...target(product), first_comment: 'x' }] })).toEqual([
      400,
      `platforms[0].firstComment ${first}`,
    ]);
    const { body } = await send(product, post({ isDraft: true }, { boardID: '1', colour: 'red' }));
    const named = body.warnings?.filter(({ code }) => code === 'UNKNOWN_FIELD') ?? [];
    expect(named.map(({ message }) => message)).toEqual([
      expect.stringContaining('Did you mean boardId?'),
      expect.stringContaining('platforms[0].platformSpecificData.colour is not a field'),
    ]);
  });
});

describe('alt text', () => {
  test('is that of the picture the target shows, or none', async () => {
    const picture = await upload(
      product,
      await makePicture({ width: 640, height: 960 }),
      'lamp.jpg',
    );
    const url = `${product.url}/media/${picture}/lamp.jpg`;
    const shared = { mediaIds: undefined, mediaItems: [{ url, altText: 'A red sofa' }] };
    const altOf = async (more: Record<string, unknown>, own: Record<string, unknown> = {}) => {
      const platforms = [target(product, {}, own)];
      const { body } = await send(product, post({ ...more, platforms, isDraft: true }));
      return onlyTarget(body.post).platformSpecificData.altText;
    };
    expect(await altOf(shared)).toBe('A red sofa');
    expect(await altOf(shared, { customMedia: [{ url, altText: 'A lamp' }] })).toBe('A lamp');
    expect(await altOf(shared, { customMedia: [{ url }] })).toBeNull();
    expect(await altOf(shared, { mediaIds: [picture] })).toBeNull();
    expect(await altOf({ ...shared, mediaIds })).toBeNull();
  });
});

describe('uploads', () => {
  const multipart = async (body: string | FormData, contentType?: string) => {
    const response = await fetch(`${product.url}/api/v1/media/upload-direct`, {
      method: 'POST',
      headers: {
        Authorization: `Bearer ${product.apiKey}`,
        ...(contentType !== undefined && { 'Content-Type': contentType }),
      },
      body,
    });
    return { status: response.status, code: ((await response.json()) as Refused).code };
  };
  const part = '--xx\r\ncontent-disposition: form-data; name="file"; filename="a.jpg"\r\n\r\nabc';

  test.each([
    ['without a boundary', part, 'multipart/form-data'],
    ['that broke off', part, 'multipart/form-data; boundary=xx'],
    ['with a boundary of 300 characters', part, `multipart/form-data; boundary=${'x'.repeat(300)}`],
    ['without parts', '--xx--', 'multipart/form-data; boundary=xx'],
    [
      'with a field called __proto__',
      '--xx\r\ncontent-disposition: form-data; name="__proto__"\r\n\r\nx\r\n--xx--',
      'multipart/form-data; boundary=xx',
    ],
  ])('a form %s is the mistake of its sender', async (_name, body, contentType) => {
    const { status } = await multipart(body, contentType);
    expect(status).toBe(400);
  });

  test('of two files in one request none is lost: they are refused', async () => {
    const form = new FormData();
    const bytes = new Uint8Array(await makePicture({ width: 500 }));
    for (const name of ['a.jpg', 'b.jpg']) form.append('file', new Blob([bytes]), name);
    expect(await multipart(form)).toEqual({ status: 400, code: 'ONE_FILE' });
    const one = new FormData();
    one.append('note', 'before');
    one.append('file', new Blob([bytes]), 'a.jpg');
    one.append('note', 'after');
    expect((await multipart(one)).status).toBe(200);
  });
});
