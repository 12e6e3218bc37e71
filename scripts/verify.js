// npm run verify: format, types, lint and architecture, in seconds and without services.
import { checkNode, install, run } from './prepare.js';

checkNode();
await install();
/** @type {[string, string[]][]} */
const checks = [
  ['Format', ['oxfmt', '--check', '.']],
  ['Types', ['tsc', '-p', 'tsconfig.json']],
  ['Types of the dashboard', ['tsc', '-p', 'web/tsconfig.json', '--noEmit']],
  ['Types of the browser tests', ['tsc', '-p', 'test/browser/tsconfig.json']],
  ['Lint', ['oxlint', '--type-aware', '.']],
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
