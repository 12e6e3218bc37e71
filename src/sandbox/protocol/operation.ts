import type * as z from 'zod';
import { adAccountOwner } from '../state/ad-accounts.ts';
import { errors } from './errors.ts';
import type { User } from '../state/entities.ts';
import type { Bucket, Category } from '../state/rate-limit.ts';
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
  /** A bucket of its own that it spends beside its category. */
  bucket?: Bucket | undefined;
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
  bucket?: Bucket;
  scopes: readonly string[];
  /** Refuses what the app may not do at all, before any input is looked at. */
  gate?(sandbox: SandboxContext): void;
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
  const { id, method, path, category, bucket, scopes, appToken = false } = definition;
  return {
    id,
    method,
    path,
    category,
    bucket,
    auth: 'bearer',
    scopes,
    appToken,
    run: (sandbox, caller, raw) => {
      const { user } = caller;
      if (user === null) throw errors.unauthenticated();
      definition.gate?.(sandbox);
      const params = parsed(definition.params, raw.params);
      const query = parsed(definition.query, raw.query, 'query');
      const body = parsed(definition.body, raw.body);
      const actor = actingUser(sandbox, user, query);
      return definition.handle({
        sandbox,
        caller: { ...caller, user: actor },
        params,
        query,
        body,
        origin: raw.origin,
      });
    },
  };
}

/**
 * Whom the request acts for: with an `ad_account_id`, the owner of that ad account.
 * @throws 403/29 for an ad account the token's user does not own. Roles in the accounts of others do not exist here.
 */
function actingUser({ store }: SandboxContext, user: User, query: unknown): User {
  if (typeof query !== 'object' || query === null || !('ad_account_id' in query)) return user;
  const { ad_account_id: id } = query;
  if (id === undefined) return user;
  const owner = adAccountOwner(store, String(id));
  if (owner?.id !== user.id) throw errors.forbidden();
  return owner;
}

// A part without a schema is of type unknown for the handler, so it cannot be read by mistake.
function parsed<T extends z.ZodType>(
  schema: T | undefined,
  input: unknown,
  place?: 'query',
): z.output<T> {
  return schema === undefined ? (undefined as z.output<T>) : parse(schema, input, place);
}
