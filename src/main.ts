import { reportError } from './cli/errors.ts';
import { createProgram } from './cli/program.ts';

try {
  await createProgram().parseAsync();
} catch (error) {
  reportError(error, process.argv.includes('--json'));
  // Explicitly: what a failed start may have left open must not keep a supervisor from starting it again.
  process.exit(1);
}
