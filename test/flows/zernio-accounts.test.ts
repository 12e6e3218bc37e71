import { Zernio } from '@zernio/node';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { pictureOf } from '../harness/picture.ts';
import { startProduct, type Product } from '../harness/product.ts';

let product: Product;
let zernio: Zernio;

beforeAll(async () => {
  product = await startProduct();
  product.sandbox.control.addAccount({
    username: 'client_shop',
    boards: [{ name: 'Autumn' }, { name: 'Winter' }],
  });
  zernio = new Zernio({ apiKey: product.apiKey, baseURL: `${product.url}/api` });
});
afterAll(() => product.close());

/** A person gives access, and the browser goes where it is sent. @returns that address */
async function giveAccess(authUrl: string): Promise<URL> {
  const form = new URLSearchParams(new URL(authUrl).searchParams);
  form.set('username', 'client_shop');
  form.set('decision', 'approve');
  const consent = await fetch(product.sandbox.oauthUrl, {
    method: 'POST',
    body: form,
    redirect: 'manual',
  });
  const callback = (consent.headers.get('location') ?? '').replace('//localhost:', '//127.0.0.1:');
  const answer = await fetch(callback, { redirect: 'manual' });
  return new URL(answer.headers.get('location') ?? '', product.url);
}

test('an agency connects a client without a page of ours, and publishes for it', async () => {
  // A profile for the client.
  const made = await zernio.profiles.createProfile({ body: { name: 'A client' } });
  const profileId = made.data?.profile?._id ?? '';
  expect(profileId).toMatch(/^[0-9a-f]{24}$/);

  // Connecting, with the choice of a board in the agency's own page.
  const begun = await zernio.connect.getConnectUrl({
    path: { platform: 'pinterest' },
    query: { profileId, headless: true, redirect_url: 'https://agency.example/connected' },
  });
  const back = await giveAccess(begun.data?.authUrl ?? '');
  const sent = Object.fromEntries(back.searchParams);
  expect([back.origin, sent]).toMatchObject([
    'https://agency.example',
    { platform: 'pinterest', step: 'select_board', profileId },
  ]);
  const pending = await zernio.connect.getPendingOAuthData({
    query: { token: sent['pendingDataToken'] ?? '' },
  });
  expect(pending.data).toMatchObject({
    platform: 'pinterest',
    profileId,
    selectionType: 'boards',
    userProfile: { username: 'client_shop' },
  });
  const tempToken = sent['tempToken'] ?? '';
  const headers = { 'X-Connect-Token': sent['connect_token'] ?? '' };
  const offered = await zernio.connect.pinterest.listPinterestBoardsForSelection({
    headers,
    query: { profileId, tempToken },
  });
  const winter = (offered.data?.boards ?? []).find(
    (board: { name?: string }) => board.name === 'Winter',
  );
  const selected = await zernio.connect.pinterest.selectPinterestBoard({
    headers,
    body: { profileId, tempToken, boardId: winter?.id ?? '', boardName: 'Winter' },
  });
  expect(selected.data?.account).toMatchObject({
    username: 'client_shop',
    isActive: true,
    defaultBoardName: 'Winter',
  });
  const accountId = selected.data?.account?.accountId ?? '';

  // Accounts, their health, and boards.
  const listed = await zernio.accounts.listAccounts({ query: { profileId } });
  expect(listed.data?.accounts).toMatchObject([{ _id: accountId }]);
  const health = await zernio.accounts.getAccountHealth({ path: { accountId } });
  expect(health.data).toMatchObject({
    status: 'healthy',
    tokenStatus: { valid: true, needsRefresh: false },
    permissions: { canPost: true, missingRequired: [] },
  });
  const all = await zernio.accounts.getAllAccountsHealth({ query: { profileId } });
  expect(all.data?.summary).toMatchObject({ total: 1, healthy: 1, needsReconnect: 0 });
  const boards = await zernio.connect.getPinterestBoards({ path: { accountId } });
  expect(boards.data?.boards).toHaveLength(2);
  const spring = await zernio.connect.createPinterestBoard({
    path: { accountId },
    body: { name: 'Spring' },
  });
  await zernio.connect.updatePinterestBoards({
    path: { accountId },
    body: { defaultBoardId: spring.data?.board?.id ?? '' },
  });

  // An upload names no profile, and a post without a board takes the default one.
  const { data: upload } = await zernio.media.getMediaPresignedUrl({
    body: { filename: 'spring.jpg', contentType: 'image/jpeg' },
  });
  await fetch(upload?.uploadUrl ?? '', { method: 'PUT', body: await pictureOf(1000, 1500) });
  const { data: created } = await zernio.posts.createPost({
    body: {
      content: 'For the client',
      mediaItems: [{ type: 'image', url: upload?.publicUrl ?? '' }],
      platforms: [{ platform: 'pinterest', accountId, platformSpecificData: { title: 'Spring' } }],
      publishNow: true,
    },
  });
  expect(created?.post?.platforms?.[0]).toMatchObject({ status: 'published' });
  const pin = product.sandbox.control.state().pins.find(({ title }) => title === 'Spring');
  expect(pin?.boardId).toBe(spring.data?.board?.id);

  // It is renamed, moved and disconnected.
  const named = await zernio.accounts.updateAccount({
    path: { accountId },
    body: { displayName: 'The client' },
  });
  expect(named.data).toMatchObject({ displayName: 'The client', username: 'client_shop' });
  await zernio.accounts.moveAccountToProfile({
    path: { accountId },
    body: { profileId: product.app.workspaceId },
  });
  await zernio.accounts.deleteAccount({ path: { accountId } });
  await expect(zernio.accounts.deleteAccount({ path: { accountId } })).rejects.toThrow();
  const left = await zernio.accounts.listAccounts();
  expect(JSON.stringify(left.data)).not.toContain(accountId);
});
