import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makePicture } from '../harness/pictures.ts';
import { later } from '../harness/post-verbs.ts';
import { startProduct, type Product } from '../harness/product.ts';
import { target, upload } from '../harness/publishing.ts';
import { pretendNames } from '../kinds/names.ts';
import { addressForms, pretendedNames, type AddressForm } from './address-forms.ts';
import type { Place, World } from './address-places.ts';
import { startCanary, watchConnections, type Canary } from './canary.ts';

let canary: Canary;
let forms: AddressForm[];
let guarded: World;
let open: World;
let realNames: () => void;
let watch: ReturnType<typeof watchConnections>;

async function worldOf(product: Product): Promise<World> {
  const image = await upload(product, await makePicture());
  const { post } = await product.client.posts.create({
    content: 'Words',
    mediaIds: [image],
    platforms: [target(product)],
    scheduledFor: later,
  });
  const { webhook } = await product.client.webhooks.create({
    name: 'Hook',
    url: 'https://nobody.example/',
    events: ['post.published'],
  });
  return { product, image, post, webhook: webhook._id };
}

/** Ports of this machine that the product itself uses. */
const own = (address: string): boolean => {
  const ports = [guarded, open].flatMap(({ product }) => [product.url, product.sandbox.url]);
  return ports.some((url) => address.endsWith(`:${new URL(url).port}`));
};

/** Runs a few at a time. */
async function each<T>(list: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  const rest = [...list];
  const lane = async () => {
    for (let item = rest.shift(); item !== undefined; item = rest.shift()) await work(item);
  };
  await Promise.all(Array.from({ length: 6 }, lane));
}

/** Gives every form to every place, and looks whether anything inside was reached. */
export function testAddresses(places: readonly Place[]): void {
  beforeAll(async () => {
    canary = await startCanary(await makePicture());
    forms = addressForms(canary.port);
    realNames = pretendNames((given) => {
      const name = given.toLowerCase().replace(/\.$/, '');
      return pretendedNames[name] ?? (name.endsWith('.loopback.example') ? ['127.0.0.1'] : []);
    });
    watch = watchConnections();
    guarded = await worldOf(await startProduct({ guardPrivateUrls: true }));
    open = await worldOf(await startProduct());
  });
  afterAll(async () => {
    watch?.stop();
    realNames?.();
    await guarded?.product.close();
    await open?.product.close();
    await canary?.close();
  });

  test('there are enough forms, and no two are the same', () => {
    expect(forms.length).toBeGreaterThanOrEqual(60);
    expect(new Set(forms.map(({ url }) => url)).size).toBe(forms.length);
  });

  describe('no form of an address leads inside', () => {
    test.each(places)('$name', async ({ fetches, give }) => {
      canary.reached.length = 0;
      watch.tried.length = 0;
      const accepted: string[] = [];
      await each(forms, async ({ name, url }) => {
        const answer = await give(guarded, url);
        const body = (await answer.json()) as { valid?: boolean; code?: string };
        // A defect of ours would hide what the guard does.
        expect(body.code, name).not.toBe('INTERNAL_ERROR');
        if (answer.ok && body.valid !== false) accepted.push(name);
      });
      expect(canary.reached).toEqual([]);
      expect(watch.tried.filter((address) => !own(address))).toEqual([]);
      // A link that does not answer is only warned of: a page may be published after its Pin is planned.
      if (fetches === 'media' || fetches === 'told') expect(accepted).toEqual([]);
    });
  });

  describe('without the guard the same places reach it', () => {
    const asked = places.filter(({ fetches }) => fetches !== 'never');
    test.each(asked)('$name', async ({ name, fetches, give }) => {
      canary.reached.length = 0;
      const scheme = fetches === 'link' ? 'https://loopback.example' : 'http://loopback.example';
      // Another path: where a link leads is remembered. A host without an answer, too, by its name.
      const host = scheme.replace('loopback', `${name.replaceAll(/\W+/g, '-')}.loopback`);
      await give(open, `${host}:${canary.port}/`.toLowerCase());
      expect(canary.reached).toEqual([
        fetches === 'link' ? '(TLS)' : expect.stringMatching(/^(GET|POST) /),
      ]);
    });
  });
}
