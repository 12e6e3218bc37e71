import { newApiKey } from '../../src/config/index.ts';
import { allScopes } from '../../src/domain/scopes.ts';
import { newId } from '../../src/domain/ids.ts';
import { roles, type Role } from '../../src/domain/roles.ts';
import { hashKey } from '../../src/http/index.ts';
import {
  insertFeed,
  grantKey,
  insertKey,
  insertWorkspace,
  putLivePins,
  revokeKey,
} from '../../src/store/index.ts';
import { join, setUpOwner } from '../harness/people.ts';
import { makePicture } from '../harness/pictures.ts';
import { later } from '../harness/post-verbs.ts';
import { startProduct, type Product } from '../harness/product.ts';
import { target, upload } from '../harness/publishing.ts';
import { startReceiver, type Receiver } from '../harness/receiver.ts';
import type { Ids } from './tenant-rows.ts';

/** In the name or the text of everything in the workspace that is attacked. */
export const marker = /zebrafish/i;

export interface TenantWorld {
  product: Product;
  receiver: Receiver;
  ids: Ids;
  /** The headers of every caller. */
  callers: {
    nobody: Record<string, Record<string, string>>;
    strangers: Record<string, Record<string, string>>;
    reader: Record<string, string>;
    /** Of a key with every right in the workspace. */
    everything: Record<string, string>;
    people: Record<Role, Record<string, string>>;
  };
  close(): Promise<void>;
}

const bearer = (key: string) => ({ authorization: `Bearer ${key}` });

export async function startTenants(): Promise<TenantWorld> {
  const product = await startProduct({ sandbox: { accounts: ['linchpin_demo', 'second_shop'] } });
  const receiver = await startReceiver();
  const { store, workspaceId } = product.app;
  const ask = async <T>(method: string, path: string, body?: unknown): Promise<T> => {
    const answer = await product.request(method, `/api/v1/${path}`, body);
    if (!answer.ok) throw new Error(`${method} ${path}: ${await answer.text()}`);
    return (await answer.json()) as T;
  };

  const people = {} as Record<Role, Record<string, string>>;
  people.owner = { cookie: (await setUpOwner(product)).cookie };
  for (const role of roles.filter((each) => each !== 'owner'))
    people[role] = { cookie: (await join(product, role)).cookie };
  const victim = await join(product, 'viewer', { login: 'zebrafish@example.com' });
  const { sessions } = (await victim.call('GET', '/api/v1/sessions')).body as {
    sessions: { id: string }[];
  };

  const made = async (of: string, scopes: readonly string[], more: { expiresAt?: Date } = {}) => {
    const key = newApiKey();
    const id = newId();
    await insertKey(store.db, {
      id,
      workspaceId: of,
      name: 'A key of zebrafish',
      hash: hashKey(key),
      preview: key.slice(0, 6),
      scopes: [...scopes],
      ...more,
    });
    return { id, headers: bearer(key) };
  };
  const [theirs, second] = [
    await insertWorkspace(store.db, 'Theirs'),
    await insertWorkspace(store.db, 'Theirs too'),
  ];
  const stranger = async (reach: readonly string[]) => {
    const key = newApiKey();
    const [home = '', ...others] = reach;
    const id = await insertKey(store.db, {
      workspaceId: home,
      name: 'Their key',
      hash: hashKey(key),
      preview: key.slice(0, 6),
      scopes: [...allScopes],
    });
    for (const workspace of others)
      await grantKey(store.db, id.id, { workspaceId: workspace, scopes: [...allScopes] });
    return bearer(key);
  };
  const elsewhere = await insertWorkspace(store.db, 'Elsewhere');
  const own = await made(workspaceId, ['read']);
  const expired = await made(workspaceId, allScopes, { expiresAt: new Date(Date.now() - 1000) });
  const everything = await made(workspaceId, allScopes);
  const revoked = await made(workspaceId, allScopes);
  await revokeKey(store.db, workspaceId, revoked.id);

  const account = product.accountId;
  const board = product.boards['Kitchens'] ?? '';
  const boards = `accounts/${account}/pinterest-boards`;
  const media = await upload(product, await makePicture());
  const post = (title: string) => ({
    title,
    content: `About a zebrafish, ${title}`,
    mediaIds: [media],
    allowDuplicate: true,
    scheduledFor: later,
    requiresApproval: true,
    platforms: [target(product, { title })],
  });
  const first = await product.client.posts.create(post('Zebrafish'));
  const spare = await product.client.posts.create(post('Spare zebrafish'));
  const hook = await product.client.webhooks.create({
    name: 'Zebrafish hook',
    url: receiver.url,
    events: ['post.published'],
  });
  const { state, authUrl } = await ask<{ state: string; authUrl: string }>(
    'GET',
    'connect/pinterest?headless=true&redirect_url=https://example.com/back',
  );
  const open = await ask<{ state: string }>('GET', 'connect/pinterest');
  const livePin = '990000000000000001';
  await putLivePins(store.db, product.identityId, [
    {
      id: livePin,
      boardId: board,
      sectionId: null,
      title: 'Live zebrafish',
      link: null,
      description: null,
      altText: null,
      media: {},
      creativeType: 'REGULAR',
      coverUrl: null,
      parentPinId: null,
      isOwner: true,
      hasBeenPromoted: false,
      createdAt: new Date(),
      lifetime: { saves: 3 },
      rolling90d: null,
    },
  ]);
  const change = newId();
  await store.db
    .insertInto('pinChange')
    .values({
      id: change,
      dueAt: null,
      state: 'conflict',
      identityId: product.identityId,
      accountId: account,
      workspaceId,
      pinterestPinId: '990000000000000002',
      kind: 'edit',
      before: JSON.stringify({ title: 'Zebrafish' }),
      wanted: JSON.stringify({ title: 'Another zebrafish' }),
      askedBy: JSON.stringify({ type: 'system', id: null, name: 'zebrafish' }),
    })
    .execute();
  const feed = newId();
  await insertFeed(store.db, {
    id: feed,
    workspaceId,
    accountId: account,
    name: 'Zebrafish feed',
    url: 'https://example.com/feed',
    title: null,
    board: 'Kitchens',
    rules: '[]',
    makes: 'draft',
    needsApproval: false,
    firstReadAt: null,
    readAt: null,
    dueAt: null,
  });
  const ids: Ids = {
    feed,
    workspace: workspaceId,
    elsewhere: elsewhere.id,
    account,
    board,
    spareBoard: (await ask<{ board: { id: string } }>('POST', boards, { name: 'Spare zebrafish' }))
      .board.id,
    section: (
      await ask<{ section: { id: string } }>('POST', `${boards}/${board}/sections`, {
        name: 'Zebrafish',
      })
    ).section.id,
    post: first.post._id,
    sparePost: spare.post._id,
    pin: first.post.platforms[0]?.pinId ?? '',
    livePin,
    change,
    media,
    awaited: (
      await product.client.media.presign({
        filename: 'zebrafish.jpg',
        contentType: 'image/jpeg',
      })
    ).mediaId,
    queue: (
      await ask<{ schedule: { _id: string } }>('POST', 'queue/slots', {
        name: 'Zebrafish queue',
        timezone: 'UTC',
        slots: [{ dayOfWeek: 2, time: '10:00' }],
        profileId: workspaceId,
      })
    ).schedule._id,
    webhook: hook.webhook._id,
    event: (await product.client.webhooks.test({ webhookId: hook.webhook._id })).eventId,
    group: (
      await ask<{ group: { _id: string } }>('POST', 'account-groups', {
        name: 'Zebrafish group',
        accountIds: [account],
      })
    ).group._id,
    key: (await made(workspaceId, ['read'])).id,
    person: victim.id,
    session: sessions[0]?.id ?? '',
    invite: (
      await ask<{ invite: { id: string } }>('POST', 'invites', {
        role: 'viewer',
        note: 'For a zebrafish',
        profileId: workspaceId,
      })
    ).invite.id,
    postImport: (
      await ask<{ id: string }>('POST', 'imports/recorded', {
        fileName: 'zebrafish.csv',
        rows: [{ error: 'No zebrafish', raw: { title: 'Zebrafish' } }],
        profileId: workspaceId,
      })
    ).id,
    state: open.state,
    ticket: await grantTicket(product, authUrl, state),
  };
  return {
    product,
    receiver,
    ids,
    callers: {
      nobody: {
        'no key': {},
        'wrong key': bearer(newApiKey()),
        'expired key': expired.headers,
        'revoked key': revoked.headers,
        'no session': { cookie: 'linchpin_session=none' },
      },
      strangers: {
        'key of another workspace': await stranger([theirs.id]),
        'key of two other workspaces': await stranger([theirs.id, second.id]),
      },
      reader: own.headers,
      everything: everything.headers,
      people,
    },
    close: async () => {
      await product.close();
      await receiver.close();
    },
  };
}

/** The token of a connection that was granted and waits for its board. */
async function grantTicket(product: Product, authUrl: string, state: string): Promise<string> {
  const form = new URLSearchParams(new URL(authUrl).searchParams);
  form.set('username', 'second_shop');
  form.set('decision', 'approve');
  const consent = { method: 'POST', body: form, redirect: 'manual' } as const;
  const back = (await fetch(product.sandbox.oauthUrl, consent)).headers.get('location') ?? '';
  const landed = await fetch(back.replace('//localhost:', '//127.0.0.1:'), { redirect: 'manual' });
  const ticket = new URL(landed.headers.get('location') ?? '').searchParams.get('tempToken');
  if (ticket === null) throw new Error(`No token for ${state}.`);
  return ticket;
}
