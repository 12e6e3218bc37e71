import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import {
  chooseFirstBoard,
  flaws,
  running,
  signIn,
  uploadByApi,
  uploadPhoto,
  useProduct,
  visit,
} from './product.ts';

useProduct();

const people = {
  owner: { login: 'olga@example.com', name: 'Olga Owner', password: 'olga likes her pins' },
  approver: { login: 'anton', name: 'Anton Approver', password: 'anton looks at pins' },
  viewer: { login: 'vera', name: 'Vera Viewer', password: 'vera only looks at pins' },
  editor: { login: 'elena', name: 'Elena Editor', password: 'elena writes all pins' },
};
type Who = keyof typeof people;

async function fillIn(page: Page, { login, name, password }: (typeof people)[Who]) {
  await page.getByLabel('Your name').fill(name);
  await page.getByLabel('E-mail or user name').fill(login);
  await page.getByRole('textbox', { name: 'Password' }).fill(password);
}

async function signInAs(who: Who): Promise<Page> {
  const { login, password } = people[who];
  const page = await visit('/');
  await page.getByLabel('E-mail or user name').fill(login);
  await page.getByRole('textbox', { name: 'Password' }).fill(password);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await page.getByRole('heading', { level: 1, name: 'Pins' }).waitFor();
  return page;
}

/** By the owner, in the dashboard. */
async function invite(page: Page, role: string): Promise<string> {
  await page.getByLabel('Invite as').selectOption(role);
  await page.getByRole('button', { name: 'Make an invitation' }).click();
  const link = page.getByText(/#invite=/);
  await link.waitFor();
  return (await link.innerText()).trim();
}

async function accept(link: string, who: Who): Promise<Page> {
  const page = await visit(new URL(link).pathname + new URL(link).hash);
  await page.getByRole('heading', { name: 'Join My workspace' }).waitFor();
  expect(page.url()).not.toContain('invite'); // Neither in the address bar nor in the history.
  expect(await flaws(page)).toEqual([]);
  await fillIn(page, people[who]);
  await page.getByRole('button', { name: 'Join' }).click();
  await page.getByRole('heading', { level: 1, name: 'Pins' }).waitFor();
  return page;
}

const post = async (title: string) =>
  (await running.product.client.posts.list({ search: title })).posts[0];

// Each signs in as several people, in pages of their own.
describe('people', { timeout: 120_000 }, () => {
  it('are set up from the printed link: the first owner', async () => {
    const page = await signIn();
    await page.getByRole('link', { name: 'People' }).click();
    await page.getByRole('heading', { name: 'Set up people' }).waitFor();
    expect(await flaws(page)).toEqual([]);
    await fillIn(page, people.owner);
    await page.getByRole('button', { name: 'Become the owner' }).click();
    await page.getByText('Olga Owner (you)').waitFor();
    expect(await page.getByRole('heading', { name: 'Set up people' }).count()).toBe(0);
    expect(await flaws(page)).toEqual([]);
  });

  it('come by invitation, and Pins of editors wait for an approval', async () => {
    const owner = await signInAs('owner');
    await owner.getByRole('link', { name: 'People' }).click();
    for (const role of ['approver', 'viewer', 'editor'] as const) {
      const link = await invite(owner, role);
      await accept(link, role);
      const again = await visit(new URL(link).pathname + new URL(link).hash);
      await again.getByText('This link is not valid, or not any more.').waitFor();
      await owner.reload();
      await owner.getByText(people[role].name).waitFor();
    }
    await owner.getByLabel('Editors').check();
    await expect
      .poll(
        async () =>
          (await running.product.client.workspaces.get(running.product.app.workspaceId)).profile
            .approvalRoles,
      )
      .toEqual(['editor']);
  });

  it('an author writes, and can neither publish past the approval nor lift it', async () => {
    const page = await signInAs('editor');
    await page.getByRole('link', { name: 'New Pin' }).click();
    await uploadPhoto(page);
    await chooseFirstBoard(page);
    await page.getByLabel('Title').fill('By an author');
    await page.getByRole('button', { name: 'Publish now' }).click();
    await page.getByRole('heading', { level: 1, name: 'Waits for approval' }).waitFor();
    expect(await flaws(page)).toEqual([]);
    await page.getByRole('link', { name: 'All Pins' }).click();
    const card = page.getByRole('article', { name: 'By an author' });
    await card.getByText('Waits for approval').waitFor();
    expect(await card.getByRole('button', { name: /^Approve/ }).count()).toBe(0);
    await card.getByRole('button', { name: 'Actions for By an author' }).click();
    const offered = await page.getByRole('menuitem').allInnerTexts();
    expect(offered).toEqual(['Move to another time…', 'Cancel']);
    // Past the page as well.
    const id = (await post('By an author'))?._id ?? '';
    const lifted = await page.request.put(`${running.product.url}/api/v1/posts/${id}`, {
      data: { requiresApproval: false, publishNow: true },
    });
    expect([lifted.status(), ((await lifted.json()) as { code: string }).code]).toEqual([
      403,
      'APPROVAL_REQUIRED',
    ]);
    expect((await post('By an author'))?.status).toBe('scheduled');
  });

  it('an approver approves what is planned, and does not publish what is overdue', async () => {
    const { product } = running;
    const author = await signInAs('editor');
    const media = await uploadByApi('#345678');
    await author.request.post(`${product.url}/api/v1/posts`, {
      data: {
        mediaIds: [media.id],
        scheduledFor: '2098-03-01T09:00:00Z',
        platforms: [
          {
            platform: 'pinterest',
            accountId: product.accountId,
            platformSpecificData: { boardId: 'Kitchens', title: 'In good time' },
          },
        ],
      },
    });
    const page = await signInAs('approver');
    expect(await page.getByRole('link', { name: 'New Pin' }).count()).toBe(0);
    const planned = page.getByRole('article', { name: 'In good time' });
    expect(await planned.getByRole('button', { name: /^Actions/ }).count()).toBe(0);
    expect(await flaws(page)).toEqual([]);
    await planned.getByRole('button', { name: /^Approve/ }).click();
    await planned.getByText('Waits for approval').waitFor({ state: 'detached' });
    expect((await post('In good time'))?.approval.approvedBy).toBe('Anton Approver');

    const overdue = page.getByRole('article', { name: 'By an author' });
    await overdue.getByRole('button', { name: /^Approve/ }).click();
    await overdue.getByText('The time of this Pin passed').waitFor();
    expect(await overdue.getByRole('button', { name: /publish now/ }).count()).toBe(0);
    const id = (await post('By an author'))?._id ?? '';
    for (const data of [{ ifPast: 'publish' }, { publishNow: true }]) {
      const forced = await page.request.post(`${product.url}/api/v1/posts/${id}/approve`, { data });
      expect(forced.status()).toBe(403);
    }
    const published = await page.request.put(`${product.url}/api/v1/posts/${id}`, {
      data: { publishNow: true },
    });
    expect(published.status()).toBe(403);
    expect((await post('By an author'))?.status).toBe('scheduled');

    // The owner may do both.
    const boss = await signInAs('owner');
    const card = boss.getByRole('article', { name: 'By an author' });
    await card.getByRole('button', { name: /^Approve:/ }).click();
    await card.getByRole('button', { name: /^Approve and publish now/ }).click();
    await expect.poll(async () => (await post('By an author'))?.status).toBe('published');
  });

  it('a viewer looks and can change nothing', async () => {
    const { product } = running;
    const page = await signInAs('viewer');
    const card = page.getByRole('article', { name: 'In good time' });
    await card.waitFor();
    expect(await page.getByRole('link', { name: 'New Pin' }).count()).toBe(0);
    expect(await page.getByRole('button', { name: /^(Actions|Approve|Try again)/ }).count()).toBe(
      0,
    );
    await page.goto(`${product.url}/compose`);
    await page.getByText('Your role in this workspace does not make Pins.').waitFor();
    await page.getByRole('link', { name: 'People' }).click();
    await page.getByText('viewer of My workspace').waitFor();
    expect(await page.getByRole('heading', { name: 'In this workspace' }).count()).toBe(0);
    expect(await page.getByRole('heading', { name: 'Approval' }).count()).toBe(0);
    expect(await flaws(page)).toEqual([]);
    await page.getByRole('link', { name: 'Accounts' }).click();
    await page.getByRole('heading', { level: 1, name: 'Accounts' }).waitFor();
    await page.getByText('@linchpin_demo').waitFor();
    expect(await page.getByRole('button', { name: /Connect|Actions/ }).count()).toBe(0);
    const id = (await post('In good time'))?._id ?? '';
    const before = await post('In good time');
    const api = `${product.url}/api/v1`;
    const tries = await Promise.all([
      page.request.put(`${api}/posts/${id}`, { data: { content: 'Theirs' } }),
      page.request.post(`${api}/posts/${id}/approve`),
      page.request.post(`${api}/posts/${id}/cancel`),
      page.request.delete(`${api}/posts/${id}`),
      page.request.post(`${api}/posts`, { data: { content: 'x', isDraft: true } }),
      page.request.post(`${api}/invites`, { data: { role: 'owner' } }),
      page.request.post(`${api}/api-keys`, { data: { name: 'x' } }),
      page.request.post(`${api}/queue/slots`, { data: { name: 'x', timezone: 'UTC', slots: [] } }),
    ]);
    expect(tries.map((answer) => answer.status())).toEqual(tries.map(() => 403));
    expect(await post('In good time')).toEqual(before);
  });

  it('change their password, and end a session elsewhere', async () => {
    const [here, there] = [await signInAs('viewer'), await signInAs('viewer')];
    await here.getByRole('link', { name: 'People' }).click();
    const ends = here.getByRole('button', { name: /^End the session/ });
    await ends.first().waitFor();
    const before = await ends.count();
    await ends.first().click();
    await expect.poll(() => ends.count()).toBe(before - 1);
    await here.getByLabel('Present password').fill(people.viewer.password);
    await here.getByRole('textbox', { name: 'New password' }).fill('vera has a new password');
    await here.getByRole('button', { name: 'Change it' }).click();
    await here.getByText('Password changed. Everywhere else you are signed out.').waitFor();
    await there.goto(`${running.product.url}/boards`);
    await there.getByRole('heading', { name: 'Sign in to Linchpin' }).waitFor();
    expect(await flaws(there)).toEqual([]);
  });

  it('an owner makes a further workspace and is in it; only owners are offered that', async () => {
    const page = await signInAs('owner');
    await page.getByRole('link', { name: 'People' }).click();
    await page.getByLabel('Name of the workspace').fill('Second shop');
    expect(await flaws(page)).toEqual([]);
    await page.getByRole('button', { name: 'Make the workspace' }).click();
    await page.getByText('owner of Second shop').waitFor();
    const choice = page.getByLabel('Workspace', { exact: true });
    expect(await choice.locator('option:checked').innerText()).toBe('Second shop');
    await choice.selectOption('My workspace');
    await page.getByText('owner of My workspace').waitFor();
    const editor = await signInAs('editor');
    await editor.getByRole('link', { name: 'People' }).click();
    await editor.getByText('editor of My workspace').waitFor();
    expect(await editor.getByRole('heading', { name: 'New workspace' }).count()).toBe(0);
  });

  it('a person whose password the identity provider ended is told so, once', async () => {
    const page = await signInAs('editor');
    await page.evaluate(() => (window.location.hash = 'signed-in=password-removed'));
    const notice = page.getByText('Your password was removed');
    await notice.waitFor();
    expect(page.url()).not.toContain('signed-in');
    expect(await flaws(page)).toEqual([]);
    await page.getByRole('button', { name: 'Close' }).click();
    await notice.waitFor({ state: 'detached' });
  });
});
