import { LinchpinError } from '../domain/errors/index.ts';
import { memoize } from '../domain/memoize.ts';
import type { Clock } from '../domain/time/clock.ts';
import { PinterestError } from '../pinterest/index.ts';
import type { Host } from '../store/index.ts';
import type { PinterestAccess } from './access.ts';
import {
  createBoard,
  readBoard,
  readBoards,
  readSections,
  type NewBoard,
} from './actions/boards.ts';
import { probe } from './actions/probe.ts';
import type { Connections } from './connections.ts';
import { mapPinterestError } from './error-mapping.ts';

/** Milliseconds the sections of a board are remembered: hundreds of Pins to one board ask once. */
const sectionMemoryMs = 60_000;

/** A Pinterest user whose account a person acts for. */
interface Acting {
  identityId: string;
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
  return {
    /** Reads all boards of the account from Pinterest. */
    listBoards: ({ identityId }: Acting) => forPerson(access.use(identityId, readBoards)),
    getBoard: ({ identityId }: Acting, boardId: string) =>
      forPerson(access.use(identityId, (client) => readBoard(client, boardId))),
    /**
     * Makes a board, while none of the user's Pins is sent.
     * @throws LinchpinError BOARD_NAME_TAKEN
     */
    createBoard: (
      { identityId, username }: Acting & { username: string },
      board: NewBoard,
      { startedBefore }: { startedBefore: boolean },
    ) =>
      forPerson(
        access.write(identityId, (client, signal) =>
          createBoard(client, board, { username, startedBefore, signal }),
        ),
      ),
    /** Reads the sections of a board from Pinterest. */
    listSections: ({ identityId }: Acting, boardId: string) => sections(`${identityId} ${boardId}`),
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
