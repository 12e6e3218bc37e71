import type { Readable } from 'node:stream';
import {
  AnalyticsExportInput,
  ExportLivePinsInput,
  ExportPostsInput,
} from '../../contract/index.ts';
import { dayAt, dayText } from '../../analytics/index.ts';
import type { Scope } from '../../domain/scopes.ts';
import {
  listAccounts,
  listBoards,
  listMedia,
  listQueues,
  type AccountRow,
} from '../../store/index.ts';
import { presentAccount } from '../accounts/present.ts';
import { exportAnalytics } from '../analytics/export.ts';
import { longestPeriod } from '../analytics/period.ts';
import { presentBoard } from '../boards/present.ts';
import type { Context } from '../context.ts';
import { presentMedia } from '../media/present.ts';
import { implement } from '../operation.ts';
import { may } from '../permission.ts';
import { exportLivePins } from '../pins/export.ts';
import { exportPosts, presentedPosts } from '../posts/export.ts';
import { presentQueue } from '../queues/present.ts';
import { theWorkspace } from '../within.ts';
import { requireWorkspace } from '../workspaces/get.ts';
import { presentProfile } from '../workspaces/present.ts';
import { writeArchive, type ArchiveFile } from './write-archive.ts';

/** Days that Pinterest tells of the time before an account was connected. */
const daysBefore = 90;
/** Files of a workspace that are read at once. Ours. */
const mediaAtOnce = 250;

/** What is in a workspace, as far as the caller may read it. Secrets are in none of it. */
export const exportWorkspace = implement('workspaces.export', {
  scope: 'workspaces:read',
  within: theWorkspace,
  async run(context) {
    const { name } = await requireWorkspace(context.store.db, context.workspaceId);
    const day = new Date(context.clock()).toISOString().slice(0, 10);
    const shown = name.replace(/[^\w-]+/g, '-').toLowerCase();
    return {
      type: 'application/gzip',
      filename: `linchpin-${shown}-${day}.tar.gz`,
      rows: writeArchive(filesOf(context), context),
    };
  },
});

async function* filesOf(context: Context): AsyncGenerator<ArchiveFile> {
  const { store, workspaceId, links, instance, actor } = context;
  const { db } = store;
  const accounts = await listAccounts(db, [workspaceId]);
  const leftOut: Scope[] = [];
  const mayRead = (scope: Scope): boolean => {
    const allowed = may(context, scope);
    if (!allowed) leftOut.push(scope);
    return allowed;
  };
  if (mayRead('accounts:read'))
    yield json(
      'accounts.json',
      accounts.map((account) => presentAccount(context, account)),
    );
  if (mayRead('boards:read')) {
    const boards = await listBoards(
      db,
      accounts.map(({ id }) => id),
    );
    yield json(
      'boards.json',
      boards.flatMap((board) => {
        const account = accounts.find(({ id }) => id === board.accountId);
        if (!account) return [];
        const sections = board.sections ?? null;
        return [{ account: account.username, ...presentBoard(board, account, links), sections }];
      }),
    );
  }
  if (mayRead('queues:read'))
    yield json('queues.json', (await listQueues(db, workspaceId)).map(presentQueue));
  if (mayRead('posts:read')) {
    const posts = await exportPosts.run(context, ExportPostsInput.parse({}), []);
    yield { name: 'posts.csv', content: posts.rows as Readable };
    yield { name: 'posts.ndjson', content: lines(presentedPosts(context)) };
    yield { name: 'media.ndjson', content: lines(mediaOf(context)) };
  }
  if (mayRead('pins:read')) {
    const pins = await exportLivePins.run(context, ExportLivePinsInput.parse({}), []);
    yield { name: 'pins.csv', content: pins.rows as Readable };
  }
  if (mayRead('analytics:read'))
    for (const account of accounts.filter(({ status }) => status !== 'disconnected'))
      yield* numbersOf(context, account);
  yield json('archive.json', {
    workspace: presentProfile(await requireWorkspace(db, workspaceId), actor),
    madeAt: new Date(context.clock()).toISOString(),
    version: instance.version,
    // A part that the caller may not read is missing, and not empty.
    leftOut,
  });
}

async function* numbersOf(context: Context, account: AccountRow): AsyncGenerator<ArchiveFile> {
  const today = dayAt(context.store.clock.nowMs());
  const first = dayAt(account.createdAt.getTime()) - daysBefore;
  const from = dayText(Math.max(first, today - longestPeriod + 1));
  for (const what of ['account', 'pins', 'days'] as const) {
    const input = AnalyticsExportInput.parse({ accountId: account.id, what, from });
    const { rows } = await exportAnalytics.run(context, input, []);
    yield { name: `analytics/${account.username}/${what}.csv`, content: rows as Readable };
  }
}

async function* mediaOf(context: Context): AsyncGenerator<object> {
  const { store, workspaceId } = context;
  for (let offset = 0; ; offset += mediaAtOnce) {
    const page = { limit: mediaAtOnce, offset };
    const rows = await listMedia(store.db, [workspaceId], page);
    for (const row of rows) yield presentMedia(context, row);
    if (rows.length < mediaAtOnce) return;
  }
}

async function* lines(values: AsyncIterable<object>): AsyncGenerator<string> {
  for await (const value of values) yield `${JSON.stringify(value)}\n`;
}

const json = (name: string, value: unknown): ArchiveFile => ({
  name,
  content: once(`${JSON.stringify(value, null, 2)}\n`),
});

async function* once(text: string): AsyncGenerator<string> {
  yield await Promise.resolve(text);
}
