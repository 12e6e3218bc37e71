import { reportError } from './cli/errors.ts';
import { endWithReader } from './cli/output.ts';
import { createProgram } from './cli/program.ts';

const told = { json: process.argv.includes('--json'), utc: process.argv.includes('--utc') };
endWithReader();
try {
  await createProgram(told.json).parseAsync();
} catch (error) {
  // Explicitly: what a failed start may have left open must not keep a supervisor from starting it again.
  process.exit(reportError(error, told));
}
