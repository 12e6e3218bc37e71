import { describe, expect, it } from 'vitest';
import { problem } from '../../src/domain/errors/index.ts';
import { ask } from './page.ts';
import {
  flaws,
  running,
  signedIn,
  signIn,
  spam,
  uploadByApi,
  useProduct,
  visit,
} from './product.ts';

useProduct();

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

describe('cards', () => {
  it('move, cancel and delete a Pin', async () => {
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

  it('offer to try the one board again that a Pin did not reach', async () => {
    const { product } = running;
    product.sandbox.control.addFault({
      match: { operation: 'pins/create', nth: 2 },
      // oxlint-disable-next-line unicorn/no-thenable -- the sandbox's wire name
      then: { status: 404, body: { code: 40, message: 'Board not found.' } },
    });
    const title = 'On one of two boards';
    await product.client.posts.create({
      mediaIds: [(await uploadByApi('#6b2fbf')).id],
      publishNow: true,
      platforms: ['Kitchens', 'Reading nooks'].map((boardId) => ({
        accountId: product.accountId,
        platformSpecificData: { boardId, title },
      })),
    });
    product.sandbox.control.clearFaults();
    const page = await signedIn('/?status=partial');
    const card = page.getByRole('article', { name: title });
    // Not where it is in sight: as long as nobody mends the board, it fails again.
    expect(await card.getByRole('button', { name: /^Try again/ }).count()).toBe(0);
    expect(await flaws(page)).toEqual([]);
    await card.getByRole('button', { name: `Actions for ${title}` }).click();
    const retry = page.getByRole('menuitem', { name: /^Try again/ });
    expect(await retry.allInnerTexts()).toEqual([
      expect.stringMatching(/^Try again on (Kitchens|Reading nooks)$/),
    ]);
    await retry.click();
    await card.waitFor({ state: 'detached' }); // No longer partly published.
    const pins = product.sandbox.control.state().pins.filter((pin) => pin.title === title);
    expect(pins.map((pin) => pin.boardId).sort()).toEqual(
      [product.boards.Kitchens, product.boards['Reading nooks']].sort(),
    );
  });

  it('of one content a week apart each show their time', async () => {
    const { product } = running;
    await product.client.posts.create({
      mediaIds: [(await uploadByApi('#2f6bbf')).id],
      platforms: ['Kitchens', 'Reading nooks'].map((boardId, index) => ({
        accountId: product.accountId,
        platformSpecificData: { boardId, title: 'A week apart' },
        scheduledFor: `2098-03-0${1 + 7 * index}T12:00:00Z`,
      })),
      scheduledFor: '2098-03-01T12:00:00Z',
    });
    const page = await signedIn('/?status=scheduled');
    const card = page.getByRole('article', { name: 'A week apart' });
    await card.getByText(/Mar 8, 2098/).waitFor();
    // That of the post, and of its first Pin.
    expect(await card.getByText(/Mar 1, 2098/).count()).toBe(2);
  });

  it('have a button where the same again can succeed', async () => {
    const { product } = running;
    const { post } = await product.client.posts.create({
      mediaIds: [(await uploadByApi('#bf2f6b')).id],
      scheduledFor: '2098-05-01T09:00:00Z',
      platforms: [
        {
          accountId: product.accountId,
          platformSpecificData: { boardId: 'Kitchens', title: 'Given up' },
        },
      ],
    });
    await product.app.store.db
      .updateTable('pin')
      .set({
        status: 'failed',
        dueAt: null,
        problem: problem('PIN_GAVE_UP', { values: { count: 5 } }),
      })
      .where('postId', '=', post._id)
      .execute();
    const page = await signedIn('/?status=failed');
    const card = page.getByRole('article', { name: 'Given up' });
    await card.getByRole('button', { name: 'Try again on Kitchens' }).click();
    await card.waitFor({ state: 'detached' });
    const { status } = (await product.client.posts.get(post._id)).post;
    expect(status).toBe('published');
  });

  it('can be used with a finger, and show the chosen filter', async () => {
    const page = await signedIn('/?status=cancelled', { viewport: { width: 390, height: 844 } });
    const chip = page.getByRole('radio', { name: 'Cancelled' });
    const { x = -1, width = 0 } = (await chip.boundingBox()) ?? {};
    expect(x).toBeGreaterThanOrEqual(0);
    expect(x + width).toBeLessThanOrEqual(390);
    for (const [path, shown] of [
      ['/', 'article'],
      ['/compose', 'combobox'],
      ['/boards', 'listitem'],
    ] as const) {
      await page.goto(running.product.url + path);
      await page.getByRole('main').getByRole(shown).first().waitFor();
      expect(await ask(page, 'smallTargets()'), path).toEqual([]);
    }
    await page.goto(`${running.product.url}/`);
    const link = page.getByRole('article').last().getByRole('link', { name: 'View Pin' });
    expect((await link.boundingBox())?.height).toBeGreaterThanOrEqual(44);
  });

  it('of a later page say by themselves that their Pin is out', async () => {
    const { product } = running;
    const platforms = [
      {
        accountId: product.accountId,
        platformSpecificData: { boardId: 'Kitchens', title: 'On a later page' },
      },
    ];
    const mediaIds = [(await uploadByApi('#1f6f4a')).id];
    const { post } = await product.client.posts.create({
      mediaIds,
      scheduledFor: new Date(Date.now() + 3_600_000).toISOString(),
      platforms,
    });
    const drafts = Array.from({ length: 50 }, (_, at) =>
      product.client.posts.create({ content: `Draft ${at}`, isDraft: true, platforms: [] }),
    );
    await Promise.all(drafts);
    const page = await signedIn();
    await page.clock.install();
    await page.reload();
    const card = page.getByRole('article', { name: 'On a later page' });
    await expect
      .poll(async () => {
        await page.getByRole('article').last().scrollIntoViewIfNeeded();
        return card.count();
      })
      .toBe(1);
    await card.getByText('Scheduled', { exact: true }).waitFor();
    await product.client.posts.update(post._id, { publishNow: true });
    await page.clock.fastForward('01:00:00');
    await card.getByText('Published', { exact: true }).waitFor();
    for (const { post: draft } of await Promise.all(drafts))
      await product.client.posts.delete(draft._id);
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

  it('finds a board among many, by its name and its Pins', async () => {
    const { client, accountId } = running.product;
    for (const name of ['Attic rooms', 'Zinc and steel'])
      await client.boards.create(accountId, { name });
    const page = await signedIn('/boards');
    const rows = page.getByRole('main').getByRole('listitem');
    const first = () => rows.first().getByRole('heading').innerText();
    await page.getByLabel('Order of the boards').selectOption('By name');
    expect(await first()).toBe('Attic rooms');
    await page.getByLabel('Order of the boards').selectOption('Most Pins first');
    expect(await first()).toBe('Kitchens');
    await rows.first().locator('img').waitFor(); // Its picture, from the sandbox.
    await page.getByRole('searchbox', { name: 'Search boards' }).fill('zinc');
    await expect.poll(() => rows.count()).toBe(1);
    expect(await flaws(page)).toEqual([]);
    await page.getByRole('button', { name: 'Actions for Zinc and steel' }).click();
    await page.getByRole('menuitem', { name: 'Copy id' }).waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('searchbox', { name: 'Search boards' }).fill('nothing like it');
    await page.getByText('No board is called that.').waitFor();
  });

  it('says without an account what leads to one', async () => {
    const page = await signedIn();
    await page.route('**/api/v1/accounts?*', (route) => route.fulfill({ json: { accounts: [] } }));
    for (const path of ['/boards', '/compose']) {
      await page.goto(running.product.url + path);
      const alert = page.getByRole('alert').filter({ hasText: 'No Pinterest account' });
      await alert.getByRole('link', { name: 'Accounts' }).waitFor();
      expect(await flaws(page), path).toEqual([]);
    }
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
