import { describe, expect, it } from 'vitest';
import { flaws, running, signedIn, uploadByApi, useProduct } from './product.ts';

useProduct();

const onPinterest = () => running.product.sandbox.control.state().boards.map(({ name }) => name);

describe('boards', () => {
  it('are made, renamed, chosen as default, given sections and deleted', async () => {
    const page = await signedIn('/boards');
    const row = (name: string) =>
      page
        .getByRole('main')
        .getByRole('listitem')
        .filter({ has: page.getByRole('heading', { name, exact: false }) });
    const act = async (board: string, item: string) => {
      await page.getByRole('button', { name: `Actions for ${board}` }).click();
      await page.getByRole('menuitem', { name: item }).click();
    };
    await page.getByText(/^Read from Pinterest/).waitFor();

    await page.getByRole('button', { name: 'New board' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Name').fill('Pantries');
    await dialog.getByLabel('Who can see it').selectOption('SECRET');
    expect(await flaws(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Make it' }).click();
    await row('Pantries').getByText('Secret').waitFor();

    await act('Pantries', 'Edit…');
    await dialog.getByLabel('Name').fill('Larders');
    await dialog.getByLabel('Description').fill('Cool and dark');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await row('Larders').getByText('Cool and dark').waitFor();
    expect(onPinterest()).toContain('Larders');

    await act('Larders', 'Make it the default board');
    await row('Larders').getByText('Default board').waitFor();

    await act('Larders', 'Sections…');
    await dialog.getByLabel('New section').fill('Shelves');
    await dialog.getByRole('button', { name: 'Make it' }).click();
    await dialog.getByLabel('Name of the section Shelves').waitFor();
    expect(await flaws(page)).toEqual([]);
    await page.keyboard.press('Escape');

    await act('Larders', 'Delete…');
    await dialog.getByText('every Pin on it').waitFor();
    await dialog.getByRole('button', { name: 'Delete' }).click();
    await row('Larders').waitFor({ state: 'detached' });
    expect(onPinterest()).not.toContain('Larders');
  });

  it('that were made elsewhere show after reading again', async () => {
    const page = await signedIn('/boards');
    const { product } = running;
    await product.app.access.use(product.identityId, (client) =>
      client.boards.create({ name: 'Made on Pinterest' }),
    );
    await page.getByRole('button', { name: 'Read again' }).click();
    await page.getByRole('heading', { name: /^Made on Pinterest/ }).waitFor();
  });

  it('that are gone hold their Pins, which are moved together from the card', async () => {
    const { product } = running;
    const { client, accountId } = product;
    const { board } = await client.boards.create(accountId, { name: 'Soon gone' });
    const { id } = await uploadByApi('#335577');
    const scheduledFor = new Date(Date.now() + 48 * 3600_000).toISOString();
    for (const title of ['First of the gone', 'Second of the gone'])
      await client.posts.create({
        mediaIds: [id],
        scheduledFor,
        platforms: [{ accountId, platformSpecificData: { boardId: board.id, title } }],
      });
    await product.app.access.use(product.identityId, (pinterest) =>
      pinterest.boards.delete(board.id),
    );
    await client.boards.list(accountId, { refresh: 'true' });
    const page = await signedIn('/');
    const card = page.getByRole('article').filter({ hasText: 'First of the gone' });
    await card.getByText('The board does not exist on Pinterest any more.').waitFor();
    await card.getByText('Soon gone').waitFor();
    expect(await flaws(page)).toEqual([]);
    await card.getByRole('button', { name: 'Move to another board…' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('To the board').selectOption({ label: 'Reading nooks' });
    await dialog.getByRole('button', { name: 'Move them' }).click();
    await dialog.waitFor({ state: 'detached' });
    for (const title of ['First of the gone', 'Second of the gone'])
      await page
        .getByRole('article')
        .filter({ hasText: title })
        .getByText('Reading nooks')
        .waitFor();
    const { pagination } = await client.posts.list({ heldReason: 'PIN_BOARD_GONE' });
    expect(pagination.total).toBe(0);
  });
});
