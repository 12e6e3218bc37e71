import { describe, expect, it } from 'vitest';
import { ask } from './page.ts';
import {
  chooseFirstBoard,
  flaws,
  running,
  signedIn,
  spam,
  uploadByApi,
  uploadPhoto,
  useProduct,
} from './product.ts';

useProduct();

describe('composing', () => {
  it('publishes an uploaded image and shows it among the Pins', async () => {
    const page = await signedIn('/compose');
    const title = `Sage kitchen ${Date.now()}`;
    await uploadPhoto(page);
    const board = await chooseFirstBoard(page);
    await page.getByLabel('Title', { exact: true }).fill(title);
    await page.getByLabel('Description', { exact: true }).fill('Sage cupboards and oak.');
    await page.getByLabel('Link', { exact: true }).fill('https://www.example.com/kitchens');
    await page.getByLabel('Alt text', { exact: true }).fill('A kitchen with sage cupboards');

    const preview = page.getByRole('complementary', { name: 'Preview of the Pin' });
    for (const text of [title, board, 'example.com', 'Sage cupboards and oak.'])
      await preview.getByText(text, { exact: true }).waitFor();
    await preview.getByRole('img', { name: 'A kitchen with sage cupboards' }).waitFor();

    await page.getByRole('button', { name: 'Publish now' }).dblclick();
    const view = page.getByRole('link', { name: 'View in the sandbox' });
    await page.getByRole('heading', { level: 1, name: 'Published' }).waitFor();
    const address = await view.getAttribute('href');
    expect(await flaws(page)).toEqual([]);

    await page.getByRole('link', { name: 'All Pins' }).click();
    await page.getByRole('searchbox', { name: 'Search Pins' }).fill(title);
    const cards = page.getByRole('article', { name: title });
    await page.getByText('1 found').waitFor(); // A double click makes one Pin.
    expect(await cards.getByRole('link', { name: 'View Pin' }).getAttribute('href')).toBe(address);

    await page.getByRole('link', { name: 'New Pin' }).click();
    await page.getByRole('heading', { level: 1, name: 'New Pin' }).waitFor();
    expect(await page.getByLabel('Title', { exact: true }).inputValue()).toBe('');

    // The same again is refused once, and sent when it is meant.
    await uploadPhoto(page);
    await chooseFirstBoard(page);
    await page.getByLabel('Title', { exact: true }).fill(title);
    await page.getByLabel('Description', { exact: true }).fill('Sage cupboards and oak.');
    await page.getByLabel('Link', { exact: true }).fill('https://www.example.com/kitchens');
    await page.getByLabel('Alt text', { exact: true }).fill('A kitchen with sage cupboards');
    await page.getByRole('button', { name: 'Publish now' }).click();
    const again = page.getByRole('button', { name: 'Publish it again anyway' });
    await again.waitFor();
    const other = page.getByRole('alert').getByRole('link', { name: 'Show the other Pin' });
    expect(await other.getAttribute('href')).toMatch(/\?q=[0-9a-f]{24}$/);
    await again.click();
    await page.getByRole('heading', { level: 1, name: 'Published' }).waitFor();
  });

  it('shows every problem at its field with the way out, and loses nothing', async () => {
    const page = await signedIn('/compose');
    await page.getByRole('button', { name: 'Publish now' }).click();
    const summary = page.getByRole('alert').filter({ hasText: 'Nothing was sent' });
    await page.getByText('A Pin needs an image or a video.').waitFor();
    await summary.getByText('2 things to put right').waitFor();
    await uploadPhoto(page);
    await summary.getByText('one thing to put right').waitFor();
    expect(await page.getByText('A Pin needs an image or a video.').count()).toBe(0);
    await chooseFirstBoard(page);
    await summary.waitFor({ state: 'detached' });
    const long = `${'x'.repeat(100)}🌿`;
    await page.getByLabel('Title', { exact: true }).fill(long);
    await page.getByLabel('Link', { exact: true }).fill('http://example.com/');
    await page.getByText('1 over the limit of 100').waitFor();
    await page.getByRole('button', { name: 'Publish now' }).click();

    await page.getByRole('alert').filter({ hasText: '2 things to put right' }).waitFor();
    const described = (id: string) => ask<string>(page, `descriptionOf('${id}')`);
    expect(await described('compose-title')).toMatch(/has 101 characters.*Shorten it by 1/);
    expect(await described('compose-link')).toMatch(/cannot be used.*begins with https/);
    expect(await ask(page, 'focusedName()')).toBe('Title');
    expect(await flaws(page)).toEqual([]);

    await page.reload();
    expect(await page.getByLabel('Title', { exact: true }).inputValue()).toBe(long);
    await page.getByText('1000 × 1500 pixels').waitFor();
  });

  it('says first of all why a Pin was not published, and says it once', async () => {
    const { control } = running.product.sandbox;
    const page = await signedIn('/compose');
    await uploadPhoto(page, '#7a2e55');
    await chooseFirstBoard(page);
    await page.getByLabel('Title', { exact: true }).fill('Refused at once');
    control.addFault(spam);
    const button = page.getByRole('button', { name: 'Publish now' });
    const { y = 900, height = 0 } = (await button.boundingBox()) ?? {};
    expect(y + height).toBeLessThan(720); // In view without scrolling.
    await button.click();
    await page.getByRole('heading', { level: 1, name: 'Not published' }).waitFor();
    const reason = page.getByText('Pinterest blocked the link because it may lead to spam.');
    expect((await reason.boundingBox())?.y).toBeLessThan(300);
    expect(await reason.count()).toBe(1);
    expect(await page.getByText(/Another Pin of this account/).count()).toBe(0);
    control.clearFaults();
    await page.getByRole('button', { name: 'Correct and publish again' }).click();
    expect(await page.getByLabel('Title', { exact: true }).inputValue()).toBe('Refused at once');
  });

  it('brings a Pin back into the form that failed after its page was left', async () => {
    const { control } = running.product.sandbox;
    const page = await signedIn('/compose');
    await uploadPhoto(page, '#2e7a75');
    await chooseFirstBoard(page);
    await page.getByLabel('Title', { exact: true }).fill('Failed behind my back');
    control.addFault(spam);
    await page.route('**/api/v1/posts', async (route) => {
      if (route.request().method() !== 'POST') return route.continue();
      // Answered before its end, as one that takes longer than a request may.
      const { publishNow: _now, ...post } = route.request().postDataJSON();
      const scheduledFor = new Date(Date.now() + 1500).toISOString();
      return route.continue({ postData: JSON.stringify({ ...post, scheduledFor }) });
    });
    await page.getByRole('button', { name: 'Publish now' }).click();
    await page.getByRole('heading', { level: 1, name: 'Publishing' }).waitFor();
    await page.getByRole('link', { name: 'All Pins' }).click();
    const card = page.getByRole('article', { name: 'Failed behind my back' });
    await card.getByText('Failed', { exact: true }).waitFor();
    control.clearFaults();
    await page.getByRole('link', { name: 'New Pin' }).click();
    await page.getByRole('alert').filter({ hasText: 'Pinterest blocked the link' }).waitFor();
    expect(await page.getByLabel('Title', { exact: true }).inputValue()).toBe(
      'Failed behind my back',
    );
    await page.getByText('1000 × 1500 pixels').waitFor();
  });

  it('sends the same content under one key until it is answered', async () => {
    const page = await signedIn('/compose');
    await uploadPhoto(page, '#234a7a');
    await chooseFirstBoard(page);
    await page.getByLabel('Title', { exact: true }).fill('Kept through a broken connection');
    const ids: (string | undefined)[] = [];
    await page.route('**/api/v1/posts', async (route) => {
      if (route.request().method() !== 'POST') return route.continue();
      ids.push(route.request().headers()['idempotency-key']);
      if (ids.length > 1) return route.continue();
      await route.fetch(); // The server accepts it, and the answer never arrives.
      await route.abort('connectionreset');
    });
    await page.getByRole('button', { name: 'Publish now' }).click();
    await page.getByRole('alert').filter({ hasText: 'Linchpin cannot be reached' }).waitFor();
    await page.getByRole('button', { name: 'Publish now' }).click();
    await page.getByRole('heading', { level: 1, name: 'Published' }).waitFor();
    expect(ids).toHaveLength(2);
    expect(ids[0]).toBe(ids[1]);
    await page.goto(`${running.product.url}/?q=Kept+through+a+broken+connection`);
    await page.getByText('1 found').waitFor();
  });

  it('publishes by keyboard alone, with the focus in sight', async () => {
    const page = await signedIn('/compose');
    const { url } = await uploadByApi('#7a5c2e');
    await page.getByRole('combobox', { name: 'Board' }).waitFor();
    const tabTo = async (name: string) => {
      for (let presses = 0; presses < 40; presses += 1) {
        await page.keyboard.press('Tab');
        if (!(await ask<string>(page, 'focusedName()')).startsWith(name)) continue;
        expect(await ask(page, 'focusRing()'), name).toBe('solid');
        return;
      }
      throw new Error(`Tab never reached ${name}.`);
    };
    await tabTo('Skip to content');
    await tabTo('Or the address of an image');
    await page.keyboard.type(url);
    await tabTo('Board');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    expect(await page.getByRole('combobox', { name: 'Board' }).inputValue()).not.toBe('');
    await tabTo('Title');
    await page.keyboard.type('Typed without a mouse');
    await tabTo('Description');
    await page.keyboard.type('Every field in reach of Tab.');
    await tabTo('Link');
    await tabTo('Alt text');
    await tabTo('Publish now');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'Published' }).waitFor();
    expect(await ask(page, 'focusedName()')).toBe('Published');
  });

  it('saves a draft without an image, but not without a board', async () => {
    const page = await signedIn('/compose');
    await page.getByRole('button', { name: 'Save as draft' }).click();
    await page.getByText('Every Pin lives on a board. Choose a board.').waitFor();
    await chooseFirstBoard(page);
    await page.getByLabel('Title', { exact: true }).fill('Half a thought');
    await page.getByRole('button', { name: 'Save as draft' }).click();
    await page.getByRole('heading', { level: 1, name: 'Draft saved' }).waitFor();
  });
});
