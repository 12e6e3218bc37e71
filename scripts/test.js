// npm test: installs, builds, and runs everything; ends with one line of counts. With --long: what takes too long for
// each run, and is run before a release.
import { mkdtempSync, readFileSync, rmSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { build, checkNode, install, root, run } from './prepare.js';

checkNode();
await install();
await build();

// Databases and media are made and thrown away by the hundred: memory is the right disk for them, where there is enough.
process.env.TMPDIR ??= roomy('/dev/shm') ? '/dev/shm' : tmpdir();
const dir = mkdtempSync(join(process.env.TMPDIR, 'linchpin-run-'));
const report = join(dir, 'report.json');
const vitest = join(root, 'node_modules', 'vitest', 'vitest.mjs');
const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
const given = process.argv.slice(2);
if (given.includes('--long')) process.env.LINCHPIN_TEST_LONG = '1';
let failed = false;
await run(
  process.execPath,
  [vitest, 'run', ...reporters, ...given.filter((word) => word !== '--long')],
  {
    show: true,
  },
).catch(() => (failed = true));

try {
  const { numPassedTests, numFailedTests, numPendingTests, testResults } = JSON.parse(
    readFileSync(report, 'utf8'),
  );
  showSlowest(testResults);
  const skipped = numPendingTests ? `, ${numPendingTests} skipped` : '';
  console.log(`${numPassedTests} passed, ${numFailedTests} failed${skipped}`);
} catch {
  console.log('0 passed, 1 failed');
  failed = true;
}
rmSync(dir, { recursive: true, force: true });
process.exitCode = failed ? 1 : 0;

/** The ten slowest files, with the first place to look: their slowest test. */
function showSlowest(files) {
  const seconds = (ms) => `${(ms / 1000).toFixed(1)} s`.padStart(7);
  const slowest = files
    .map(({ name, startTime, endTime, assertionResults }) => ({
      name: relative(root, name),
      ms: endTime - startTime,
      test: [...assertionResults].sort((a, b) => (b.duration ?? 0) - (a.duration ?? 0))[0],
    }))
    .sort((a, b) => b.ms - a.ms)
    .slice(0, 10);
  if (slowest.length < 10) return;
  console.log('The slowest files, and the slowest test of each:');
  for (const { name, ms, test } of slowest)
    console.log(`${seconds(ms)}  ${name}\n${seconds(test?.duration ?? 0)}    ${test?.title ?? ''}`);
}

/** Whether a directory exists with at least 8 GB free. */
function roomy(path) {
  try {
    const { bavail, bsize } = statfsSync(path);
    return bavail * bsize > 8e9;
  } catch {
    return false;
  }
}
