import type { App, PinterestHost } from '../app/index.ts';
import { listAccounts, listBoards } from '../store/index.ts';
import { print, printFields, style } from './output.ts';

/** What a person needs to go on: where the dashboard is, the key, and a line to paste. */
export async function printBanner(
  app: App,
  fields: { apiKey: string; pinterest: PinterestHost; seconds: number },
): Promise<void> {
  const { apiKey, pinterest } = fields;
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
  const example = await curlExample(app, apiKey);
  if (example !== null) print(`\n  Publish a Pin:\n\n${example}`);
  print(`\n  ${style.dim('Ctrl-C stops it.')}`);
}

/** Filled in by the shell: the same text twice would be refused as a repeat. */
const timeOfPasting = '(time)';

/** A curl line that works as it stands: it uses an account, a board and a file that exist. */
async function curlExample(app: App, apiKey: string): Promise<string | null> {
  const { db } = app.store;
  const [account] = await listAccounts(db, [app.workspaceId]);
  const [board] = account ? await listBoards(db, [account.id]) : [];
  const media = await db
    .selectFrom('media')
    .select(['id', 'filename'])
    .where('workspaceId', '=', app.workspaceId)
    .where('status', '=', 'ready')
    .orderBy('createdAt')
    .executeTakeFirst();
  if (!account || !board || !media) return null;
  const post = {
    content: `Published with one line at ${timeOfPasting}.`,
    mediaItems: [{ type: 'image', url: app.deps.links.media(media) }],
    platforms: [
      {
        platform: 'pinterest',
        accountId: account.id,
        platformSpecificData: {
          title: 'Hello, Pinterest',
          boardId: board.id,
          link: 'https://example.com/hello',
        },
      },
    ],
    publishNow: true,
  };
  const body = JSON.stringify(post)
    .replaceAll("'", `'\\''`)
    .replace(timeOfPasting, `'$(date +%T)'`);
  return `curl -s ${app.url}/api/v1/posts -H 'Authorization: Bearer ${apiKey}' -H 'Content-Type: application/json' -d '${body}'`;
}
