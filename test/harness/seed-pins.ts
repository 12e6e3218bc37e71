import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** A board of a sandbox account, with Pins shared out over itself and its sections. */
export interface SeededBoard {
  name: string;
  privacy?: 'PUBLIC' | 'SECRET';
  sections?: number;
  pins: number;
}

export interface SeededPins {
  /** Ids by the name of their board. */
  pins: Record<string, string[]>;
  boards: Record<string, string>;
}

/**
 * Writes the state of a sandbox account with many Pins, as the journal that a sandbox starts with: asking it for each
 * Pin would take minutes.
 */
export function seedPins(
  dir: string,
  accounts: Record<string, readonly SeededBoard[]>,
): Record<string, SeededPins> {
  let last = 820_000_000_000_000_000n;
  const nextId = () => (last += 1n).toString();
  const lines: unknown[][] = [];
  const put = (kind: string, entity: object) => lines.push(['put', kind, entity]);
  const image = {
    sha256: 'a'.repeat(64),
    width: 1000,
    height: 1500,
    format: 'jpeg',
    bytes: 9,
    color: '#336699',
  };
  const began = Date.now() - 400 * 24 * 3600_000;
  const seeded: Record<string, SeededPins> = {};
  for (const [username, boards] of Object.entries(accounts)) {
    const ownerId = nextId();
    const made: SeededPins = { pins: {}, boards: {} };
    put('users', {
      id: ownerId,
      username,
      accountType: 'BUSINESS',
      businessName: null,
      about: '',
      following: [],
      websites: [],
    });
    for (const { name, privacy = 'PUBLIC', sections = 0, pins } of boards) {
      const boardId = nextId();
      put('boards', {
        id: boardId,
        ownerId,
        name,
        description: null,
        privacy,
        isAdsOnly: false,
        createdAt: began,
        pinsModifiedAt: began,
      });
      const places: (string | null)[] = [null];
      for (let number = 1; number <= sections; number++) {
        const id = nextId();
        places.push(id);
        put('sections', { id, boardId, name: `${name} ${number}` });
      }
      const ids: string[] = [];
      for (let number = 0; number < pins; number++) {
        const id = nextId();
        ids.push(id);
        put('pins', {
          id,
          ownerId,
          boardId,
          sectionId: places[number % places.length] ?? null,
          title: `${name} ${number}`,
          description: `Words of ${number}`,
          altText: null,
          link: `https://www.shop-${number % 7}.example/page/${number}`,
          parentPinId: null,
          dominantColor: '#336699',
          isStandard: true,
          content: {
            type: 'image',
            image,
          },
          createdAt: began + number * 6e4,
          listedAt: 0,
        });
      }
      made.boards[name] = boardId;
      made.pins[name] = ids;
    }
    seeded[username] = made;
  }
  lines.push(['id', (last + 1_000n).toString()]);
  mkdirSync(dir, { recursive: true });
  writeFileSync(
    join(dir, 'journal.jsonl'),
    lines.map((line) => JSON.stringify(line)).join('\n') + '\n',
  );
  return seeded;
}
