import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  countLivePins,
  findLivePins,
  insertPosts,
  insertWorkspace,
  listLivePins,
  putLivePins,
  upsertAccount,
  type LivePinFilter,
  type LivePinPlace,
  type LivePinSnapshot,
} from '../../src/store/index.ts';
import { newId } from '../../src/domain/ids.ts';
import { temporaryStore } from '../jobs/rows.ts';

let open: Awaited<ReturnType<typeof temporaryStore>>;
let mine: { workspaceId: string; accountId: string; identityId: string };
let theirs: { workspaceId: string; accountId: string };
const db = () => open.store.db;

const snapshot = (id: string, more: Partial<LivePinSnapshot> = {}): LivePinSnapshot => ({
  id,
  boardId: '1',
  sectionId: null,
  title: `Pin ${id}`,
  description: null,
  link: null,
  altText: null,
  media: { type: 'image' },
  creativeType: 'REGULAR',
  coverUrl: null,
  parentPinId: null,
  isOwner: true,
  hasBeenPromoted: false,
  createdAt: new Date(Date.UTC(2026, 0, Number(id))),
  lifetime: null,
  rolling90d: null,
  ...more,
});

beforeAll(async () => {
  open = await temporaryStore();
  const profile = {
    host: 'sandbox' as const,
    pinterestUserId: '1',
    username: 'shop',
    displayName: 'Shop',
    profileImage: null,
    scopes: [],
  };
  const link = async (name: string) => {
    const { id: workspaceId } = await insertWorkspace(db(), name);
    const { id: accountId, identityId } = await upsertAccount(db(), workspaceId, profile);
    return { workspaceId, accountId, identityId };
  };
  mine = await link('Mine');
  theirs = await link('Theirs');
  await sql`insert into board (account_id, id, name, description, privacy, position, sections)
    values (${mine.accountId}, '1', 'Kitchens', '', 'PUBLIC', 0, '[{"id":"11","name":"Tiles"}]'),
      (${mine.accountId}, '2', 'Ideas', '', 'SECRET', 1, null)`.execute(db());
  await putLivePins(db(), mine.identityId, [
    snapshot('1', {
      title: 'Wool hats',
      link: 'https://www.Example.com/hats?a=1',
      sectionId: '11',
    }),
    snapshot('2', {
      description: 'A knitted scarf, hand-made',
      link: 'http://shop.example.com:8080',
    }),
    snapshot('3', { altText: 'Pink woollen hat', boardId: '2', creativeType: 'VIDEO' }),
    snapshot('4', { title: '冬のニット帽', parentPinId: '9', hasBeenPromoted: true }),
    snapshot('5', { title: "Ana's 100 % hat", boardId: null, link: 'mailto:ana@example.com' }),
  ]);
  await sql`update remote_pin set gone_at = now() where pinterest_pin_id = '5'`.execute(db());
});
afterAll(() => open.close());

const list = async (filter: Partial<LivePinFilter>) => {
  const wanted: LivePinFilter = { state: 'live', ...filter };
  const found = await listLivePins(db(), [mine.workspaceId], wanted, { after: null, limit: 50 });
  expect(await countLivePins(db(), [mine.workspaceId], wanted)).toBe(found.length);
  return found.map(({ pinterestPinId }) => pinterestPinId).join(' ');
};

describe('filters', () => {
  test.each<[string, Partial<LivePinFilter>]>([
    ['4 3 2 1', {}],
    ['5', { state: 'gone' }],
    ['5 4 3 2 1', { state: 'all' }],
    ['3', { boardId: '2' }],
    ['1', { sectionId: '11' }],
    ['1', { linkDomains: ['example.com'] }],
    ['2', { linkDomains: ['shop.example.com'] }],
    ['3', { creativeTypes: ['VIDEO', 'CAROUSEL'] }],
    ['4', { pinFilter: 'exclude_native' }],
    ['3 2 1', { pinFilter: 'exclude_repins' }],
    ['4', { pinFilter: 'has_been_promoted' }],
    ['3', { privacy: 'SECRET' }],
    [
      '3 2',
      {
        createdFrom: new Date(Date.UTC(2026, 0, 2)),
        createdBefore: new Date(Date.UTC(2026, 0, 4)),
      },
    ],
    ['', { ours: true }],
    ['4 3 2 1', { ours: false }],
    ['3 1', { search: 'WOOL hat' }],
    ['2', { search: 'hand-made knit' }],
    ['2', { search: 'hand-ma' }],
    ['4', { search: 'ニット' }],
    ['3', { search: 'pink & | ! (' }],
    ['', { search: '\\' }],
    ['5', { search: "ana's", state: 'all' }],
    ['5', { search: '%', state: 'all' }],
  ])('%s', async (found, filter) => expect(await list(filter)).toBe(found));
});

test('pages neither repeat nor leave out, also of Pins of one moment and of two accounts', async () => {
  const { identityId, workspaceId } = mine;
  const moment = new Date('2025-05-05T05:05:05.123Z');
  await putLivePins(
    db(),
    identityId,
    Array.from({ length: 25 }, (_, number) =>
      snapshot(`7${100 + number}`, { createdAt: moment, boardId: '7' }),
    ),
  );
  const seen: string[] = [];
  let after: LivePinPlace | null = null;
  for (;;) {
    const page = await listLivePins(
      db(),
      [workspaceId, theirs.workspaceId],
      { state: 'live', boardId: '7' },
      { after, limit: 7 },
    );
    seen.push(...page.map(({ pinterestPinId, accountId }) => `${pinterestPinId} ${accountId}`));
    const last = page.at(-1);
    if (!last || page.length < 7) break;
    after = last;
  }
  expect(seen).toHaveLength(50);
  expect(new Set(seen).size).toBe(50);
});

test('a publication is shown to its own workspace, and an account that was disconnected sees nothing', async () => {
  const { workspaceId, accountId, identityId } = mine;
  const [postId, pinId] = [newId(), newId()];
  const kept = { workspaceId, content: '', timezone: 'UTC', mediaIds: [], scheduledFor: null };
  await open.store.transaction((tx) =>
    insertPosts(tx, [
      {
        post: { ...kept, id: postId, title: null },
        pins: [
          {
            id: pinId,
            postId,
            workspaceId,
            accountId,
            identityId,
            position: 0,
            boardId: '1',
            sectionId: null,
            title: null,
            description: null,
            link: null,
            altText: null,
            dominantColor: null,
            customContent: null,
            mediaIds: [],
            scheduledFor: null,
            dueAt: null,
            status: 'published' as const,
            kind: 'image' as const,
            pinterestPinId: '6',
          },
        ],
      },
    ]),
  );
  await putLivePins(db(), identityId, [snapshot('6')]);
  const seenBy = async (workspace: string) =>
    (await findLivePins(db(), [workspace], { pinterestPinId: '6' })).map(
      ({ publication }) => publication,
    );
  expect(await seenBy(workspaceId)).toEqual([{ pinId, postId }]);
  expect(await seenBy(theirs.workspaceId)).toEqual([null]);
  expect(await findLivePins(db(), [theirs.workspaceId], { publicationId: pinId })).toEqual([]);
  await sql`update account set status = 'disconnected' where id = ${theirs.accountId}`.execute(
    db(),
  );
  expect(await seenBy(theirs.workspaceId)).toEqual([]);
  expect(await seenBy(workspaceId)).toHaveLength(1);
});

test('numbers that are not told stay as they were told last, with their time', async () => {
  const numbersOf = async () => {
    const [found] = await findLivePins(db(), [mine.workspaceId], { pinterestPinId: '1' });
    return { ...found, at: found?.numbersAt?.getTime() ?? null };
  };
  const put = (more: Partial<LivePinSnapshot>) =>
    putLivePins(db(), mine.identityId, [snapshot('1', more)]);
  expect(await numbersOf()).toMatchObject({ lifetime: null, rolling90d: null, at: null });
  await put({ lifetime: { saves: 2 }, rolling90d: { saves: 1 } });
  const told = await numbersOf();
  expect(told).toMatchObject({ lifetime: { saves: 2 }, at: expect.any(Number) });
  await open.clock.advance(60_000);
  expect(await put({ lifetime: { saves: 2 }, rolling90d: null })).toEqual({ added: 0, changed: 0 });
  await put({ title: 'Another', lifetime: null });
  expect(await numbersOf()).toMatchObject({
    title: 'Another',
    lifetime: { saves: 2 },
    rolling90d: { saves: 1 },
    at: told.at,
  });
  const { changedAt } = await numbersOf();
  await put({ title: 'Another', lifetime: { saves: 3 } });
  const later = await numbersOf();
  expect(later).toMatchObject({ lifetime: { saves: 3 }, rolling90d: { saves: 1 }, changedAt });
  expect((later.at ?? 0) - (told.at ?? 0)).toBeGreaterThanOrEqual(60_000);
});
