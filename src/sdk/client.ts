import type { z } from 'zod';
import type { Api, ChangedPost, CreatedPost } from '../contract/index.ts';
import { endpoints } from './endpoints.generated.ts';
import { queueCalls, session, type QueueCalls, type SessionCalls } from './conveniences.ts';
import { createTransport, type ClientOptions, type RequestInput } from './transport.ts';

/** What any call takes beside its input. */
export interface CallOptions {
  /** Under which the same call can be sent again without being done twice. */
  idempotencyKey?: string;
  signal?: AbortSignal;
}

type Name = keyof Api;
type PathNames<Path extends string> = Path extends `${string}{${infer Part}}${infer Rest}`
  ? Part | PathNames<Rest>
  : never;
type PathArguments<Path extends string> = Path extends `${string}{${infer _Part}}${infer Rest}`
  ? [id: string, ...PathArguments<Rest>]
  : [];

/** Input of an endpoint without what its path carries. */
export type InputOf<Key extends Name> = Omit<
  z.input<Api[Key]['input']>,
  PathNames<Api[Key]['path']>
>;

// The parts of the path in their order, then the input where there is any, then options.
type Arguments<Key extends Name> = [
  ...PathArguments<Api[Key]['path']>,
  ...(Api[Key]['body'] extends 'multipart'
    ? [file: Blob, filename: string, fields?: FormFields<Key> | CallOptions]
    : keyof InputOf<Key> extends never
      ? []
      : object extends InputOf<Key>
        ? [input?: InputOf<Key>]
        : [input: InputOf<Key>]),
  options?: CallOptions,
];

/** With `dryRun` a post is only checked; tools.validatePost is the call for that. */
type Answer<Key extends Name> = Key extends 'posts.create'
  ? CreatedPost
  : Key extends 'posts.update'
    ? ChangedPost
    : z.output<Api[Key]['output']>;

/** Texts of a form beside its file. */
type FormFields<Key extends Name> = Omit<InputOf<Key>, 'file' | 'filename' | 'contentType'>;

/** Called at the signed address that media.presign answers, without a key; and files. */
type NotHere =
  | 'media.receive'
  | 'audit.export'
  | 'analytics.export'
  | 'pins.export'
  | 'posts.export'
  | 'workspaces.export'
  | 'postImports.errors';

type Noun<Key> = Key extends `${infer Before}.${string}` ? Before : never;
type Verb<Key, Before extends string> = Key extends `${Before}.${infer After}` ? After : never;
type Generated = {
  [N in Noun<Exclude<Name, NotHere>>]: {
    [Key in Exclude<Name, NotHere> as Verb<Key, N>]: (
      ...given: Arguments<Key>
    ) => Promise<Answer<Key>>;
  };
};

/** The client of Linchpin's own API, for programs, the CLI and the dashboard. */
export type LinchpinClient = Omit<Generated, 'queues'> & {
  queues: Omit<Generated['queues'], keyof QueueCalls> & QueueCalls;
  session: SessionCalls;
};

export function createClient(options: ClientOptions): LinchpinClient {
  const send = createTransport(options);
  const nouns: Record<string, Record<string, unknown>> = { session: { ...session(send) } };
  for (const [name, [method, path, body]] of Object.entries(endpoints)) {
    const [noun = '', verb = ''] = name.split('.');
    const call = { method, path, body };
    (nouns[noun] ??= {})[verb] = (...given: unknown[]) => send(requestOf(call, given));
  }
  Object.assign((nouns['queues'] ??= {}), queueCalls(send));
  return nouns as unknown as LinchpinClient; // Its type is made from the same table.
}

interface Called {
  method: RequestInput['method'];
  path: string;
  body: 'none' | 'json' | 'optionalJson' | 'multipart';
}

/** The request of a call. What follows the parts of the path is input, unless it can only be options. */
function requestOf({ method, path, body }: Called, given: readonly unknown[]): RequestInput {
  const rest = [...given];
  const filled = path.replace(/\{\w+\}/g, () => encodeURIComponent(String(rest.shift())));
  const file = body === 'multipart' ? { content: rest.shift(), name: rest.shift() } : undefined;
  const input = isOptions(rest[0]) ? undefined : (rest.shift() as object | undefined);
  const form = file && asForm(file, input);
  const { idempotencyKey, signal } = (rest.shift() ?? {}) as CallOptions; // The last argument.
  return {
    method,
    path: filled,
    ...(form && { form }),
    ...(body === 'none' && input && { query: input as NonNullable<RequestInput['query']> }), // Every filter is a scalar.
    ...((body === 'json' || body === 'optionalJson') && input && { json: input }),
    ...(idempotencyKey !== undefined && { headers: { 'idempotency-key': idempotencyKey } }),
    ...(signal && { signal }),
  };
}

const isOptions = (value: unknown): boolean =>
  typeof value === 'object' &&
  value !== null &&
  ('idempotencyKey' in value || 'signal' in value) &&
  Object.keys(value).every((key) => key === 'idempotencyKey' || key === 'signal');

/** The texts go before the file: what comes after it is not read. */
function asForm(file: { content: unknown; name: unknown }, fields: object = {}): FormData {
  if (!(file.content instanceof Blob)) throw new TypeError('A file is given as a Blob.');
  const form = new FormData();
  for (const [name, value] of Object.entries(fields))
    if (value !== undefined) form.append(name, String(value));
  form.append('file', file.content, String(file.name));
  return form;
}
