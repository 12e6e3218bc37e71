import type { ErrorCode } from '../../../src/domain/errors/index.ts';
import type { MediaServer } from '../../harness/media-server.ts';
import type { Product } from '../../harness/product.ts';

/** What a case is made of: the product it is sent to, and files that are fine, so that one thing is wrong. */
export interface BadWorld {
  product: Product;
  server: MediaServer;
  /** Uploaded to `product` and faultless. */
  image: string;
  wide: string;
  video: string;
}

/** Something that must be refused. */
export interface BadCase {
  name: string;
  /** Everything that is wrong, as `field: CODE`. */
  wrong: Record<string, ErrorCode | ErrorCode[]>;
  body(world: BadWorld): unknown;
  /** `guarded` keeps private addresses out, as in production; `hasty` waits half a second for a file. */
  to?: 'open' | 'guarded' | 'hasty';
  /** What the fix must say. */
  fix?: RegExp;
  /** The media address itself is what is wrong: validate/media must say the same. */
  media?: (world: BadWorld) => Promise<string> | string;
}

export const pin = 'platforms[0].platformSpecificData';

/** A faultless post to change. */
export const post = (
  { product, image }: BadWorld,
  more: Record<string, unknown> = {},
  data: Record<string, unknown> = {},
  entry: Record<string, unknown> = {},
): Record<string, unknown> => ({
  content: 'Something that would be fine.',
  mediaIds: [image],
  publishNow: true,
  platforms: [
    {
      platform: 'pinterest',
      accountId: product.accountId,
      platformSpecificData: { boardId: 'Kitchens', ...data },
      ...entry,
    },
  ],
  ...more,
});

/** A post whose only medium is behind `url`. */
export const showing = (world: BadWorld, url: string): Record<string, unknown> =>
  post(world, { mediaIds: undefined, mediaItems: [{ url }] });

/** A medium behind an address that is refused with `code`. */
export function badAddress(
  name: string,
  code: ErrorCode | ErrorCode[],
  media: (world: BadWorld) => Promise<string> | string,
  more: Pick<BadCase, 'to' | 'fix'> = {},
): BadCase {
  return {
    name,
    wrong: { 'mediaItems[0].url': code },
    media,
    body: async (world) => showing(world, await media(world)),
    ...more,
  };
}

/** A file that is refused with `code`, served under a name that promises a JPEG. */
export const badFile = (
  name: string,
  code: ErrorCode | ErrorCode[],
  make: () => Promise<Buffer> | Buffer | string,
  path = `/${name.replaceAll(/[^\w.]+/g, '-')}.jpg`,
): BadCase => {
  let made: Promise<Buffer | string> | undefined;
  return badAddress(name, code, async ({ server }) => {
    made ??= Promise.resolve(make());
    return server.add(path, await made);
  });
};
