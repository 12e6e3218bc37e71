import { pino } from 'pino';
import { startApp, type PinterestHost } from '../../src/app/index.ts';
import { loadConfig } from '../../src/config/index.ts';
import type { DatabaseConfig } from '../../src/store/index.ts';
import { shortPolicy } from '../crash/policy.ts';

/** One of several processes on one database: the product with one of its roles. Started by `fleet.ts`. */
export interface ProcessOptions {
  role: 'serve' | 'publish';
  database: DatabaseConfig;
  pinterest: PinterestHost;
  dataDir: string;
  secretKey: string;
  apiKey: string;
  /** Settings of an object store; none: media are in the data directory. */
  media: Record<string, string>;
}

const { role, ...options } = JSON.parse(process.argv[2] ?? '') as ProcessOptions;
const app = await startApp({
  config: loadConfig({
    LINCHPIN_PORT: '0',
    LINCHPIN_DATA_DIR: options.dataDir,
    ...options.media,
  }),
  secrets: { apiKey: options.apiKey, secretKey: options.secretKey },
  database: options.database,
  pinterest: options.pinterest,
  logger: pino({ level: 'silent' }),
  roles: { serve: role === 'serve', work: role === 'publish' },
  policy: shortPolicy,
});
process.on('disconnect', () => process.exit(0));
process.send?.({ url: app.url });
