import type { ClockOffsets } from './clock.ts';
import type { DayFigures, Entities, Kind, Pin } from './entities.ts';
import { noJournal, openJournal, readJournal } from './journal.ts';

type Collections = { [K in Kind]: Map<string, Entities[K]> };

type Row = Entities[Kind] & { id: string };

/** Typed collections; each change is one journal line when the store has a file. */
export interface Store {
  get<K extends Kind>(kind: K, id: string): Entities[K] | undefined;
  /** In order of creation. */
  all<K extends Kind>(kind: K): IterableIterator<Entities[K]>;
  put<K extends Kind>(kind: K, entity: Entities[K]): void;
  remove(kind: Kind, id: string): void;
  pinsOf(boardId: string): Pin[];
  /** What was set or added for a Pin or an account, by day. */
  figuresOf(subjectId: string): ReadonlyMap<number, DayFigures> | undefined;
  /** A new numeric id of 18 digits, greater than every one before it, across restarts too. */
  nextId(): string;
  /** Forgets everything; ids go on. */
  clear(): void;
  saveClock(offsets: ClockOffsets): void;
  clockOffsets(): ClockOffsets;
  flushed(): Promise<void>;
  close(): Promise<void>;
}

const FIRST_ID = 810_000_000_000_000_000n;
const ID_STEP = 104_729n;

/** Opens the store; replays and compacts `journalPath` when given. */
export function openStore(journalPath?: string): Store {
  let data = emptyCollections();
  let pinsByBoard = new Map<string, Set<string>>();
  let figuresBySubject = new Map<string, Map<number, DayFigures>>();
  let lastId = FIRST_ID;
  let clockOffsets: ClockOffsets = { now: 0, elapsed: 0 };

  const unindex = (pin: Pin | undefined) => {
    if (pin?.boardId) pinsByBoard.get(pin.boardId)?.delete(pin.id);
  };
  const applyPut = (kind: Kind, entity: Row) => {
    if (kind === 'pins') {
      // Of kind `pins` there are only Pins.
      const pin = entity as Pin;
      unindex(data.pins.get(pin.id));
      if (pin.boardId !== null) {
        const ids = pinsByBoard.get(pin.boardId) ?? new Set();
        pinsByBoard.set(pin.boardId, ids.add(pin.id));
      }
    }
    if (kind === 'figures') {
      // Of kind `figures` there are only figures.
      const figures = entity as DayFigures;
      const days = figuresBySubject.get(figures.subjectId) ?? new Map<number, DayFigures>();
      figuresBySubject.set(figures.subjectId, days.set(figures.day, figures));
    }
    // The map of a kind holds only entities of that kind: put() and the journal both ensure it.
    (data[kind] as Map<string, Row>).set(entity.id, entity);
  };
  const applyRemove = (kind: Kind, id: string) => {
    if (kind === 'pins') unindex(data.pins.get(id));
    data[kind].delete(id);
  };
  const applyClear = () => {
    data = emptyCollections();
    pinsByBoard = new Map();
    figuresBySubject = new Map();
    clockOffsets = { now: 0, elapsed: 0 };
  };

  if (journalPath !== undefined) {
    for (const record of readJournal(journalPath)) {
      if (!Array.isArray(record)) continue;
      // Every line was written by this file, below.
      const [verb, a, b] = record as [string, unknown, unknown];
      if (verb === 'put') applyPut(a as Kind, b as Row);
      else if (verb === 'remove') applyRemove(a as Kind, String(b));
      else if (verb === 'clear') applyClear();
      else if (verb === 'id') lastId = BigInt(String(a));
      else if (verb === 'clock') clockOffsets = { now: Number(a), elapsed: Number(b ?? a) };
    }
  }

  function* snapshot() {
    yield ['id', lastId.toString()];
    yield ['clock', clockOffsets.now, clockOffsets.elapsed];
    for (const kind of Object.keys(data) as Kind[]) {
      for (const entity of data[kind].values()) yield ['put', kind, entity];
    }
  }
  const journal = journalPath === undefined ? noJournal : openJournal(journalPath, snapshot());

  return {
    get: (kind, id) => data[kind].get(id),
    all: (kind) => data[kind].values(),
    put: (kind, entity) => {
      applyPut(kind, entity);
      journal.append(['put', kind, entity]);
    },
    remove: (kind, id) => {
      applyRemove(kind, id);
      journal.append(['remove', kind, id]);
    },
    pinsOf: (boardId) => {
      const pins: Pin[] = [];
      for (const id of pinsByBoard.get(boardId) ?? []) {
        const pin = data.pins.get(id);
        if (pin) pins.push(pin);
      }
      return pins;
    },
    figuresOf: (subjectId) => figuresBySubject.get(subjectId),
    nextId: () => {
      lastId += ID_STEP;
      journal.append(['id', lastId.toString()]);
      return lastId.toString();
    },
    clear: () => {
      applyClear();
      journal.append(['clear']);
    },
    saveClock: (offsets) => {
      clockOffsets = offsets;
      journal.append(['clock', offsets.now, offsets.elapsed]);
    },
    clockOffsets: () => clockOffsets,
    flushed: () => journal.flushed(),
    close: () => journal.close(),
  };
}

function emptyCollections(): Collections {
  return {
    users: new Map(),
    boards: new Map(),
    sections: new Map(),
    pins: new Map(),
    removedPins: new Map(),
    figures: new Map(),
    media: new Map(),
    codes: new Map(),
    tokens: new Map(),
    grants: new Map(),
  };
}
