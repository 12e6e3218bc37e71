/**
 * Owns a server as Linchpin would, for tests that kill, exit or change user. Arguments: the database
 * directory, or `--data-dir` with a data directory and the place of databases it cannot hold.
 * Writes one JSON event per line; obeys `stop`, and ends when its input ends.
 */
import { createInterface } from 'node:readline';
import { databaseDir, EmbeddedPostgresError, startEmbedded } from '../../src/postgres/index.ts';

function emit(event: Record<string, unknown>): void {
  process.stdout.write(`${JSON.stringify(event)}\n`);
}

async function main(): Promise<void> {
  const [first = '', dataDir = '', elsewhere] = process.argv.slice(2);
  const began = performance.now();
  const dir = first === '--data-dir' ? databaseDir(dataDir, elsewhere) : first;
  const server = await startEmbedded({
    dir,
    log: (line) => emit({ event: 'log', line }),
    onLost: () => emit({ event: 'lost' }),
  });
  const { connection, pid, adopted, version } = server;
  const ms = Math.round(performance.now() - began);
  emit({ event: 'ready', dir, connection, pid, adopted, version, ms });
  createInterface({ input: process.stdin }).on('line', (line) => {
    if (line === 'stop') void server.stop().then(() => emit({ event: 'stopped' }));
    if (line === 'exit') process.exit();
  });
}

await main().catch((error: unknown) => {
  const known = error instanceof EmbeddedPostgresError;
  emit({ event: 'error', message: String(error), fix: known ? error.fix : null });
  process.exitCode = 1;
});
