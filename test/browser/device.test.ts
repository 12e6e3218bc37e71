import { describe, expect, it } from 'vitest';
import { flaws, running, signedIn, useProduct, visit } from './product.ts';

useProduct();

const begin = async (): Promise<{ device_code: string; user_code: string }> =>
  (await (await fetch(`${running.product.url}/device/code`, { method: 'POST' })).json()) as never;
const ask = async (device_code: string): Promise<Record<string, string>> =>
  (await (
    await fetch(`${running.product.url}/device/token`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ device_code }),
    })
  ).json()) as never;

describe('the page that lets a command line in', { timeout: 120_000 }, () => {
  it('asks who it is and what it may do, and hands out a key', async () => {
    const { user_code: code, device_code: secret } = await begin();
    const page = await signedIn(`/device?code=${code}`);
    await page.getByRole('heading', { name: 'Postiz CLI' }).waitFor();
    await page.getByText(code).waitFor();
    expect(await flaws(page)).toEqual([]);
    await page.getByLabel('Look at everything').check();
    await page.getByRole('button', { name: 'Let it in' }).click();
    await page.getByText('Postiz CLI is let in.').waitFor();
    expect(await flaws(page)).toEqual([]);
    expect(await ask(secret)).toMatchObject({ access_token: expect.stringMatching(/^lp_/) });
  });

  it('takes a code that is typed, says when it is none, and denies', async () => {
    const { user_code: code, device_code: secret } = await begin();
    const page = await signedIn('/device');
    const field = page.getByLabel('Code in the terminal');
    await field.fill('bbbb bbbb');
    await page.getByRole('button', { name: 'Go on' }).click();
    await page.getByText('No command line asks to be let in under the code BBBB-BBBB.').waitFor();
    expect(await flaws(page)).toEqual([]);
    await field.fill(code.toLowerCase().replace('-', ''));
    await page.getByRole('button', { name: 'Go on' }).click();
    await page.getByRole('button', { name: 'Deny' }).click();
    await page.getByText('It was denied.').waitFor();
    expect(await ask(secret)).toMatchObject({ error: 'access_denied' });
  });

  it('lets nobody answer who is not signed in, and comes back to the code afterwards', async () => {
    const { user_code: code } = await begin();
    const page = await visit(`/device?code=${code}`);
    await page.getByLabel('API key').fill(running.product.apiKey);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('heading', { name: 'Postiz CLI' }).waitFor();
    await page.getByText(code).waitFor();
  });
});
