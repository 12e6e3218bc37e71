import { connect, createServer, type Socket } from 'node:net';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { machineFault } from '../../src/domain/errors/index.ts';
import { openStore, type DatabaseConfig } from '../../src/store/index.ts';
import { temporaryDatabase } from '../harness/database.ts';

/** A TCP proxy to the database that can stop forwarding without closing, as a network that drops packets. */
async function startProxy(to: { host: string; port: number }) {
  const sockets = new Set<Socket>();
  const server = createServer((from) => {
    // A path is a directory of Unix sockets.
    const on = to.host.startsWith('/')
      ? connect(`${to.host}/.s.PGSQL.${to.port}`)
      : connect(to.port, to.host);
    for (const socket of [from, on]) {
      sockets.add(socket);
      socket.on('error', () => socket.destroy());
      socket.on('close', () => sockets.delete(socket));
    }
    from.pipe(on).pipe(from);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('It has no port.');
  return {
    port: address.port,
    stopForwarding: () => {
      for (const socket of sockets) {
        socket.unpipe();
        socket.pause();
      }
    },
    close: () => {
      server.close();
      for (const socket of sockets) socket.destroy();
    },
  };
}

/** The same database behind another address. */
function reroute(connection: DatabaseConfig, host: string, port: number): DatabaseConfig {
  if (!('connectionString' in connection)) return { ...connection, host, port };
  const url = new URL(connection.connectionString);
  url.searchParams.delete('host');
  url.hostname = host;
  url.port = String(port);
  return { connectionString: url.href };
}

function placeOf(connection: DatabaseConfig): { host: string; port: number } {
  if (!('connectionString' in connection)) return connection;
  const url = new URL(connection.connectionString);
  return { host: url.searchParams.get('host') ?? url.hostname, port: Number(url.port || 5432) };
}

test('statements that a silent database never answers end with its name, and it is found again', async () => {
  const { connection, drop } = await temporaryDatabase();
  const proxy = await startProxy(placeOf(connection));
  const store = await openStore(reroute(connection, '127.0.0.1', proxy.port), {
    onError: () => {},
    answerMs: 300,
  });
  try {
    const one = () => sql<{ one: number }>`select 1 as one`.execute(store.db);
    const faultOf = (asking: Promise<unknown>) =>
      asking.then(
        () => 'answered',
        (error: unknown) => machineFault(error)?.code,
      );
    await one();
    proxy.stopForwarding();
    expect(await faultOf(one())).toBe('DATABASE_UNAVAILABLE');
    const begun = store.transaction(async (tx) => {
      await sql`select 1`.execute(tx);
      proxy.stopForwarding();
      await sql`select 2`.execute(tx);
    });
    expect(await faultOf(begun)).toBe('DATABASE_UNAVAILABLE');
    expect((await one()).rows).toEqual([{ one: 1 }]);
  } finally {
    // A silent connection never answers the message that ends it.
    proxy.close();
    await store.close();
    await drop();
  }
});
