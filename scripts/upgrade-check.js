// npm run upgrade-check: what an earlier release has stored is the same under this one, and its Pins go out once.
// Checks that release out, lets it work, then starts this one on a copy of its data, and on its backup. It needs the
// history of the repository: a shallow clone has it not.
import { execFileSync, spawn } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import { build, checkNode, install, root } from './prepare.js';

/** The release of 22 November 2026, whose schema is the oldest that is to be taken over. */
const release = process.argv[2] ?? 'f82658e';
/** Milliseconds in which a server must answer and a Pin be out. */
const patienceMs = 120_000;

checkNode();
await install();
await build();
const dir = mkdtempSync(join(tmpdir(), 'linchpin-upgrade-'));
// The same for all, since answers hold links to media and to the sandbox.
const [port, sandboxPort] = [await freePort(), await freePort()];
const running = new Set();
const wrong = [];
const check = (text, ok, more = '') => {
  console.log(`${ok ? '✓' : '✗'} ${text}${ok ? '' : `\n${more}`}`);
  if (!ok) wrong.push(text);
};
try {
  const old = join(dir, 'release');
  execFileSync('git', ['clone', '--quiet', root, old]);
  execFileSync('git', ['checkout', '--quiet', release], { cwd: old });
  const data = join(dir, 'data');
  const backup = join(dir, 'backup.tar.gz');

  let server = await start(old, data);
  const before = await fill(server);
  cli(old, data, ['backup', backup]);
  await server.stop();
  console.log(`✓ ${release} has stored ${before.posts.length} posts and written a backup`);

  const copied = join(dir, 'copied');
  cpSync(data, copied, { recursive: true });
  server = await start(root, copied);
  await compare('its data directory', server, before);
  await server.stop();

  // A backup has no sandbox in it, as it has no Pinterest: that is the one there is.
  const restored = join(dir, 'restored');
  cpSync(join(data, 'sandbox'), join(restored, 'sandbox'), { recursive: true });
  cli(root, restored, ['restore', backup, '--replace']);
  server = await start(root, restored);
  await compare('its backup', server, before);
  await server.stop();
} catch (error) {
  check('the check ran to its end', false, error.stack);
} finally {
  for (const child of running) child.kill('SIGTERM');
  await Promise.all([...running].map((child) => new Promise((end) => child.on('exit', end))));
  rmSync(dir, { recursive: true, force: true });
}
process.exitCode = wrong.length ? 1 : 0;

/** A post of each kind, a queue and a rule of spacing, and what the server says of them. */
async function fill(server) {
  const { accounts } = await server.ask('GET', '/accounts');
  const accountId = accounts[0]._id;
  const { boards } = await server.ask('GET', `/accounts/${accountId}/pinterest-boards`);
  const form = new FormData();
  const image = new Blob([readFileSync(join(root, 'examples', 'kitchen.jpg'))]);
  form.append('file', image, 'kitchen.jpg');
  const { media } = await server.ask('POST', '/media/upload-direct', form);
  const [inAnHour, inAYear] = [3600_000, 365 * 24 * 3600_000].map((ms) =>
    new Date(Date.now() + ms).toISOString(),
  );
  await server.ask('POST', '/queue/slots', {
    accountId,
    name: 'Mornings',
    timezone: 'Europe/Berlin',
    slots: [{ dayOfWeek: 1, time: '09:30' }],
  });
  await server.ask('PUT', `/accounts/${accountId}/spacing`, { mode: 'advise', pinsPerDay: 40 });
  const plans = {
    out: { publishNow: true },
    soon: { scheduledFor: inAnHour, timezone: 'America/New_York' },
    late: { scheduledFor: inAYear, timezone: 'UTC' },
    queued: { queuedFromProfile: accounts[0].profileId },
    draft: { isDraft: true },
  };
  for (const [title, plan] of Object.entries(plans))
    await server.ask('POST', '/posts', postOf(accountId, boards[0].id, media.id, title, plan));
  await until('the Pins that were due are out', async () => {
    const { posts } = await server.ask('GET', '/posts?status=published');
    return posts.length === 2;
  });
  return { ...(await seen(server)), accountId, boardId: boards[0].id, mediaId: media.id };
}

function postOf(accountId, boardId, mediaId, title, plan) {
  return {
    content: `Words of ${title}, with “quotes” and ümlauts`,
    mediaIds: [mediaId],
    platforms: [
      {
        platform: 'pinterest',
        accountId,
        platformSpecificData: { boardId, title, link: `https://example.com/${title}` },
      },
    ],
    ...plan,
  };
}

/** All that must stay. */
async function seen(server) {
  const { posts } = await server.ask('GET', '/posts?limit=100');
  const { accounts } = await server.ask('GET', '/accounts');
  const { _id, profileId } = accounts[0];
  return {
    posts: [...posts].sort((a, b) => (a._id < b._id ? -1 : 1)),
    accounts,
    spacing: await server.ask('GET', `/accounts/${_id}/spacing`),
    queues: await server.ask('GET', `/queue/slots?profileId=${profileId}&all=true`),
    sandbox: await server.sandboxPins(),
  };
}

async function compare(what, server, before) {
  const after = await seen(server);
  for (const part of ['posts', 'accounts', 'spacing', 'queues', 'sandbox']) {
    const lost = changes(before[part], after[part], part);
    check(`${what}: nothing is lost of ${part}`, lost.length === 0, lost.join('\n'));
  }
  const soon = after.posts.find((post) => JSON.stringify(post).includes('"soon"'));
  const inASecond = new Date(Date.now() + 1_000).toISOString();
  await server.ask('PUT', `/posts/${soon._id}`, { scheduledFor: inASecond });
  const { accountId, boardId, mediaId } = before;
  const fresh = postOf(accountId, boardId, mediaId, 'fresh', { publishNow: true });
  await server.ask('POST', '/posts', fresh);
  await until('both are out', async () => {
    const { posts } = await server.ask('GET', '/posts?status=published');
    return posts.length === 4;
  });
  const pins = await server.sandboxPins();
  const added = pins
    .slice(before.sandbox.length)
    .map(({ title }) => title)
    .sort();
  check(
    `${what}: a Pin brought forward and a new one went out with the kept sign-in, each once`,
    isDeepStrictEqual(added, ['fresh', 'soon']),
    JSON.stringify(added),
  );
}

/** Values in `before` that are missing in `after`; additions are ignored. */
function changes(before, after, path) {
  // A Pin of a backup is looked for before it is sent: it may have gone out since.
  if (path.endsWith('.step') && after === 'reconciling') return [];
  if (before === null || typeof before !== 'object')
    return isDeepStrictEqual(before, after)
      ? []
      : [`  ${path}: ${JSON.stringify(before)} is now ${JSON.stringify(after)}`];
  if (Array.isArray(before) && before.length !== after?.length)
    return [`  ${path}: ${before.length} are now ${after?.length}`];
  return Object.entries(before).flatMap(([name, value]) =>
    changes(value, after?.[name], `${path}.${name}`),
  );
}

/** Runs a release on a data directory until it is stopped. */
async function start(project, data) {
  const settings = { LINCHPIN_PORT: String(port), LINCHPIN_SANDBOX_PORT: String(sandboxPort) };
  const child = spawn(process.execPath, ['scripts/start.js'], {
    cwd: project,
    stdio: ['ignore', 'ignore', 'pipe'],
    env: environment(data, settings),
  });
  running.add(child);
  let said = '';
  child.stderr.on('data', (chunk) => (said = (said + chunk).slice(-4_000)));
  const ended = new Promise((end) => child.on('exit', end)).then(() => running.delete(child));
  const url = `http://127.0.0.1:${port}/api/v1`;
  const ask = async (method, path, body) => {
    const key = readFileSync(join(data, 'api-key'), 'utf8').trim();
    const json = body && !(body instanceof FormData);
    const headers = {
      authorization: `Bearer ${key}`,
      ...(json && { 'content-type': 'application/json' }),
    };
    const sent = body && { body: json ? JSON.stringify(body) : body };
    const answer = await fetch(url + path, { method, headers, ...sent });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`);
    return JSON.parse(text);
  };
  await until(
    () => `${project} is up. It said:\n${said}`,
    async () => {
      if (child.exitCode !== null) throw new Error(`It ended with ${child.exitCode}:\n${said}`);
      if (!existsSync(join(data, 'api-key'))) return false;
      const { posts } = await ask('GET', '/posts?status=published').catch(() => ({ posts: [] }));
      return posts.length > 0;
    },
  );
  return {
    ask,
    sandboxPins: async () =>
      (await (await fetch(`http://127.0.0.1:${sandboxPort}/_sandbox/state`)).json()).pins.map(
        ({ id, title, board_id: boardId }) => ({ id, title, boardId }),
      ),
    stop: () => {
      child.kill('SIGTERM');
      return ended;
    },
  };
}

function cli(project, data, words) {
  execFileSync(process.execPath, ['bin/linchpin.js', ...words], {
    cwd: project,
    stdio: ['ignore', 'ignore', 'pipe'],
    env: environment(data, {}),
  });
}

/** Ours, without the settings of whoever runs this. */
function environment(data, settings) {
  const own = Object.entries(process.env).filter(
    ([name]) => !/^(LINCHPIN_|PINTEREST_|DATABASE_URL$)/.test(name),
  );
  return { ...Object.fromEntries(own), LINCHPIN_DATA_DIR: data, ...settings };
}

function freePort() {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

async function until(what, isSo) {
  const end = Date.now() + patienceMs;
  while (!(await isSo())) {
    if (Date.now() > end)
      throw new Error(`Not within ${patienceMs} ms: ${typeof what === 'function' ? what() : what}`);
    await pause(100);
  }
}
