import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import type { ProblemBody } from '../../src/sdk/index.ts';
import type { Product } from './product.ts';
import { callsDuring } from './publishing.ts';

/** Everything a refused request must leave as it was. */
export async function traces(of: Product) {
  const dir = join(of.dataDir, 'media');
  const { pagination } = await of.client.posts.list();
  const media = await of.app.store.db.selectFrom('media').select('id').execute();
  return {
    posts: pagination.total,
    media: media.length,
    files: readdirSync(dir, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => entry.name)
      .sort(),
  };
}

export interface Refusal {
  status: number;
  body: {
    error: string;
    code: string;
    type: string;
    param?: string;
    requestId: string;
    details: { problems: ProblemBody[]; fields?: Record<string, string[]> };
  };
}

/** Sends a post that must be refused, and checks all that is true of every refusal. */
export async function refusedBy(of: Product, body: unknown): Promise<Refusal> {
  const before = await traces(of);
  const { result, calls } = await callsDuring(of, async () => {
    const response = await of.request('POST', '/api/v1/posts', body);
    return { status: response.status, body: (await response.json()) as Refusal['body'] };
  });
  // An unknown board is looked for in a fresh list; nothing else is asked, and nothing written.
  expect(calls.filter(({ operation }) => operation !== 'boards/list')).toEqual([]);
  expect(await traces(of)).toEqual(before);
  const { problems, fields } = result.body.details;
  expect(result.body).toMatchObject({
    error: problems[0]?.message,
    code: problems[0]?.code,
    requestId: expect.stringMatching(/./),
  });
  for (const problem of problems) {
    expect(problem.message).toMatch(/^[^{}]{5,}$/);
    expect(problem.fix).toMatch(/\S{3,}/);
    expect(problem.fix).not.toMatch(/\{\w+\}/);
    expect(problem).toMatchObject({ severity: 'error', source: 'user' });
    if (problem.field) expect(fields?.[problem.field]).toContain(problem.message);
  }
  return result;
}
