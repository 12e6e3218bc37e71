import { problem, refusal, throwIfBlocked, type Problem } from '../domain/errors/index.ts';
import { inputHash } from '../domain/input-hash.ts';
import { findRequest, type StoredKey } from '../store/index.ts';
import { createCommit, KeptMeanwhile } from './commit.ts';
import type { Call, Context } from './context.ts';
import type { AnyOperation } from './operation.ts';
import { parseStrictly } from './parse.ts';
import { readable } from './readable.ts';
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
  // Said before anything is read: a caller who may do this nowhere learns nothing about the input.
  withScope(call.actor, granted, definition.scope);
  const parse = definition.parse ?? parseStrictly;
  const { input: schema, readAliases } = definition.endpoint;
  const plain = readable(raw);
  const { value, problems } = parse(schema, readAliases?.(plain) ?? plain);
  if (value === null) {
    throwIfBlocked(problems);
    throw new Error(`${definition.name}: input was refused without a reason.`);
  }
  const input = value as never; // It fits the schema of this very operation.
  const found = await definition.within(call, input, granted);
  const workspaceIds = withScope(call.actor, found, definition.scope);
  return perform(definition, call, input, problems, workspaceIds);
}

async function perform(
  definition: AnyOperation,
  call: Call,
  input: never,
  problems: readonly Problem[],
  workspaceIds: readonly string[],
): Promise<unknown> {
  const { actor, idempotencyKey, ...deps } = call;
  const [workspaceId = ''] = workspaceIds;
  const { name } = definition;
  const given: StoredKey | null =
    definition.repeat && idempotencyKey
      ? { ...idempotencyKey, inputHash: hashOf(definition, input) }
      : null;
  const contextWith = (key: StoredKey | null, keyWarning: Problem | null): Context => ({
    ...deps,
    actor,
    workspaceId,
    workspaceIds,
    commit: createCommit(call.store, { actor, workspaceId, operation: name }, key),
    keyWarning,
  });
  /** The answer to a repeated request; undefined: it is none. */
  const repeated = async (key: StoredKey) => {
    const earlier = await findRequest(call.store.db, workspaceId, name, key);
    if (earlier?.kind === 'same')
      return {
        answer: await definition.repeat?.(contextWith(null, null), earlier.reference, input),
      };
    if (earlier && key.strict) throw keyReused(name, earlier.reference);
    return earlier && { reused: earlier.reference };
  };

  const earlier = given && !streams(definition) ? await repeated(given) : null;
  if (earlier && 'answer' in earlier) return earlier.answer;
  const reused = earlier ? requestIdReused(earlier.reused) : null;
  const key = given && reused ? { ...given, apart: true } : given;
  try {
    return await definition.run(contextWith(key, reused), input, problems);
  } catch (error) {
    if (!(error instanceof KeptMeanwhile)) throw error;
    const first = await repeated(error.key);
    if (first && 'answer' in first) return first.answer;
    if (!first || !given) throw error;
    // A tracing id that another request has used since this one began.
    const context = contextWith({ ...given, apart: true }, requestIdReused(first.reused));
    return definition.run(context, input, problems);
  }
}

const streams = ({ endpoint }: AnyOperation): boolean => endpoint.effect === 'stream';

/** A stream cannot be hashed before it is read: its operation hands the hash of the bytes to `commit`. */
const hashOf = (definition: AnyOperation, input: unknown): string =>
  streams(definition) && typeof input === 'object'
    ? inputHash({ ...input, file: undefined })
    : inputHash(input);

const keyReused = (operation: string, reference: string) =>
  refusal('IDEMPOTENCY_KEY_REUSED', {
    field: 'Idempotency-Key',
    values: { reference },
    details: operation === 'posts.create' ? { existingPostId: reference } : { reference },
  });

const requestIdReused = (reference: string): Problem =>
  problem('REQUEST_ID_REUSED', {
    field: 'x-request-id',
    values: { postId: reference },
    severity: 'warning',
  });
