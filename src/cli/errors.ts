import { CommanderError } from 'commander';
import { ConfigError } from '../config/index.ts';
import { SetupError } from '../domain/setup-error.ts';
import { LinchpinApiError, LinchpinConnectionError, type ProblemBody } from '../sdk/index.ts';
import { clockOf } from './clock.ts';
import { chain, explainConnection } from './connection.ts';
import { exitCodeOf, exitCodes, type ExitCode } from './exit-codes.ts';
import { printJson, style } from './output.ts';
import { optionOf, fixFor } from './wording.ts';

/** Something the person at the shell can put right; it ends with the code for a wrong command. */
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
  exitCode: ExitCode;
  problems: (Pick<ProblemBody, 'message' | 'fix'> &
    Partial<Pick<ProblemBody, 'field' | 'code' | 'hint'>>)[];
}

/**
 * Prints what went wrong and what helps: to stderr, or with `json` to stdout.
 * @returns what the process ends with; 0 after a help that was asked for.
 */
export function reportError(error: unknown, told: { json: boolean; utc: boolean }): number {
  if (error instanceof CommanderError) {
    if (error.exitCode === 0) return 0;
    // Without JSON commander has said it already.
    if (told.json) {
      const message = error.message.replace(/^error: /, '');
      printJson({ error: message, problems: [{ message, fix: 'Add --help for the options.' }] });
    }
    return exitCodes.usage;
  }
  const { message, problems, exitCode } = explain(error);
  if (told.json) printJson({ error: message, problems });
  else printProblems(problems, told.utc);
  return exitCode;
}

/** Several boards share their words, so what is wrong with these is said once. */
function printProblems(problems: Explained['problems'], utc: boolean): void {
  const { words } = clockOf({ utc });
  const texts = problems.map((problem) => {
    const option = optionOf(problem.field ?? '');
    const way = words(fixFor({ ...problem, code: problem.code ?? '' }));
    const what = `${style.red('✗')} ${words(problem.message)}${option && style.dim(` (${option})`)}`;
    return way ? `${what}\n  ${way}\n` : `${what}\n`;
  });
  for (const text of new Set(texts)) process.stderr.write(text);
}

/** What went wrong, what helps, and what the process ends with. */
export function explain(error: unknown): Explained {
  if (error instanceof LinchpinApiError) {
    const fix = error.code === 'UNKNOWN_ANSWER' ? notLinchpin : '';
    const problems = error.problems.length
      ? [...error.problems]
      : [{ message: error.message, fix }];
    return { message: error.message, problems, exitCode: exitCodeOf(error) };
  }
  if (error instanceof LinchpinConnectionError) {
    const { message, fix } = explainConnection(error);
    return single(message, fix, exitCodes.unreachable);
  }
  if (error instanceof CliError) return single(error.message, error.fix, exitCodes.usage);
  if (error instanceof SetupError) return single(error.problem, error.fix);
  if (error instanceof ConfigError)
    return single(error.message, '"linchpin serve --help" lists every setting.', exitCodes.usage);
  const reason = chain(error);
  if (/EADDRINUSE/.test(reason)) {
    const port = /:(\d+)\b(?!.*:\d)/.exec(reason)?.[1] ?? '';
    return single(
      `Port ${port} is taken by another program, perhaps a Linchpin that is already running.`,
      'Stop that program, or choose other ports: LINCHPIN_PORT=4500 LINCHPIN_SANDBOX_PORT=4501 npm start (for the sandbox alone: --port 4501)',
    );
  }
  return single(error instanceof Error ? error.message : String(error), '');
}

export const notLinchpin =
  'Look whether the server runs, and whether --server names its address and port.';

const single = (
  message: string,
  fix: string,
  exitCode: ExitCode = exitCodes.unexpected,
): Explained => ({ message, problems: [{ message, fix }], exitCode });
