import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { problem } from '../../src/domain/errors/index.ts';
import { ask } from './page.ts';
import {
  chooseFirstBoard,
  flaws,
  photo,
  running,
  signedIn,
  signIn,
  useProduct,
  visit,
} from './product.ts';

useProduct();

async function uploadPhoto(page: Page, background = '#5d7a5e'): Promise<void> {
  await page.locator('input[type=file]').setInputFiles({
    name: 'kitchen.webp',
    mimeType: 'image/webp',
    buffer: await photo(background),
  });
  await page.getByText('1000 × 1500 pixels').waitFor();
}

async function uploadByApi(background: string) {
  const bytes = new Uint8Array(await photo(background));
  const file = new Blob([bytes], { type: 'image/webp' });
  return (await running.product.client.media.upload(file, 'photo.webp')).media;
}

/** Publishes past the dashboard, as a program would. */
async function publishByApi(title: string): Promise<void> {
  const { id } = await uploadByApi('#7a3b2e');
  const boardId = Object.values(running.product.boards)[0] ?? '';
  await running.product.client.posts.create({
    mediaIds: [id],
    platforms: [{ accountId: running.product.accountId, platformSpecificData: { boardId, title } }],
    publishNow: true,
  });
}

/** Pinterest takes the link of the next Pin for spam. */
const spam: Parameters<typeof running.product.sandbox.control.addFault>[0] = {
  match: { operation: 'pins/create', times: 1 },
  // oxlint-disable-next-line unicorn/no-thenable -- the sandbox's wire name
  then: { status: 400, body: { code: 9, message: 'This link may lead to spam.' } },
};

describe('signing in', () => {
  it('swaps the key of the printed link for a session and wipes it from the address', async () => {
    const page = await signIn();
    expect(page.url()).toBe(`${running.product.url}/`);
    await page.reload();
    await page.getByRole('heading', { level: 1, name: 'Pins' }).waitFor();
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByLabel('API key').waitFor();
  });

  it('asks for the key, refuses a wrong one in words, and takes the right one', async () => {
    const page = await visit('/');
    await page.getByLabel('API key').fill('not-a-key');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('alert').filter({ hasText: 'This key is not valid here' }).waitFor();
    expect(await flaws(page)).toEqual([]);
    await page.getByLabel('API key').fill(running.product.apiKey);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'Pins' }).waitFor();
  });

  it('says so when the link carries a wrong key', async () => {
    const page = await visit('/#key=wrong');
    await page.getByRole('alert').filter({ hasText: 'This key is not valid here' }).waitFor();
    expect(page.url()).toBe(`${running.product.url}/`);
  });
});

describe('Pins', () => {
  it('shows the demo Pin with its image, board, state and link', async () => {
    const page = await signedIn();
    const card = page.getByRole('article').last();
    await card.getByText('Published', { exact: true }).waitFor();
    expect(await card.getByRole('link', { name: 'View Pin' }).getAttribute('href')).toMatch(
      /^http.*pin/,
    );
    const picture = card.locator('img[data-state=shown]');
    await picture.waitFor();
    // Not the whole photo: a rendition for the width of the card.
    expect(await picture.evaluate((image: HTMLImageElement) => image.currentSrc)).toMatch(
      /\/media\/.*\?width=320$/,
    );
    await page.getByRole('link', { name: 'Sandbox' }).waitFor();
    expect(await flaws(page)).toEqual([]);
  });

  it('asks once about Pins that may be out since before a restore, and does what is answered', async () => {
    const { product } = running;
    const { db } = product.app.store;
    const mediaIds = [(await uploadByApi('#556b2f')).id];
    const make = (title: string) =>
      product.client.posts.create({
        mediaIds,
        allowDuplicate: true,
        scheduledFor: '2099-01-01T09:00:00Z',
        platforms: [
          {
            platform: 'pinterest',
            accountId: product.accountId,
            platformSpecificData: { title, boardId: 'Kitchens' },
          },
        ],
      });
    const posts = [await make('Perhaps out'), await make('Perhaps out, too')];
    const reason = problem('PIN_RESTORED_UNCERTAIN', {
      values: { takenAt: '2026-01-01T00:00:00.000Z' },
      details: { takenAt: '2026-01-01T00:00:00.000Z' },
    });
    await db
      .updateTable('pin')
      .set({ status: 'held', dueAt: null, heldReason: reason })
      .where(
        'postId',
        'in',
        posts.map(({ post }) => post._id),
      )
      .execute();
    const page = await signedIn();
    const question = page.getByRole('alert').filter({ hasText: 'These 2 Pins may be out already' });
    await question.waitFor();
    await question.getByText('Perhaps out, too · Kitchens').waitFor();
    expect(await flaws(page)).toEqual([]);
    await question.getByRole('button', { name: 'Leave them out' }).click();
    await question.waitFor({ state: 'detached' });
    for (const { post } of posts)
      expect((await product.client.posts.get(post._id)).post.status).toBe('cancelled');
  });

  it('keeps filter and search in the address', async () => {
    const page = await signedIn();
    await page.getByRole('radio', { name: 'Scheduled' }).check();
    await page.getByRole('heading', { name: 'No Pin matches' }).waitFor();
    expect(page.url()).toContain('status=scheduled');
    await page.getByRole('searchbox', { name: 'Search Pins' }).fill('nothing is called this');
    await page.waitForURL(/q=nothing/);
    await page.reload();
    expect(await page.getByRole('searchbox', { name: 'Search Pins' }).inputValue()).toBe(
      'nothing is called this',
    );
    await page.getByRole('link', { name: 'show all Pins' }).click();
    await page.getByRole('article').first().waitFor();
  });

  it('follows a Pin from step to step without a reload', async () => {
    const page = await signedIn();
    const { control } = running.product.sandbox;
    control.addFault({
      match: { operation: 'pins/create', times: 1 },
      // oxlint-disable-next-line unicorn/no-thenable -- the sandbox's wire name
      then: { delayMs: 1500 },
    });
    const sent = publishByApi('Watched while it goes out');
    const card = page.getByRole('article', { name: 'Watched while it goes out' });
    await expect.poll(() => control.faults()[0]?.struck).toBe(1);
    await page.reload();
    await card.getByText('Creating the Pin').waitFor();
    await card.getByText('Published', { exact: true }).waitFor();
    await page
      .getByRole('status')
      .filter({ hasText: 'Watched while it goes out: Published.' })
      .waitFor({ state: 'attached' });
    await sent;
    control.clearFaults();
  });

  it('tells what happened to a Pin when asked', async () => {
    const { control } = running.product.sandbox;
    control.addFault({
      match: { operation: 'pins/create', times: 1 },
      // oxlint-disable-next-line unicorn/no-thenable -- the sandbox's wire name
      then: {
        status: 429,
        body: { code: 8, message: 'This request exceeded a rate limit.' },
        headers: { 'retry-after': '1' },
      },
    });
    await publishByApi('Eventful');
    control.clearFaults();
    const page = await signedIn();
    const card = page.getByRole('article', { name: 'Eventful' });
    const history = card.getByRole('group').getByRole('listitem');
    expect(await history.count()).toBe(0);
    await card.getByText('What happened').click();
    await history.nth(4).waitFor();
    expect((await history.allInnerTexts()).map((text) => text.split('\n').at(-1))).toEqual([
      'Accepted, to go out at once.',
      expect.stringContaining('answered 429 (code 8): too many requests.'),
      expect.stringMatching(/^Waits 1 s: /),
      expect.stringContaining('asked to create the Pin: done in'),
      expect.stringMatching(/^Published as Pin \d+\.$/),
    ]);
    expect(await flaws(page)).toEqual([]);
  });

  it('says on the card why a Pin failed and what to do', async () => {
    const { control } = running.product.sandbox;
    control.addFault(spam);
    await publishByApi('Refused by Pinterest');
    control.clearFaults();
    const page = await signedIn('/?status=failed');
    const card = page.getByRole('article', { name: 'Refused by Pinterest' });
    await card.getByText('Failed', { exact: true }).waitFor();
    await card.getByText('Pinterest blocked the link because it may lead to spam.').waitFor();
    await card.getByText('Use the direct address of the page').waitFor();
    expect(await flaws(page)).toEqual([]);
  });
});

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
    await page.getByRole('button', { name: 'Publish it again anyway' }).click();
    await page.getByRole('heading', { level: 1, name: 'Published' }).waitFor();
  });

  it('moves, cancels and deletes a Pin from its card', async () => {
    const title = `Moved ${Date.now()}`;
    const { product } = running;
    await product.client.posts.create({
      mediaIds: [(await uploadByApi('#334455')).id],
      scheduledFor: '2098-03-01T09:00:00Z',
      platforms: [
        {
          accountId: product.accountId,
          platformSpecificData: { boardId: Object.values(product.boards)[0] ?? '', title },
        },
      ],
    });
    const page = await signedIn();
    await page.getByRole('searchbox', { name: 'Search Pins' }).fill(title);
    const card = page.getByRole('article', { name: title });
    const choose = async (action: string) => {
      await card.getByRole('button', { name: `Actions for ${title}` }).click();
      await page.getByRole('menuitem', { name: action }).click();
    };
    await choose('Move to another time…');
    const dialog = page.getByRole('dialog');
    const { width = 0, y = 0 } = (await dialog.boundingBox()) ?? {};
    expect(width).toBeLessThan(700); // Without its styles it spans the page, below everything else.
    expect(y).toBeLessThan(600);
    await page.getByLabel('Day and time').fill('2097-04-05T10:30');
    expect(await flaws(page)).toEqual([]);
    await page.getByRole('button', { name: 'Schedule' }).click();
    await card.getByText(/2097/).waitFor();
    await choose('Cancel');
    await card.getByText('Cancelled', { exact: true }).waitFor();
    await choose('Delete…');
    await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
    await card.waitFor({ state: 'detached' });
    const { posts } = await product.client.posts.list({ search: title });
    expect(posts).toEqual([]);
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

describe('boards and appearance', () => {
  it('lists the boards with privacy, count and link', async () => {
    const page = await signedIn('/boards');
    const rows = page.getByRole('listitem');
    await rows
      .first()
      .getByText(/(Public|Protected|Secret) · .*Pin/)
      .waitFor();
    expect(await rows.count()).toBeGreaterThanOrEqual(3);
    expect(await flaws(page)).toEqual([]);
  });

  it('turns dark, and stays dark', async () => {
    const page = await signedIn('/compose');
    const brightness = () => ask<number>(page, 'brightness()');
    const toggle = page.getByRole('button', { name: 'Use dark colours' });
    await toggle.waitFor();
    expect(await brightness()).toBeGreaterThan(200);
    await toggle.click();
    await expect.poll(brightness).toBeLessThan(60);
    expect(await flaws(page)).toEqual([]);
    await page.reload();
    await page.getByRole('button', { name: 'Use light colours' }).waitFor();
    expect(await brightness()).toBeLessThan(60);
  });

  it.each([375, 360])('has no horizontal scroll at %i pixels', async (width) => {
    const page = await signedIn('/', { viewport: { width, height: 740 } });
    for (const [path, shown] of [
      ['/', 'article'],
      ['/compose', 'combobox'],
      ['/boards', 'listitem'],
    ] as const) {
      await page.goto(running.product.url + path);
      await page.getByRole('main').getByRole(shown).first().waitFor();
      expect(await ask(page, 'sidewaysScroll()'), path).toBe(0);
    }
  });
});
