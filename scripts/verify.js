// npm run verify: format, types, lint and architecture, in seconds and without services.
import { checkNode, install, run } from './prepare.js';

checkNode();
await install();
/** @type {[string, string[]][]} */
const checks = [
  ['Format', ['oxfmt', '--check', '.']],
  // One program per tsconfig.json gives both: tsc beside it would check everything a second time.
  ['Types and lint', ['oxlint', '--type-aware', '--type-check', '.']],
  ['Unused code', ['knip', '--no-progress', '--include', 'files,dependencies,exports']],
  ['Architecture', ['vitest', 'run', 'test/architecture', '--reporter=dot']],
];
let failed = 0;
await Promise.all(
  checks.map(async ([name, command]) => {
    const ok = await run('npx', ['--no-install', ...command]).then(
      () => true,
      () => false,
    );
    if (!ok) failed++;
    console.log(`${ok ? '✓' : '✗'} ${name}`);
  }),
);
process.exitCode = failed ? 1 : 0;
