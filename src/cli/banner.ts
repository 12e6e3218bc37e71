import { join, relative } from 'node:path';
import type { App, PinterestHost } from '../app/index.ts';
import { loadConfig, type Config } from '../config/index.ts';
import { listAccounts, listBoards } from '../store/index.ts';
import { print, printFields, style } from './output.ts';

/** What a person needs to go on: where the dashboard is, the key, and a line to paste. */
export async function printBanner(
  app: App,
  fields: { apiKey: string; pinterest: PinterestHost; config: Config; seconds: number },
): Promise<void> {
  const { apiKey, pinterest, config } = fields;
  const accounts = await listAccounts(app.store.db, [app.workspaceId]);
  print();
  print(
    `  ${style.bold('Linchpin')} ${app.deps.instance.version}  ${style.dim(`ready in ${fields.seconds.toFixed(1)} s`)}`,
  );
  print();
  printFields([
    ['Dashboard', `${app.url}/#key=${apiKey}`],
    ['API key', apiKey],
    [
      pinterest.sandboxUrl === null ? 'Pinterest' : 'Sandbox',
      pinterest.sandboxUrl ?? pinterest.apiUrl,
    ],
  ]);
  if (config.pinterest.appId !== null) {
    print(`\n  Register this redirect URI with your Pinterest app, letter by letter:\n`);
    print(`    ${app.deps.links.connectCallback()}`);
  }
  if (accounts.length === 0) print(`\n  Connect your account:  npx linchpin connect`);
  const example = await publishExample(app, apiKey, config);
  if (example !== null) print(`\n  Publish a Pin:\n\n    ${example}`);
  print(`\n  ${style.dim('Ctrl-C stops it.')}`);
}

/** A line that works as it stands, from where it is printed: a file and a board that exist. */
async function publishExample(app: App, apiKey: string, config: Config): Promise<string | null> {
  const { db } = app.store;
  const [account] = await listAccounts(db, [app.workspaceId]);
  const [board] = account ? await listBoards(db, [account.id]) : [];
  const photo = relative(process.cwd(), join(config.packageRoot, 'examples', 'kitchen.jpg'));
  if (!board) return null;
  const usual = loadConfig({});
  // Another terminal knows nothing of settings that were given to this process alone.
  const here = config.port === usual.port && config.dataDir === usual.dataDir;
  return [
    `npx linchpin publish ${photo} --board "${board.name}" --title "Hello"`,
    ...(here ? [] : [`--server ${app.url} --key ${apiKey}`]),
  ].join(' \\\n      ');
}
