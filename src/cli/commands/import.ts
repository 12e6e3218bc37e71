import { createWriteStream, openAsBlob } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { setTimeout as pause } from 'node:timers/promises';
import type { LinchpinClient, NewImport, PostImport, PostImportReport } from '../../sdk/index.ts';
import { clockOf, type ClockOptions } from '../clock.ts';
import { CliError } from '../errors.ts';
import { exitCodes } from '../exit-codes.ts';
import { print, printJson, printTable, startProgress, style, type Progress } from '../output.ts';
import { fetchFile } from '../print-file.ts';
import { fixFor } from '../wording.ts';
import { chooseAccount, chooseWorkspace, connect, type ServerOptions } from '../server.ts';

interface ImportOptions extends ServerOptions, ClockOptions {
  dryRun?: boolean;
  account?: string;
  workspace?: string;
  board?: string;
  media?: string;
  withoutDate: 'draft' | 'queue' | 'now' | 'refuse';
  draft?: boolean;
  dateOrder?: 'dmy' | 'mdy';
  format?: NewImport['format'];
  map?: string[];
  errors?: string;
  wait: boolean;
  json?: boolean;
}

/** Milliseconds between looks at an import. */
const lookEveryMs = 500;

/** Hands a file in, shows how far it is, and writes what was refused to a file that can be corrected. */
export async function importFile(path: string, options: ImportOptions): Promise<void> {
  const { client } = connect(options);
  const progress = startProgress(options.json === true);
  try {
    const text = await readText(path);
    const { account, workspace } = options;
    const place: NewImport = {
      ...(account !== undefined && { accountId: (await chooseAccount(client, account))._id }),
      ...(workspace !== undefined && {
        profileId: (await chooseWorkspace(client, workspace))._id,
      }),
    };
    if (options.media !== undefined)
      await uploadNamed(client, options.media, text.toString('latin1'), progress);
    progress.step(`Handing in ${basename(path)}`);
    let now: PostImportReport = await client.postImports.start(
      new Blob([new Uint8Array(text)]),
      basename(path),
      { ...place, ...fieldsOf(options) },
    );
    while (options.wait && isAtWork(now)) {
      progress.settle();
      progress.step(`${now.rows - now.counts.waiting} of ${now.rows} rows`);
      await pause(lookEveryMs);
      now = await client.postImports.get(now.id);
    }
    progress.settle();
    const errors = isAtWork(now) || now.counts.refused === 0 ? null : errorsPath(path, options);
    if (errors !== null)
      await pipeline(
        fetchFile(options, `/api/v1/imports/${now.id}/errors.csv`),
        createWriteStream(errors),
      );
    if (options.json) printJson({ ...now, errorsFile: errors });
    else printReport(now, errors);
    process.exitCode = exitCodeOf(now);
  } catch (error) {
    progress.fail();
    throw error;
  }
}

export async function listImports(
  options: ServerOptions & ClockOptions & { cancel?: string; limit: number; json?: boolean },
): Promise<void> {
  const { client } = connect(options);
  if (options.cancel !== undefined) {
    const cancelled = await client.postImports.cancel(options.cancel);
    if (options.json) return printJson(cancelled);
    return print(`${cancelled.fileName}: no more of its rows are made. ${inWords(cancelled)}.`);
  }
  const found = await client.postImports.list({ limit: options.limit });
  if (options.json) return printJson(found);
  const clock = clockOf(options);
  printTable(
    ['Import', `Handed in (${clock.zone})`, 'File', 'State', 'Rows'],
    found.imports.map((each) => [
      each.id,
      clock.minute(each.createdAt),
      each.fileName,
      each.dryRun ? `${each.state}, dry run` : each.state,
      inWords(each),
    ]),
  );
}

const isAtWork = ({ state }: PostImport): boolean => state === 'working' || state === 'cancelling';

async function readText(path: string): Promise<Buffer> {
  try {
    return await readFile(path);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    throw new CliError(
      code === 'ENOENT' ? `There is no file ${path}.` : `${path} cannot be read: ${message}.`,
      'Check the path.',
    );
  }
}

/** Uploads those files of a folder whose names the table holds. */
async function uploadNamed(
  client: LinchpinClient,
  folder: string,
  table: string,
  progress: Progress,
): Promise<void> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => {
    throw new CliError(`There is no folder ${folder}.`, 'Check the path. (--media)');
  });
  const named = entries.filter(
    (entry) => entry.isFile() && table.includes(Buffer.from(entry.name).toString('latin1')),
  );
  for (const { name } of named) {
    progress.step(`Uploading ${name}`);
    await client.media.upload(await openAsBlob(join(folder, name)), name);
  }
}

function fieldsOf(options: ImportOptions): NewImport {
  const { board, timezone, withoutDate, dateOrder, format } = options;
  const mapping = mappingOf(options.map ?? []);
  return {
    ...(board !== undefined && { board }),
    ...(timezone !== undefined && { timezone }),
    ...(dateOrder !== undefined && { dateOrder }),
    ...(format !== undefined && { format }),
    ...(mapping !== undefined && { mapping }),
    withoutDate,
    draft: options.draft === true,
    dryRun: options.dryRun === true,
  };
}

/** @throws CliError */
function mappingOf(given: readonly string[]): string | undefined {
  if (given.length === 0) return undefined;
  const pairs = given.map((text): [string, string] => {
    const [, field, column] = /^(\w+)=(.+)$/.exec(text) ?? [];
    if (field === undefined || column === undefined)
      throw new CliError(
        `"${text}" does not say which column says what.`,
        'Write it as --map media=Picture.',
      );
    return [field, column];
  });
  return JSON.stringify(Object.fromEntries(pairs));
}

const errorsPath = (path: string, { errors }: ImportOptions): string =>
  errors ?? `${path.replace(/\.csv$/i, '')}-errors.csv`;

function printReport(now: PostImportReport, errors: string | null): void {
  print(`${now.fileName}: ${inWords(now)}.`);
  if (now.problem) print(`${style.red('✗')} ${now.problem.message} ${now.problem.fix}`);
  for (const { message, rows, firstRow, ...found } of now.problems) {
    const which = rows === 1 ? `row ${firstRow}` : `${rows} rows, the first is row ${firstRow}`;
    print(
      `${style.yellow('!')} ${message} ${style.dim(`(${which})`)}\n  ${fixFor({ ...found, code: '' })}`,
    );
  }
  if (now.ignoredColumns.length > 0)
    print(style.dim(`Columns that were not read: ${now.ignoredColumns.join(', ')}.`));
  if (errors !== null)
    print(`The refused rows are in ${errors}: correct them there, and import that file.`);
}

const words = {
  created: 'created',
  existing: 'made before',
  valid: 'ready',
  refused: 'refused',
  cancelled: 'cancelled',
  waiting: 'waiting',
} as const;

function inWords({ rows, counts }: PostImport): string {
  const said = Object.entries(words).flatMap(([outcome, word]) => {
    const count = counts[outcome as keyof typeof words]; // Its own keys.
    return count === 0 ? [] : [`${count} ${word}`];
  });
  return `${rows} ${rows === 1 ? 'row' : 'rows'}: ${said.join(', ')}`;
}

function exitCodeOf({ rows, counts, state }: PostImport): number {
  if (counts.refused === rows) return exitCodes.refused;
  return counts.refused > 0 || state === 'stopped' ? exitCodes.partly : 0;
}
