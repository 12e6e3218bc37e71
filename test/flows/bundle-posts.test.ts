import type { Bundlesocial, PostCreateData } from 'bundlesocial';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bundleClient, thrownBy } from '../harness/bundle.ts';
import { serveFiles, type FileServer } from '../harness/file-server.ts';
import { makePicture } from '../harness/pictures.ts';
import { startProduct, type Product } from '../harness/product.ts';
import { pinsTitled, sandboxPin } from '../harness/publishing.ts';

let product: Product;
let bundle: Bundlesocial;
let files: FileServer;
let picture: Buffer;
let teamId: string;
let uploadId: string;
beforeAll(async () => {
  product = await startProduct();
  files = await serveFiles();
  bundle = bundleClient(product);
  teamId = product.app.workspaceId;
  picture = await makePicture();
  const file = new File([new Uint8Array(picture)], 'oak.jpg', { type: 'image/jpeg' });
  uploadId = (await bundle.upload.uploadCreate({ formData: { teamId, file } })).id;
});
afterAll(async () => {
  await files?.close();
  await product?.close();
});

type Body = NonNullable<PostCreateData['requestBody']>;
type Pin = NonNullable<Body['data']['PINTEREST']>;
const later = '2099-03-05T10:00:00.000Z';
const bodyOf = (title: string, pin: Partial<Pin> = {}, more: Partial<Body> = {}): Body => ({
  teamId,
  title: `Plan: ${title}`,
  postDate: later,
  status: 'SCHEDULED',
  socialAccountTypes: ['PINTEREST'],
  data: {
    PINTEREST: { boardName: 'Kitchens', text: title, uploadIds: [uploadId], ...pin },
  },
  ...more,
});
const make = (title: string, pin: Partial<Pin> = {}, more: Partial<Body> = {}) =>
  bundle.post.postCreate({ requestBody: bodyOf(title, pin, more) });
const now = () => ({ postDate: new Date().toISOString() });

describe('bundlesocial: posts', () => {
  test('a time that has come publishes, and says where the Pin is', async () => {
    const post = await make(
      'Bundle now',
      { description: 'About oak', link: 'https://example.com/oak', altText: 'Oak', note: 'Mine' },
      now(),
    );
    expect(post).toMatchObject({
      teamId,
      title: 'Plan: Bundle now',
      status: 'POSTED',
      error: null,
      data: {
        PINTEREST: {
          text: 'Bundle now',
          description: 'About oak',
          boardName: 'Kitchens',
          link: 'https://example.com/oak',
          altText: 'Oak',
          note: 'Mine',
          uploadIds: [uploadId],
        },
      },
    });
    const { id, permalink } = post.externalData?.PINTEREST ?? {};
    expect(sandboxPin(product, id ?? null)).toMatchObject({
      title: 'Bundle now',
      description: 'About oak',
      link: 'https://example.com/oak',
      altText: 'Oak',
    });
    expect((await fetch(permalink ?? '')).status).toBe(200);
    const read = await bundle.post.postGet({ id: post.id });
    expect(read).toMatchObject({
      status: 'POSTED',
      uploads: [{ uploadId, upload: { type: 'image' } }],
      socialAccounts: [{ socialAccountId: product.accountId }],
    });
  });

  test('the title of the post is not published in place of that of the Pin', async () => {
    const text = { text: null, description: 'First line\nand more' };
    const post = await make('Internal', text, now());
    const id = post.externalData?.PINTEREST?.id ?? null;
    expect(sandboxPin(product, id)).toMatchObject({ title: 'First line' });
  });

  test('the same rows as of the native API', async () => {
    const { id } = await make('Equal', { description: 'Same', dominantColor: '#112233' });
    const native = await product.client.posts.create({
      title: 'Plan: Equal',
      content: 'Same',
      mediaIds: [uploadId],
      scheduledFor: later,
      allowDuplicate: true,
      platforms: [
        {
          platform: 'pinterest',
          accountId: product.accountId,
          platformSpecificData: { boardId: 'Kitchens', title: 'Equal', dominantColor: '#112233' },
        },
      ],
    });
    const { db } = product.app.store;
    const rows = async (postId: string) => {
      const post = await db.selectFrom('post').selectAll().where('id', '=', postId).execute();
      const pins = await db.selectFrom('pin').selectAll().where('postId', '=', postId).execute();
      const same = (row: object) =>
        Object.fromEntries(
          Object.entries(row).filter(
            ([name]) => !['id', 'postId', 'createdAt', 'updatedAt', 'acceptedAt'].includes(name),
          ),
        );
      return [...post, ...pins].map(same);
    };
    expect(await rows(id)).toEqual(await rows(native.post._id));
  });

  test('a board by its id, in either field', async () => {
    const board = product.boards['Kitchens'] ?? '';
    for (const [index, pin] of [{ boardName: board }, { boardId: board, boardName: '' }].entries())
      expect(await make(`By id ${index}`, pin)).toMatchObject({
        data: { PINTEREST: { boardName: 'Kitchens', boardId: board } },
      });
  });

  test('a draft: with its own key, found by it, changed, scheduled', async () => {
    const referenceKey = 'row/7';
    const draft = await make('Draft', {}, { status: 'DRAFT', referenceKey });
    expect(draft).toMatchObject({ status: 'DRAFT', referenceKey, postDate: later });
    const again = await thrownBy(make('Draft again', {}, { status: 'DRAFT', referenceKey }));
    expect([again.status, again.body]).toMatchObject([
      409,
      {
        statusCode: 409,
        code: 'REFERENCE_KEY_TAKEN',
        issues: [{ path: ['referenceKey'] }],
        details: { existingPostId: draft.id },
      },
    ]);
    // The client escapes no slash in a path, so a plain key is looked up here.
    await bundle.post.postUpdate({ id: draft.id, requestBody: { referenceKey: 'row-7' } });
    expect((await bundle.post.postGetByReferenceKey({ referenceKey: 'row-7' })).id).toBe(draft.id);
    expect((await thrownBy(bundle.post.postGetByReferenceKey({ referenceKey: 'no' }))).status).toBe(
      404,
    );

    const moved = await bundle.post.postUpdate({
      id: draft.id,
      requestBody: {
        title: 'Renamed',
        postDate: '2099-04-01T08:00:00.000Z',
        data: { PINTEREST: { boardName: 'Kitchens', link: 'https://example.com/new' } },
      },
    });
    expect(moved).toMatchObject({
      status: 'DRAFT',
      title: 'Renamed',
      postDate: '2099-04-01T08:00:00.000Z',
      data: {
        PINTEREST: { text: 'Draft', link: 'https://example.com/new', uploadIds: [uploadId] },
      },
    });
    const planned = await bundle.post.postUpdate({
      id: draft.id,
      requestBody: { status: 'SCHEDULED' },
    });
    expect(planned.status).toBe('SCHEDULED');
  });

  test('ten requests with one key at once make one post', async () => {
    const made = await Promise.allSettled(
      Array.from({ length: 10 }, (_, index) =>
        make(`Race ${index}`, {}, { status: 'DRAFT', referenceKey: 'race' }),
      ),
    );
    expect(made.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const statuses = made.flatMap((each) =>
      each.status === 'rejected' ? (each.reason as { status: number }).status : [],
    );
    expect(statuses).toEqual(Array.from({ length: 9 }, () => 409));
  });

  test('a repeated Idempotency-Key is answered with the first post', async () => {
    const send = () =>
      fetch(`${product.url}/api/v1/post/`, {
        method: 'POST',
        headers: {
          'x-api-key': product.apiKey,
          'content-type': 'application/json',
          'idempotency-key': 'bundle-once',
        },
        body: JSON.stringify(bodyOf('Once')),
      });
    const [first, second] = [await send(), await send()];
    const ids = await Promise.all(
      [first, second].map(async (answer) => ((await answer.json()) as { id: string }).id),
    );
    expect(ids[0]).toBe(ids[1]);
  });

  test('delete stops what is planned, and frees its key; a live Pin stays', async () => {
    const planned = await make('Stopped', {}, { referenceKey: 'stopped' });
    const gone = await bundle.post.postDelete({ id: planned.id });
    expect(gone.status).toBe('DELETED');
    expect(gone.deletedAt).toMatch(/Z$/);
    expect(await make('Stopped too', {}, { referenceKey: 'stopped' })).toMatchObject({
      referenceKey: 'stopped',
    });
    expect((await thrownBy(bundle.post.postDelete({ id: planned.id }))).status).toBe(404);
    const live = await make('Stays there', {}, now());
    await bundle.post.postDelete({ id: live.id });
    expect(pinsTitled(product, 'Stays there')).toHaveLength(1);
    const { items } = await bundle.post.postGetList({ teamId, status: 'DELETED' });
    expect(items.map(({ id }) => id).sort()).toEqual([planned.id, live.id].sort());
    const { posts } = await product.client.posts.list({ limit: 200 });
    expect(posts.map(({ _id }) => _id)).not.toContain(live.id);
    const { pagination } = await product.client.posts.list({ limit: 1 });
    expect(pagination.total).toBe(posts.length);
  });

  test('a post that Pinterest refused: its errors, and another try', async () => {
    product.sandbox.control.addFault({
      match: { operation: 'pins/create', times: 1 },
      then: { status: 404, body: { code: 40, message: 'Board not found.' } },
    });
    const post = await make('Refused', {}, now());
    expect(post).toMatchObject({
      status: 'ERROR',
      error: 'The board does not exist on Pinterest any more.',
      errors: { PINTEREST: 'The board does not exist on Pinterest any more.' },
      errorsVerbose: {
        PINTEREST: { code: 'PIN:40', httpStatus: 404, retryability: 'non_retryable' },
      },
    });
    const { items } = await bundle.post.postGetList({ teamId, status: 'ERROR' });
    expect(items.map(({ id }) => id)).toEqual([post.id]);
    expect((await bundle.post.postRetry({ id: post.id })).status).toBe('POSTED');
  });

  test('the list: filters, order, pages', async () => {
    const dates = ['2097-01-01', '2097-01-02', '2097-01-03'];
    const ids: string[] = [];
    for (const date of dates)
      ids.push((await make(`Listed ${date}`, {}, { postDate: `${date}T12:00:00.000Z` })).id);
    const window = {
      teamId,
      postDateFrom: '2097-01-01T00:00:00.000Z',
      postDateTo: '2097-01-31T00:00:00.000Z',
      orderBy: 'postDate' as const,
    };
    const idsOf = ({ items }: { items: { id: string }[] }) => items.map(({ id }) => id);
    const list = bundle.post.postGetList.bind(bundle.post);
    expect(idsOf(await list(window))).toEqual(ids.toReversed());
    const page = await list({ ...window, order: 'ASC', offset: 1, limit: 1 });
    expect([idsOf(page), page.total]).toEqual([[ids[1]], 3]);
    expect((await list({ ...window, q: 'listed 2097-01-02' })).total).toBe(1);
    expect((await list({ ...window, status: 'SCHEDULED' })).total).toBe(3);
    expect((await list({ ...window, status: 'RETRYING' })).total).toBe(0);
    expect((await list({ ...window, status: 'REVIEW' })).total).toBe(0);
    expect((await list({ ...window, platforms: ['TIKTOK'] })).total).toBe(0);
    expect((await list({ ...window, platforms: ['PINTEREST', 'TIKTOK'] })).total).toBe(3);
    for (const orderBy of ['createdAt', 'updatedAt', 'postedDate', 'deletedAt'] as const)
      expect((await list({ ...window, orderBy })).total).toBe(3);
    expect((await thrownBy(list({ teamId: 'f'.repeat(24) }))).status).toBe(404);
  });
});

describe('bundlesocial: the same mistakes, in its own words', () => {
  const refused = async (pin: Partial<Pin>, more: Partial<Body> = {}) =>
    (await thrownBy(make('Wrong', pin, more))).body as {
      statusCode: number;
      message: string;
      issues: { path: (string | number)[]; problem: { code: string } }[];
    };

  test.each<[string, Partial<Pin>, Partial<Body>, string, (string | number)[]]>([
    ['no board', { boardName: '' }, {}, 'PIN_BOARD_REQUIRED', ['data', 'PINTEREST', 'boardName']],
    [
      'a board that is misspelt',
      { boardName: 'Kitchns' },
      {},
      'PIN_BOARD_NOT_FOUND',
      ['data', 'PINTEREST', 'boardName'],
    ],
    [
      'a long title',
      { text: 't'.repeat(101) },
      {},
      'PIN_TITLE_TOO_LONG',
      ['data', 'PINTEREST', 'text'],
    ],
    [
      'a long description',
      { description: 'd'.repeat(801) },
      {},
      'PIN_DESCRIPTION_TOO_LONG',
      ['data', 'PINTEREST', 'description'],
    ],
    [
      'a long alt text',
      { altText: 'a'.repeat(501) },
      {},
      'PIN_ALT_TEXT_TOO_LONG',
      ['data', 'PINTEREST', 'altText'],
    ],
    ['no file', { uploadIds: [] }, {}, 'MEDIA_REQUIRED', ['data', 'PINTEREST', 'uploadIds']],
    [
      'a file that is not there',
      { uploadIds: ['f'.repeat(24)] },
      {},
      'MEDIA_NOT_FOUND',
      ['data', 'PINTEREST', 'uploadIds', 0],
    ],
    [
      'a link that is none',
      { link: 'nowhere' },
      {},
      'PIN_LINK_INVALID',
      ['data', 'PINTEREST', 'link'],
    ],
    [
      'a colour that is none',
      { dominantColor: 'red' },
      {},
      'PIN_COLOR_INVALID',
      ['data', 'PINTEREST', 'dominantColor'],
    ],
    [
      'another network',
      {},
      { socialAccountTypes: ['PINTEREST', 'TIKTOK'] },
      'PLATFORM_NOT_SUPPORTED',
      ['socialAccountTypes', 1],
    ],
    [
      'a comment',
      {},
      { firstComment: { PINTEREST: 'First!' } as never },
      'PIN_FIRST_COMMENT_UNSUPPORTED',
      ['socialAccountTypes', 0],
    ],
    ['a date that is none', {}, { postDate: 'soon' }, 'PIN_SCHEDULE_INVALID', ['postDate']],
  ])('%s', async (_what, pin, more, code, path) => {
    const { statusCode, issues } = await refused(pin, more);
    expect(statusCode).toBe(400);
    expect(issues.map((issue) => [issue.problem.code, issue.path])).toEqual(
      expect.arrayContaining([[code, path]]),
    );
  });

  test('all of them at once, and none in words of another API', async () => {
    const body = await refused({ boardName: '', text: 't'.repeat(101), uploadIds: [] });
    expect(body.issues).toHaveLength(3);
    expect(body.message).not.toMatch(/platformSpecificData|boardId/);
    expect(JSON.stringify(body.issues)).not.toMatch(/platforms\[|mediaItems/);
  });

  test('fields that are missing or of another type', async () => {
    const body = { requestBody: { teamId, title: '' } as unknown as Body };
    const error = await thrownBy(bundle.post.postCreate(body));
    expect(error.body).toMatchObject({ statusCode: 400 });
    const { issues } = error.body as { issues: { path: unknown[]; code: string }[] };
    expect(issues.map(({ path }) => path[0]).sort()).toEqual([
      'data',
      'postDate',
      'socialAccountTypes',
      'status',
      'title',
    ]);
  });
});

describe('bundlesocial: uploads', () => {
  test('in one request; shown, listed, deleted', async () => {
    const file = new File([new Uint8Array(picture)], 'ash.jpg', { type: 'image/jpeg' });
    const upload = await bundle.upload.uploadCreate({ formData: { teamId, file } });
    expect(upload).toMatchObject({ teamId, type: 'image', mime: 'image/jpeg', ext: 'jpeg' });
    expect((await fetch(upload.url ?? '')).status).toBe(200);
    expect(await bundle.upload.uploadGet({ id: upload.id })).toMatchObject({ posts: [] });
    const used = await bundle.upload.uploadGetList({ teamId, status: 'USED', includePosts: true });
    expect(used.map(({ id }) => id)).toContain(uploadId);
    expect(used.find(({ id }) => id === uploadId)?.posts?.length).toBeGreaterThan(0);
    const unused = await bundle.upload.uploadGetList({ teamId, status: 'UNUSED' });
    expect(unused.map(({ id }) => id)).toContain(upload.id);
    expect(unused.map(({ id }) => id)).not.toContain(uploadId);
    const byIds = await bundle.upload.uploadGetList({ ids: [upload.id, uploadId] });
    expect(byIds).toHaveLength(2);
    const byUrl = await bundle.upload.uploadGetList({ urls: [upload.url ?? ''] });
    expect(byUrl.map(({ id }) => id)).toEqual([upload.id]);
    expect(await bundle.upload.uploadGetList({ type: 'document' })).toEqual([]);
    expect(await bundle.upload.uploadGetList({ types: ['image'], limit: 1 })).toHaveLength(1);

    expect((await bundle.upload.uploadDelete({ id: upload.id })).id).toBe(upload.id);
    expect((await thrownBy(bundle.upload.uploadGet({ id: upload.id }))).status).toBe(404);
    const inUse = await thrownBy(bundle.upload.uploadDelete({ id: uploadId }));
    expect([inUse.status, inUse.body]).toMatchObject([409, { code: 'MEDIA_IN_USE' }]);
    const many = await thrownBy(
      bundle.upload.uploadDeleteMany({ requestBody: { ids: [uploadId] } }),
    );
    expect(many.body).toMatchObject({ code: 'MEDIA_IN_USE', issues: [{ path: ['ids', 0] }] });
  });

  test('from an address', async () => {
    const url = files.add('/elm.jpg', { type: 'image/jpeg', body: picture });
    const upload = await bundle.upload.uploadCreateFromUrl({ requestBody: { teamId, url } });
    expect(upload).toMatchObject({ type: 'image', teamId });
    const [gone] = await bundle.upload.uploadDeleteMany({ requestBody: { ids: [upload.id] } });
    expect(gone?.id).toBe(upload.id);
    const wrong = await thrownBy(
      bundle.upload.uploadCreateFromUrl({ requestBody: { teamId, url: `${files.url}/none` } }),
    );
    expect([wrong.status, wrong.body]).toMatchObject([400, { code: 'MEDIA_FETCH_FAILED' }]);
  });

  test('to an address, then finalized', async () => {
    const { url, path } = await bundle.upload.uploadInitLargeUpload({
      requestBody: {
        teamId,
        fileName: 'fir.jpg',
        mimeType: 'image/jpeg',
        fileSize: picture.length,
      },
    });
    const early = await thrownBy(
      bundle.upload.uploadFinalizeLargeUpload({ requestBody: { teamId, path } }),
    );
    expect(early.body).toMatchObject({ statusCode: 400, code: 'MEDIA_NOT_UPLOADED' });
    const body = new Uint8Array(picture);
    const headers = { 'content-type': 'image/jpeg' };
    expect((await fetch(url, { method: 'PUT', body, headers })).status).toBe(200);
    const upload = await bundle.upload.uploadFinalizeLargeUpload({ requestBody: { teamId, path } });
    expect(upload).toMatchObject({ id: path, type: 'image', fileSize: expect.any(Number) });
    const post = await make('Finalized', { uploadIds: [upload.id] });
    expect(post.status).toBe('SCHEDULED');
  });

  test('in parts, one of which comes twice', async () => {
    const started = await bundle.upload.uploadInitMultipartUpload({
      requestBody: {
        teamId,
        fileName: 'yew.png',
        mimeType: 'image/png',
        fileSize: 64 * 1024 * 1024 + 1,
      },
    });
    expect(started).toMatchObject({ partSize: 64 * 1024 * 1024, uploadId: started.path });
    expect(started.parts.map(({ partNumber }) => partNumber)).toEqual([1, 2]);
    const { uploadId: id, path } = started;
    const middle = Math.floor(picture.length / 2);
    const halves = [picture.subarray(0, middle), picture.subarray(middle)];
    const put = async (url: string, bytes: Buffer) => {
      const answer = await fetch(url, { method: 'PUT', body: new Uint8Array(bytes) });
      expect(answer.status).toBe(200);
      return answer.headers.get('etag') ?? '';
    };
    const [first, second] = halves as [Buffer, Buffer];
    await put(started.parts[0]?.url ?? '', second);
    const signed = await bundle.upload.uploadSignMultipartParts({
      requestBody: { teamId, uploadId: id, path, partNumbers: [1, 2] },
    });
    const etags = [
      await put(signed.parts[0]?.url ?? '', first),
      await put(signed.parts[1]?.url ?? '', second),
    ];
    expect(etags[0]).toMatch(/^"[0-9a-f]{32}"$/);
    const complete = (parts: { partNumber: number; etag: string }[]) =>
      bundle.upload.uploadCompleteMultipartUpload({
        requestBody: { teamId, uploadId: id, path, parts },
      });
    const whole = [
      { partNumber: 2, etag: etags[1] ?? '' },
      { partNumber: 1, etag: etags[0] ?? '' },
    ];
    const gap = await thrownBy(complete(whole.slice(0, 1)));
    expect(gap.body).toMatchObject({ code: 'MEDIA_PART_MISSING', issues: [{ path: ['parts'] }] });
    const upload = await complete(whole);
    expect(upload).toMatchObject({ id, type: 'image' });
    expect((await complete(whole)).id).toBe(id);
    const left = await product.app.store.db.selectFrom('mediaPart').selectAll().execute();
    expect(left).toEqual([]);
  });

  test('an upload in parts is given up', async () => {
    const {
      uploadId: id,
      path,
      parts,
    } = await bundle.upload.uploadInitMultipartUpload({
      requestBody: { fileName: 'a.mp4', mimeType: 'video/mp4', fileSize: 10 },
    });
    await fetch(parts[0]?.url ?? '', { method: 'PUT', body: 'some bytes' });
    const started = { uploadId: id, path };
    expect(await bundle.upload.uploadAbortMultipartUpload({ requestBody: started })).toEqual({
      success: true,
    });
    const late = await thrownBy(
      bundle.upload.uploadCompleteMultipartUpload({
        requestBody: { ...started, parts: [{ partNumber: 1, etag: 'x' }] },
      }),
    );
    expect(late.body).toMatchObject({ code: 'MEDIA_PART_MISSING' });
  });

  test('what is no picture', async () => {
    const pdf = await thrownBy(
      bundle.upload.uploadInitLargeUpload({
        requestBody: { fileName: 'a.pdf', mimeType: 'application/pdf' },
      }),
    );
    expect(pdf.body).toMatchObject({ code: 'MEDIA_FORMAT_UNSUPPORTED' });
    const text = new File(['words'], 'a.jpg', { type: 'image/jpeg' });
    const error = await thrownBy(bundle.upload.uploadCreate({ formData: { teamId, file: text } }));
    expect([error.status, error.body]).toMatchObject([400, { code: 'MEDIA_FORMAT_UNSUPPORTED' }]);
    const none = await thrownBy(bundle.upload.uploadCreate({ formData: { teamId, file: null } }));
    expect(none.body).toMatchObject({
      code: 'MISSING_REQUIRED_FIELD',
      issues: [{ path: ['file'] }],
    });
  });
});
