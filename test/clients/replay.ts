import { expect } from 'vitest';
import type { Sandbox } from '../../src/sandbox/index.ts';
import { grantConsent } from './consent.ts';
import type { Flow, Step } from './flow.ts';
import { sendRaw, type RawAnswer } from './raw-http.ts';
import { fill, isKind, valuesAt, type Values } from './values.ts';
import { encodeBody } from './encode-body.ts';

/** Files the requests refer to. */
export interface Samples {
  values: Values;
  video: Buffer;
}

/** Sends the requests of a client for one account and checks that it could read each answer. */
export async function replay(
  sandbox: Sandbox,
  flow: Flow,
  account: string,
  samples: Samples,
): Promise<void> {
  const { clientId, clientSecret } = sandbox;
  const { accessToken, refreshToken } = sandbox.tokenFor(account, flow.scopes && [...flow.scopes]);
  const values: Values = {
    ...samples.values,
    client: clientId,
    board: sandbox.control.state().boards.find(({ owner }) => owner === account)?.id,
    basic: Buffer.from(`${clientId}:${clientSecret}`).toString('base64'),
    ...(flow.consent === undefined && { token: accessToken, refresh: refreshToken }),
  };
  if (flow.consent !== undefined)
    values['code'] = await grantConsent(sandbox, fill(flow.consent, values), account);

  const ask = async (step: Step, target = step.send): Promise<RawAnswer> => {
    const [method = '', path = ''] = fill(target, values).split(' ');
    const url = new URL(path, sandbox.url);
    const { headers, bytes } = encodeBody(step.body, values, samples.video);
    const lines = [...flow.headers, ...(step.headers ?? []), ...headers];
    // The path as it is written: URL would encode what the client did not.
    const written = path.startsWith('http') ? url.pathname + url.search : path;
    const head = [
      `${method} ${written} HTTP/1.1`,
      `Host: ${url.host}`,
      ...lines.map((line) => fill(line, values)),
    ];
    return sendRaw(url, `${head.join('\r\n')}\r\n\r\n`, bytes);
  };

  for (const step of flow.steps) {
    if (step.limited !== undefined) {
      const match = { operation: step.limited, account, times: 1 };
      sandbox.control.addFault({ match, then: { status: 429 } });
      expectLimited(await ask(step));
    }
    let answer = await ask(step);
    let body = check(step, answer);
    if (step.until !== undefined) {
      const [path, value] = step.until;
      for (let round = 0; round < 5 && valuesAt(body, path)[0] !== value; round += 1) {
        sandbox.control.advanceClock(1000);
        answer = await ask(step);
        body = check(step, answer);
      }
      expect(valuesAt(body, path), step.send).toEqual([value]);
    }
    for (const [name, path] of Object.entries(step.keep ?? {}))
      values[name] = valuesAt(body, path)[0];
    if (step.pages !== undefined) await followPages(step, body, ask);
  }
}

async function followPages(
  step: Step,
  first: unknown,
  ask: (step: Step, target: string) => Promise<RawAnswer>,
): Promise<void> {
  const { bookmark, items } = step.pages ?? { bookmark: '&bookmark=', items: 0 };
  const ids = valuesAt(first, 'items[].id');
  let [next] = valuesAt(first, 'bookmark');
  while (typeof next === 'string' && next !== '') {
    const body = check(step, await ask(step, `${step.send}${bookmark}${next}`));
    ids.push(...valuesAt(body, 'items[].id'));
    [next] = valuesAt(body, 'bookmark');
  }
  expect(new Set(ids).size, `${step.send}: items of all pages`).toBe(items);
  expect(ids, `${step.send}: items of all pages`).toHaveLength(items);
}

/** Holds an answer against what the client needs, and gives its body. */
function check(step: Step, answer: RawAnswer): unknown {
  const { status, text } = answer;
  expect(status, `${step.send}: ${text}`).toBe(step.status);
  const isJson = answer.headers.get('content-type')?.startsWith('application/json') ?? false;
  const body: unknown = isJson ? JSON.parse(text) : text;
  for (const [path, kind] of Object.entries(step.reads ?? {})) {
    const values = valuesAt(body, path);
    expect(values.length, `${step.send}: ${path} is in ${text}`).toBeGreaterThan(0);
    for (const value of values)
      expect(
        isKind(value, kind),
        `${step.send}: ${path} is ${JSON.stringify(value)}, not ${kind}`,
      ).toBe(true);
  }
  for (const [path, value] of Object.entries(step.equals ?? {}))
    expect(valuesAt(body, path), `${step.send}: ${path}`).toEqual([value]);
  if (step.message !== undefined) expect(text, step.send).toContain(step.message);
  return body;
}

/** Every client tells a rate limit by the status, the official samples from spam by the text. */
function expectLimited(answer: RawAnswer): void {
  expect(answer.status).toBe(429);
  expect(JSON.parse(answer.text)).toMatchObject({
    code: 8,
    message: expect.not.stringMatching(/spam/i),
  });
  for (const name of ['limit', 'remaining', 'reset'])
    expect(answer.headers.get(`x-ratelimit-${name}`)).toMatch(/^\d+/);
}
