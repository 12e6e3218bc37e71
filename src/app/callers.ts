import { memoize } from '../domain/memoize.ts';
import { scopesOfRole } from '../domain/roles.ts';
import { expandScopes } from '../domain/scopes.ts';
import { elapsed } from '../domain/time/clock.ts';
import type { CallerPort, KnownCaller } from '../http/index.ts';
import {
  endSession,
  findKey,
  findKeyByHash,
  findMember,
  findSession,
  insertSession,
  noteUses,
  type GrantedKey,
  type GrantedPerson,
  type Store,
} from '../store/index.ts';

/** Cache time of a key or session, ms: the upper bound for a revoked one when the notification is lost. */
const memoryMs = 1_000;
/** Milliseconds between two writes of what was used. */
const noteEveryMs = 60_000;

export interface Callers extends CallerPort {
  /** Writes what is still to be noted. */
  close(): Promise<void>;
}

/** Keys and sessions are read once a second in a burst, and again as soon as any of them, or a role, changes. */
export function createCallers(store: Store, onError: (error: unknown) => void): Callers {
  const byKey = memoize(
    async (hash) => asCaller((await findKeyByHash(store.db, hash)) ?? null),
    memoryMs,
    elapsed,
  );
  const bySession = memoize(
    async (hash) => {
      const found = await findSession(store.db, hash);
      const caller = found && (asCaller(found.key) ?? asPerson(found.person));
      return caller ? { id: found.id, workspaceId: found.workspaceId, caller } : null;
    },
    memoryMs,
    elapsed,
  );
  const forget = () => {
    byKey.clear();
    bySession.clear();
  };
  store.notifications.on('linchpin_keys', forget);

  const seen = { key: new Set<string>(), session: new Set<string>() };
  const note = async () => {
    const uses = { keys: [...seen.key], sessions: [...seen.session] };
    seen.key.clear();
    seen.session.clear();
    await noteUses(store.db, uses);
  };
  const timer = setInterval(() => void note().catch(onError), noteEveryMs).unref();

  return {
    byKey,
    bySession,
    openSession: (session) => insertSession(store.db, session),
    endSession: async (id) => {
      await endSession(store.db, id);
      forget(); // This process knows at once; the others are notified.
    },
    used: (kind, id) => void seen[kind].add(id),
    close: async () => {
      clearInterval(timer);
      await note().catch(onError);
    },
  };
}

/** The key or person with this id and their present rights; null: it does not exist or was revoked. */
export async function callerById(
  { db }: Pick<Store, 'db'>,
  type: string,
  id: string,
): Promise<KnownCaller | null> {
  if (type === 'api_key') return asCaller((await findKey(db, id)) ?? null);
  return type === 'person' ? asPerson((await findMember(db, id)) ?? null) : null;
}

const asCaller = (key: GrantedKey | null): KnownCaller | null =>
  key && {
    ...key,
    type: 'api_key',
    grants: key.grants.map((grant) => ({ ...grant, scopes: expandScopes(grant.scopes) })),
  };

const asPerson = (person: GrantedPerson | null): KnownCaller | null =>
  person && {
    ...person,
    type: 'person',
    requestsPerMinute: null,
    grants: person.grants.map(({ role, ...grant }) => ({ ...grant, scopes: scopesOfRole(role) })),
  };
