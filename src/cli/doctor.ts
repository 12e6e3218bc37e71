import { access, constants, statfs } from 'node:fs/promises';
import { dirname } from 'node:path';
import { loadConfig } from '../config/index.ts';
import { createClient, LinchpinApiError } from '../sdk/index.ts';
import { keyMissing, locate, type ServerOptions } from './connection.ts';
import { print, printJson, style } from './output.ts';

interface Check {
  name: string;
  ok: boolean;
  found: string;
  /** What to do about it. */
  fix?: string;
}

/** Looks at everything publishing needs, in the order in which it is needed, and says what to do. */
export async function doctor(options: ServerOptions & { json?: boolean }): Promise<void> {
  const checks: Check[] = [nodeVersion(), ...(await dataDir()), ...(await server(options))];
  const healthy = checks.every((check) => check.ok);
  if (options.json) printJson({ healthy, checks });
  else
    for (const { ok, name, found, fix } of checks) {
      print(`${ok ? style.green('✓') : style.red('✗')} ${name.padEnd(16)} ${found}`);
      if (!ok && fix !== undefined) print(`  ${' '.repeat(16)} ${fix}`);
    }
  if (!healthy) process.exitCode = 1;
}

function nodeVersion(): Check {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  return {
    name: 'Node.js',
    ok: major > 20 || (major === 20 && minor >= 19),
    found: process.versions.node,
    fix: 'Install Node.js 20.19 or newer.',
  };
}

async function dataDir(): Promise<Check[]> {
  const { dataDir: dir, databaseUrl } = loadConfig();
  const writable = await access(dir, constants.W_OK).then(
    () => true,
    () =>
      access(dirname(dir), constants.W_OK).then(
        () => true,
        () => false,
      ),
  );
  const space = await statfs(dir).catch(() => statfs(dirname(dir)).catch(() => null));
  const free = space === null ? null : (space.bavail * space.bsize) / 1e9;
  return [
    {
      name: 'Data directory',
      ok: writable,
      found: dir,
      fix: 'Make it writable, or set LINCHPIN_DATA_DIR.',
    },
    {
      name: 'Free space',
      ok: free === null || free > 1,
      found: free === null ? 'unknown' : `${free.toFixed(1)} GB`,
      fix: 'Free at least 1 GB: media and the database need it.',
    },
    {
      name: 'Database',
      ok: true,
      found: databaseUrl === null ? 'embedded' : 'external (DATABASE_URL)',
    },
  ];
}

async function server(options: ServerOptions): Promise<Check[]> {
  const { url, apiKey } = locate(options);
  const ready = await fetch(`${url}/ready`).then(
    (response) => (response.ok ? 'ready' : 'not ready'),
    () => 'no answer',
  );
  const checks: Check[] = [
    {
      name: 'Server',
      ok: ready === 'ready',
      found: `${url} (${ready})`,
      fix:
        ready === 'no answer'
          ? 'Start it with "npm start".'
          : 'Its database does not answer: look at its log.',
    },
  ];
  if (ready !== 'ready') return checks;
  if (apiKey === null)
    return [...checks, { name: 'API key', ok: false, found: 'none is known', fix: keyMissing.fix }];
  const client = createClient({ baseUrl: url, apiKey });
  try {
    const instance = await client.instance();
    const { accounts } = await client.accounts.list();
    const sandbox = instance.sandboxUrl ?? '';
    checks.push(
      { name: 'API key', ok: true, found: `valid for "${instance.workspace.name}"` },
      {
        name: 'Pinterest',
        ok: true,
        found: instance.mode === 'sandbox' ? `local sandbox ${sandbox}` : 'api.pinterest.com',
      },
      {
        name: 'Accounts',
        ok: accounts.length > 0,
        found: `${accounts.length} connected`,
        fix: 'This version connects the account of the local sandbox only: start without PINTEREST_APP_ID.',
      },
    );
    for (const account of accounts) {
      const boards = await client.accounts.boards(account._id).then(
        (list) => `${list.boards.length} boards`,
        (error: unknown) => error,
      );
      checks.push({
        name: account.username,
        ok: typeof boards === 'string',
        found:
          typeof boards === 'string'
            ? boards
            : boards instanceof Error
              ? boards.message
              : String(boards),
        fix: boards instanceof LinchpinApiError ? (boards.problems[0]?.fix ?? '') : '',
      });
    }
  } catch (error) {
    const refused = error instanceof LinchpinApiError ? error : null;
    checks.push({
      name: 'API key',
      ok: false,
      found: refused?.message ?? String(error),
      fix: refused?.problems[0]?.fix ?? '',
    });
  }
  return checks;
}
