import { beforeAll, describe, expect, it } from 'vitest';
import { flaws, running, signedIn, useProduct } from './product.ts';

useProduct();
beforeAll(() => {
  const { control } = running.product.sandbox;
  for (const username of ['second_shop', 'third_shop'])
    control.addAccount({ username, boards: [{ name: `Board of ${username}` }] });
});

const card = (page: Awaited<ReturnType<typeof signedIn>>, username: string) =>
  page.getByRole('listitem').filter({ hasText: `@${username}` });

describe('connecting an account', () => {
  it('leads through the consent page and back, with the account and its boards', async () => {
    const page = await signedIn('/accounts');
    await page.getByRole('button', { name: 'Connect account' }).click();
    await page.getByRole('dialog').getByText('The sandbox asks which').waitFor();
    expect(await flaws(page)).toEqual([]);
    await page.getByRole('button', { name: 'Go to the sandbox' }).click();
    await page.getByRole('radio', { name: /second_shop/ }).check();
    await page.getByRole('button', { name: 'Give access' }).click();
    await page.getByRole('status').filter({ hasText: 'second_shop is connected' }).waitFor();
    expect(page.url()).toContain(`${running.product.url}/accounts?connected=pinterest`);
    await card(page, 'second_shop').getByText('Ready').waitFor();
    await card(page, 'second_shop').getByText('renewed by itself').waitFor();
    expect(await flaws(page)).toEqual([]);
    await page.getByRole('link', { name: 'Boards' }).click();
    await page.getByText('Board of second_shop').waitFor();
  });

  it('says in words when it was declined', async () => {
    const page = await signedIn('/accounts');
    await page.getByRole('button', { name: 'Connect account' }).click();
    await page.getByRole('button', { name: 'Go to the sandbox' }).click();
    await page.getByRole('button', { name: 'Cancel' }).click();
    await page.getByRole('alert').filter({ hasText: 'declined at Pinterest' }).waitFor();
    expect(await flaws(page)).toEqual([]);
    await page.getByRole('button', { name: 'Close' }).click();
    expect(page.url()).toBe(`${running.product.url}/accounts`);
  });

  it('cannot be completed in another browser than the one that began it', async () => {
    const page = await signedIn('/accounts');
    await page.getByRole('button', { name: 'Connect account' }).click();
    await page.getByRole('button', { name: 'Go to the sandbox' }).click();
    await page.getByRole('radio', { name: /third_shop/ }).waitFor();
    const consentPage = page.url();
    const other = await running.browser.newContext();
    try {
      const stranger = await other.newPage();
      await stranger.goto(consentPage);
      await stranger.getByRole('radio', { name: /third_shop/ }).check();
      await stranger.getByRole('button', { name: 'Give access' }).click();
      await stranger.waitForURL(/error=access_denied/);
    } finally {
      await other.close();
    }
    const { accounts } = await running.product.client.accounts.list();
    expect(accounts.map(({ username }) => username)).not.toContain('third_shop');
  });

  it('takes a token as well', async () => {
    const page = await signedIn('/accounts');
    await page.getByRole('button', { name: 'Connect account' }).click();
    await page.getByRole('button', { name: 'Use an access token instead' }).click();
    await page.getByLabel('Access token').fill('wrong');
    await page.getByRole('button', { name: 'Connect', exact: true }).click();
    await page
      .getByRole('alert')
      .filter({ hasText: 'does not accept this access token' })
      .waitFor();
    const { accessToken } = running.product.sandbox.tokenFor('third_shop');
    await page.getByLabel('Access token').fill(accessToken);
    await page.getByRole('button', { name: 'Connect', exact: true }).click();
    await card(page, 'third_shop').getByText('cannot be renewed').waitFor();
  });
});

describe('an account whose access was taken back', () => {
  it('says so, and is connected again in the same place', async () => {
    const { product } = running;
    const { accounts } = await product.client.accounts.list();
    const shop = accounts.find(({ username }) => username === 'second_shop');
    product.sandbox.control.revoke('second_shop');
    await product.client.accounts.health(shop?._id ?? '', { probe: 'true' });
    const page = await signedIn('/accounts');
    await card(page, 'second_shop').getByText('must be connected again').waitFor();
    expect(await flaws(page)).toEqual([]);
    await page.getByRole('button', { name: 'Actions for second_shop' }).click();
    await page.getByRole('menuitem', { name: 'Connect again' }).click();
    await page.getByRole('button', { name: 'Go to the sandbox' }).click();
    await page.getByRole('radio', { name: /second_shop/ }).check();
    await page.getByRole('button', { name: 'Give access' }).click();
    await card(page, 'second_shop').getByText('Ready').waitFor();
  });
});

it('an account is disconnected, with its planned Pins held or cancelled', async () => {
  const page = await signedIn('/accounts', { viewport: { width: 390, height: 844 } });
  await page.getByRole('button', { name: 'Actions for third_shop' }).click();
  await page.getByRole('menuitem', { name: 'Disconnect' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('radio', { name: 'Are cancelled' }).check();
  expect(await flaws(page)).toEqual([]);
  await dialog.getByRole('button', { name: 'Disconnect' }).click();
  await dialog.getByText('Disconnected third_shop').waitFor();
  await dialog.getByRole('button', { name: 'Close' }).last().click();
  await card(page, 'third_shop').waitFor({ state: 'detached' });
});
