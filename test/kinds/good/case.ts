import type { SandboxState } from '../../../src/sandbox/index.ts';
import type { Product } from '../../harness/product.ts';
import type { MediaServer } from '../../harness/media-server.ts';

export type SandboxPin = SandboxState['pins'][number];

export interface GoodWorld {
  product: Product;
  server: MediaServer;
  /** A section of the board "Kitchens", made on Pinterest. */
  sectionId: string;
  /** A Pin that is published already. */
  pinId: string;
  /** Uploads and returns the id. */
  upload(file: Promise<Buffer> | Buffer, name?: string): Promise<string>;
  /** Serves bytes under a path and returns the address. */
  serve(path: string, file: Promise<Buffer> | Buffer): Promise<string>;
}

/** What the sandbox must hold afterwards, as far as the case is about it. */
export interface Shown {
  kind: SandboxPin['kind'];
  /** Of each decoded picture; of a video, of its cover. */
  sizes?: [width: number, height: number][];
  /** Colours in the middle of the quarters of the first picture. */
  corners?: string[];
  /** Fields of the Pin. */
  pin?: Partial<SandboxPin>;
  /** Bytes the first picture may have. */
  maxBytes?: number;
}

export interface GoodCase {
  name: string;
  body(world: GoodWorld): Promise<Record<string, unknown>>;
  /** One for each Pin, in the order of the targets. */
  shown: Shown[] | ((world: GoodWorld) => Shown[]);
}

let count = 0;
/** A target on a board of the demo, with a title no other Pin has. */
export const target = (
  { product }: GoodWorld,
  data: Record<string, unknown> = {},
  entry: Record<string, unknown> = {},
) => ({
  platform: 'pinterest',
  accountId: product.accountId,
  platformSpecificData: { boardId: 'Kitchens', title: `Pin ${++count}`, ...data },
  ...entry,
});

/** A faultless post around what is being tried. */
export const post = (
  world: GoodWorld,
  more: Record<string, unknown>,
  data: Record<string, unknown> = {},
  entry: Record<string, unknown> = {},
): Record<string, unknown> => ({
  content: `Text ${++count}`,
  platforms: [target(world, data, entry)],
  ...more,
});

/** A single picture behind an address without a telling name. */
export const picture = (
  name: string,
  make: () => Promise<Buffer> | Buffer,
  shown: Omit<Shown, 'kind'>,
  path = `/media/${name.replaceAll(/\W+/g, '-')}`,
): GoodCase => ({
  name,
  body: async (world) => post(world, { mediaItems: [{ url: await world.serve(path, make()) }] }),
  shown: [{ kind: 'image', ...shown }],
});
