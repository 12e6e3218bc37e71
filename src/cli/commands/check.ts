import { readFile } from 'node:fs/promises';
import type { ProblemBody } from '../../sdk/index.ts';
import { clockOf, type Clock } from '../clock.ts';
import { CliError } from '../errors.ts';
import { exitCodes } from '../exit-codes.ts';
import { chooseAccount, connect } from '../server.ts';
import { print, printJson, startProgress, style } from '../output.ts';
import { optionOf, fixFor } from '../wording.ts';
import { postOf, uploadFiles, type PublishOptions } from './publish.ts';

const marks = { error: style.red('✗'), warning: style.yellow('!'), hint: style.dim('·') };
const worstFirst = ['error', 'warning', 'hint'] as const;

export interface CheckOptions extends PublishOptions {
  repair?: boolean;
  suggestions?: boolean;
  verbose?: boolean;
}

/** Says everything that is wrong with a Pin, or with a post in a JSON file, without publishing it. */
export async function check(sources: readonly string[], options: CheckOptions): Promise<void> {
  const { client } = connect(options);
  const progress = startProgress(options.json === true);
  try {
    const [first = ''] = sources;
    const isFile = first.endsWith('.json');
    const post = isFile
      ? await readPost(first)
      : postOf(
          await chooseAccount(client, options.account),
          await uploadFiles(client, sources, progress),
          options,
        );
    progress.step('Checking');
    const result = await client.tools.validatePost({
      ...post,
      repair: options.repair === true,
      suggestions: options.suggestions === true,
    });
    progress.settle();
    if (options.json) printJson(result);
    else {
      const named = isFile ? (field: string) => field : optionOf;
      printProblems(result.problems, {
        named,
        clock: clockOf(options),
        // Suggestions are hints.
        verbose: options.verbose === true || options.suggestions === true,
      });
      for (const { field, before, after } of result.repaired?.changes ?? [])
        print(
          `  ${style.green('↻')} ${named(field) || field}: ${JSON.stringify(before)} → ${JSON.stringify(after)}`,
        );
      for (const media of result.repaired?.media ?? []) print(`  Look at it: ${media.url}`);
      print(`${result.valid ? style.green('✓') : marks.error} ${result.message}`);
    }
    if (!result.valid) process.exitCode = exitCodes.refused;
  } catch (error) {
    progress.fail();
    throw error;
  }
}

async function readPost(path: string): Promise<object> {
  const fix = 'Give a .json file with the body of a post: {"mediaItems": […], "platforms": […]}.';
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new CliError(
      error.code === 'ENOENT'
        ? `There is no file ${path}.`
        : `${path} cannot be read: ${error.message}.`,
      fix,
    );
  });
  try {
    const post: unknown = JSON.parse(text);
    if (typeof post === 'object' && post !== null && !Array.isArray(post)) return post;
  } catch {
    // Said below.
  }
  throw new CliError(`${path} holds no JSON object.`, fix);
}

interface Shown {
  named(field: string): string;
  clock: Clock;
  verbose?: boolean;
}

/** The worst first; what several boards have in common is said once. */
function printProblems(problems: readonly ProblemBody[], shown: Shown): void {
  const sorted = worstFirst.flatMap((severity) =>
    problems.filter((problem) => problem.severity === severity),
  );
  const visible = sorted.filter(({ severity }) => shown.verbose || severity !== 'hint');
  for (const text of new Set(visible.map((problem) => problemText(problem, shown)))) print(text);
  const hidden = sorted.length - visible.length;
  if (hidden > 0) print(style.dim(`· ${hidden} ${hidden === 1 ? 'hint' : 'hints'}: add -v`));
}

function problemText(problem: ProblemBody, { named, clock }: Shown): string {
  const { severity, message, autofix } = problem;
  const place = named(problem.field ?? '');
  return [
    `${marks[severity]} ${clock.words(message)}${place && style.dim(` (${place})`)}`,
    `  ${clock.words(fixFor(problem))}`,
    ...(autofix ? [style.dim(`  With --repair: ${autofix}`)] : []),
  ].join('\n');
}
