import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { Readable } from 'node:stream';
import { demoBoards } from './demo-boards.ts';
import type { App, PinterestHost } from './index.ts';
import { execute, registry, type Call } from '../operations/index.ts';
import { DirectUpload, StartedConnection } from '../contract/index.ts';
import { listAccounts, withDemoLock } from '../store/index.ts';

/**
 * Gives an empty sandbox installation something to look at: a connected account with three boards and a first Pin.
 * Everything goes the way a person's own does: consent, code, tokens, upload, publishing.
 * Of several processes that start at once, one does it.
 * @returns whether there was anything to do.
 */
export const makeDemo = async (
  app: App,
  pinterest: PinterestHost,
  examplesDir: string,
  onStep: (text: string) => void,
): Promise<boolean> =>
  (await withDemoLock(app.store.db, () => makeOnce(app, pinterest, examplesDir, onStep))) ?? false;

async function makeOnce(
  app: App,
  pinterest: PinterestHost,
  examplesDir: string,
  onStep: (text: string) => void,
): Promise<boolean> {
  const existing = await listAccounts(app.store.db, [app.workspaceId]);
  if (existing.length > 0) return false;
  const call: Call = { ...app.deps, actor: app.actor, idempotencyKey: null };

  onStep('Connecting the sandbox account');
  await connectSandboxUser(call, pinterest, 'linchpin_demo');
  const [account] = await listAccounts(app.store.db, [app.workspaceId]);
  if (!account) throw new Error('The sandbox account was not connected.');

  onStep('Preparing its boards');
  const present = await app.deps.pinterest.listBoards(account);
  for (const board of demoBoards)
    if (!present.some(({ name }) => name === board.name))
      await app.access.use(account.identityId, (client) => client.boards.create(board));
  const readBoards = () =>
    execute(registry['boards.list'], call, { accountId: account.id, refresh: 'true' });
  await readBoards();

  onStep('Publishing a first Pin');
  const post = JSON.parse(await readFile(join(examplesDir, 'first-pin.json'), 'utf8')) as {
    image: string;
    post: Record<string, unknown>;
    pin: Record<string, unknown>;
  };
  const image = await readFile(join(examplesDir, post.image));
  const file = Readable.from([image]);
  const given = { file, filename: basename(post.image), contentType: 'image/jpeg' };
  const upload = DirectUpload.parse(await execute(registry['media.upload'], call, given));
  await execute(registry['posts.create'], call, {
    ...post.post,
    mediaIds: [upload.media.id],
    platforms: [
      {
        platform: 'pinterest',
        accountId: account.id,
        platformSpecificData: { ...post.pin, boardId: demoBoards[0]?.name },
      },
    ],
    publishNow: true,
  });
  await readBoards(); // With the first Pin's picture.
  return true;
}

/** Connects a user of the sandbox, whose consent page is answered as a person would. */
export async function connectSandboxUser(
  call: Call,
  pinterest: PinterestHost,
  username: string,
): Promise<void> {
  const begun = await execute(registry['connections.start'], call, {
    platform: 'pinterest',
    host: 'sandbox',
  });
  const { authUrl, redirectUri } = StartedConnection.parse(begun);
  const page = new URL(authUrl);
  const form = new URLSearchParams(page.searchParams);
  form.set('username', username);
  form.set('decision', 'approve');
  // The page's own address is for browsers, which may be elsewhere.
  const oauthUrl = new URL('/oauth/', pinterest.apiUrl).href;
  const answer = await fetch(oauthUrl, { method: 'POST', body: form, redirect: 'manual' });
  const back = new URL(answer.headers.get('location') ?? '', redirectUri).searchParams;
  if (!back.has('code')) throw new Error('The sandbox did not grant the consent.');
  await execute(registry['connections.complete'], call, {
    platform: 'pinterest',
    state: back.get('state'),
    code: back.get('code'),
  });
}
