/** What a value of an answer must be, for the client that reads it. */
export type Kind = 'string' | 'string or null' | 'number' | 'boolean' | 'object';

/** The requests of one client in the order it sends them, `{{name}}` standing for a value of an earlier answer. */
export interface Flow {
  /** Whose requests these are. */
  client: string;
  /** Where they were read or recorded. */
  source: string;
  /** The address its browser opens for consent; without it, the flow starts with a token. */
  consent?: string;
  /** Scopes of the token it starts with; without them, all. */
  scopes?: readonly string[];
  /** Pins the account has before the client comes. */
  pins?: number;
  /** Header lines of every request. */
  headers: readonly string[];
  steps: readonly Step[];
}

/** A request, and what the client needs of its answer. */
export interface Step {
  /** Method and target, as they stand in the request line. */
  send: string;
  /** Header lines of this request only. */
  headers?: readonly string[];
  body?: Body;
  status: number;
  /** Path in the answer to the kind of value there; `items[].id` means of every item, of which there must be one. */
  reads?: Readonly<Record<string, Kind>>;
  /** Name for later requests to path in this answer. */
  keep?: Readonly<Record<string, string>>;
  /** Values the client compares. */
  equals?: Readonly<Record<string, unknown>>;
  /** A part of the message of a refusal. */
  message?: string;
  /** Repeats with the bookmark, put behind this, while there is one; then this many items were seen. */
  pages?: { bookmark: '?bookmark=' | '&bookmark='; items: number };
  /** Repeats until the path has the value; a second of virtual time passes in between. */
  until?: readonly [path: string, value: string];
  /** The operation that answers 429 first, after which the client asks again. */
  limited?: string;
}

export type Body =
  | { json: unknown }
  /** An encoded form. */
  | { form: string }
  | { upload: Upload };

/** The S3 form: all upload parameters, then the file. */
export interface Upload {
  /** Of the part `file`; without it, the part is a plain field. */
  filename?: string;
  /** Of the part `file`. */
  type?: string;
  /** Sent in chunks, without a length. */
  chunked?: boolean;
}
