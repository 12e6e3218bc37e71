import { expect, test, vi } from 'vitest';
import { keepEmbedded, type KeepOptions } from './keep.ts';
import type { EmbeddedOptions, EmbeddedServer } from './start.ts';

const connection = { host: '/run', port: 5432, user: 'u', password: 'p', database: 'd' };

/** Servers that never were: `answers` says of each start whether it succeeds. */
function fakeServers(answers: (count: number) => boolean | Promise<boolean>) {
  const starts: { options: EmbeddedOptions; stopped: boolean; letGo: boolean }[] = [];
  const start = async (options: EmbeddedOptions): Promise<EmbeddedServer> => {
    const state = { options, stopped: false, letGo: false };
    starts.push(state);
    if (!(await answers(starts.length))) throw new Error(`start ${starts.length} failed`);
    return {
      connection,
      pid: starts.length,
      adopted: false,
      version: '18',
      stop: () => Promise.resolve(void (state.stopped = true)),
      letGo: () => void (state.letGo = true),
    };
  };
  const lose = () => starts.at(-1)?.options.onLost?.();
  return { starts, start, lose };
}

const keep = (start: KeepOptions['start'] & {}, more: Partial<KeepOptions> = {}) =>
  keepEmbedded({ dir: '/d', start, retryDelaysMs: [0, 1, 1], onGivenUp: () => {}, ...more });

test('a server that is lost is brought back, and is stopped in place of the one before', async () => {
  const { starts, start, lose } = fakeServers((count) => count !== 2);
  const kept = await keep(start);
  lose();
  await vi.waitFor(() => expect(starts[0]?.letGo).toBe(true));
  expect(starts).toHaveLength(3); // The second start failed, and was not the last.
  expect(starts.map(({ options }) => options.existing)).toEqual([false, true, true]);
  await kept.stop();
  expect(starts.map(({ stopped }) => stopped)).toEqual([false, false, true]);
});

test('only after several tries it is given up, with the last reason', async () => {
  const { starts, start, lose } = fakeServers((count) => count === 1);
  const givenUp = vi.fn();
  await keep(start, { onGivenUp: givenUp });
  lose();
  await vi.waitFor(() => expect(givenUp).toHaveBeenCalledOnce());
  expect(starts).toHaveLength(4);
  expect(givenUp).toHaveBeenCalledWith(new Error('start 4 failed'));
});

test('one that is lost again and again is given up, though it always comes back', async () => {
  const { starts, start, lose } = fakeServers(() => true);
  const givenUp = vi.fn();
  await keep(start, { onGivenUp: givenUp });
  for (let losses = 1; losses < 6; losses++) {
    lose();
    await vi.waitFor(() => expect(starts).toHaveLength(losses + 1));
    await vi.waitFor(() => expect(starts[losses - 1]?.letGo).toBe(true));
  }
  expect(givenUp).not.toHaveBeenCalled();
  lose();
  await vi.waitFor(() => expect(givenUp).toHaveBeenCalledOnce());
  expect(starts).toHaveLength(6);
});

test('stopped while it is being brought back: the attempt ends, nothing is given up', async () => {
  let arrived: (value: boolean) => void = () => {};
  const { starts, start, lose } = fakeServers((count) =>
    count === 1 ? true : new Promise<boolean>((resolve) => (arrived = resolve)),
  );
  const givenUp = vi.fn();
  const kept = await keep(start, { onGivenUp: givenUp });
  lose();
  await vi.waitFor(() => expect(starts).toHaveLength(2));
  const stopping = kept.stop();
  expect(starts[1]?.options.signal?.aborted).toBe(true);
  arrived(true); // It came up in that moment nevertheless.
  await stopping;
  expect(starts[1]?.stopped).toBe(true);
  expect(givenUp).not.toHaveBeenCalled();
});

test('a wanted stop is no loss', async () => {
  const { starts, start, lose } = fakeServers(() => true);
  const kept = await keep(start);
  await kept.stop();
  lose();
  expect(starts).toHaveLength(1);
});
