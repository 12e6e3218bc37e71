// npm run bench: performance and reliability figures, as ratios measured in one run.
import { build, checkNode, install, root, run } from './prepare.js';

checkNode();
await install();
await build();
await run(
  process.execPath,
  ['--import', 'tsx', `${root}/bench/main.ts`, ...process.argv.slice(2)],
  { show: true },
).catch(() => (process.exitCode = 1));
