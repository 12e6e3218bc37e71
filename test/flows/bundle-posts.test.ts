import type { Bundlesocial, PostCreateData } from 'bundlesocial';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bundleClient, thrownBy } from '../harness/bundle.ts';
import { makePicture } from '../harness/pictures.ts';
import { startProduct, type Product } from '../harness/product.ts';
import { pinsTitled, sandboxPin } from '../harness/publishing.ts';

let product: Product;
let bundle: Bundlesocial;
let teamId: string;
let uploadId: string;
beforeAll(async () => {
  product = await startProduct();
  bundle = bundleClient(product);
  teamId = product.app.workspaceId;
  const file = new File([new Uint8Array(await makePicture())], 'oak.jpg', { type: 'image/jpeg' });
  uploadId = (await bundle.upload.uploadCreate({ formData: { teamId, file } })).id;
});
afterAll(() => product?.close());

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
