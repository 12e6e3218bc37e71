import type { Command } from 'commander';
import { expect, test } from 'vitest';
import { createProgram } from '../../src/cli/program.ts';
import { api, type Endpoint, type EndpointName } from '../../src/contract/index.ts';
import { registry } from '../../src/operations/index.ts';
import { createClient } from '../../src/sdk/index.ts';

/** The command that reaches an endpoint, or why there is none. The compiler misses an endpoint that is not here. */
const commands: Record<EndpointName, string | { none: string }> = {
  'posts.create': 'publish',
  'posts.bulk': { none: 'for programs that plan many posts' },
  'posts.list': 'posts list',
  'posts.export': 'export',
  'posts.get': 'posts show',
  'posts.timeline': 'timeline',
  'posts.update': 'posts move',
  'posts.delete': 'delete',
  'posts.cancel': 'cancel',
  'posts.retry': 'retry',
  'posts.hide': { none: 'of clients of bundle.social, for which deleting a post hides it' },
  'posts.approve': 'approve',
  'posts.resolvePin': { none: 'doctor names the Pin, and the request that says it' },
  'posts.unpublish': { none: 'of clients of Zernio; pins delete does the same by Pin' },
  'posts.edit': { none: 'of clients of Zernio; pins edit does the same by Pin' },
  'postImports.bulkUpload': { none: 'of clients of Zernio; import does the same' },
  'postImports.record': { none: 'of doors that read files of posts' },
  'postImports.start': 'import',
  'postImports.list': 'imports',
  'postImports.get': 'import',
  'postImports.rows': 'import',
  'postImports.errors': 'import',
  'postImports.cancel': 'imports',
  'restored.list': 'restored',
  'restored.answer': 'restored',
  'queues.get': 'queues list',
  'queues.create': 'queues create',
  'queues.update': 'queues change',
  'queues.delete': 'queues delete',
  'queues.nextSlot': { none: 'queues show names the next times, and which are free' },
  'queues.preview': 'queues show',
  'accounts.list': 'accounts',
  'accounts.rename': 'accounts',
  'accounts.move': 'accounts',
  'accounts.copy': { none: 'accounts are connected in each workspace; this is for programs' },
  'accounts.disconnect': 'accounts',
  'accounts.health': 'accounts',
  'accounts.allHealth': 'accounts',
  'connections.start': 'connect',
  'connections.complete': 'connect',
  'connections.status': 'connect',
  'connections.fromToken': 'connect',
  'connections.pendingData': { none: 'of programs that show the choice of a board themselves' },
  'connections.boards': { none: 'of programs that show the choice of a board themselves' },
  'connections.selectBoard': { none: 'of programs that show the choice of a board themselves' },
  'accounts.posts': { none: 'of clients of Zernio; pins list shows them' },
  'accounts.limits': { none: 'doctor names what is used up' },
  'accountGroups.list': { none: 'groups are kept for clients of Zernio' },
  'accountGroups.create': { none: 'groups are kept for clients of Zernio' },
  'accountGroups.update': { none: 'groups are kept for clients of Zernio' },
  'accountGroups.delete': { none: 'groups are kept for clients of Zernio' },
  'linkTags.get': 'link-tags',
  'linkTags.change': 'link-tags',
  'spacing.get': 'spacing',
  'spacing.change': 'spacing',
  'boards.list': 'boards list',
  'boards.create': 'boards create',
  'boards.setDefault': 'boards default',
  'boards.update': 'boards edit',
  'boards.delete': 'boards delete',
  'boards.movePins': 'boards move-pins',
  'sections.list': 'boards sections list',
  'sections.create': 'boards sections create',
  'sections.rename': 'boards sections rename',
  'sections.delete': 'boards sections delete',
  'pins.list': 'pins list',
  'pins.get': 'pins show',
  'pins.update': 'pins edit',
  'pins.delete': 'pins delete',
  'pins.hide': 'pins delete',
  'pins.save': 'pins save',
  'pins.undo': 'pins undo',
  'pins.changes': 'pins changes',
  'pins.resolveChange': 'pins changes',
  'pins.bulk': 'pins bulk',
  'pins.batches': 'pins batches',
  'pins.answerChanges': 'restored',
  'pins.export': { none: 'pins list --csv prints the same' },
  'pins.import': 'pins import',
  'analytics.account': 'analytics account',
  'analytics.pins': 'analytics pins',
  'analytics.pin': 'analytics pins',
  'analytics.breakdown': 'analytics pins',
  'analytics.top': 'analytics top',
  'analytics.export': { none: 'analytics --csv prints the same' },
  'analytics.status': 'analytics status',
  'analytics.refresh': 'analytics refresh',
  'postAnalytics.get': { none: 'of clients of Zernio; analytics has its own' },
  'postAnalytics.daily': { none: 'of clients of Zernio; analytics has its own' },
  'postAnalytics.timeline': { none: 'of clients of Zernio; analytics has its own' },
  'postAnalytics.bestTimes': { none: 'of clients of Zernio; analytics has its own' },
  'postAnalytics.decay': { none: 'of clients of Zernio; analytics has its own' },
  'postAnalytics.frequency': { none: 'of clients of Zernio; analytics has its own' },
  'postAnalytics.sync': { none: 'of clients of Zernio; pins import does the same' },
  'postAnalytics.followers': { none: 'of clients of Zernio; analytics has its own' },

  'pins.importProgress': 'pins import',
  'keywords.suggest': 'keywords suggest',
  'keywords.related': 'keywords related',
  'keywords.trending': 'keywords trending',
  'media.presign': { none: 'publish uploads in one request' },
  'media.upload': 'publish',
  'media.receive': { none: 'called at a signed address' },
  'media.startDirectUpload': { none: 'publish uploads in one request' },
  'media.completeDirectUpload': { none: 'publish uploads in one request' },
  'media.list': 'media list',
  'media.get': 'media show',
  'media.delete': 'media delete',
  'media.fetch': 'media upload',
  'media.startParts': 'media upload',
  'media.signParts': { none: 'media upload is done within the hour that addresses live' },
  'media.receivePart': { none: 'called at a signed address' },
  'media.completeParts': 'media upload',
  'media.abortParts': 'media upload',
  'events.list': { none: 'for programs: timeline tells a person what happened' },
  'feeds.list': { none: 'feeds are arranged by programs' },
  'feeds.create': { none: 'feeds are arranged by programs' },
  'feeds.update': { none: 'feeds are arranged by programs' },
  'feeds.delete': { none: 'feeds are arranged by programs' },
  'feeds.entries': { none: 'feeds are arranged by programs' },
  'instance.get': 'doctor',
  'instance.health': 'doctor',
  'keys.verify': 'login',
  'keys.list': 'keys list',
  'keys.create': 'keys create',
  'keys.revoke': 'keys revoke',
  'me.get': { none: 'the dashboard asks who is signed in' },
  'me.switch': { none: 'of a session of the dashboard' },
  'me.changePassword': { none: 'of a session of the dashboard' },
  'sessions.list': { none: 'people manage their sessions in the dashboard' },
  'sessions.revoke': { none: 'people manage their sessions in the dashboard' },
  'deviceLogins.get': { none: 'a person compares the code in the dashboard' },
  'deviceLogins.answer': { none: 'a person compares the code in the dashboard' },
  'people.list': 'people list',
  'people.setUp': { none: 'people invite --role owner makes a link for the first one' },
  'people.changeRole': 'people role',
  'people.remove': 'people remove',
  'people.resetPassword': 'people reset-password',
  'invites.create': 'people invite',
  'invites.revoke': 'people uninvite',
  'workspaces.list': 'workspaces list',
  'workspaces.create': 'workspaces create',
  'workspaces.get': { none: 'workspaces list shows them' },
  'workspaces.export': 'workspaces export',
  'workspaces.update': 'workspaces change',
  'workspaces.delete': 'workspaces delete',
  'users.list': { none: 'people list shows them; this is how Zernio asks' },
  'users.get': { none: 'people list shows them; this is how Zernio asks' },
  'usage.get': { none: 'there is no plan to look at; Zernio clients ask' },
  'usage.getBare': { none: 'there is no plan to look at; Zernio clients ask' },
  'audit.list': 'audit',
  'audit.export': { none: 'audit --csv and --json print the same' },
  'logs.list': { none: 'audit and timeline show it; this is how Zernio asks' },
  'tools.plan': { none: 'publish --every plans and stores in one step' },
  'tools.validatePost': 'check',
  'tools.validateMedia': { none: 'check names what is wrong with the media of a Pin' },
  'webhooks.list': 'webhooks list',
  'webhooks.create': 'webhooks add',
  'webhooks.update': 'webhooks rotate-secret',
  'webhooks.delete': 'webhooks remove',
  'webhooks.test': 'webhooks test',
  'webhooks.logs': 'webhooks log',
  'webhooks.redeliver': 'webhooks replay',
  'tools.postLength': { none: 'check counts the characters of every text' },
};

const endpoints = Object.entries(api as Record<string, Endpoint>);

test('no two endpoints share a path and a method', () => {
  const places = endpoints.map(
    ([, { method, path }]) => `${method} ${path.replace(/{\w+}/g, '{}')}`,
  );
  expect(places.filter((place, index) => places.indexOf(place) !== index)).toEqual([]);
});

test('every endpoint has its operation, under its own name', () => {
  for (const [name, operation] of Object.entries(registry)) expect(operation.name).toBe(name);
  expect(Object.keys(registry).sort()).toEqual(endpoints.map(([name]) => name).sort());
});

test('what changes something can be repeated under a key, and what only reads cannot', () => {
  const repeatable = Object.values(registry).filter(
    ({ repeat, keysRows }) => repeat !== undefined || keysRows,
  );
  const changing = endpoints.filter(([, { effect }]) => effect !== 'read').map(([name]) => name);
  // A signed address takes one file: the same bytes again are answered alike without a key. A consent and a token for
  // choosing a board are good once, and connecting an account again changes nothing. And a key keeps a quick hash of the
  // input, which must not be one of a password.
  const without = ['media.receive', 'media.receivePart', 'me.changePassword', 'people.setUp'];
  expect(repeatable.map(({ name }) => name).sort()).toEqual(
    changing.filter((name) => !without.includes(name) && !name.startsWith('connections.')).sort(),
  );
});

test('the SDK has a call for every endpoint', () => {
  const client = createClient({ baseUrl: '' }) as unknown as Record<
    string,
    Record<string, unknown>
  >;
  const missing = endpoints.filter(([name]) => {
    const [noun = '', verb = ''] = name.split('.');
    return typeof client[noun]?.[verb] !== 'function';
  });
  // Called at the signed address that media.presign answers; and a file.
  expect(missing.map(([name]) => name)).toEqual([
    'posts.export',
    'postImports.errors',
    'pins.export',
    'analytics.export',
    'media.receive',
    'media.receivePart',
    'workspaces.export',
    'audit.export',
  ]);
});

test('the commands named here exist, and every other endpoint has a reason', () => {
  const find = (words: string): Command | undefined =>
    words
      .split(' ')
      .reduce<Command | undefined>(
        (at, word) => at?.commands.find((command) => command.name() === word),
        createProgram(),
      );
  for (const [name, command] of Object.entries(commands))
    if (typeof command === 'string')
      expect([name, find(command)?.name()]).toEqual([name, command.split(' ').at(-1)]);
    else expect(command.none).toMatch(/\w+ \w+/);
});
