// Installs and builds when something changed since the last time. Node built-ins only: nothing is installed yet.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** Stops with a clear word where Node is too old; the rest would fail in odd ways. */
export function checkNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return;
  console.error(`Linchpin needs Node.js 20.19 or newer; this is ${process.versions.node}.`);
  process.exit(1);
}

/** Runs a command; its output is shown only when it fails. */
export function run(command, args, { show = false, env = {} } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd: root,
      stdio: show ? 'inherit' : ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, npm_config_loglevel: 'error', ...env },
    });
    let output = '';
    child.stdout?.on('data', (chunk) => (output += chunk));
    child.stderr?.on('data', (chunk) => (output += chunk));
    child.on('error', reject);
    child.on('exit', (code, signal) => {
      if (code === 0) return resolve();
      if (output) process.stderr.write(output);
      reject(new Error(`${command} ${args.join(' ')} ended with ${signal ?? code}.`));
    });
  });
}

/** Shows a line with the seconds that pass while `work` goes on, or with `asLog` lines as the server logs them. */
async function step(text, work, asLog) {
  if (asLog) {
    const log = (level, msg) =>
      process.stderr.write(`${JSON.stringify({ level, time: new Date().toISOString(), msg })}\n`);
    log(30, text);
    return work().catch((error) => {
      log(50, error.message);
      throw error;
    });
  }
  const start = Date.now();
  const seconds = () => `${Math.round((Date.now() - start) / 1000)} s`;
  const live = process.stderr.isTTY;
  const timer = live && setInterval(() => process.stderr.write(`\r… ${text} ${seconds()}`), 500);
  if (!live) process.stderr.write(`… ${text}\n`);
  try {
    await work();
    process.stderr.write(`${live ? '\r' : ''}✓ ${text} ${seconds()}   \n`);
  } catch (error) {
    process.stderr.write(`${live ? '\r' : ''}✗ ${text}\n`);
    throw error;
  } finally {
    if (timer) clearInterval(timer);
  }
}

/** Does `work` unless `stamp` says that it was done for the same `fingerprint`. */
async function once(stamp, fingerprint, text, work, asLog = false) {
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === fingerprint) return;
  rmSync(stamp, { force: true });
  await step(text, work, asLog);
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, fingerprint);
}

const tsc = join(root, 'node_modules', 'typescript', 'bin', 'tsc');
const vite = join(root, 'node_modules', 'vite', 'bin', 'vite.js');

export async function install(asLog) {
  const lock = readFileSync(join(root, 'package-lock.json'));
  await once(
    join(root, 'node_modules', '.linchpin-installed'),
    createHash('sha256').update(lock).update(process.version).digest('hex'),
    'Installing',
    () => run('npm', ['ci', '--no-audit', '--no-fund'], {}),
    asLog,
  );
}

export async function build(asLog) {
  const server = fingerprint(['src', 'tsconfig.json', 'tsconfig.build.json', 'package-lock.json']);
  await once(
    join(root, 'dist', '.server-built'),
    server,
    'Building the server',
    () => run(process.execPath, [tsc, '-p', 'tsconfig.build.json']),
    asLog,
  );
  const web = fingerprint(['web', 'src/sdk', 'src/contract', 'package-lock.json']);
  await once(
    join(root, 'dist', '.web-built'),
    web,
    'Building the dashboard',
    () =>
      // Under a test runner NODE_ENV is "test", and React would be built for development.
      run(process.execPath, [vite, 'build', 'web', '--logLevel', 'warn'], {
        env: { NODE_ENV: 'production' },
      }),
    asLog,
  );
}

/** Changes when a file's path in the project, its size or its time does. */
function fingerprint(paths) {
  const hash = createHash('sha256');
  const add = (path) => {
    const stat = statSync(join(root, path));
    if (stat.isDirectory())
      for (const name of readdirSync(join(root, path)).sort()) add(join(path, name));
    // Whole milliseconds: a copy of the project keeps no more of them.
    else hash.update(`${path} ${stat.size} ${Math.round(stat.mtimeMs)}\n`);
  };
  for (const path of paths) add(path);
  return hash.digest('hex');
}
