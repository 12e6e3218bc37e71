import type { LoggedRequest } from '../../src/sandbox/index.ts';
import type { CreatedPost, Post, Target } from '../../src/sdk/index.ts';
import type { Product } from './product.ts';

/** What `POST /api/v1/posts` answered. */
export interface Answer {
  status: number;
  body: CreatedPost;
}

/** A target on one of the demo's boards. */
export const target = (
  product: Product,
  data: Record<string, unknown> = {},
  more: Record<string, unknown> = {},
) => ({
  platform: 'pinterest',
  accountId: product.accountId,
  platformSpecificData: { boardId: product.boards['Kitchens'], ...data },
  ...more,
});

export async function send(
  product: Product,
  post: Record<string, unknown>,
  headers: Record<string, string> = {},
): Promise<Answer> {
  // allowDuplicate: tests reuse one image; duplicates are tested in flows/repeats.test.ts.
  const body = { allowDuplicate: true, ...post };
  const response = await product.request('POST', '/api/v1/posts', body, headers);
  return { status: response.status, body: (await response.json()) as CreatedPost };
}

/** Uploads in one request and returns the id. */
export async function upload(product: Product, bytes: Buffer, name = 'photo.jpg'): Promise<string> {
  const { media } = await product.client.media.upload(new Blob([new Uint8Array(bytes)]), name);
  return media.id;
}

/** The only target of a post that has one. */
export function onlyTarget(post: Post): Target {
  const [first, ...others] = post.platforms;
  if (!first || others.length) throw new Error(`The post has ${post.platforms.length} targets.`);
  return first;
}

/** The requests that reached Pinterest while `work` was going on. */
export async function callsDuring<T>(
  product: Product,
  work: () => Promise<T>,
): Promise<{ result: T; calls: LoggedRequest[]; operations: (string | null)[] }> {
  const before = product.sandbox.control.requests().length;
  const result = await work();
  const calls = product.sandbox.control.requests().slice(before);
  return { result, calls, operations: calls.map(({ operation }) => operation) };
}

/** The Pin as the sandbox decoded and stored it. */
export function sandboxPin(product: Product, id: string | null) {
  const pin = product.sandbox.control.state().pins.find((item) => item.id === id);
  if (!pin) throw new Error(`The sandbox has no Pin ${id}.`);
  return pin;
}

/** The sandbox's Pins with this title: more than one means that something was published twice. */
export const pinsTitled = (product: Product, title: string) =>
  product.sandbox.control.state().pins.filter((pin) => pin.title === title);

/** Asks for the post repeatedly until `holds`: clients are not notified. */
export async function postOnce(
  product: Product,
  postId: string,
  holds: (post: Post) => boolean,
): Promise<Post> {
  const deadline = performance.now() + 10_000;
  for (;;) {
    const { post } = await product.client.posts.get(postId);
    if (holds(post)) return post;
    if (performance.now() > deadline)
      throw new Error(`The post stays ${JSON.stringify(post.platforms)}.`);
  }
}
