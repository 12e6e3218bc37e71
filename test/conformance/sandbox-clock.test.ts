import { afterEach, beforeEach, expect, test } from 'vitest';
import { startSandbox } from '../../src/sandbox/index.ts';
import type { Sandbox } from '../../src/sandbox/index.ts';
import { bearer } from './sandbox-client.ts';
import type { CheckedClient } from './sandbox-client.ts';
import { imageSource } from './sandbox-samples.ts';

const hour = 3600_000;
let sandbox: Sandbox;
let api: CheckedClient;
let boardId: string;

beforeEach(async () => {
  sandbox = await startSandbox({
    access: 'off',
    seed: { users: [{ username: 'ana', boards: [{ name: 'One' }] }] },
  });
  api = bearer(sandbox, 'ana');
  boardId = sandbox.control.state().boards[0]?.id ?? '';
});
afterEach(() => sandbox.close());

test.each([0, 180_000, -hour, 31 * 24 * hour])(
  'the Date header is that of the virtual clock: moved by %d ms',
  async (ms) => {
    sandbox.control.setClock(Date.parse('2026-03-01T12:00:00Z') + ms);
    sandbox.control.freezeClock(true);
    const { headers } = await api.get('/boards');
    expect(headers.get('date')).toBe(new Date(sandbox.control.now()).toUTCString());
    const refused = await bearer(sandbox, 'ana').get('/boards/1');
    expect(refused.headers.get('date')).toBe(headers.get('date'));
  },
);

test('the header can be left out, and taken in again', async () => {
  sandbox.control.settings({ dateHeader: false });
  expect((await api.get('/boards')).headers.get('date')).toBeNull();
  sandbox.control.settings({ dateHeader: true });
  expect((await api.get('/boards')).headers.get('date')).not.toBeNull();
});

test('a clock that is set back hides nothing, and keeps what waited no longer than it would', async () => {
  sandbox.control.advanceClock(hour);
  const made = await api.post('/pins', { board_id: boardId, media_source: await imageSource() });
  sandbox.control.settings({ listLagMs: 5_000 });
  await api.post('/pins', { board_id: boardId, media_source: await imageSource() });
  sandbox.control.advanceClock(-hour);
  const listed = async () =>
    ((await api.get(`/boards/${boardId}/pins`)).body as { items: { id: string }[] }).items;
  expect((await listed()).map(({ id }) => id)).toEqual([(made.body as { id: string }).id]);
  sandbox.control.advanceClock(5_000);
  expect(await listed()).toHaveLength(2);
});
