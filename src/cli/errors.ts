import { ConfigError } from '../config/index.ts';
import { innermostMessage } from '../domain/innermost-message.ts';
import { SetupError } from '../domain/setup-error.ts';
import { LinchpinApiError, type ProblemBody } from '../sdk/index.ts';
import { printJson, style } from './output.ts';
import { optionOf, fixFor } from './wording.ts';

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
  problems: (Pick<ProblemBody, 'message' | 'fix'> &
    Partial<Pick<ProblemBody, 'field' | 'code' | 'hint'>>)[];
}

/** Prints what went wrong and what helps: to stderr, or with `json` to stdout. */
export function reportError(error: unknown, json: boolean): void {
  const explained = explain(error);
  if (json) return printJson({ error: explained.message, problems: explained.problems });
  for (const problem of explained.problems) {
    const { message, field = '', code = '' } = problem;
    const option = optionOf(field);
    process.stderr.write(`${style.red('✗')} ${message}${option && style.dim(` (${option})`)}\n`);
    const way = fixFor({ ...problem, code });
    if (way) process.stderr.write(`  ${way}\n`);
  }
}

function explain(error: unknown): Explained {
  if (error instanceof LinchpinApiError) {
    const problems = error.problems.length
      ? [...error.problems]
      : [{ message: error.message, fix: '' }];
    return { message: error.message, problems };
  }
  if (error instanceof CliError) return single(error.message, error.fix);
  if (error instanceof SetupError) return single(error.problem, error.fix);
  if (error instanceof ConfigError)
    return single(error.message, '"linchpin serve --help" lists every setting.');
  const reason = causes(error);
  if (error instanceof TypeError && /fetch failed/.test(reason)) {
    const at = /connect ECONNREFUSED (\S+)/.exec(reason)?.[1];
    return single(
      `No Linchpin server answers${at === undefined ? `: ${innermostMessage(error)}.` : ` at ${at}.`}`,
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

/** Messages and codes of an error and of what caused it. */
function causes(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { code } = error as NodeJS.ErrnoException;
  const inner = error instanceof AggregateError ? error.errors.map(causes).join(' ') : '';
  return `${code ?? ''} ${error.message} ${inner} ${error.cause ? causes(error.cause) : ''}`;
}
