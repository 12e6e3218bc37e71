import { defineConfig } from 'vitest/config';
import { externalIsAtHand, wanted } from './test/harness/postgres.ts';

/** What runs on an external PostgreSQL too: everything that depends on what the server is. */
const core = [
  'test/store/**/*.test.ts',
  'test/scale/**/*.test.ts',
  'test/jobs/claiming.test.ts',
  'test/jobs/changing.test.ts',
  'test/jobs/quota.test.ts',
];

/** Too long to run twice: on an external PostgreSQL where there is one, else on the embedded one. */
const once = ['test/backup/backup.test.ts', 'test/crash/crash-points.test.ts'];

/** Files that only `npm run test:long` runs. */
const long = '**/*.long.test.ts';
const onlyLong = process.env['LINCHPIN_TEST_LONG'] === '1';

const both = !onlyLong && wanted === undefined && externalIsAtHand();
if (wanted === undefined && !both && !onlyLong)
  console.error(
    'Not run on an external PostgreSQL: there is none of version 15 or newer on this machine, and DATABASE_URL is not set.',
  );

export default defineConfig({
  test: {
    testTimeout: 30_000,
    hookTimeout: 60_000,
    // Two files at once: the machine this must pass on has two cores.
    maxWorkers: 2,
    // Files share what they import: loading it anew for each took a fifth of the time. No test leaves a module changed.
    isolate: false,
    projects: [
      {
        extends: true,
        test: {
          name: 'linchpin',
          include: onlyLong ? [long] : ['src/**/*.test.ts', 'test/**/*.test.ts'],
          exclude: onlyLong ? ['node_modules'] : [long, ...(both ? once : [])],
          globalSetup: ['test/harness/postgres.ts'],
        },
      },
      ...(both
        ? [
            {
              extends: true as const,
              test: {
                name: 'external',
                include: [...core, ...once],
                exclude: [long],
                globalSetup: ['test/harness/postgres.ts'],
              },
            },
          ]
        : []),
    ],
  },
});
