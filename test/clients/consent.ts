import { expect } from 'vitest';
import type { Sandbox } from '../../src/sandbox/index.ts';
import { sendRaw } from './raw-http.ts';

/** Opens the consent page as a browser does, presses the button that gives access, and returns the code. */
export async function grantConsent(
  sandbox: Sandbox,
  address: string,
  account: string,
): Promise<string> {
  const origin = new URL(sandbox.url);
  const host = `Host: ${origin.host}\r\n`;
  const open = (path: string) =>
    sendRaw(origin, `GET ${path} HTTP/1.1\r\n${host}\r\n`, Buffer.alloc(0));
  let page = await open(address);
  if (page.status === 302) page = await open(page.headers.get('location') ?? '');
  expect(page.status, page.text).toBe(200);

  const hidden = page.text.matchAll(/type="hidden" name="([^"]*)" value="([^"]*)"/g);
  const form = new URLSearchParams();
  for (const [, name = '', value = ''] of hidden) form.set(name, value.replaceAll('&amp;', '&'));
  form.set('username', account);
  form.set('decision', 'approve');
  const body = Buffer.from(form.toString());
  const head = `POST /oauth/ HTTP/1.1\r\n${host}Content-Type: application/x-www-form-urlencoded\r\nContent-Length: ${body.length}\r\n\r\n`;
  const answer = await sendRaw(origin, head, body);
  expect(answer.status, answer.text).toBe(302);

  const callback = new URL(answer.headers.get('location') ?? '');
  const asked = new URL(address, sandbox.url).searchParams;
  expect(callback.searchParams.get('state')).toBe(asked.get('state'));
  expect(callback.href.startsWith(asked.get('redirect_uri') ?? ' ')).toBe(true);
  return callback.searchParams.get('code') ?? '';
}
