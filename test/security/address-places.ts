import type { Post } from '../../src/sdk/index.ts';
import { later } from '../harness/post-verbs.ts';
import type { Product } from '../harness/product.ts';
import { target } from '../harness/publishing.ts';

/** What the places need. */
export interface World {
  product: Product;
  /** Uploaded and faultless. */
  image: string;
  /** Planned for the far future. */
  post: Post;
  /** Id of a webhook. */
  webhook: string;
}

/** Somewhere that takes an address from a caller. */
export interface Place {
  name: string;
  /** `media` and `link`: it is asked; `told`: webhooks; `never`: it is only handed to a browser. */
  fetches: 'media' | 'link' | 'told' | 'never';
  give(world: World, url: string): Promise<Response>;
}

const withMedia = ({ product }: World, media: object, data: object = {}, entry: object = {}) => ({
  content: 'Words',
  scheduledFor: later,
  allowDuplicate: true,
  platforms: [target(product, { ...data }, { ...entry })],
  ...media,
});

const posting =
  (method: string, path: (world: World) => string, more: object = {}) =>
  (body: (world: World, url: string) => object): Place['give'] =>
  (world, url) =>
    world.product.request(method, path(world), { ...body(world, url), ...more });

const create = posting('POST', () => '/api/v1/posts');
const dryRun = posting('POST', () => '/api/v1/posts', { dryRun: true });
const update = posting('PUT', ({ post }) => `/api/v1/posts/${post._id}`);
const check = posting('POST', () => '/api/v1/tools/validate/post');
const repair = posting('POST', () => '/api/v1/tools/validate/post', { repair: true });

const bodies: Record<string, [Place['fetches'], (world: World, url: string) => object]> = {
  'mediaItems[].url': ['media', (world, url) => withMedia(world, { mediaItems: [{ url }] })],
  'customMedia[].url': [
    'media',
    (world, url) => withMedia(world, {}, {}, { customMedia: [{ url }] }),
  ],
  coverImageUrl: [
    'media',
    (world, url) => withMedia(world, { mediaIds: [world.image] }, { coverImageUrl: url }),
  ],
  // A link with http is refused unread.
  link: [
    'link',
    (world, url) =>
      withMedia(world, { mediaIds: [world.image] }, { link: url.replace(/^http:/i, 'https:') }),
  ],
  'slides[].link': [
    'never',
    (world, url) => withMedia(world, { mediaIds: [world.image] }, { slides: [{ link: url }] }),
  ],
};

const doors = {
  'posts.create': create,
  'posts.create, dryRun': dryRun,
  'posts.update': update,
  'tools.validatePost': check,
  'tools.validatePost, repair': repair,
};

export type PostDoor = keyof typeof doors;
export const postDoors = Object.keys(doors) as PostDoor[]; // Its own names.

/** Every field with an address, of one way to give a post. */
export const places = (door: PostDoor): Place[] =>
  Object.entries(bodies).map(([field, [fetches, body]]) => ({
    name: `${door}: ${field}`,
    fetches,
    give: doors[door](body),
  }));

const bundled = ({ url, apiKey }: Product, method: string, path: string, body: object) =>
  fetch(`${url}/api/v1/${path}`, {
    method,
    headers: { 'x-api-key': apiKey, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });

const settings = '/api/v1/webhooks/settings';
const connect = '/api/v1/connect/pinterest';

export const otherPlaces: Place[] = [
  {
    name: 'tools.validateMedia: url',
    fetches: 'media',
    give: ({ product }, url) => product.request('POST', '/api/v1/tools/validate/media', { url }),
  },
  {
    name: 'media.fetch: url',
    fetches: 'media',
    give: ({ product }, url) => product.request('POST', '/api/v1/media/from-url', { url }),
  },
  {
    name: 'feeds.create: url',
    fetches: 'media',
    give: ({ product }, url) =>
      product.request('POST', '/api/v1/feeds', {
        url,
        accountId: product.accountId,
        board: 'Kitchens',
      }),
  },
  {
    name: 'workspaces.update: avatarUrl',
    fetches: 'never',
    give: ({ product }, url) =>
      product.request('PUT', `/api/v1/profiles/${product.app.workspaceId}`, { avatarUrl: url }),
  },
  {
    name: 'bundle, upload_createFromUrl: url',
    fetches: 'media',
    give: ({ product }, url) => bundled(product, 'POST', 'upload/from-url', { url }),
  },
  {
    name: 'bundle, socialAccount_connect: redirectUrl',
    fetches: 'never',
    give: ({ product }, url) =>
      bundled(product, 'POST', 'social-account/connect', {
        type: 'PINTEREST',
        teamId: product.app.workspaceId,
        redirectUrl: url,
      }),
  },
  {
    name: 'webhooks.create: url',
    fetches: 'never',
    give: async ({ product }, url) => {
      const hook = { name: 'Made', url, events: ['post.published'] };
      const answer = await product.request('POST', settings, hook);
      const { webhook } = (await answer.clone().json()) as { webhook?: { _id: string } };
      if (webhook) await product.request('DELETE', `${settings}?id=${webhook._id}`);
      return answer;
    },
  },
  {
    name: 'webhooks.update: url',
    fetches: 'never',
    give: ({ product, webhook }, url) =>
      product.request('PUT', settings, { webhookId: webhook, url }),
  },
  {
    name: 'webhooks.test: the stored url',
    fetches: 'told',
    // As it would be with a name that leads elsewhere by now, or a row of an earlier release.
    give: async ({ product, webhook }, url) => {
      await product.app.store.db
        .updateTable('webhook')
        .set({ url: url.replaceAll('\u0000', ''), isActive: true, failingSince: null })
        .where('id', '=', webhook)
        .execute();
      return product.request('POST', '/api/v1/webhooks/test', { webhookId: webhook });
    },
  },
  {
    name: 'connections.start: redirect_url',
    fetches: 'never',
    give: ({ product }, url) =>
      product.request('GET', `${connect}?redirect_url=${encodeURIComponent(url)}`),
  },
  {
    name: 'connections.selectBoard: redirect_url',
    fetches: 'never',
    give: ({ product }, url) =>
      product.request('POST', `${connect}/select-board`, { tempToken: 'none', redirect_url: url }),
  },
];
