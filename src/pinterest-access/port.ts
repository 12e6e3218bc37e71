import type { DayRange } from '../analytics/index.ts';
import { LinchpinError } from '../domain/errors/index.ts';
import { memoize } from '../domain/memoize.ts';
import type { Clock } from '../domain/time/clock.ts';
import { PinterestError, type PinterestClient } from '../pinterest/index.ts';
import type { Host } from '../store/index.ts';
import type { PinterestAccess } from './access.ts';
import {
  readAccountDays,
  readAccountState,
  readManyPinDays,
  readPinDays,
  readTopPins,
  type AskedPin,
  type topKeys,
} from './actions/analytics.ts';
import {
  createBoard,
  deleteBoard,
  lookForBoard,
  readBoard,
  readBoards,
  updateBoard,
  type NewBoard,
  type WantedBoard,
} from './actions/boards.ts';
import {
  lookForPin,
  readAccountPins,
  readBoardPins,
  type AccountPinsQuery,
} from './actions/pins.ts';
import { probe } from './actions/probe.ts';
import type { Connections } from './connections.ts';
import {
  createSection,
  deleteSection,
  isSectionGone,
  readSections,
  renameSection,
} from './actions/sections.ts';
import { mapPinterestError } from './error-mapping.ts';
import { createKeywords } from './keywords.ts';
import type { RequestClass } from './rate-limits.ts';

/** Milliseconds the sections of a board are remembered: hundreds of Pins to one board ask once. */
const sectionMemoryMs = 60_000;

/** The Pinterest user that a person or background work acts for. */
export interface Acting {
  identityId: string;
  /** Default: `person`. */
  requestClass?: RequestClass;
}

export type PinterestPort = ReturnType<typeof createPinterestPort>;

/** All that operations may ask of Pinterest, on behalf of a person who waits. Its errors are LinchpinErrors. */
export function createPinterestPort(access: PinterestAccess, clock: Clock) {
  const sections = memoize(
    (key) => {
      const [identityId = '', boardId = ''] = key.split(' ');
      return forPerson(access.use(identityId, (client) => readSections(client, boardId)));
    },
    sectionMemoryMs,
    clock,
  );
  const use = <T>(
    { identityId, requestClass = 'person' }: Acting,
    work: (client: PinterestClient) => Promise<T>,
  ) => forPerson(access.use(identityId, work, { requestClass }));
  const write = <T>(
    { identityId }: Acting,
    work: (client: PinterestClient, signal: AbortSignal) => Promise<T>,
  ) => forPerson(access.write(identityId, work));
  /** Does a write to sections, which are not remembered afterwards. */
  const writeSections = <T>(
    acting: Acting,
    boardId: string,
    work: (client: PinterestClient, signal: AbortSignal) => Promise<T>,
  ) => write(acting, work).finally(() => sections.invalidate(`${acting.identityId} ${boardId}`));
  return {
    /** Reads all boards of the account from Pinterest, every page: a list that broke off is an error. */
    listBoards: (acting: Acting) => use(acting, readBoards),
    getBoard: (acting: Acting, boardId: string) =>
      use(acting, (client) => readBoard(client, boardId)),
    /** Whether a board that was not listed exists, see {@link lookForBoard}. */
    lookForBoard: (acting: Acting, boardId: string) =>
      use(acting, (client) => lookForBoard(client, boardId)),
    /**
     * Makes a board, while none of the user's Pins is sent.
     * @throws LinchpinError BOARD_NAME_TAKEN
     */
    createBoard: (
      acting: Acting & { username: string },
      board: NewBoard,
      { startedBefore }: { startedBefore: boolean },
    ) =>
      write(acting, (client, signal) =>
        createBoard(client, board, { username: acting.username, startedBefore, signal }),
      ),
    /** Changes a board, as it is made. @throws LinchpinError BOARD_NAME_TAKEN */
    updateBoard: (acting: Acting, boardId: string, wanted: WantedBoard) =>
      write(acting, (client, signal) => updateBoard(client, boardId, wanted, signal)),
    /** Deletes a board and its Pins; one that is not there any more counts as deleted. */
    deleteBoard: (acting: Acting, boardId: string) =>
      write(acting, (client, signal) => deleteBoard(client, boardId, signal)),
    /** A page of the Pins of a board with their numbers; `bookmark` from the page before, or null. */
    readBoardPins: (acting: Acting, boardId: string, bookmark: string | null) =>
      use(acting, (client) => readBoardPins(client, boardId, bookmark)),
    /** A page of the Pins of an account with their numbers, by Pinterest's own filters. */
    readAccountPins: (acting: Acting, query: AccountPinsQuery, bookmark: string | null) =>
      use(acting, (client) => readAccountPins(client, query, bookmark)),
    /** A Pin by its id, see {@link lookForPin}. */
    lookForPin: (acting: Acting, pinterestPinId: string) =>
      use(acting, (client) => lookForPin(client, pinterestPinId)),
    /** Days of the user's totals, see {@link readAccountDays}. */
    readAccountDays: (acting: Acting, range: DayRange) =>
      use(acting, (client) => readAccountDays(client, range)),
    /** Followers and the like. */
    readAccountState: (acting: Acting) => use(acting, readAccountState),
    /** Top Pins, and up to when Pinterest has numbers, see {@link readTopPins}. */
    readTopPins: (acting: Acting, key: (typeof topKeys)[number], range: DayRange) =>
      use(acting, (client) => readTopPins(client, key, range)),
    /** The days of a Pin, see {@link readPinDays}. */
    readPinDays: (acting: Acting, pin: AskedPin, range: DayRange) =>
      use(acting, (client) => readPinDays(client, pin, range)),
    /** The days of up to 100 Pins, see {@link readManyPinDays}. */
    readManyPinDays: (acting: Acting, pins: readonly AskedPin[], range: DayRange) =>
      use(acting, (client) => readManyPinDays(client, pins, range)),
    /** The sections of a board, remembered for a minute. */
    listSections: ({ identityId }: Acting, boardId: string) => sections(`${identityId} ${boardId}`),
    /** Reads the sections of a board from Pinterest. */
    readSections: (acting: Acting, boardId: string) =>
      use(acting, (client) => readSections(client, boardId)),
    isSectionGone: (acting: Acting, boardId: string, sectionId: string) =>
      use(acting, (client) => isSectionGone(client, boardId, sectionId)),
    /** @throws LinchpinError SECTION_NAME_TAKEN */
    createSection: (
      acting: Acting,
      boardId: string,
      name: string,
      { startedBefore }: { startedBefore: boolean },
    ) =>
      writeSections(acting, boardId, (client, signal) =>
        createSection(client, boardId, name, { startedBefore, signal }),
      ),
    /** @throws LinchpinError SECTION_NAME_TAKEN */
    renameSection: (acting: Acting, boardId: string, sectionId: string, name: string) =>
      writeSections(acting, boardId, (client, signal) =>
        renameSection(client, boardId, sectionId, name, signal),
      ),
    deleteSection: (acting: Acting, boardId: string, sectionId: string) =>
      writeSections(acting, boardId, (client, signal) =>
        deleteSection(client, boardId, sectionId, signal),
      ),
    /** What people search for, see keywords.ts. As background work, so that publishing has two fifths to itself. */
    keywords: createKeywords(
      ({ identityId }, work) => use({ identityId, requestClass: 'background' }, work),
      clock,
    ),
    /** Requests the account has left, from our own counters; asks Pinterest nothing. */
    limits: ({ identityId }: Acting) => access.limits(identityId),
    /** Connecting accounts, see {@link Connections}. */
    connections: connectionsForPerson(access.connections),
    /** Asks Pinterest what only an answer can tell: whether the sign-in is taken, and what the app may do. */
    probe: ({ identityId }: Acting) =>
      forPerson(
        access.use(identityId, (client) =>
          probe(client, new Date(clock()).toISOString().slice(0, 10)),
        ),
      ),
    /** Under which the limits of Trial access are counted for an account. */
    quotaOwner: ({ host }: { host: Host }) => access.quotaOwner(host),
  };
}

const connectionsForPerson = (connections: Connections): Connections => ({
  ...connections,
  exchange: (...given) => forPerson(connections.exchange(...given)),
  fromToken: (...given) => forPerson(connections.fromToken(...given)),
  boards: (grant) => forPerson(connections.boards(grant)),
});

/** Pinterest's errors in the words of the catalogue, with the time after which another try makes sense. */
async function forPerson<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (!(error instanceof PinterestError)) throw error;
    const { problem } = mapPinterestError(error, 'person');
    throw new LinchpinError([problem], {
      cause: error,
      retryAfterMs: error.retryAfterMs,
      mayHaveHappened: error.outcome === 'unknown',
    });
  }
}
