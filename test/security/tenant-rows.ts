import { randomUUID } from 'node:crypto';
import type { EndpointName } from '../../src/contract/index.ts';
import type { Scope } from '../../src/domain/scopes.ts';
import { later } from '../harness/post-verbs.ts';

/** Ids of what lies in the workspace that is attacked. */
export interface Ids {
  workspace: string;
  /** Another workspace of the same operator. */
  elsewhere: string;
  account: string;
  board: string;
  spareBoard: string;
  section: string;
  post: string;
  sparePost: string;
  pin: string;
  /** Pinterest's id of a Pin that it shows. */
  livePin: string;
  change: string;
  media: string;
  awaited: string;
  queue: string;
  webhook: string;
  event: string;
  group: string;
  key: string;
  person: string;
  session: string;
  invite: string;
  postImport: string;
  feed: string;
  state: string;
  ticket: string;
}

/** What a call takes, valid in that workspace. */
export interface Row {
  path?: Record<string, string>;
  query?: Record<string, string>;
  body?: unknown;
  /** In place of a JSON body: a form with a file, or its bare bytes. */
  file?: 'form' | 'bytes';
  /** Statuses other than success with which it is answered to whoever may do everything, and why. */
  refused?: { status: number; why: string };
  /** What this very input needs beside the scope of the call. */
  alsoNeeds?: Scope;
  /** No key and no session counts, but the signed address alone. */
  byAddress?: true;
  /** It cannot be done twice, or nothing of the workspace would be left: roles try it with ids that do not exist. */
  once?: true;
}

const platform = { platform: 'pinterest' };
/** Names are taken once. */
const another = () => `Another ${randomUUID()}`;
const slots = [{ dayOfWeek: 1, time: '09:30' }];
const ofBoard = ({ account, board }: Ids) => ({ accountId: account, boardId: board });
const newPost = ({ account, board, media }: Ids) => ({
  content: 'Zebrafish words',
  isDraft: true,
  allowDuplicate: true,
  mediaIds: [media],
  platforms: [{ ...platform, accountId: account, platformSpecificData: { boardId: board } }],
});

/** A login belongs to no workspace until somebody answers it. */
const noCode = { userCode: 'BBBB-BBBB' };
const ofNobody = { status: 404, why: 'no command line asks under this code' };

const withoutKeywords = { status: 409, why: 'the account was connected without keyword ideas' };

/** One row for every call: the compiler misses the one of a call that is added. */
export const rows: Record<EndpointName, (ids: Ids) => Row> = {
  'posts.create': (ids) => ({ body: newPost(ids) }),
  'posts.bulk': (ids) => ({ body: { posts: [newPost(ids)] } }),
  'posts.list': ({ account }) => ({ query: { accountId: account } }),
  'posts.export': ({ account }) => ({ query: { accountId: account } }),
  'posts.get': ({ post }) => ({ path: { postId: post } }),
  'posts.timeline': ({ post }) => ({ path: { postId: post } }),
  'posts.update': ({ post }) => ({ path: { postId: post }, body: { content: 'Other words' } }),
  'posts.delete': ({ sparePost }) => ({ path: { postId: sparePost } }),
  'posts.cancel': ({ post }) => ({ path: { postId: post } }),
  'posts.hide': ({ post }) => ({
    path: { postId: post },
    body: { hidden: false },
  }),
  'posts.retry': ({ post }) => ({
    path: { postId: post },
    refused: { status: 400, why: 'nothing of it failed' },
  }),
  'posts.approve': ({ post }) => ({ path: { postId: post } }),
  'posts.unpublish': ({ post }) => ({
    path: { postId: post },
    body: { platform: 'pinterest' },
    refused: { status: 400, why: 'it is not out' },
  }),
  'posts.edit': ({ post }) => ({
    path: { postId: post },
    body: { platform: 'pinterest', content: 'Other words' },
    alsoNeeds: 'posts:publish',
    refused: { status: 400, why: 'it is not out' },
  }),
  'posts.resolvePin': ({ post, pin }) => ({
    path: { postId: post, pinId: pin },
    body: { outcome: 'not_published' },
    refused: { status: 409, why: 'its outcome is known' },
  }),
  'postImports.record': ({ post }) => ({
    body: { fileName: 'a.csv', rows: [{ postId: post, raw: { title: 'A row' } }] },
  }),
  'postImports.start': () => ({
    file: 'form',
    refused: { status: 400, why: 'a picture is no CSV' },
  }),
  'postImports.bulkUpload': () => ({
    file: 'form',
    refused: { status: 400, why: 'a picture is no CSV' },
  }),
  'postImports.list': () => ({}),
  'postImports.errors': ({ postImport }) => ({ path: { importId: postImport } }),
  'postImports.cancel': ({ postImport }) => ({
    path: { importId: postImport },
    refused: { status: 409, why: 'it has ended' },
  }),
  'postImports.get': ({ postImport }) => ({ path: { importId: postImport } }),
  'postImports.rows': ({ postImport }) => ({ path: { importId: postImport } }),
  'restored.list': () => ({}),
  'restored.answer': ({ pin }) => ({ body: { outcome: 'discard', pinIds: [pin] } }),
  'queues.get': ({ queue }) => ({ query: { queueId: queue } }),
  'queues.create': () => ({ body: { name: another(), timezone: 'UTC', slots } }),
  'queues.update': ({ queue }) => ({ body: { queueId: queue, timezone: 'UTC', slots } }),
  'queues.delete': ({ queue }) => ({ query: { queueId: queue } }),
  'queues.nextSlot': ({ queue }) => ({ query: { queueId: queue } }),
  'queues.preview': ({ queue }) => ({ query: { queueId: queue } }),
  'accounts.list': () => ({}),
  'accounts.rename': ({ account }) => ({
    path: { accountId: account },
    body: { displayName: 'Zebrafish shop' },
  }),
  'accounts.move': ({ account, elsewhere }) => ({
    path: { accountId: account },
    body: { profileId: elsewhere, plannedPins: 'cancel' },
    refused: { status: 404, why: 'the other workspace is out of reach' },
    once: true,
  }),
  'accounts.copy': ({ account, elsewhere }) => ({
    path: { accountId: account },
    body: { profileId: elsewhere },
    refused: { status: 404, why: 'the other workspace is out of reach' },
  }),
  'accounts.disconnect': ({ account }) => ({ path: { accountId: account } }),
  'accounts.health': ({ account }) => ({ path: { accountId: account } }),
  'accounts.allHealth': () => ({}),
  'accounts.posts': ({ account }) => ({ path: { accountId: account } }),
  'accounts.limits': ({ account }) => ({ path: { accountId: account } }),
  'connections.start': ({ account }) => ({ path: platform, query: { accountId: account } }),
  'connections.complete': ({ state }) => ({
    path: platform,
    body: { state, code: 'a code' },
    refused: { status: 403, why: 'another key began it' },
    once: true,
  }),
  'connections.status': ({ state }) => ({ path: platform, query: { state } }),
  'connections.fromToken': () => ({
    path: platform,
    body: { accessToken: 'pina_none' },
    refused: { status: 400, why: 'Pinterest gave out no such token' },
  }),
  'connections.pendingData': () => ({
    refused: { status: 400, why: 'the token of the connection is its one credential' },
  }),
  'connections.boards': ({ ticket }) => ({ query: { tempToken: ticket } }),
  'connections.selectBoard': ({ ticket }) => ({
    body: { tempToken: ticket },
    once: true,
  }),
  'accountGroups.list': () => ({}),
  'accountGroups.create': ({ account }) => ({ body: { name: another(), accountIds: [account] } }),
  'accountGroups.update': ({ group }) => ({ path: { groupId: group }, body: { name: 'Renamed' } }),
  'accountGroups.delete': ({ group }) => ({ path: { groupId: group } }),
  'linkTags.get': ({ account }) => ({ query: { accountId: account } }),
  'linkTags.change': ({ account }) => ({
    body: { accountId: account, tags: { source: 'pinterest' } },
  }),
  'spacing.get': ({ account }) => ({ path: { accountId: account } }),
  'spacing.change': ({ account }) => ({ path: { accountId: account }, body: { mode: 'advise' } }),
  'boards.list': ({ account }) => ({ path: { accountId: account } }),
  'boards.create': ({ account }) => ({
    path: { accountId: account },
    body: { name: 'A new board' },
    refused: { status: 409, why: 'somebody made it before' },
  }),
  'boards.setDefault': ({ account, board }) => ({
    path: { accountId: account },
    body: { defaultBoardId: board },
  }),
  'boards.update': (ids) => ({ path: ofBoard(ids), body: { description: 'Described' } }),
  'boards.delete': ({ account, spareBoard }) => ({
    path: { accountId: account, boardId: spareBoard },
  }),
  'boards.movePins': (ids) => ({ path: ofBoard(ids), body: { toBoardId: ids.spareBoard } }),
  'sections.list': (ids) => ({ path: ofBoard(ids) }),
  'sections.create': (ids) => ({ path: ofBoard(ids), body: { name: another() } }),
  'sections.rename': (ids) => ({
    path: { ...ofBoard(ids), sectionId: ids.section },
    body: { name: 'Renamed' },
  }),
  'sections.delete': (ids) => ({ path: { ...ofBoard(ids), sectionId: ids.section } }),
  'keywords.suggest': ({ account }) => ({
    path: { accountId: account },
    query: { term: 'garden' },
    refused: withoutKeywords,
  }),
  'keywords.related': ({ account }) => ({
    path: { accountId: account },
    query: { terms: 'garden' },
    refused: withoutKeywords,
  }),
  'keywords.trending': ({ account }) => ({ path: { accountId: account }, query: { region: 'US' } }),
  'pins.list': ({ account }) => ({ query: { accountId: account } }),
  'pins.get': ({ account, livePin }) => ({
    path: { pinId: livePin },
    query: { accountId: account },
  }),
  'pins.export': ({ account }) => ({ query: { accountId: account } }),
  'pins.update': ({ account, livePin }) => ({
    path: { pinId: livePin },
    body: { accountId: account, title: `A title ${randomUUID()}` },
    alsoNeeds: 'posts:publish',
    refused: { status: 409, why: 'one change of a Pin is open at a time' },
  }),
  'pins.delete': ({ account, livePin }) => ({
    path: { pinId: livePin },
    query: { accountId: account, delaySeconds: '604800' },
    refused: { status: 409, why: 'one change of a Pin is open at a time' },
  }),
  'pins.hide': ({ account, livePin }) => ({
    path: { pinId: livePin },
    body: { accountId: account, hidden: false },
  }),
  'pins.save': ({ account, livePin, board }) => ({
    path: { pinId: livePin },
    body: { accountId: account, boards: [board], scheduledFor: later },
    alsoNeeds: 'posts:publish',
    once: true,
  }),
  'pins.bulk': ({ account, livePin }) => ({
    body: {
      accountId: account,
      select: { pinIds: [livePin] },
      action: { kind: 'utm', source: 'pinterest' },
      dryRun: true,
    },
    alsoNeeds: 'posts:publish',
  }),
  'pins.changes': ({ account }) => ({ query: { accountId: account } }),
  'pins.resolveChange': ({ change }) => ({
    path: { changeId: change },
    body: { keep: 'theirs' },
    alsoNeeds: 'posts:publish',
    once: true,
  }),
  'pins.answerChanges': ({ workspace }) => ({
    body: { profileId: workspace, keep: 'theirs' },
  }),
  'pins.batches': ({ account }) => ({ query: { accountId: account } }),
  'pins.undo': ({ change }) => ({
    body: { changeId: change },
    refused: { status: 409, why: 'it was dropped before' },
    once: true,
  }),
  'pins.import': ({ account }) => ({ path: { accountId: account } }),
  'analytics.account': ({ account }) => ({ query: { accountId: account } }),
  'analytics.pins': ({ account }) => ({ query: { accountId: account } }),
  'analytics.pin': ({ livePin }) => ({ path: { pinId: livePin } }),
  'analytics.breakdown': ({ account }) => ({ query: { accountId: account, by: 'board' } }),
  'analytics.top': ({ account }) => ({ query: { accountId: account } }),
  'analytics.export': ({ account }) => ({ query: { accountId: account } }),
  'analytics.status': ({ account }) => ({ query: { accountId: account } }),
  'analytics.refresh': ({ account }) => ({ body: { accountId: account } }),
  'postAnalytics.get': ({ account }) => ({ query: { accountId: account } }),
  'postAnalytics.daily': ({ account }) => ({ query: { accountId: account } }),
  'postAnalytics.timeline': ({ livePin }) => ({ query: { postId: livePin } }),
  'postAnalytics.bestTimes': ({ account }) => ({ query: { accountId: account } }),
  'postAnalytics.decay': ({ account }) => ({ query: { accountId: account } }),
  'postAnalytics.frequency': ({ account }) => ({ query: { accountId: account } }),
  'postAnalytics.followers': ({ account }) => ({ query: { accountIds: account } }),
  'postAnalytics.sync': ({ account }) => ({ body: { accountId: account } }),
  'pins.importProgress': ({ account }) => ({ path: { accountId: account } }),
  'media.presign': () => ({ body: { filename: 'a.jpg', contentType: 'image/jpeg' } }),
  'media.upload': () => ({ file: 'form' }),
  'media.receive': ({ awaited }) => ({
    path: { mediaId: awaited },
    file: 'bytes',
    refused: { status: 403, why: 'its signed address is its one credential' },
    byAddress: true,
  }),
  'media.startDirectUpload': () => ({
    body: { filename: 'a.jpg', contentType: 'image/jpeg', size: 1000 },
  }),
  'media.completeDirectUpload': ({ awaited }) => ({
    path: { mediaId: awaited },
    refused: { status: 400, why: 'its bytes have not come' },
  }),
  'media.list': () => ({}),
  'media.get': ({ media }) => ({ path: { mediaId: media } }),
  'media.delete': ({ media }) => ({
    path: { mediaId: media },
    refused: { status: 409, why: 'posts show it' },
  }),
  'media.fetch': () => ({
    body: { url: 'http://127.0.0.1:1/a.jpg' },
    refused: { status: 400, why: 'nothing answers there' },
  }),
  'media.startParts': () => ({
    body: { filename: 'a.mp4', contentType: 'video/mp4', size: 1000 },
  }),
  'media.signParts': ({ awaited }) => ({ path: { mediaId: awaited }, body: { numbers: [1] } }),
  'media.receivePart': ({ awaited }) => ({
    path: { mediaId: awaited, number: '1' },
    file: 'bytes',
    refused: { status: 403, why: 'its signed address is its one credential' },
    byAddress: true,
  }),
  'media.completeParts': ({ awaited }) => ({
    path: { mediaId: awaited },
    body: { parts: [{ number: 1, etag: 'f'.repeat(32) }] },
    refused: { status: 400, why: 'no part of it has come' },
  }),
  'media.abortParts': ({ awaited }) => ({ path: { mediaId: awaited } }),
  'events.list': () => ({}),
  'feeds.list': () => ({}),
  'feeds.create': ({ account }) => ({
    body: { url: 'http://127.0.0.1:1/feed', accountId: account, board: 'Kitchens' },
    refused: { status: 400, why: 'nothing answers there' },
  }),
  'feeds.update': ({ feed }) => ({ path: { feedId: feed }, body: { name: 'Renamed' } }),
  'feeds.delete': ({ feed }) => ({ path: { feedId: feed } }),
  'feeds.entries': ({ feed }) => ({ path: { feedId: feed } }),
  'instance.get': () => ({}),
  'instance.health': () => ({}),
  'keys.verify': () => ({}),
  'keys.list': () => ({}),
  'keys.create': () => ({ body: { name: another(), permission: 'read' } }),
  'keys.revoke': ({ key }) => ({ path: { keyId: key } }),
  'me.get': () => ({}),
  'me.switch': ({ workspace }) => ({
    body: { profileId: workspace },
    refused: { status: 404, why: 'a key has no session' },
  }),
  'me.changePassword': () => ({
    body: { currentPassword: 'not the one', newPassword: 'another good password' },
    refused: { status: 400, why: 'a key has no password' },
  }),
  'sessions.list': ({ person }) => ({ query: { personId: person }, alsoNeeds: 'people:write' }),
  'sessions.revoke': ({ session }) => ({
    path: { sessionId: session },
    alsoNeeds: 'people:write',
  }),
  'deviceLogins.get': () => ({ path: noCode, refused: ofNobody }),
  'deviceLogins.answer': () => ({ path: noCode, body: { approve: true }, refused: ofNobody }),
  'people.list': () => ({}),
  'people.setUp': () => ({
    body: { login: 'zoe@example.com', name: 'Zoe', password: 'another good password' },
    refused: { status: 409, why: 'there is an owner' },
  }),
  'people.changeRole': ({ person }) => ({
    path: { personId: person },
    body: { role: 'viewer' },
    once: true,
  }),
  'people.remove': ({ person }) => ({ path: { personId: person } }),
  'people.resetPassword': ({ person }) => ({ path: { personId: person } }),
  'invites.create': () => ({ body: { role: 'viewer' } }),
  'invites.revoke': ({ invite }) => ({ path: { inviteId: invite } }),
  'workspaces.list': () => ({}),
  'workspaces.create': () => ({ body: { name: another() } }),
  'workspaces.export': ({ workspace }) => ({ path: { profileId: workspace } }),
  'workspaces.get': ({ workspace }) => ({ path: { profileId: workspace } }),
  'workspaces.update': ({ workspace }) => ({
    path: { profileId: workspace },
    body: { name: 'Zebrafish workspace' },
  }),
  'workspaces.delete': ({ workspace }) => ({
    path: { profileId: workspace },
    refused: { status: 400, why: 'it has accounts' },
  }),
  'users.list': () => ({}),
  'users.get': ({ person }) => ({ path: { userId: person } }),
  'usage.get': () => ({}),
  'usage.getBare': () => ({}),
  'audit.list': () => ({}),
  'audit.export': () => ({}),
  'logs.list': () => ({}),
  'tools.plan': ({ account, board }) => ({
    body: { accountId: account, boards: [board], intervalMinutes: 60, start: later },
  }),
  'tools.validatePost': (ids) => ({ body: newPost(ids) }),
  'tools.validateMedia': () => ({ body: { url: 'http://127.0.0.1:1/a.jpg' } }),
  'tools.postLength': () => ({ body: { text: 'Words' } }),
  'webhooks.list': () => ({}),
  'webhooks.create': () => ({
    body: { name: another(), url: 'https://example.com/', events: ['post.published'] },
  }),
  'webhooks.update': ({ webhook }) => ({ body: { webhookId: webhook, name: 'Renamed' } }),
  'webhooks.delete': ({ webhook }) => ({ query: { webhookId: webhook } }),
  'webhooks.test': ({ webhook }) => ({ body: { webhookId: webhook } }),
  'webhooks.logs': ({ webhook }) => ({ query: { webhookId: webhook } }),
  'webhooks.redeliver': ({ webhook, event }) => ({ body: { webhookId: webhook, eventId: event } }),
};
