import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Feed } from '../../src/sdk/index.ts';
import { startMediaServer, type MediaServer } from '../harness/media-server.ts';
import { makePicture } from '../harness/pictures.ts';
import { startProduct, type Product } from '../harness/product.ts';

const minute = 60_000;
let product: Product;
let web: MediaServer;
beforeAll(async () => {
  [product, web] = await Promise.all([startProduct({ movableClock: true }), startMediaServer()]);
  for (const [index, background] of ['#2a5', '#25a', '#a52', '#5a2', '#a25', '#52a'].entries())
    web.add(`/${index}.jpg`, await makePicture({ background }));
});
afterAll(() => Promise.all([product?.close(), web?.close()]));

interface Item {
  title: string;
  picture?: number;
  link?: string;
  guid?: string;
  category?: string;
  date?: string;
}
const rss = (items: readonly Item[]): string =>
  `<?xml version="1.0"?><rss version="2.0"><channel><title>Oak &amp; elm</title><link>https://example.com</link>${items
    .map(
      ({ title, picture, link, guid, category, date = 'Mon, 02 Mar 2026 09:00:00 GMT' }) =>
        `<item><title>${title}</title><description>&lt;p&gt;About ${title}&lt;/p&gt;</description>` +
        `<link>${link ?? `https://example.com/${encodeURIComponent(title)}`}</link>` +
        `<guid>${guid ?? title}</guid><pubDate>${date}</pubDate>` +
        (category ? `<category>${category}</category>` : '') +
        (picture === undefined
          ? ''
          : `<enclosure url="${web.origin}/${picture}.jpg" type="image/jpeg" length="1"/>`) +
        '</item>',
    )
    .join('')}</channel></rss>`;

let path: string;
let feeds = 0;
const texts = new Map<string, string>();
/** What the feed of this test says from now on; those of earlier tests stay as they were. */
const serve = (text: string) => void texts.set(path, text);
beforeEach(() => {
  path = `/feed-${(feeds += 1)}.xml`;
  const own = path;
  web.add(own, (_request, response) =>
    response.writeHead(200, { 'content-type': 'application/rss+xml' }).end(texts.get(own)),
  );
});

const add = async (more: object = {}): Promise<Feed> => {
  const answer = await product.request('POST', '/api/v1/feeds', {
    url: web.origin + path,
    accountId: product.accountId,
    board: 'Kitchens',
    ...more,
  });
  const body = (await answer.json()) as { feed: Feed };
  expect([answer.status, body]).toMatchObject([201, { feed: {} }]);
  await read(body.feed);
  return body.feed;
};
const now = async ({ id }: Feed): Promise<Feed> => {
  const found = (await product.client.feeds.list()).feeds.find((feed) => feed.id === id);
  if (!found) throw new Error('The feed is gone.');
  return found;
};
/** Waits until it is read at a time after `before`. */
const read = async (feed: Feed, before: string | null = null): Promise<void> => {
  await expect.poll(async () => (await now(feed)).readAt, { timeout: 15_000 }).not.toBe(before);
};
const readAgain = async (feed: Feed): Promise<void> => {
  const { readAt } = await now(feed);
  await product.pass(31 * minute);
  await read(feed, readAt);
};
const postsOf = async (title: string) =>
  (await product.client.posts.list({ search: title, limit: 50 })).posts;
const entriesOf = async ({ id }: Feed) => (await product.client.feeds.entries(id)).entries;

test('what is there at first is old; a new entry becomes a draft, once, for ever', async () => {
  serve(rss([{ title: 'Old beech', picture: 0 }]));
  const feed = await add();
  expect(feed).toMatchObject({ name: 'Oak & elm', makes: 'draft' });
  expect(await postsOf('Old beech')).toEqual([]);

  serve(
    rss([
      { title: 'New birch', picture: 1 },
      { title: 'Old beech', picture: 0 },
    ]),
  );
  await readAgain(feed);
  const [post] = await postsOf('New birch');
  expect(post).toMatchObject({
    status: 'draft',
    content: 'About New birch',
    platforms: [
      {
        platformSpecificData: {
          title: 'New birch',
          boardName: 'Kitchens',
          link: 'https://example.com/New%20birch',
        },
      },
    ],
  });
  expect(await entriesOf(feed)).toMatchObject([{ title: 'New birch', postId: post?._id }]);

  // Another guid, another date, a tracked link; later another link under the same guid.
  const again = { title: 'New birch', picture: 1, date: 'Tue, 03 Mar 2026 09:00:00 GMT' };
  serve(
    rss([{ ...again, guid: 'x', link: 'https://www.example.com/New%20birch/?utm_source=rss' }]),
  );
  await readAgain(feed);
  serve(rss([{ ...again, guid: 'x', link: 'https://example.com/moved' }]));
  await readAgain(feed);
  expect(await postsOf('New birch')).toHaveLength(1);
  if (post) await product.client.posts.delete(post._id);
  await readAgain(feed);
  expect(await postsOf('New birch')).toEqual([]);
});

test('rules choose the board; an approval holds it, and what is doubtful is a draft', async () => {
  serve(rss([{ title: 'Old cedar', picture: 2 }]));
  const feed = await add({
    makes: 'approval',
    rules: [{ board: 'Small gardens', category: 'Garden' }],
  });
  serve(
    rss([
      { title: 'Cedar fence', picture: 3, category: 'garden' },
      { title: 'Cedar without a picture' },
      { title: 'Old cedar', picture: 2, guid: 'other', link: 'https://example.com/other' },
    ]),
  );
  await readAgain(feed);
  expect(await postsOf('Cedar fence')).toMatchObject([
    {
      status: 'scheduled',
      approval: { required: true, approvedBy: null },
      platforms: [{ platformSpecificData: { boardName: 'Small gardens' } }],
    },
  ]);
  expect(await postsOf('Cedar without a picture')).toMatchObject([{ status: 'draft' }]);
  expect(await postsOf('Old cedar')).toMatchObject([{ status: 'draft' }]);
  const doubts = (await entriesOf(feed)).flatMap(({ title, problem }) =>
    problem ? [title, problem.code] : [],
  );
  expect(doubts.sort()).toEqual(
    ['Cedar without a picture', 'FEED_ENTRY_DOUBTFUL', 'FEED_ENTRY_DOUBTFUL', 'Old cedar'].sort(),
  );
});

test('a feed that fails says why, and goes on when it is back; a paused one rests', async () => {
  serve(rss([]));
  const feed = await add();
  serve('<html>Moved</html>');
  await product.pass(31 * minute);
  await expect
    .poll(async () => (await now(feed)).problem?.code, { timeout: 15_000 })
    .toMatch(/FEED_UNREADABLE|MEDIA_IS_WEB_PAGE/);
  serve(rss([{ title: 'Back again', picture: 4 }]));
  await readAgain(feed);
  expect(await now(feed)).toMatchObject({ problem: null });
  expect(await postsOf('Back again')).toHaveLength(1);
  const paused = await product.client.feeds.update(feed.id, { isPaused: true });
  expect(paused.feed).toMatchObject({ isPaused: true, nextReadAt: null });
  await product.client.feeds.delete(feed.id);
  expect((await product.client.feeds.list()).feeds.map(({ id }) => id)).not.toContain(feed.id);
  expect(await postsOf('Back again')).toHaveLength(1);
});

test('a reading that was cut off makes no second post, also of an entry that has changed since', async () => {
  serve(rss([]));
  const feed = await add();
  const item = { title: 'Cut yew', picture: 1, link: 'https://example.com/yew' };
  serve(rss([item]));
  await readAgain(feed);
  const [post] = await postsOf('Cut yew');
  for (const title of ['Cut yew', 'Cut yew, corrected']) {
    // As if it had been killed before the entry was noted.
    await product.app.store.db.deleteFrom('feedEntry').where('feedId', '=', feed.id).execute();
    serve(rss([{ ...item, title, guid: 'Cut yew' }]));
    await readAgain(feed);
    expect(await postsOf('Cut yew')).toHaveLength(1);
    expect(await entriesOf(feed)).toMatchObject([{ outcome: 'made', postId: post?._id }]);
  }
});

test('without its account a feed waits, and loses nothing', async () => {
  serve(rss([]));
  const feed = await add();
  const { db } = product.app.store;
  const sign = (status: 'connected' | 'needs_reconnection') =>
    db.updateTable('identity').set({ status }).where('id', '=', product.identityId).execute();
  await sign('needs_reconnection');
  serve(rss([{ title: 'Waiting willow', picture: 0 }]));
  await product.pass(31 * minute);
  await expect
    .poll(async () => (await now(feed)).problem?.code, { timeout: 15_000 })
    .toBe('ACCOUNT_DISCONNECTED');
  expect(await entriesOf(feed)).toEqual([]);
  await sign('connected');
  await readAgain(feed);
  expect(await postsOf('Waiting willow')).toHaveLength(1);
});

describe('the other formats', () => {
  const picture = () => `${web.origin}/5.jpg`;
  test.each([
    [
      'Atom',
      () =>
        `<feed xmlns="http://www.w3.org/2005/Atom"><title>A</title><id>a</id><updated>2026-03-01T09:00:00Z</updated><entry><title>Atom elm</title><id>1</id><updated>2026-03-01T09:00:00Z</updated><link href="https://example.com/atom"/><content type="html">&lt;img src="${picture()}"&gt; About</content></entry></feed>`,
    ],
    [
      'RDF',
      () =>
        `<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"><channel rdf:about="https://example.com"><title>R</title><link>https://example.com</link><description>R</description></channel><item rdf:about="https://example.com/rdf"><title>RDF elm</title><link>https://example.com/rdf</link><description>&lt;img src="${picture()}"&gt;</description></item></rdf:RDF>`,
    ],
    [
      'JSON',
      () =>
        JSON.stringify({
          version: 'https://jsonfeed.org/version/1.1',
          title: 'J',
          items: [
            {
              id: '1',
              url: 'https://example.com/json',
              title: 'JSON elm',
              content_text: 'About',
              image: picture(),
            },
          ],
        }),
    ],
  ])('%s', async (name, content) => {
    serve(rss([]));
    const feed = await add();
    serve(content());
    await readAgain(feed);
    expect(await postsOf(`${name} elm`)).toMatchObject([
      { status: 'draft', mediaItems: [{ type: 'image' }] },
    ]);
  });
});

test('what is no feed, a board that is not there and a private address are refused at once', async () => {
  const refused = async (body: object) => {
    const answer = await product.request('POST', '/api/v1/feeds', {
      url: web.origin + path,
      accountId: product.accountId,
      board: 'Kitchens',
      ...body,
    });
    const { details } = (await answer.json()) as { details: { problems: { code: string }[] } };
    return [answer.status, ...details.problems.map(({ code }) => code)];
  };
  serve('no feed');
  expect(await refused({})).toEqual([400, 'FEED_UNREADABLE']);
  serve(rss([]));
  expect(await refused({ board: 'Nowhere', rules: [{ board: 'Nor here' }] })).toEqual([
    400,
    'PIN_BOARD_NOT_FOUND',
    'PIN_BOARD_NOT_FOUND',
  ]);
  expect(await refused({ url: 'file:///etc/passwd' })).toEqual([400, 'MEDIA_URL_INVALID']);
});
