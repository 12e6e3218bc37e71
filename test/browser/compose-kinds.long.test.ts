import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { makeVideo } from '../../src/media/testing/make-video.ts';
import { ask } from './page.ts';
import { chooseFirstBoard, flaws, photo, running, signedIn, useProduct } from './product.ts';

useProduct();

interface NamedFile {
  name: string;
  mimeType: string;
  buffer: Buffer;
}

const image = async (name: string, width: number, height: number): Promise<NamedFile> => ({
  name: `${name}.webp`,
  mimeType: 'image/webp',
  buffer: await photo(
    `#${Math.floor(Math.random() * 0xffffff)
      .toString(16)
      .padStart(6, '0')}`,
    width,
    height,
  ),
});

const clip = async (name = 'clip.mp4'): Promise<NamedFile> => ({
  name,
  mimeType: 'video/mp4',
  buffer: await makeVideo({ seconds: 6, width: 320, height: 480, fps: 25 }),
});

/** Adds files and waits until the last of them is there. */
async function add(page: Page, ...files: NamedFile[]): Promise<void> {
  await page.locator('input[type=file]').setInputFiles(files);
  await page.getByRole('button', { name: `Remove ${files.at(-1)?.name}` }).waitFor();
}

const three = async () => [
  await image('one', 600, 900),
  await image('two', 1000, 1500),
  await image('three', 800, 1200),
];

const names = (page: Page) =>
  page
    .getByRole('button', { name: /^Remove / })
    .evaluateAll((buttons) =>
      buttons.map((button) => button.getAttribute('aria-label')?.slice('Remove '.length)),
    );

async function publish(page: Page, title: string) {
  await page.getByLabel('Title', { exact: true }).fill(title);
  await page.getByRole('button', { name: 'Publish now' }).click();
  await page.getByRole('heading', { level: 1, name: 'Published' }).waitFor();
  return running.product.sandbox.control.state().pins.find((pin) => pin.title === title);
}

const check = (page: Page) => page.getByRole('region', { name: 'Check' });

describe('carousels', () => {
  it('publishes images in the order they were dragged to, with their own words', async () => {
    const page = await signedIn('/compose');
    await chooseFirstBoard(page);
    await add(page, ...(await three()));
    expect(await names(page)).toEqual(['one.webp', 'two.webp', 'three.webp']);
    await page.getByText('three.webp', { exact: true }).dragTo(page.getByText('one.webp'));
    await expect.poll(() => names(page)).toEqual(['three.webp', 'one.webp', 'two.webp']);

    await page.getByText('Another title or link for slide 2').click();
    await page.getByLabel('Title of slide 2').fill('The second');
    await page.getByLabel('Link of slide 2').fill('https://example.com/second');
    await page.getByRole('switch', { name: 'Made or changed with AI' }).check();
    const preview = page.getByRole('complementary', { name: 'Preview of the Pin' });
    await preview.getByRole('button', { name: 'Next slide' }).click();
    await preview.getByText('The second').waitFor();
    await preview.getByText('example.com').waitFor();
    expect(await flaws(page)).toEqual([]);

    await page.reload();
    await expect.poll(() => names(page)).toEqual(['three.webp', 'one.webp', 'two.webp']);
    const pin = await publish(page, 'In this order');
    expect(pin?.images.map(({ width }) => width)).toEqual([800, 600, 1000]);
    expect(pin?.slides[1]).toMatchObject({
      title: 'The second',
      link: 'https://example.com/second',
    });
    expect(pin?.aiDisclosures).toEqual(['AI_MODIFIED']);
    await page.getByRole('link', { name: 'All Pins' }).click();
    const card = page.getByRole('article', { name: 'In this order' });
    expect(await card.getByText('Carousel of').locator('..').innerText()).toMatch(/3/);
  });

  it('is put in order by keyboard alone, and says so', async () => {
    const page = await signedIn('/compose');
    await add(page, ...(await three()));
    const focused = () => page.evaluate(() => document.activeElement?.getAttribute('aria-label'));
    for (let presses = 0; presses < 40; presses += 1) {
      await page.keyboard.press('Tab');
      if ((await focused()) === 'Move one.webp down') break;
    }
    expect(await ask(page, 'focusRing()')).toBe('solid');
    await page.keyboard.press('Enter');
    await expect.poll(() => names(page)).toEqual(['two.webp', 'one.webp', 'three.webp']);
    await page.getByText('one.webp is now 2 of 3.').waitFor({ state: 'attached' });
    await expect.poll(focused).toBe('Move one.webp down');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Enter'); // At the end already.
    await expect.poll(() => names(page)).toEqual(['two.webp', 'three.webp', 'one.webp']);
    await expect.poll(focused).toBe('Move one.webp down');
  });

  it('asks how to fit images of different shapes, and does it', async () => {
    const page = await signedIn('/compose');
    await chooseFirstBoard(page);
    await add(page, await image('tall', 600, 900), await image('wide', 900, 600));
    await page.getByText('The images have different shapes.').waitFor();
    await page.getByRole('button', { name: 'Publish now' }).click();
    await page.getByRole('alert').filter({ hasText: 'one thing to put right' }).waitFor();
    const media = page.getByRole('group', { name: 'Images or video' });
    // Said once: by the question itself, which is now what holds the Pin up.
    await media.locator('[data-refused]').getByText('How should they get it?').waitFor();
    expect(await page.getByText('different shapes').count()).toBe(1);
    await page.getByRole('radio', { name: 'Crop to the main subject' }).check();
    const pin = await publish(page, 'Cut to one shape');
    expect(pin?.images.map(({ width, height }) => (width / height).toFixed(2))).toEqual([
      '0.67',
      '0.67',
    ]);
  });

  it('fits a phone, in the dark too', async () => {
    const viewport = { width: 375, height: 740 };
    const page = await signedIn('/compose', { viewport, colorScheme: 'dark' });
    await chooseFirstBoard(page);
    await add(page, await image('a-name-that-is-longer-than-a-phone-is-wide', 600, 900));
    await add(page, await image('wide', 900, 600));
    await page.getByText('Another title or link for slide 1').click();
    await check(page).getByText('1 thing to put right').waitFor();
    expect(await ask(page, 'sidewaysScroll()')).toBe(0);
    expect(await flaws(page)).toEqual([]);
  });
});

describe('videos', () => {
  it('are shown, published, and marked among the Pins', async () => {
    const page = await signedIn('/compose');
    await chooseFirstBoard(page);
    await add(page, await clip());
    const video = page.getByLabel('The video', { exact: true });
    expect(await video.getAttribute('src')).toMatch(/^\/media\//);
    expect(await video.evaluate((element: HTMLVideoElement) => element.muted)).toBe(true);
    await page.getByLabel('Or a frame of the video').fill('2');
    expect(await flaws(page)).toEqual([]);
    const pin = await publish(page, 'It moves');
    expect(pin?.kind).toBe('video');
    await page.getByRole('link', { name: 'All Pins' }).click();
    const card = page.getByRole('article', { name: 'It moves' });
    await card.getByText('0:06').waitFor();
    expect(await card.locator('img').count()).toBe(0);
    expect(await flaws(page)).toEqual([]);
  });

  it('take one image as their cover, and nothing else', async () => {
    const page = await signedIn('/compose');
    await chooseFirstBoard(page);
    await add(page, await clip(), await image('cover', 600, 900));
    await page.getByText('Cover of the video').waitFor();
    expect(await page.getByLabel('The video', { exact: true }).getAttribute('poster')).toMatch(
      /^\/media\//,
    );
    await page.evaluate(`(${pasteFile.toString()})('second.mp4', 'video/mp4')`);
    await page.getByRole('alert').filter({ hasText: 'second.mp4' }).waitFor();
    await page.getByRole('button', { name: 'Dismiss' }).click();
    await page.getByRole('button', { name: 'Remove cover.webp' }).click();
    await page.locator('input[type=file]').setInputFiles(await three());
    await page.getByText('A Pin shows a video or a carousel, not both.').waitFor();
    await page.getByRole('button', { name: 'Remove clip.mp4' }).click();
    await page.getByText('A Pin shows a video').waitFor({ state: 'detached' });
  });
});

describe('the check', () => {
  it('judges a text only once somebody has left it, or asks', async () => {
    const page = await signedIn('/compose');
    await add(page, await image('one', 600, 900));
    await chooseFirstBoard(page);
    await check(page).getByText('Ready to publish').waitFor();
    expect(await page.getByText(/has no (title|link|alt text)/).count()).toBe(0);
    await page.getByLabel('Alt text', { exact: true }).focus();
    await page.getByLabel('Title', { exact: true }).focus();
    await page.getByText('The image has no alt text.').waitFor();
    expect(await page.getByText('The Pin has no title.').count()).toBe(0);
    await page.getByRole('button', { name: 'Check', exact: true }).click();
    await page.getByText('The Pin has no title.').waitFor();
    await page.getByText('The Pin has no link.').waitFor();
    expect(await flaws(page)).toEqual([]);
  });

  it('says at a link what is wrong with it, and mends it there', async () => {
    const page = await signedIn('/compose');
    await add(page, await image('one', 600, 900));
    await chooseFirstBoard(page);
    const link = page.getByLabel('Link', { exact: true });
    await link.fill('http://example.com/kitchens');
    const said = page.getByText('begins with http://, not https://');
    await said.waitFor();
    expect(await flaws(page)).toEqual([]);
    const [at, below] = [await link.boundingBox(), await said.boundingBox()];
    expect((below?.y ?? 0) - (at?.y ?? 0)).toBeLessThan(120); // Pixels: beside what it talks about.
    await page.getByRole('button', { name: 'Fix it: Puts https://' }).click();
    const panel = check(page);
    await panel.getByText('Put right:').waitFor();
    expect(await link.inputValue()).toBe('https://example.com/kitchens');
    await panel.getByText('Ready to publish').waitFor();
    await panel.getByRole('button', { name: 'Undo' }).click();
    expect(await link.inputValue()).toBe('http://example.com/kitchens');
  });

  it('offers the next free time where Pins come too close, and shows the other one', async () => {
    const page = await signedIn('/compose');
    await add(page, await image('close', 600, 900));
    await chooseFirstBoard(page);
    await page.getByLabel('Title', { exact: true }).fill('Not so soon');
    const panel = check(page);
    const other = await panel
      .getByRole('link', { name: 'Show the other Pin' })
      .getAttribute('href');
    await panel.getByText(/goes out .* before this one/).waitFor();
    await panel.getByRole('button', { name: /^Schedule for / }).click();
    await page.getByRole('heading', { level: 1, name: 'Scheduled' }).waitFor();
    await page.getByText(/^It goes out on /).waitFor();
    await page.goto(running.product.url + other);
    await page.getByText('1 found').waitFor();
  });

  it('mends images of different shapes, and shows them', async () => {
    const page = await signedIn('/compose');
    await chooseFirstBoard(page);
    await add(page, await image('tall', 600, 900), await image('wide', 900, 600));
    await check(page).getByText('Not ready yet').waitFor();
    await page.getByRole('radio', { name: 'Crop to the main subject' }).check();
    await check(page).getByText('Ready to publish').waitFor();
    await page.getByText('The images have different shapes.').waitFor({ state: 'detached' });
    expect((await publish(page, 'Mended'))?.kind).toBe('carousel');
  });
});

/** Runs in the page: a file of no use arrives by the clipboard. */
function pasteFile(name: string, type: string): void {
  const clipboardData = new DataTransfer();
  clipboardData.items.add(new File(['no video'], name, { type }));
  window.dispatchEvent(new ClipboardEvent('paste', { clipboardData, cancelable: true }));
}
