import { reportError } from './cli/errors.ts';
import { createProgram } from './cli/program.ts';

try {
  await createProgram().parseAsync();
} catch (error) {
  reportError(error, process.argv.includes('--json'));
  process.exitCode = 1;
}
