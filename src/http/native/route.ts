import type { OperationName } from '../../operations/index.ts';

/** What a route may look at to choose its status. */
export interface RouteResult {
  post?: { status: string };
  existingPost?: unknown;
  error?: string;
}

export interface Route {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** `{name}` stands for a part of the path. */
  path: `/${string}`;
  operation: OperationName;
  /** Status of success; a function where the result decides. */
  status: number | ((result: RouteResult) => number);
  /** How the body is read. */
  body: 'none' | 'json' | 'multipart' | 'bytes';
}
