import type { z } from 'zod';

/**
 * What a call does besides answering:
 * `read`: nothing; `database`: changes rows, in one transaction; `remote`: writes to Pinterest; `stream`: takes a file.
 */
export type Effect = 'read' | 'database' | 'remote' | 'stream';

/** How the body is read. */
export type Body = 'none' | 'json' | 'optionalJson' | 'multipart' | 'bytes';

/** One call of the API: where it is, what it takes and what it gives. Everything that lists calls is made from these. */
export interface Endpoint {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** `{name}` stands for a part of the path. */
  path: `/api/v1/${string}`;
  summary: string;
  effect: Effect;
  body: Body;
  input: z.ZodType;
  output: z.ZodType;
  /**
   * What else than an API key lets a caller in. `ticket`: the token of a connection that was granted, as the header
   * X-Connect-Token or as `token`.
   */
  credentials?: 'ticket';
  /** Status of success; absent: 200. A function where the answer decides. */
  status?: number | ((answer: never) => number);
  /**
   * Whether the answer is a file: its `type`, `filename` and `text`, and `nextCursor` for the header `x-next-cursor`; or
   * `rows`, a stream, in place of `text`.
   */
  file?: true;
  /** Whether it removes or publishes something that cannot be taken back. */
  destructive?: true;
  /** Reads other names for the same input, before it is parsed. */
  readAliases?: (raw: unknown) => unknown;
  /** Whether the input is a list of inputs of other calls, and may be as large as all of them. */
  takesMany?: true;
  /** Whether `x-request-id` counts as an idempotency key where there is no other, as Zernio's API has it. */
  requestIdIsKey?: true;
}

/** Keeps the types of a definition as narrow as they are written. */
export const endpoint = <const Definition extends Endpoint>(definition: Definition): Definition =>
  definition;

/** 207: accepted, but what was to go out now did not fully succeed. */
export const outcomeStatus = ({ error }: { error?: string | undefined }): number =>
  error === undefined ? 200 : 207;
