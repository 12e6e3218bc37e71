import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { BenchHarness } from './bench-harness.ts';
import type { Sending } from './post-sender.ts';

/** Another process that sends requests to the product. */
export function startSender({ app, apiKey }: BenchHarness) {
  const child = fork(fileURLToPath(new URL('post-sender.ts', import.meta.url)), [], {
    execArgv: ['--import', 'tsx'],
  });
  return {
    /** @returns requests answered per second */
    send: (
      { path, ...how }: Pick<Sending, 'status' | 'atOnce'> & { path: string },
      bodies: string[],
    ): Promise<number> =>
      new Promise((resolve, reject) => {
        const sending: Sending = { url: `${app.url}/api/v1/${path}`, apiKey, bodies, ...how };
        const failed = () => reject(new Error('The sender stopped.'));
        child.once('exit', failed);
        child.once('message', (ms) => {
          child.off('exit', failed);
          resolve((bodies.length * 1000) / Number(ms));
        });
        child.send(sending);
      }),
    stop: () => child.kill(),
  };
}
