import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { Logger } from 'pino';
import { startApp, type App, type PinterestHost } from '../../app/index.ts';
import { loadConfig, loadSecrets, type Config } from '../../config/index.ts';
import { makeDemo } from '../../app/demo.ts';
import { databaseDir, keepEmbedded, type KeepOptions } from '../../postgres/index.ts';
import type { DatabaseConfig } from '../../store/index.ts';
import { printBanner } from '../banner.ts';
import { explain } from '../errors.ts';
import { createLogger } from '../logger.ts';
import { logProgress, startProgress, type Progress } from '../output.ts';
import { startSandboxProcess } from '../sandbox-process.ts';

interface Part<T> {
  value: T;
  stop(): Promise<void>;
}

/** Runs the process until SIGINT or SIGTERM. `serve` answers HTTP and publishes; `worker` only publishes. */
export async function serve(roles: { serve: boolean; work: boolean }): Promise<void> {
  const config = loadConfig();
  const secrets = loadSecrets(config);
  const logger = await createLogger(config);
  // Lines for people or for machines, never both: a log that is read by a program holds nothing else.
  const progress = config.log.pretty ? startProgress(false) : logProgress(logger);
  const stops: (() => Promise<void>)[] = [];
  const stopAll = async () => {
    for (const stop of stops.splice(0).reverse()) await stop();
  };
  let onGivenUp: (error: unknown) => void = () => {};
  const givenUp = new Promise<unknown>((resolve) => (onGivenUp = resolve));
  try {
    progress.step('Starting the database and the sandbox');
    const [database, hosts] = await all([
      registerStop(
        stops,
        startDatabase(config, {
          log: (line) => logger.debug(line),
          warn: (line) => logger.warn(line),
          onGivenUp,
        }),
      ),
      registerStop(stops, startPinterest(config)),
    ]);
    progress.step('Starting Linchpin');
    const [pinterest, ...otherHosts] = hosts;
    if (!pinterest) throw new Error('No Pinterest is set up.');
    const parts = { config, secrets, database, logger, roles };
    const app = await startApp({ ...parts, pinterest, otherHosts });
    stops.push(app.close);
    if (roles.serve)
      await welcome({ app, pinterest, config, logger, apiKey: secrets.apiKey, progress });
    else progress.done();
  } catch (error) {
    progress.fail();
    await stopAll();
    if (config.log.pretty) throw error;
    endInLog(logger, error);
  }
  const failure = await Promise.race([untilStopped(), givenUp]);
  if (failure === undefined) return stopAll();
  logger.error({ err: failure }, 'the built-in database cannot be brought back');
  // Stop as cleanly as possible without a database.
  await Promise.race([stopAll().catch(() => {}), delay(stopWithinMs)]);
  if (config.log.pretty) throw failure;
  endInLog(logger, failure);
}

/** Logs the reason as one line and ends the process: without a terminal, the log is the only output. */
function endInLog(logger: Logger, error: unknown): never {
  const { message, problems, exitCode } = explain(error);
  logger.fatal({ err: error, fix: problems[0]?.fix }, message);
  process.exit(exitCode);
}

/** Milliseconds to stop in after the database is gone for good. */
const stopWithinMs = 15_000;

async function welcome(started: {
  app: App;
  pinterest: PinterestHost;
  config: Config;
  logger: Logger;
  apiKey: string;
  progress: Progress;
}): Promise<void> {
  const { app, pinterest, config, logger, apiKey, progress } = started;
  const examples = join(config.packageRoot, 'examples');
  // With an app of their own, people connect an account of their own.
  if (pinterest.sandboxUrl !== null && config.pinterest.appId === null)
    await makeDemo(app, pinterest, examples, (text) => progress.step(text));
  progress.done();
  // Measured from process start, so code loading and, on the first start, the build count.
  const seconds = performance.now() / 1000;
  if (config.log.pretty) return printBanner(app, { apiKey, pinterest, config, seconds });
  // Logs travel far, so the key is not in them: "linchpin login" prints it with the link.
  logger.info(
    {
      url: app.url,
      pinterest: pinterest.sandboxUrl ?? pinterest.apiUrl,
      redirectUri: app.deps.links.connectCallback(),
      seconds,
    },
    'ready',
  );
}

/** Waits for both even when one fails, so that both can be stopped. */
async function all<A, B>(parts: [Promise<A>, Promise<B>]): Promise<[A, B]> {
  await Promise.allSettled(parts);
  return Promise.all(parts);
}

/** Registers how to stop a part once it runs, also when another part fails to start. */
async function registerStop<T>(
  stops: (() => Promise<void>)[],
  starting: Promise<Part<T>>,
): Promise<T> {
  const part = await starting;
  stops.push(part.stop);
  return part.value;
}

/** The database server of DATABASE_URL, or the embedded one. */
export async function startDatabase(
  config: Config,
  told: Pick<KeepOptions, 'log' | 'warn' | 'onGivenUp'> = { onGivenUp: () => {} },
): Promise<Part<DatabaseConfig>> {
  if (config.databaseUrl !== null)
    return { value: { connectionString: config.databaseUrl }, stop: () => Promise.resolve() };
  const server = await keepEmbedded({ dir: databaseDir(config.dataDir), ...told });
  return { value: server.connection, stop: server.stop };
}

const pinterestOrigin = 'https://api.pinterest.com';
const sandboxOrigin = 'https://api-sandbox.pinterest.com';

/**
 * Pinterest as the settings name it, the host that accounts are connected to first; without any of them, a sandbox of
 * our own.
 */
async function startPinterest(config: Config): Promise<Part<readonly PinterestHost[]>> {
  const { appId, apiUrl } = config.pinterest;
  if (appId === null && apiUrl === null) {
    const sandbox = await startSandboxProcess(config);
    return { value: [sandbox.host], stop: sandbox.close };
  }
  const named = namedHosts(config);
  if (!config.sandbox.beside) return { value: named, stop: () => Promise.resolve() };
  const sandbox = await startSandboxProcess(config);
  return { value: [...named, sandbox.host], stop: sandbox.close };
}

/** An app at Pinterest can be used with its sandbox too; any other address is a sandbox of this product. */
function namedHosts({ pinterest }: Config): PinterestHost[] {
  const { appId, appSecret, apiUrl, oauthUrl } = pinterest;
  const app = { clientId: appId ?? 'sandbox-app', clientSecret: appSecret ?? 'sandbox-secret' };
  const api = apiUrl ?? `${pinterestOrigin}/v5`;
  if (!new URL(api).hostname.endsWith('.pinterest.com')) {
    // Programs reach a sandbox at the address of its API, people at that of its consent page.
    const consent = oauthUrl ?? new URL('/oauth/', api).href;
    return [{ apiUrl: api, oauthUrl: consent, ...app, sandboxUrl: new URL(consent).origin }];
  }
  const consent = oauthUrl ?? 'https://www.pinterest.com/oauth/';
  const hosts = [pinterestOrigin, sandboxOrigin].map((origin) => ({
    apiUrl: `${origin}/v5`,
    oauthUrl: consent,
    ...app,
    sandboxUrl: null,
  }));
  return new URL(api).origin === sandboxOrigin ? hosts.toReversed() : hosts;
}

/** Resolves on the first Ctrl-C or termination; a second one ends the process at once. */
const untilStopped = (): Promise<undefined> =>
  new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
      process.on(signal, () => {
        resolve(undefined);
        process.once(signal, () => process.exit(130));
      });
  });
