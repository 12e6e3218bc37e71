import { pino } from 'pino';
import { startApp, type PinterestHost } from '../../src/app/index.ts';
import { loadConfig } from '../../src/config/index.ts';
import type { PinStep } from '../../src/domain/pins/pin.ts';
import type { ChangePoint, ChangePolicy } from '../../src/pin-changes/index.ts';
import type { PublishPoint, PublishPolicy } from '../../src/publisher/index.ts';
import type { DatabaseConfig } from '../../src/store/index.ts';

/** A worker process: the product with the role of publishing only. Started by `workers.ts`. */
export interface WorkerOptions {
  database: DatabaseConfig;
  pinterest: PinterestHost;
  dataDir: string;
  secretKey: string;
  policy: PublishPolicy;
  changePolicy?: Partial<ChangePolicy>;
}

/** What its parent may say: where to die by SIGKILL or to wait for `go`. */
export interface CrashOrder {
  crash:
    | { point: PublishPoint; how: 'die' | 'wait'; step?: PinStep }
    | { change: ChangePoint; how: 'die' };
}

const options = JSON.parse(process.argv[2] ?? '') as WorkerOptions;
let crash: CrashOrder['crash'] | null = null;
process.on('message', (message: CrashOrder | { go: true }) => {
  if (!('crash' in message)) return;
  crash = message.crash;
  process.send?.({ ordered: true });
});
const app = await startApp({
  config: loadConfig({ LINCHPIN_PORT: '0', LINCHPIN_DATA_DIR: options.dataDir }),
  secrets: { apiKey: 'k'.repeat(32), secretKey: options.secretKey },
  database: options.database,
  pinterest: options.pinterest,
  logger: pino({ level: 'silent' }),
  roles: { serve: false, work: true },
  policy: options.policy,
  ...(options.changePolicy && { changePolicy: options.changePolicy }),
  changeCrashPoint: async (point, change) => {
    if (crash === null || !('change' in crash) || crash.change !== point) return;
    crash = null;
    process.send?.({ at: point, changeId: change.id });
    if (point === 'sent') await new Promise((resolve) => process.once('message', resolve));
    process.kill(process.pid, 'SIGKILL');
  },
  crashPoint: async (point, pin) => {
    if (crash === null || 'change' in crash || point !== crash.point) return;
    if (crash.step !== undefined && pin.step !== crash.step) return;
    const { how } = crash;
    crash = null; // An order is carried out once; later Pins go through.
    // Told over the channel, since only the parent can ask the sandbox whether the request has arrived.
    process.send?.({ at: point, pinId: pin.id });
    if (how === 'wait' || point === 'sent' || point === 'uploading')
      await new Promise((resolve) => process.once('message', resolve));
    if (how === 'die') process.kill(process.pid, 'SIGKILL');
  },
});
process.on('SIGTERM', () => {
  void app.close().then(() => process.exit(0));
});
process.on('disconnect', () => process.exit(0));
process.send?.({ ready: true });
