import type { Product } from './product.ts';
import { send, target } from './publishing.ts';

/** The body of a refusal. */
export interface Refused {
  code: string;
  error: string;
  details: { problems: { field?: string; code: string; message: string }[] };
}

/** Ways to send posts in forms that other programs use. */
export function inputForms(world: () => { product: Product; mediaIds: string[] }) {
  const post = (more: Record<string, unknown> = {}, data: Record<string, unknown> = {}) => ({
    content: 'Words',
    mediaIds: world().mediaIds,
    platforms: [target(world().product, data)],
    ...more,
  });
  return {
    post,
    /** Status and problems of a post that is refused. */
    refused: async (more: Record<string, unknown>, data: Record<string, unknown> = {}) => {
      const { status, body } = await send(world().product, post(more, data));
      const { details } = body as unknown as Refused;
      return [status, ...details.problems.map(({ code, field }) => `${field} ${code}`)];
    },
    ask: async (method: string, path: string, body?: unknown) => {
      const response = await world().product.request(method, `/api/v1/${path}`, body);
      return { status: response.status, body: (await response.json()) as Record<string, unknown> };
    },
  };
}
