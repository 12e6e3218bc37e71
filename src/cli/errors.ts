import { ConfigError } from '../config/index.ts';
import { LinchpinApiError } from '../sdk/index.ts';
import { EmbeddedPostgresError } from '../store/embedded/index.ts';
import { printJson, style } from './output.ts';

/** Something the person at the shell can put right. */
export class CliError extends Error {
  readonly fix: string;

  constructor(message: string, fix: string) {
    super(message);
    this.name = 'CliError';
    this.fix = fix;
  }
}

interface Explained {
  message: string;
  problems: { message: string; fix: string; field?: string | undefined; code?: string }[];
}

/** Says what went wrong and what helps; the exit code is 1. */
export function reportError(error: unknown, json: boolean): void {
  const explained = explain(error);
  if (json) return printJson({ error: explained.message, problems: explained.problems });
  for (const { message, fix, field = '', code = '' } of explained.problems) {
    const option = optionOf(field);
    process.stderr.write(`${style.red('✗')} ${message}${option && style.dim(` (${option})`)}\n`);
    const way = fixes[code] ?? fix;
    if (way) process.stderr.write(`  ${way}\n`);
  }
}

/** The option of the shell that fills a field of the API. */
function optionOf(field: string): string {
  const name = field.split('.').at(-1) ?? '';
  return options[name] ?? '';
}

const options: Record<string, string> = {
  boardId: '--board',
  title: '--title',
  content: '--description',
  link: '--link',
  altText: '--alt',
  boardSectionId: '--section',
  accountId: '--account',
  scheduledFor: '--at',
  timezone: '--timezone',
};

/** Where the API's way out is another call of the API, the one at the shell. */
const fixes: Record<string, string> = {
  UNAUTHORIZED:
    'Give the right key with --key or LINCHPIN_API_KEY. It is printed when Linchpin starts.',
  PIN_BOARD_NOT_FOUND: 'Use an exact name or an id. "linchpin boards" lists them.',
  PIN_BOARD_AMBIGUOUS: 'Use the id of the board. "linchpin boards" lists them.',
  PIN_BOARD_REQUIRED: 'Add --board with a name or an id. "linchpin boards" lists them.',
  PIN_SCHEDULE_INVALID:
    'Write it as 2026-12-01T09:00 with --timezone Europe/Berlin, or in UTC as 2026-12-01T08:00:00Z.',
};

function explain(error: unknown): Explained {
  if (error instanceof LinchpinApiError) {
    const problems = error.problems.length
      ? [...error.problems]
      : [{ message: error.message, fix: '' }];
    return { message: error.message, problems };
  }
  if (error instanceof CliError) return single(error.message, error.fix);
  if (error instanceof EmbeddedPostgresError) return single(error.problem, error.fix);
  if (error instanceof ConfigError)
    return single(error.message, '"linchpin serve --help" lists every setting.');
  const reason = causes(error);
  if (error instanceof TypeError && /fetch failed/.test(reason)) {
    const at = /connect ECONNREFUSED (\S+)/.exec(reason)?.[1];
    return single(
      `No Linchpin server answers${at === undefined ? `: ${innermost(error)}.` : ` at ${at}.`}`,
      'Start it with "npm start", or say where it is with --server.',
    );
  }
  if (/EADDRINUSE/.test(reason)) {
    const port = /:(\d+)\b(?!.*:\d)/.exec(reason)?.[1] ?? '';
    return single(
      `Port ${port} is taken by another program, perhaps a Linchpin that is already running.`,
      'Stop that program, or choose other ports: LINCHPIN_PORT=4500 LINCHPIN_SANDBOX_PORT=4501 npm start',
    );
  }
  return single(error instanceof Error ? error.message : String(error), '');
}

const single = (message: string, fix: string): Explained => ({
  message,
  problems: [{ message, fix }],
});

const innermost = (error: Error): string =>
  error.cause instanceof Error ? innermost(error.cause) : error.message;

/** Messages and codes of an error and of what caused it. */
function causes(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { code } = error as NodeJS.ErrnoException;
  const inner = error instanceof AggregateError ? error.errors.map(causes).join(' ') : '';
  return `${code ?? ''} ${error.message} ${inner} ${error.cause ? causes(error.cause) : ''}`;
}
