import sharp from 'sharp';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll } from 'vitest';
import { startProduct, type Product } from '../harness/product.ts';
import { ensureDashboardIsBuilt } from './build.ts';
import { launchBrowser } from './launch.ts';
import { ask, openPage } from './page.ts';

/** The product and a browser for the tests of a file; there once its tests run. */
export const running = {} as { product: Product; browser: Browser };

let session: BrowserContextOptions['storageState'];

export function useProduct(): void {
  beforeAll(async () => {
    session = undefined; // Of another file's product.
    await ensureDashboardIsBuilt(); // The server looks for it once, when it starts.
    [running.product, running.browser] = await Promise.all([startProduct(), launchBrowser()]);
  }, 60_000);
  afterAll(async () => {
    await running.browser?.close();
    await running.product?.close();
  });
}

export const visit = (path: string, options?: BrowserContextOptions) =>
  openPage(running.browser, running.product.url + path, options);

/** Signs in by the printed link. */
export async function signIn(options?: BrowserContextOptions): Promise<Page> {
  const page = await visit(`/#key=${running.product.apiKey}`, options);
  await page.getByRole('heading', { level: 1, name: 'Pins' }).waitFor();
  return page;
}

/** A visitor who has signed in before. */
export async function signedIn(path = '/', options?: BrowserContextOptions): Promise<Page> {
  session ??= await (await signIn()).context().storageState();
  const page = await visit(path, { ...options, storageState: session });
  await page.getByRole('heading', { level: 1 }).waitFor();
  return page;
}

export const flaws = (page: Page) => ask<string[]>(page, 'flaws()');

export const photo = (background: string, width = 1000, height = 1500) =>
  sharp({ create: { width, height, channels: 3, background } })
    .webp()
    .toBuffer();

export async function chooseFirstBoard(page: Page): Promise<string> {
  await page.getByRole('combobox', { name: 'Board' }).click();
  const option = page.getByRole('option').first();
  const name = (await option.innerText()).trim();
  await option.click();
  return name;
}

/** Into the form of a new Pin. */
export async function uploadPhoto(page: Page, background = '#5d7a5e'): Promise<void> {
  await page.locator('input[type=file]').setInputFiles({
    name: 'kitchen.webp',
    mimeType: 'image/webp',
    buffer: await photo(background),
  });
  await page.getByText('1000 × 1500 pixels').waitFor();
}

/** Past the dashboard, as a program would. */
export async function uploadByApi(background: string) {
  const bytes = new Uint8Array(await photo(background));
  const file = new Blob([bytes], { type: 'image/webp' });
  return (await running.product.client.media.upload(file, 'photo.webp')).media;
}

/** Pinterest takes the link of the next Pin for spam. */
export const spam: Parameters<Product['sandbox']['control']['addFault']>[0] = {
  match: { operation: 'pins/create', times: 1 },
  // oxlint-disable-next-line unicorn/no-thenable -- the sandbox's wire name
  then: { status: 400, body: { code: 9, message: 'This link may lead to spam.' } },
};
