import { parseArgs } from 'node:util';
import { accepting } from './accepting.ts';
import { analytics } from './analytics.ts';
import { backfill } from './backfill.ts';
import { bulk } from './bulk.ts';
import { chaos } from './chaos.ts';
import { claiming } from './claiming.ts';
import { growing } from './growing.ts';
import { media } from './media.ts';
import { punctuality } from './punctuality.ts';
import { publishing } from './publishing.ts';
import { report, type Bench, type Figure } from './report.ts';
import { starting } from './starting.ts';

const benches: Bench[] = [
  publishing,
  accepting,
  punctuality,
  claiming,
  growing,
  chaos,
  media,
  starting,
  analytics,
  backfill,
  bulk,
];

const { values, positionals: wanted } = parseArgs({
  allowPositionals: true,
  options: { accounts: { type: 'string' } },
});
const options = values.accounts === undefined ? {} : { accounts: Number(values.accounts) };
const unknown = wanted.filter((name) => !benches.some((bench) => bench.name === name));
if (unknown.length) {
  console.error(`There is no bench "${unknown[0]}". There are:`);
  for (const { name, about } of benches) console.error(`  ${name.padEnd(12)} ${about}`);
  process.exit(1);
}
const results: Record<string, Figure[]> = {};
for (const bench of benches) {
  if (wanted.length && !wanted.includes(bench.name)) continue;
  console.error(`${bench.name}: ${bench.about}`);
  results[bench.name] = await bench.run((text) => console.error(`  ${text}`), options);
}
report(results);
