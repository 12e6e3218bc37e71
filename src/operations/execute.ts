import { LinchpinError, problem, refusal, type Problem } from '../domain/errors/index.ts';
import { inputHash } from '../domain/input-hash.ts';
import {
  dropStartedRequest,
  findRequest,
  startRequest,
  type EarlierRequest,
  type IdempotencyKey,
} from '../store/index.ts';
import { createCommit, IdempotencyKeyTaken } from './commit.ts';
import type { Call, Context } from './context.ts';
import type { AnyOperation } from './operation.ts';
import { readInput } from './read-input.ts';
import { withScope } from './within.ts';

/**
 * Runs an operation for any door: input, workspace and scope, then the work, or for a repeated request the present
 * state of what the first one did.
 * @throws LinchpinError with every problem of the input at once.
 */
export async function execute(
  definition: AnyOperation,
  call: Call,
  raw: unknown,
): Promise<unknown> {
  const granted = call.actor.grants.map(({ workspaceId }) => workspaceId);
  // Checked before parsing, so that a caller without this scope in any workspace gets no validation details.
  withScope(call.actor, granted, definition.scope);
  const { input: read, problems } = readInput(definition, raw);
  const input = read as never; // It fits the schema of this very operation.
  const found = await definition.within(call, input, granted);
  const workspaceIds = withScope(call.actor, found, definition.scope);
  return runOnce(definition, call, input, problems, workspaceIds);
}

/** What an earlier request under the same key means for this one. */
type Earlier =
  | { kind: 'none' }
  | { kind: 'done'; answer: unknown }
  /** It started a write to Pinterest whose outcome is not stored. */
  | { kind: 'started' }
  /** The tracing id was used with other input: this request is recorded separately. */
  | { kind: 'apart'; warning: Problem };

async function runOnce(
  definition: AnyOperation,
  call: Call,
  input: never,
  problems: readonly Problem[],
  workspaceIds: readonly string[],
): Promise<unknown> {
  const { actor, idempotencyKey, ...deps } = call;
  const [workspaceId = ''] = workspaceIds;
  const { name, endpoint } = definition;
  const { db } = call.store;
  const given: IdempotencyKey | null =
    definition.repeat && idempotencyKey
      ? { ...idempotencyKey, inputHash: hashOf(definition, input) }
      : null;
  const contextAfter = (earlier: Earlier): Context => {
    const key = given && { ...given, apart: earlier.kind === 'apart' };
    return {
      ...deps,
      actor,
      workspaceId,
      workspaceIds,
      commit: createCommit(call.store, { actor, workspaceId, operation: name }, key),
      rowsKey: definition.keysRows ? idempotencyKey : null,
      startedBefore: earlier.kind === 'started',
      keyWarning: earlier.kind === 'apart' ? earlier.warning : null,
    };
  };
  const resolveEarlier = async (request: EarlierRequest): Promise<Earlier> => {
    if (!request) return { kind: 'none' };
    const { kind, reference } = request;
    if (kind === 'other') {
      if (given?.strict || reference === null) throw keyReused(name, reference);
      return { kind: 'apart', warning: requestIdReused(reference) };
    }
    if (reference === null) return { kind: 'started' };
    const context = contextAfter({ kind: 'none' });
    return { kind: 'done', answer: await definition.repeat?.(context, reference, input) };
  };
  const earlierUnder = (key: IdempotencyKey) => findRequest(db, workspaceId, name, key);
  const findOrStart = (key: IdempotencyKey): Promise<EarlierRequest> | null => {
    if (endpoint.effect === 'remote') return startRequest(db, workspaceId, name, key);
    // A stream's key holds the hash of its bytes, which are not read yet.
    return endpoint.effect === 'stream' ? null : earlierUnder(key);
  };

  const earlier = await resolveEarlier(given && (await findOrStart(given)));
  if (earlier.kind === 'done') return earlier.answer;
  try {
    return await definition.run(contextAfter(earlier), input, problems);
  } catch (error) {
    if (error instanceof IdempotencyKeyTaken) {
      const first = await resolveEarlier(await earlierUnder(error.key));
      if (first.kind === 'done') return first.answer;
      if (first.kind === 'none') throw error;
      return definition.run(contextAfter(first), input, problems);
    }
    if (given && endpoint.effect === 'remote') {
      // Another request under the key may have gone first meanwhile; then Pinterest refuses this one as a repetition.
      const first = await resolveEarlier(await earlierUnder(given));
      if (first.kind === 'done') return first.answer;
    }
    // A record that an earlier request began stays: that one may have written.
    if (given && endpoint.effect === 'remote' && earlier.kind === 'none' && hasDoneNothing(error))
      await dropStartedRequest(db, workspaceId, name, given);
    throw error;
  }
}

const hasDoneNothing = (error: unknown): boolean =>
  error instanceof LinchpinError && !error.mayHaveHappened;

/** A stream cannot be hashed before it is read: its operation hands the hash of the bytes to `commit`. */
const hashOf = (definition: AnyOperation, input: unknown): string =>
  definition.endpoint.effect === 'stream' && typeof input === 'object'
    ? inputHash({ ...input, file: undefined })
    : inputHash(input);

const keyReused = (operation: string, reference: string | null) =>
  refusal('IDEMPOTENCY_KEY_REUSED', {
    field: 'Idempotency-Key',
    ...(reference !== null && {
      details: operation === 'posts.create' ? { existingPostId: reference } : { reference },
    }),
  });

const requestIdReused = (reference: string): Problem =>
  problem('REQUEST_ID_REUSED', {
    field: 'x-request-id',
    values: { postId: reference },
    severity: 'warning',
  });
