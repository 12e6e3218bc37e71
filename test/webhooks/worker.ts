import { pino } from 'pino';
import { startApp, type PinterestHost } from '../../src/app/index.ts';
import { loadConfig } from '../../src/config/index.ts';
import type { DatabaseConfig } from '../../src/store/index.ts';

/** A worker process that delivers to this machine. Started by `killed-workers.ts`. */
export interface WorkerOptions {
  database: DatabaseConfig;
  pinterest: PinterestHost;
  dataDir: string;
  secretKey: string;
}

const options = JSON.parse(process.argv[2] ?? '') as WorkerOptions;
await startApp({
  config: loadConfig({
    LINCHPIN_PORT: '0',
    LINCHPIN_DATA_DIR: options.dataDir,
    LINCHPIN_ALLOW_PRIVATE_URLS: '1',
  }),
  secrets: { apiKey: 'k'.repeat(32), secretKey: options.secretKey },
  database: options.database,
  pinterest: options.pinterest,
  logger: pino({ level: 'silent' }),
  roles: { serve: false, work: true },
  // Production waits, shortened: results do not depend on their length.
  deliveryPolicy: { leaseMs: 4_000, reclaimEveryMs: 200 },
});
process.on('disconnect', () => process.exit(0));
process.send?.({ ready: true });
