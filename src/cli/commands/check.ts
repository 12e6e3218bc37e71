import { readFile } from 'node:fs/promises';
import type { ProblemBody } from '../../sdk/index.ts';
import { chooseAccount, connect, type ServerOptions } from '../server.ts';
import { print, printJson, startProgress, style } from '../output.ts';
import { optionOf, fixFor } from '../wording.ts';
import { postOf, uploadFiles, type PublishOptions } from './publish.ts';

const marks = { error: style.red('✗'), warning: style.yellow('!'), hint: style.dim('·') };

/** Says everything that is wrong with a Pin, or with a post in a JSON file, without publishing it. */
export async function check(
  sources: readonly string[],
  options: ServerOptions & PublishOptions & { repair?: boolean },
): Promise<void> {
  const { client } = connect(options);
  const progress = startProgress(options.json === true);
  try {
    progress.step('Checking');
    const [first = ''] = sources;
    const post = first.endsWith('.json')
      ? (JSON.parse(await readFile(first, 'utf8')) as object)
      : postOf(
          await chooseAccount(client, options.account),
          await uploadFiles(client, sources, progress),
          options,
        );
    const result = await client.tools.validatePost({ ...post, repair: options.repair === true });
    progress.done();
    if (options.json) printJson(result);
    else {
      const named = first.endsWith('.json') ? (field: string) => field : optionOf;
      for (const problem of result.problems) printProblem(problem, named);
      print(result.message);
      for (const { field, before, after } of result.repaired?.changes ?? [])
        print(
          `  ${style.green('↻')} ${named(field) || field}: ${JSON.stringify(before)} → ${JSON.stringify(after)}`,
        );
      for (const media of result.repaired?.media ?? []) print(`  Look at it: ${media.url}`);
    }
    if (!result.valid) process.exitCode = 1;
  } catch (error) {
    progress.fail();
    throw error;
  }
}

function printProblem(problem: ProblemBody, named: (field: string) => string): void {
  const { severity, message, autofix } = problem;
  const place = named(problem.field ?? '');
  print(`${marks[severity]} ${message}${place && style.dim(` (${place})`)}`);
  print(`  ${fixFor(problem)}`);
  if (autofix) print(style.dim(`  With --repair: ${autofix}`));
}
