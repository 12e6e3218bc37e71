import type { z } from 'zod';
import { api, type Api, type Endpoint, type EndpointName } from '../contract/index.ts';
import type { Problem } from '../domain/errors/index.ts';
import type { Scope } from '../domain/scopes.ts';
import type { Context } from './context.ts';
import type { Parse } from './parse.ts';
import type { Within } from './within.ts';

type Input<Name extends EndpointName> = z.output<Api[Name]['input']>;
type Output<Name extends EndpointName> = z.output<Api[Name]['output']>;

/** What an endpoint does. `run` gets parsed input and throws LinchpinError. */
interface Definition<Name extends EndpointName> {
  /** What the caller must be allowed to do; null: any valid credentials will do. */
  scope: Scope | null;
  /** Which of the caller's workspaces the input is about. */
  within: Within<Input<Name>>;
  /** Without it, input that does not fit is refused before `run`; with parseLeniently, `run` gets the problems. */
  parse?: Parse;
  run(context: Context, input: Input<Name>, problems: readonly Problem[]): Promise<Output<Name>>;
  /**
   * Answers a repeated request with the present state of what the first one made or changed. Absent: the call takes no
   * idempotency key, since it changes nothing or is safe to repeat as it is.
   * @param reference id of the subject that the first request committed.
   */
  repeat?(context: Context, reference: string, input: Input<Name>): Promise<Output<Name>>;
  /** Whether the key of a request is that of its rows: each is repeated on its own, without `repeat`. */
  keysRows?: true;
}

export interface Operation<Name extends EndpointName> extends Definition<Name> {
  name: Name;
  endpoint: Api[Name];
}

/** An operation whose types are only known to itself, as the registry holds it. */
export interface AnyOperation {
  name: EndpointName;
  endpoint: Endpoint;
  scope: Scope | null;
  within: Within<never>;
  parse?: Parse;
  run(context: Context, input: never, problems: readonly Problem[]): Promise<unknown>;
  repeat?(context: Context, reference: string, input: never): Promise<unknown>;
  keysRows?: true;
}

/** Ties an operation to its endpoint, and its types to the endpoint's schemas. */
export const implement = <Name extends EndpointName>(
  name: Name,
  definition: Definition<Name>,
): Operation<Name> => ({ name, endpoint: api[name], ...definition });
