import type * as z from 'zod';
import { errors } from './errors.ts';
import type { Category } from '../state/rate-limit.ts';
import { parse } from './validate.ts';
import type { Caller, SignedIn, SandboxContext } from '../state/context.ts';

export type Method = 'GET' | 'POST' | 'PATCH' | 'DELETE';

export interface Raw {
  params: unknown;
  query: unknown;
  body: unknown;
  /** Under which address the caller reached the sandbox. */
  origin: string;
}

export interface Answer {
  status: number;
  /** Absent for an empty body. */
  body?: unknown;
}

/** One operation of the API: a row of the route table. */
export interface Operation {
  /** operationId of the spec. */
  id: string;
  method: Method;
  /** As the spec writes it, `{param}` included, without `/v5`. */
  path: string;
  category: Category;
  auth: 'bearer' | 'basic';
  scopes: readonly string[];
  /** Whether a client_credentials token is accepted. */
  appToken: boolean;
  run(sandbox: SandboxContext, caller: Caller, raw: Raw): Promise<Answer> | Answer;
}

export interface Call<P, Q, B> {
  sandbox: SandboxContext;
  caller: SignedIn;
  params: P;
  query: Q;
  body: B;
  origin: string;
}

interface Definition<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType> {
  id: string;
  method: Method;
  path: string;
  category: Category;
  scopes: readonly string[];
  appToken?: boolean;
  params?: P;
  query?: Q;
  body?: B;
  handle(call: Call<z.output<P>, z.output<Q>, z.output<B>>): Promise<Answer> | Answer;
}

/** Declares a bearer operation whose inputs are parsed before `handle` sees them. */
export function operation<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType>(
  definition: Definition<P, Q, B>,
): Operation {
  const { id, method, path, category, scopes, appToken = false } = definition;
  return {
    id,
    method,
    path,
    category,
    auth: 'bearer',
    scopes,
    appToken,
    run: (sandbox, caller, raw) => {
      const { user } = caller;
      if (user === null) throw errors.unauthenticated();
      return definition.handle({
        sandbox,
        caller: { ...caller, user },
        params: parsed(definition.params, raw.params),
        query: parsed(definition.query, raw.query, 'query'),
        body: parsed(definition.body, raw.body),
        origin: raw.origin,
      });
    },
  };
}

// A part without a schema is of type unknown for the handler, so it cannot be read by mistake.
function parsed<T extends z.ZodType>(
  schema: T | undefined,
  input: unknown,
  place?: 'query',
): z.output<T> {
  return schema === undefined ? (undefined as z.output<T>) : parse(schema, input, place);
}
