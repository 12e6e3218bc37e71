import { expect } from 'vitest';
import type { ChangedPost, Post } from '../../src/sdk/index.ts';
import { makePicture } from './pictures.ts';
import { startProduct, type Product } from './product.ts';
import { onlyTarget, postOnce, send, target, upload } from './publishing.ts';

/** Short waits, so that an outcome is unknown within half a second. */
const policy = {
  reconcileDelaysMs: [30],
  absentAfterReads: 3,
  absentAfterMs: 100,
  commitMarginMs: 100,
  reconcileForMs: 300,
  unreachableDelaysMs: [30],
  createTimeoutMs: 3_000,
  sendMarginMs: 1_000,
};

export const later = '2099-12-01T09:00:00.000Z';
export const boardGone = { status: 404, body: { code: 40, message: 'Board not found.' } };

/** A product with a picture, and what the tests of the post verbs do to it. */
export async function startScheduling() {
  const product: Product = await startProduct({ app: { policy } });
  const mediaIds = [await upload(product, await makePicture())];

  /** A post with one Pin for the kitchen board; scheduled for the far future unless `more` says otherwise. */
  async function make(title: string, more: Record<string, unknown> = {}): Promise<Post> {
    const { body } = await send(product, {
      content: `About ${title}`,
      mediaIds,
      platforms: [target(product, { title })],
      scheduledFor: later,
      ...more,
    });
    if (!body.post) throw new Error(JSON.stringify(body));
    return body.post;
  }
  async function call(method: string, path: string, body?: unknown) {
    const response = await product.request(method, `/api/v1/posts/${path}`, body);
    const json = (await response.json()) as ChangedPost & {
      code?: string;
      details?: { problems: { code: string }[] };
    };
    return { status: response.status, code: json.code, body: json, post: json.post };
  }
  const strike = (
    then: Parameters<typeof product.sandbox.control.addFault>[0]['then'],
    times = 1,
  ) => product.sandbox.control.addFault({ match: { operation: 'pins/create', times }, then });

  return {
    product,
    mediaIds,
    make,
    call,
    strike,
    put: (post: Post, change: object) => call('PUT', post._id, change),
    get: async (post: Post) => (await product.client.posts.get(post._id)).post,

    /** A post whose only Pin failed because Pinterest refused it. */
    makeFailed: (title: string): Promise<Post> => {
      strike(boardGone);
      return make(title, { publishNow: true });
    },

    /** A post whose only Pin may or may not be on Pinterest. */
    makeUnknown: async (title: string, drop: 'before' | 'after'): Promise<Post> => {
      strike({ drop });
      product.sandbox.control.addFault({
        match: { operation: 'boards/list_pins' },
        then: { status: 403, body: { code: 29, message: 'Not now.' } },
      });
      const made = await make(title, { publishNow: true });
      product.sandbox.control.clearFaults();
      expect(onlyTarget(made).errorCode).toBe('PIN_OUTCOME_UNKNOWN');
      return made;
    },

    /** Does `work` while the Pin of a new post is being sent to Pinterest. */
    whilePublishing: async <T>(title: string, work: (post: Post) => Promise<T>) => {
      strike({ delayMs: 700 });
      const made = await make(title, { scheduledFor: new Date(Date.now() + 50).toISOString() });
      await postOnce(product, made._id, ({ platforms }) => platforms[0]?.step === 'creating');
      const result = await work(made);
      const post = await postOnce(product, made._id, ({ status }) => status === 'published');
      return { result, post };
    },
  };
}
export type Scheduling = Awaited<ReturnType<typeof startScheduling>>;
