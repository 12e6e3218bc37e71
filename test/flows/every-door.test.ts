import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { bundleClient } from '../harness/bundle.ts';
import { makePicture } from '../harness/pictures.ts';
import { startProduct, type Product } from '../harness/product.ts';
import { upload } from '../harness/publishing.ts';
import { bundleCli, type RunCli } from '../harness/run-cli.ts';

/** One post and one mistake, through every way in. */
let dir: string;
let product: Product;
let linchpin: RunCli;
let photo: string;
let mediaId: string;
let uploadId: string;
beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'linchpin-every-door-'));
  [product, linchpin] = await Promise.all([startProduct(), bundleCli(join(dir, 'program'))]);
  const picture = await makePicture();
  photo = join(dir, 'oak.jpg');
  writeFileSync(photo, picture);
  mediaId = await upload(product, picture);
  const file = new File([new Uint8Array(picture)], 'oak.jpg', { type: 'image/jpeg' });
  const formData = { teamId: product.app.workspaceId, file };
  uploadId = (await bundleClient(product).upload.uploadCreate({ formData })).id;
});
afterAll(async () => {
  await product?.close();
  rmSync(dir, { recursive: true, force: true });
});

interface Words {
  title: string;
  text: string;
  link: string;
  altText: string;
  board: string;
  /** ISO 8601, UTC. */
  at: string;
}
const good: Words = {
  title: 'Oak and brass',
  text: 'A table of oak, oiled twice.',
  link: 'https://example.com/oak',
  altText: 'A round table',
  board: 'Kitchens',
  at: '2099-03-01T09:00:00.000Z',
};

/** What a door answers: a status of HTTP, or what the command line ended with. */
interface Answer {
  status: number;
  // oxlint-disable-next-line typescript/no-explicit-any -- each door has a shape of its own
  body: any;
}

async function post(path: string, body: object, headers: Record<string, string>): Promise<Answer> {
  const response = await fetch(product.url + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
  return { status: response.status, body: await response.json() };
}
const native = (body: object) =>
  post('/api/v1/posts', body, { authorization: `Bearer ${product.apiKey}` });

interface Door {
  send(words: Words): Promise<Answer>;
  /** The codes of its problems, and where each is said to be. */
  problems(body: Answer['body']): [code: string, place: string][];
  /** What it calls the board, the link and the title. */
  places: { board: string; link: string; title: string };
}
// oxlint-disable-next-line typescript/no-explicit-any -- as of an answer
type Any = any;
const inDetails = ({ details }: Any): [string, string][] =>
  details.problems.map(({ code, field }: Any) => [code, field]);

const doors: Record<string, Door> = {
  'the own API, which is Zernio’s': {
    send: ({ title, text, link, altText, board, at }) =>
      native({
        content: text,
        mediaItems: [{ mediaId, altText }],
        scheduledFor: at,
        platforms: [
          {
            platform: 'pinterest',
            accountId: product.accountId,
            platformSpecificData: { boardId: board, title, link },
          },
        ],
      }),
    problems: inDetails,
    places: {
      board: 'platforms[0].platformSpecificData.boardId',
      link: 'platforms[0].platformSpecificData.link',
      title: 'platforms[0].platformSpecificData.title',
    },
  },
  'Postbreeze’s flat shape': {
    send: ({ title, text, link, altText, board, at }) =>
      native({
        content: text,
        mediaIds: [mediaId],
        mediaAltText: { [mediaId]: altText },
        scheduledFor: at,
        platforms: [
          {
            accountId: product.accountId,
            platformOptions: { platform: 'PINTEREST', board, title, link },
          },
        ],
      }),
    problems: inDetails,
    places: {
      board: 'platforms[0].platformOptions.board',
      link: 'platforms[0].platformOptions.link',
      title: 'platforms[0].platformOptions.title',
    },
  },
  'Postbreeze’s nested shape': {
    send: ({ title, text, link, altText, board, at }) =>
      native({
        caption: text,
        mediaIds: [mediaId],
        mediaAltText: { [mediaId]: altText },
        scheduledAt: at,
        targets: [
          {
            socialAccountId: product.accountId,
            platformOptions: { platform: 'PINTEREST', board, title, link },
          },
        ],
      }),
    problems: inDetails,
    places: {
      board: 'targets[0].platformOptions.board',
      link: 'targets[0].platformOptions.link',
      title: 'targets[0].platformOptions.title',
    },
  },
  'bundle.social’s API': {
    send: ({ title, text, link, altText, board, at }) =>
      post(
        '/api/v1/post/',
        {
          teamId: product.app.workspaceId,
          title: 'A plan',
          postDate: at,
          status: 'SCHEDULED',
          socialAccountTypes: ['PINTEREST'],
          data: {
            PINTEREST: {
              boardName: board,
              text: title,
              description: text,
              link,
              altText,
              uploadIds: [uploadId],
            },
          },
        },
        { 'x-api-key': product.apiKey },
      ),
    problems: ({ issues }) =>
      issues.map(({ problem, path }: Any) => [problem.code, path.join('.')]),
    places: {
      board: 'data.PINTEREST.boardName',
      link: 'data.PINTEREST.link',
      title: 'data.PINTEREST.text',
    },
  },
  'Postiz’ API': {
    send: ({ title, text, link, altText, board, at }) =>
      post(
        '/public/v1/posts',
        {
          type: 'schedule',
          date: at,
          shortLink: false,
          tags: [],
          posts: [
            {
              integration: { id: product.accountId },
              settings: { board, title, link },
              value: [{ content: text, image: [{ id: mediaId, alt: altText }] }],
            },
          ],
        },
        { authorization: product.apiKey },
      ),
    problems: ({ problems }) => problems.map(({ code, field }: Any) => [code, field]),
    places: { board: 'settings.board', link: 'settings.link', title: 'settings.title' },
  },
  'the command line': {
    async send({ title, text, link, altText, board, at }) {
      const { code, stdout } = await linchpin(
        [
          'publish',
          photo,
          `--board=${board}`,
          `--title=${title}`,
          `--description=${text}`,
          `--link=${link}`,
          `--alt=${altText}`,
          `--at=${at.replace('.000Z', '')}`,
          '--json',
        ],
        {
          TZ: 'UTC',
          LINCHPIN_DATA_DIR: join(dir, 'data'),
          LINCHPIN_PUBLIC_URL: product.url,
          LINCHPIN_API_KEY: product.apiKey,
        },
      );
      return { status: code ?? -1, body: JSON.parse(stdout) };
    },
    problems: ({ problems }) => problems.map(({ code, field }: Any) => [code, field]),
    places: {
      board: 'platforms[0].platformSpecificData.boardId',
      link: 'platforms[0].platformSpecificData.link',
      title: 'platforms[0].platformSpecificData.title',
    },
  },
};
const names = Object.keys(doors);
const doorNamed = (name: string): Door => {
  const door = doors[name];
  if (!door) throw new Error(`There is no door ${name}.`);
  return door;
};

/** What a post came to, without ids, its own times and the notes that a door keeps about itself. */
async function stored() {
  const { db } = product.app.store;
  const rows = await db
    .selectFrom('pin')
    .innerJoin('post', 'post.id', 'pin.postId')
    .where('pin.accountId', '=', product.accountId)
    .where('pin.title', '=', good.title)
    .selectAll('pin')
    .select(['post.content', 'post.timezone', 'post.requiresApproval', 'post.scheduledFor as at'])
    .execute();
  const media = await db.selectFrom('media').select(['id', 'sha256']).execute();
  return rows.map(
    ({ id: _id, postId: _post, mediaIds, createdAt, updatedAt, acceptedAt, ...row }) => {
      expect([createdAt, updatedAt, acceptedAt]).toEqual(Array(3).fill(expect.any(Date)));
      const files = mediaIds.map((mediaId) => media.find(({ id }) => id === mediaId)?.sha256);
      return { ...row, files };
    },
  );
}

/** A repetition is refused within a day, so what was made goes before the next. */
async function clear(): Promise<void> {
  const { posts } = await product.client.posts.list({ search: good.title, limit: 100 });
  for (const { _id: id } of posts) await product.client.posts.delete(id);
}
beforeEach(clear);

test('the same post gives the same row', async () => {
  const rows = [];
  for (const name of names) {
    const { status, body } = await doorNamed(name).send(good);
    expect([name, [0, 200, 201].includes(status), body]).toEqual([name, true, expect.anything()]);
    rows.push(...(await stored()));
    await clear();
  }
  const [first, ...others] = rows;
  expect(first).toMatchObject({
    title: good.title,
    description: good.text,
    link: good.link,
    altText: good.altText,
    boardId: product.boards['Kitchens'],
    status: 'scheduled',
    scheduledFor: new Date(good.at),
    dueAt: new Date(good.at),
    timezone: 'UTC',
    files: [expect.stringMatching(/^[0-9a-f]{64}$/)],
  });
  expect(others).toHaveLength(names.length - 1);
  for (const [index, row] of others.entries())
    expect([names[index + 1], row]).toEqual([names[index + 1], first]);
});

describe('the same mistake is the same problem, where that door has it', () => {
  const wrong = {
    board: { board: 'Kitchen sinks' },
    link: { link: 'not an address' },
    title: { title: 'x'.repeat(101) },
  };
  const codes = {
    board: 'PIN_BOARD_NOT_FOUND',
    link: 'PIN_LINK_INVALID',
    title: 'PIN_TITLE_TOO_LONG',
  };

  test.each(names)('%s', async (name) => {
    const door = doorNamed(name);
    const all = { ...good, ...wrong.board, ...wrong.link, ...wrong.title };
    const { status, body } = await door.send(all);
    expect([0, 200, 201]).not.toContain(status);
    const found = new Map(door.problems(body));
    for (const kind of ['board', 'link', 'title'] as const) {
      const place = found.get(codes[kind]);
      expect([codes[kind], place?.replace(/^posts\[0\]\./, '')]).toEqual([
        codes[kind],
        door.places[kind],
      ]);
    }
    expect(await stored()).toEqual([]);
  });

  test.each(names)('a repetition, through %s', async (name) => {
    const first = await doorNamed(names[0] ?? '').send(good);
    expect(first.status).toBe(201);
    const door = doorNamed(name);
    const { status, body } = await door.send(good);
    expect([0, 200, 201]).not.toContain(status);
    expect(door.problems(body).map(([code]) => code)).toEqual(['PIN_DUPLICATE']);
    expect(JSON.stringify(body)).toContain(first.body.post._id);
    expect(await stored()).toHaveLength(1);
  });
});
