// npm run budgets: runs each tier of the checks and fails where one takes longer than it may. On a machine with two
// cores and nothing else to do; a busy one says nothing about the code.
import { spawn } from 'node:child_process';
import { build, checkNode, install, root } from './prepare.js';

checkNode();
// What a first run installs and builds is not part of a budget.
await install();
await build();

/** Seconds each may take. */
const budgets = { verify: 15, test: 300, 'test:long': 900 };
const asked = process.argv.slice(2);
let failed = false;
for (const [script, budget] of Object.entries(budgets)) {
  if (asked.length && !asked.includes(script)) continue;
  const began = performance.now();
  const code = await new Promise((resolve) => {
    const child = spawn('npm', ['run', '--silent', script], {
      cwd: root,
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    child.on('exit', resolve);
  });
  const seconds = (performance.now() - began) / 1000;
  const kept = code === 0 && seconds <= budget;
  if (!kept) failed = true;
  const took = `${seconds.toFixed(1)} s of ${budget} s`;
  console.log(
    `${kept ? '✓' : '✗'} ${script.padEnd(9)} ${code === 0 ? took : `failed after ${took}`}`,
  );
}
process.exitCode = failed ? 1 : 0;
