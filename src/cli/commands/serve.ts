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
    const [database, pinterest] = await all([
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
    const app = await startApp({ config, secrets, database, pinterest, logger, roles });
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
  if (pinterest.sandboxUrl !== null)
    await makeDemo(app, pinterest, examples, (text) => progress.step(text));
  progress.done();
  // Measured from process start, so code loading and, on the first start, the build count.
  const seconds = performance.now() / 1000;
  if (config.log.pretty) return printBanner(app, { apiKey, pinterest, config, seconds });
  // Logs travel far, so the key is not in them: "linchpin login" prints it with the link.
  logger.info(
    { url: app.url, pinterest: pinterest.sandboxUrl ?? pinterest.apiUrl, seconds },
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

/** Pinterest as the settings name it; without any of them, a sandbox of our own. */
async function startPinterest(config: Config): Promise<Part<PinterestHost>> {
  const { appId, appSecret, apiUrl, oauthUrl } = config.pinterest;
  if (appId === null && apiUrl === null) {
    const sandbox = await startSandboxProcess(config);
    return { value: sandbox.host, stop: sandbox.close };
  }
  const api = apiUrl ?? 'https://api.pinterest.com/v5';
  const isPinterest = new URL(api).hostname.endsWith('.pinterest.com');
  // Programs reach a sandbox at the address of its API, people at that of its consent page.
  const consent =
    oauthUrl ?? (isPinterest ? 'https://www.pinterest.com/oauth/' : new URL('/oauth/', api).href);
  const value = {
    apiUrl: api,
    oauthUrl: consent,
    clientId: appId ?? 'sandbox-app',
    clientSecret: appSecret ?? 'sandbox-secret',
    sandboxUrl: isPinterest ? null : new URL(consent).origin,
  };
  return { value, stop: () => Promise.resolve() };
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
