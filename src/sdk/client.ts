import { endpoints } from './endpoints.generated.ts';
import { queueCalls, session, type QueueCalls, type SessionCalls } from './conveniences.ts';
import { createEach, type Each } from './paging.ts';
import type { Repetition } from './retry.ts';
import { createTransport, type ClientOptions, type RequestInput } from './transport.ts';
import type { Calls, ChangedPost, CreatedPost } from './types.generated.ts';
import { createUpload, type Upload } from './upload.ts';

/** What any call takes beside its input. */
export interface CallOptions {
  /** Under which the same call can be sent again without being done twice. */
  idempotencyKey?: string;
  signal?: AbortSignal;
}

type Table = typeof endpoints;
type Name = keyof Calls;
type PathArguments<Path extends string> = Path extends `${string}{${infer _Part}}${infer Rest}`
  ? [id: string, ...PathArguments<Rest>]
  : [];

/** Input of a call without what its path carries. */
export type InputOf<Key extends Name> = Calls[Key]['input'];

// The parts of the path in their order, then the input where there is any, then options.
type Arguments<Key extends Name> = [
  ...PathArguments<Table[Key][1]>,
  ...(Table[Key][2] extends 'multipart'
    ? [file: Blob, filename: string, fields?: InputOf<Key> | CallOptions]
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
    : Calls[Key]['output'];

type Noun<Key> = Key extends `${infer Before}.${string}` ? Before : never;
type Verb<Key, Before extends string> = Key extends `${Before}.${infer After}` ? After : never;
type Generated = {
  [N in Noun<Name>]: {
    [Key in Name as Verb<Key, N>]: (...given: Arguments<Key>) => Promise<Answer<Key>>;
  };
};

/** The client of Linchpin's own API, for programs, the CLI and the dashboard. */
export type LinchpinClient = Omit<Generated, 'queues'> & {
  queues: Omit<Generated['queues'], keyof QueueCalls> & QueueCalls;
  session: SessionCalls;
  each: Each;
  upload: Upload;
};

export function createClient(options: ClientOptions): LinchpinClient {
  const send = createTransport(options);
  const nouns: Record<string, Record<string, unknown>> = { session: { ...session(send) } };
  for (const [name, [method, path, body, repetition]] of Object.entries(endpoints)) {
    const [noun = '', verb = ''] = name.split('.');
    const call = { method, path, body, repetition };
    (nouns[noun] ??= {})[verb] = (...given: unknown[]) => send(requestOf(call, given));
  }
  Object.assign((nouns['queues'] ??= {}), queueCalls(send));
  const generated = nouns as unknown as LinchpinClient; // Its type is made from the same table.
  return Object.assign(generated, {
    each: createEach(send),
    upload: createUpload(generated.media, options),
  });
}

interface Called {
  method: RequestInput['method'];
  path: string;
  body: 'none' | 'json' | 'optionalJson' | 'multipart';
  repetition: Repetition;
}

/** The request of a call. What follows the parts of the path is input, unless it can only be options. */
function requestOf(
  { method, path, body, repetition }: Called,
  given: readonly unknown[],
): RequestInput {
  const rest = [...given];
  const filled = path.replace(/\{\w+\}/g, () => encodeURIComponent(String(rest.shift())));
  const file = body === 'multipart' ? { content: rest.shift(), name: rest.shift() } : undefined;
  const input = isOptions(rest[0]) ? undefined : (rest.shift() as object | undefined);
  const form = file && asForm(file, input);
  const { idempotencyKey, signal } = (rest.shift() ?? {}) as CallOptions; // The last argument.
  return {
    method,
    path: filled,
    repetition,
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
