import { loadConfig } from '../../../config/index.ts';
import { clockOf, type ClockOptions } from '../../clock.ts';
import type { ServerOptions } from '../../server.ts';
import { print, printJson, style } from '../../output.ts';
import type { Check } from './check.ts';
import { externalDatabase } from './database.ts';
import { directoryChecks, programChecks } from './machine.ts';
import { storeChecks } from './media.ts';
import { serverChecks } from './server.ts';

/** Looks at everything publishing needs, in the order in which it is needed, and says what to do. */
export async function doctor(
  options: ServerOptions & ClockOptions & { json?: boolean },
): Promise<void> {
  const checks = [
    ...programChecks(),
    ...(await hereChecks(options)),
    ...(await serverChecks(options, clockOf(options))),
  ];
  const healthy = checks.every(({ state }) => state !== 'wrong');
  if (options.json)
    printJson({
      healthy,
      checks: checks.map((check) => ({ ...check, ok: check.state !== 'wrong' })),
    });
  else checks.forEach(printCheck);
  if (!healthy) process.exitCode = 1;
}

/** Checks that only work on the server's own machine; a remote server reports its own. */
async function hereChecks({ server }: ServerOptions): Promise<Check[]> {
  if (server !== undefined) return [];
  const config = loadConfig();
  const { dataDir, databaseUrl } = config;
  return [
    ...(await directoryChecks(dataDir)),
    ...(await storeChecks(config)),
    ...(databaseUrl === null ? [] : await externalDatabase(databaseUrl)),
  ];
}

const marks = {
  ok: style.green('✓'),
  warning: style.yellow('!'),
  wrong: style.red('✗'),
};
const nameWidth = 16;

function printCheck({ name, state, found, fix }: Check): void {
  print(`${marks[state]} ${name.padEnd(nameWidth)} ${found}`);
  if (state !== 'ok')
    for (const line of fix.split('\n')) if (line) print(`  ${' '.repeat(nameWidth)} ${line}`);
}
