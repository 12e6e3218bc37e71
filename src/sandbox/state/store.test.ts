import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Pin } from './entities.ts';
import { openStore } from './store.ts';
import type { Store } from './store.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sandbox-store-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function pin(id: string, boardId: string | null): Pin {
  const image = {
    sha256: 'a',
    width: 1,
    height: 1,
    format: 'png',
    bytes: 1,
    color: '#000000',
  } as const;
  return {
    id,
    ownerId: '1',
    boardId,
    sectionId: null,
    title: null,
    description: null,
    link: null,
    altText: null,
    dominantColor: '#000000',
    parentPinId: null,
    isStandard: true,
    content: { type: 'image', image },
    createdAt: 0,
    listedAt: 0,
  };
}

const contents = (store: Store) => ({
  pins: [...store.all('pins')],
  a: store.pinsOf('a'),
  b: store.pinsOf('b'),
});

const step = fc.record({
  verb: fc.constantFrom('put', 'remove', 'clear'),
  id: fc.constantFrom('1', '2', '3', '4'),
  board: fc.constantFrom('a', 'b', null),
});

test('reopening gives the same contents, whatever was done', async () => {
  let round = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 30 }), async (steps) => {
      round += 1;
      const path = join(folder, `${round}.jsonl`);
      const store = openStore(path);
      for (const { verb, id, board } of steps) {
        if (verb === 'put') store.put('pins', pin(id, board));
        else if (verb === 'remove') store.remove('pins', id);
        else store.clear();
      }
      const before = contents(store);
      for (const board of ['a', 'b'] as const) {
        const byScan = before.pins.filter((p) => p.boardId === board).map((p) => p.id);
        expect(before[board].map((p) => p.id).sort()).toEqual(byScan.sort());
      }
      await store.close();
      const reopened = openStore(path);
      expect(contents(reopened).pins).toEqual(before.pins);
      await reopened.close();
    }),
    { numRuns: 30 },
  );
});

test('ids grow, over clear() and restarts', async () => {
  const path = join(folder, 'journal.jsonl');
  const store = openStore(path);
  const ids = [store.nextId(), store.nextId()];
  store.clear();
  ids.push(store.nextId());
  await store.close();
  const reopened = openStore(path);
  ids.push(reopened.nextId());
  await reopened.close();
  expect(ids).toEqual(ids.toSorted());
  expect(new Set(ids).size).toBe(4);
  for (const id of ids) expect(id).toMatch(/^\d{18}$/);
});
