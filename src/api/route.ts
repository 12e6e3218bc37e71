import type { OperationName } from '../operations/index.ts';

/** What a route may look at to choose its status. */
export interface RouteResult {
  post?: { status: string };
  existingPost?: unknown;
  error?: string;
}

/** Headers with the key of a repeatable request, and the characters it may have. */
export const idempotencyHeader = 'idempotency-key';
export const requestIdHeader = 'x-request-id';
export const longestKey = 255;

export interface Route {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** `{name}` stands for a part of the path. */
  path: `/${string}`;
  operation: OperationName;
  /** Status of success; a function where the result decides. */
  status: number | ((result: RouteResult) => number);
  /** Whether a request with the same key in one of these headers is answered with what the first one made. */
  repeatable?: true;
  /** How the body is read. */
  body: 'none' | 'json' | 'optionalJson' | 'multipart' | 'bytes';
}
