import { createInterface } from 'node:readline/promises';
import { CliError } from './errors.ts';

/**
 * Asks before something that cannot be taken back.
 * @param yes whether that was answered in advance.
 * @throws CliError when the answer is not yes, or there is no terminal to ask in
 */
export async function confirmed(consequence: string, yes: boolean | undefined): Promise<void> {
  if (yes) return;
  if (!process.stdin.isTTY) throw new CliError(consequence, 'Add --yes if that is meant.');
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  const answer = await terminal.question(`${consequence}\nGo on? [y/N] `);
  terminal.close();
  if (!/^y(es)?$/i.test(answer.trim()))
    throw new CliError('Nothing was done.', 'Answer y to go on.');
}
