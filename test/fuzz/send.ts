import { request as httpRequest, Agent } from 'node:http';
import type { Product } from '../harness/product.ts';
import type { Random } from './random.ts';
import { createRequests, type FuzzRequest, type OpenApi } from './requests.ts';

export interface FuzzAnswers {
  count: number;
  byStatus: Map<number, number>;
  /** Requests that were answered with 500, in no form of ours, or not at all; what came back behind it. */
  defects: string[];
  slowestMs: number;
  /** The request that took longest. */
  slowest: string;
}

type Target = Pick<Product, 'url' | 'apiKey' | 'accountId' | 'boards' | 'client'>;

/** An API of the product. */
export interface FuzzedDoor {
  /** Path of its OpenAPI document. */
  document: string;
  credentials: (apiKey: string) => Record<string, string>;
  /** Whether the body of a refusal is in its form. */
  says: (body: Record<string, unknown>) => boolean;
}

export const nativeDoor: FuzzedDoor = {
  document: '/api/openapi.json',
  credentials: (apiKey) => ({ authorization: `Bearer ${apiKey}` }),
  says: ({ code, error }) => typeof code === 'string' && typeof error === 'string',
};

export const bundleDoor: FuzzedDoor = {
  document: '/api/openapi/bundle.json',
  credentials: (apiKey) => ({ 'x-api-key': apiKey }),
  says: ({ statusCode, message, issues }) =>
    typeof statusCode === 'number' && typeof message === 'string' && Array.isArray(issues),
};

/** Sends `count` requests, eight at a time. */
export async function sendFuzz(
  product: Target,
  mediaIds: readonly string[],
  random: Random,
  count: number,
  door: FuzzedDoor = nativeDoor,
): Promise<FuzzAnswers> {
  // Not validated: it is our own document, and its tests are elsewhere.
  const document = (await (await fetch(product.url + door.document)).json()) as OpenApi;
  const boards = Object.values(product.boards);
  const draft = await product.client.posts.create({
    content: 'Draft',
    isDraft: true,
    platforms: [],
    mediaItems: [],
  });
  const { profiles } = await product.client.workspaces.list();
  const workspaceId = profiles[0]?._id ?? '';
  const [medium = '', ...media] = mediaIds;
  const [board = '', ...otherBoards] = boards;
  const next = createRequests(
    document,
    {
      accountId: [product.accountId],
      boardId: [board, ...otherBoards, 'Kitchens'],
      mediaIds: [[medium, ...media]],
      coverMediaId: [medium],
      postId: [draft.post._id],
      platform: ['pinterest'],
      // Names of bundle.social's API.
      teamId: [workspaceId],
      socialAccountId: [product.accountId],
      type: ['PINTEREST'],
      socialAccountTypes: [['PINTEREST']],
      uploadIds: [[medium]],
      boardName: ['Kitchens', board],
      url: [`${product.url}/media/${medium}/a.jpg`, 'https://example.invalid/a.jpg'],
    },
    random,
  );
  const answers: FuzzAnswers = {
    count: 0,
    byStatus: new Map(),
    defects: [],
    slowestMs: 0,
    slowest: '',
  };
  const agent = new Agent({ keepAlive: true, maxSockets: 8 });
  const work = async () => {
    while (answers.count < count) {
      answers.count += 1;
      const one = next();
      const began = performance.now();
      const { status, text } = await send(agent, product, one, door).catch((error: Error) => ({
        status: 0,
        text: error.message,
      }));
      const ms = performance.now() - began;
      answers.byStatus.set(status, (answers.byStatus.get(status) ?? 0) + 1);
      if (ms > answers.slowestMs) Object.assign(answers, { slowestMs: ms, slowest: nameOf(one) });
      if (status === 500 || status === 0 || !inForm(status, text, door))
        answers.defects.push(`${nameOf(one)} -> ${status} ${text.slice(0, 300)}`);
    }
  };
  await Promise.all(Array.from({ length: 8 }, work));
  agent.destroy();
  return answers;
}

const nameOf = ({ method, target, headers, body }: FuzzRequest): string =>
  `${method} ${target.slice(0, 200)} ${headers['content-type'] ?? ''} ${String(body ?? '').slice(0, 600)}`;

/** A refusal has its code and says what is wrong. */
function inForm(status: number, text: string, door: FuzzedDoor): boolean {
  if (status < 400) return true;
  try {
    const body = JSON.parse(text) as Record<string, unknown>;
    // What is not meant for a door is answered by the native one.
    return door.says(body) || nativeDoor.says(body);
  } catch {
    return false;
  }
}

/** Over a plain socket client: fetch corrects or refuses what this wants to send. */
const send = (agent: Agent, product: Target, one: FuzzRequest, door: FuzzedDoor) =>
  new Promise<{ status: number; text: string }>((resolve, reject) => {
    const { method, target, body } = one;
    const headers = {
      ...door.credentials(product.apiKey),
      ...one.headers,
      'content-length': Buffer.byteLength(body ?? ''),
    };
    const sent = httpRequest(
      new URL(product.url),
      { agent, method, path: target, headers },
      (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('error', reject);
        response.on('end', () =>
          resolve({ status: response.statusCode ?? 0, text: Buffer.concat(chunks).toString() }),
        );
      },
    );
    sent.on('error', reject);
    sent.end(body);
  });
