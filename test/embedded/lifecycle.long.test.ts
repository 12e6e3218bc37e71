import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { shortHash } from '../../src/postgres/directory.ts';
import { endOwners, processesNaming, query, startOwner, until, type Ready } from './owners.ts';
import { bundleRunner, createArea, createProject } from './project.ts';

const helpers: ChildProcess[] = [];
let area: string;
let runner: string;
let count = 0;

beforeAll(async () => {
  area = createArea();
  const bundle = await bundleRunner(area);
  runner = createProject(path.join(area, 'project'), bundle, { binaries: 'linked' });
  const owner = startOwner(runner, [path.join(area, 'seed')]);
  await stop(owner, await owner.ready());
});

afterAll(async () => {
  for (const helper of helpers) helper.kill('SIGKILL');
  const leaked = processesNaming(`${area}/`);
  await endOwners(area);
  fs.rmSync(area, { recursive: true, force: true });
  expect(leaked).toEqual([]);
});

/** The path of an empty database directory. */
function newDir(): string {
  return path.join(area, `d${++count}`, 'postgres');
}

/** A directory with a stopped database in it: a copy, because creating one takes most of a second. */
function seededDir(dir = newDir()): string {
  fs.mkdirSync(path.dirname(dir), { recursive: true });
  const copied = spawnSync('cp', ['-a', path.join(area, 'seed'), dir]);
  if (copied.status !== 0) throw new Error(String(copied.stderr));
  return dir;
}

async function stop(owner: ReturnType<typeof startOwner>, ready: Ready): Promise<void> {
  owner.tell('stop');
  await owner.saw('stopped');
  expect(processesNaming(`-D\0${ready.dir}/data`)).toEqual([]);
  owner.tell('exit');
  await owner.ended();
}

/** The command line of a process; empty of a zombie, undefined when there is no such process. */
function words(pid: number | undefined): string | undefined {
  try {
    return fs.readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0').join(' ').trim();
  } catch {
    return undefined;
  }
}

async function gone(pid: number): Promise<void> {
  // A zombie stays until init looks.
  await until(`the end of ${pid}`, () => !words(pid));
}

/** Leaves the lock files of a killed server behind, naming another pid. */
async function leaveLocks(dir: string, holder: (ready: Ready) => Promise<number>): Promise<void> {
  const owner = startOwner(runner, [dir]);
  const ready = await owner.ready();
  await owner.kill();
  process.kill(ready.pid, 'SIGKILL');
  await gone(ready.pid);
  const pid = await holder(ready);
  for (const file of [`${dir}/data/postmaster.pid`, `${dir}/run/.s.PGSQL.5432.lock`])
    fs.writeFileSync(file, fs.readFileSync(file, 'utf8').replace(/^\d+/, String(pid)));
}

/** Runs as the server's user: PostgreSQL takes only such a process for its own. */
function helper(dir: string, script: string): ChildProcess {
  const { uid, gid } = fs.statSync(path.join(dir, 'data'));
  const child = spawn('sh', ['-c', script], { uid, gid, stdio: ['ignore', 'pipe', 'ignore'] });
  helpers.push(child);
  return child;
}

/** A zombie: exits after its parent was replaced by `sleep`, which never calls wait(); a shell would. */
async function zombie(dir: string): Promise<number> {
  const parent = helper(dir, 'sleep 60 & echo $!; exec sleep 61');
  if (!parent.stdout || !parent.pid) throw new Error('no output');
  const [output]: unknown[] = await once(parent.stdout, 'data');
  const pid = Number(String(output));
  await until('a parent that buries nobody', () => words(parent.pid) === 'sleep 61');
  process.kill(pid, 'SIGKILL');
  await until('the zombie', () => words(pid) === '');
  return pid;
}

describe.concurrent('one database directory', () => {
  test('the first start creates, stop leaves nothing running, a later start finds the data', async () => {
    const dir = newDir();
    const first = startOwner(runner, [dir]);
    const ready = await first.ready();
    expect(ready).toMatchObject({ adopted: false, version: '18.4', dir });
    expect(first.events).toContainEqual({ event: 'log', line: 'creating database' });
    await query(ready, 'create table kept as select 7 as n');
    await stop(first, ready);
    expect(fs.readdirSync(path.join(dir, 'run'))).toEqual([]);
    expect(fs.existsSync(path.join(dir, 'data', 'postmaster.pid'))).toBe(false);

    const later = startOwner(runner, [dir]);
    const again = await later.ready();
    expect(later.events.filter(({ event }) => event === 'log')).toEqual([
      { event: 'log', line: 'starting' },
    ]);
    expect(await query(again, 'select n from kept')).toEqual([{ n: 7 }]);
    await stop(later, again);
  });

  test('the server is durable, private and refuses a wrong password', async () => {
    const owner = startOwner(runner, [seededDir()]);
    const ready = await owner.ready();
    const settings = await query(
      ready,
      `select name, setting from pg_settings where name in
       ('fsync', 'full_page_writes', 'synchronous_commit', 'listen_addresses', 'data_checksums',
        'max_connections', 'io_method') order by name`,
    );
    expect(Object.fromEntries(settings.map(({ name, setting }) => [name, setting]))).toEqual({
      data_checksums: 'on',
      fsync: 'on',
      full_page_writes: 'on',
      io_method: 'sync',
      listen_addresses: '',
      max_connections: '60',
      synchronous_commit: 'on',
    });
    expect(fs.statSync(ready.connection.host).mode & 0o777).toBe(0o700);
    const intruder = { ...ready, connection: { ...ready.connection, password: 'guess' } };
    await expect(query(intruder, 'select 1')).rejects.toThrow('password authentication failed');
    await stop(owner, ready);
  });

  test('a second owner is refused and told who holds the database', async () => {
    const dir = seededDir();
    const first = startOwner(runner, [dir]);
    const ready = await first.ready();
    const refused = await startOwner(runner, [dir]).refused();
    expect(refused.message).toContain(`pid ${first.child.pid})`);
    expect(refused.fix).toContain('LINCHPIN_DATA_DIR');
    expect(await query(ready, 'select 1 as alive')).toEqual([{ alive: 1 }]);
    await stop(first, ready);
  });

  test('a server whose owner was killed is adopted with everything in it', async () => {
    const dir = seededDir();
    const first = startOwner(runner, [dir]);
    const ready = await first.ready();
    await query(ready, 'create table kept as select 7 as n');
    await first.kill();
    const second = startOwner(runner, [dir]);
    const adopted = await second.ready();
    expect(adopted).toMatchObject({ adopted: true, pid: ready.pid });
    expect(await query(adopted, 'select n from kept')).toEqual([{ n: 7 }]);
    await stop(second, adopted);
  });

  test('a server of another version is left alone while its owner lives, then replaced', async () => {
    const other = createProject(
      path.join(area, 'other-version'),
      path.join(area, 'bundle', 'runner.mjs'),
      { binaries: 'linked', version: '18.99.0' },
    );
    const dir = seededDir();
    const first = startOwner(other, [dir]);
    const ready = await first.ready();
    await query(ready, 'create table kept as select 7 as n');
    const refused = await startOwner(runner, [dir]).refused();
    expect(refused.message).toContain('already in use');
    expect(await query(ready, 'select n from kept')).toEqual([{ n: 7 }]);
    await first.kill();
    const second = startOwner(runner, [dir]);
    const replaced = await second.ready();
    expect(replaced.adopted).toBe(false);
    expect(replaced.pid).not.toBe(ready.pid);
    expect(processesNaming(`-D\0${dir}/data`)).toEqual([replaced.pid]);
    expect(second.events).toContainEqual({
      event: 'log',
      line: 'replacing a server left over from another version',
    });
    expect(await query(replaced, 'select n from kept')).toEqual([{ n: 7 }]);
    await stop(second, replaced);
  });

  test('after owner and server were killed, even amid a query, nothing committed is lost', async () => {
    const dir = seededDir();
    const first = startOwner(runner, [dir]);
    const ready = await first.ready();
    await query(ready, 'create table kept as select 7 as n');
    // A session that computes does not notice that its postmaster is dead.
    const busy = query(ready, 'select count(*) from generate_series(1, 1e12::bigint)').catch(
      () => {},
    );
    await until('the busy session', async () => {
      const [row] = await query(
        ready,
        `select 1 from pg_stat_activity where state = 'active' and query like '%1e12%' and pid <> pg_backend_pid()`,
      );
      return row !== undefined;
    });
    await first.kill();
    process.kill(ready.pid, 'SIGKILL');
    const second = startOwner(runner, [dir]);
    const recovered = await second.ready();
    await busy;
    expect(recovered.adopted).toBe(false);
    expect(await query(recovered, 'select n from kept')).toEqual([{ n: 7 }]);
    await stop(second, recovered);
  });

  test('lock files that name a reused pid or a zombie are seen through', async () => {
    const dir = seededDir();
    await leaveLocks(dir, () => Promise.resolve(helper(dir, 'exec sleep 60').pid ?? 0));
    const owner = startOwner(runner, [dir]);
    await stop(owner, await owner.ready());

    await leaveLocks(dir, () => zombie(dir));
    const next = startOwner(runner, [dir]);
    await stop(next, await next.ready());
  });

  test('of four starters on an empty directory exactly one becomes the owner', async () => {
    const dir = newDir();
    const owners = [1, 2, 3, 4].map(() => startOwner(runner, [dir]));
    const outcomes = await Promise.all(
      owners.map(async (owner) => {
        await until(
          'an outcome',
          () => owner.events.some(({ event }) => event === 'ready' || event === 'error'),
          60_000, // Each of the four makes a database of its own first.
        );
        return owner.events.find(({ event }) => event !== 'log');
      }),
    );
    const winners = owners.filter((_, index) => outcomes[index]?.event === 'ready');
    expect(winners).toHaveLength(1);
    for (const outcome of outcomes)
      if (outcome?.event === 'error')
        expect(outcome.message).toContain(`pid ${winners[0]?.child.pid})`);
    expect(fs.readdirSync(dir).toSorted()).toEqual(['data', 'postgres.log', 'run']);
    const [winner] = winners;
    if (winner) await stop(winner, await winner.ready());
  }, 90_000);

  test('a process that ends without stop takes the server along', async () => {
    const dir = seededDir();
    const exiting = startOwner(runner, [dir]);
    const ready = await exiting.ready();
    exiting.tell('exit');
    await exiting.ended();
    await gone(ready.pid);

    // Nothing left to do: the server alone must not keep the process alive.
    const idle = startOwner(runner, [dir]);
    const again = await idle.ready();
    idle.child.stdin?.end();
    await idle.ended();
    await gone(again.pid);
  });

  test('the owner learns that the server died, and can start it again', async () => {
    const dir = seededDir();
    const owner = startOwner(runner, [dir]);
    const ready = await owner.ready();
    process.kill(ready.pid, 'SIGKILL');
    await owner.saw('lost');
    await stop(owner, ready);
    const next = startOwner(runner, [dir]);
    await stop(next, await next.ready());
  });

  test('a path too long for a socket falls back to /tmp, but never through a planted link', async () => {
    const dir = path.join(area, 'long-'.padEnd(90, 'g'), 'postgres');
    const socketDir = path.join('/tmp', `linchpin-${shortHash(dir)}`);
    const victim = path.join(area, 'victim');
    fs.mkdirSync(victim, { mode: 0o755 });
    fs.symlinkSync(victim, socketDir);
    try {
      const before = fs.statSync(victim);
      const refused = await startOwner(runner, [dir]).refused();
      expect(refused.message).toContain(socketDir);
      expect(refused.fix).toContain('remove it');
      const { uid, mode } = fs.statSync(victim);
      expect({ uid, mode }).toEqual({ uid: before.uid, mode: before.mode });
      fs.rmSync(socketDir);
      seededDir(dir);
      const owner = startOwner(runner, [dir]);
      const ready = await owner.ready();
      expect(ready.connection.host).toBe(socketDir);
      expect(await query(ready, 'select 1 as alive')).toEqual([{ alive: 1 }]);
      await stop(owner, ready);
    } finally {
      fs.rmSync(socketDir, { recursive: true, force: true });
    }
  });
});
