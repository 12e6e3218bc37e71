import type { z } from 'zod';
import type { Api, EndpointName } from '../contract/index.ts';
import {
  execute,
  registry,
  type Actor,
  type AnyOperation,
  type OperationDeps,
  type RequestKey,
} from '../operations/index.ts';

/** What a route has of its request: who calls, and the operations it may run as that caller. */
export interface Caller {
  actor: Actor;
  /** Milliseconds since 1970. */
  nowMs(): number;
  /** The address of a file. */
  mediaUrl(mediaId: string): string;
  /** For one of several runs of an operation in a request: under a key of its own, where the request has one. */
  nth(index: number): Caller;
  /** Runs an operation of the product as the caller. @throws LinchpinError */
  run<Name extends EndpointName>(name: Name, input: object): Promise<z.output<Api[Name]['output']>>;
}

export const callerOf = (
  deps: OperationDeps,
  actor: Actor,
  idempotencyKey: RequestKey | null,
): Caller => ({
  actor,
  nth: (index) =>
    callerOf(
      deps,
      actor,
      idempotencyKey && { ...idempotencyKey, value: `${idempotencyKey.value}#${index}` },
    ),
  nowMs: deps.clock,
  mediaUrl: (id) => deps.links.media({ id, filename: null }),
  async run<Name extends EndpointName>(name: Name, input: object) {
    const operation: AnyOperation = registry[name];
    const answer = await execute(operation, { ...deps, actor, idempotencyKey }, input);
    return operation.endpoint.output.parse(answer) as z.output<Api[Name]['output']>; // Of this very schema.
  },
});
