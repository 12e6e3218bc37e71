import { hostileText, hostileValue } from './hostile-values.ts';
import type { Random } from './random.ts';

type Json = Record<string, unknown>;

/** What this reads of a JSON schema. */
interface Schema {
  $ref?: string;
  type?: string | string[];
  enum?: unknown[];
  const?: unknown;
  anyOf?: Schema[];
  oneOf?: Schema[];
  allOf?: Schema[];
  properties?: Record<string, Schema>;
  required?: string[];
  items?: Schema;
  additionalProperties?: Schema | boolean;
  minimum?: number;
  maximum?: number;
  default?: unknown;
}

interface Call {
  parameters?: { name: string; in: string; required?: boolean; schema?: Schema }[];
  requestBody?: { content: Record<string, { schema?: Schema }> };
}

export interface OpenApi {
  paths: Record<string, Record<string, Call>>;
  components: { schemas: Record<string, Schema> };
}

export interface FuzzRequest {
  method: string;
  /** Path and query. */
  target: string;
  headers: Record<string, string>;
  body: string | Buffer | undefined;
}

/** Things that exist, by the name of the field that takes them: so that requests get past the first check. */
export type Known = Record<string, readonly [unknown, ...unknown[]]>;

/** Makes requests of every call of an OpenAPI document: mostly in its form, with one or two values that nobody means. */
export function createRequests(document: OpenApi, known: Known, random: Random) {
  const calls = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, call]) => ({
      path,
      method: method.toUpperCase(),
      call,
    })),
  );
  const resolve = (schema: Schema): Schema =>
    schema.$ref === undefined
      ? schema
      : resolve(document.components.schemas[schema.$ref.split('/').at(-1) ?? ''] ?? {});

  /** A value in the form of the schema. */
  const fitting = (given: Schema, name: string, depth = 0): unknown => {
    const schema = resolve(given);
    const existing = known[name];
    if (existing && random.chance(0.8)) return random.pick(existing);
    if (schema.const !== undefined) return schema.const;
    const [first, ...others] = schema.enum ?? [];
    if (first !== undefined) return random.pick([first, ...others]);
    const [choice, ...choices] = schema.anyOf ?? schema.oneOf ?? schema.allOf ?? [];
    if (choice) return fitting(random.pick([choice, ...choices]), name, depth + 1);
    const [type] = [schema.type].flat();
    if (type === 'array')
      return depth > 6
        ? []
        : Array.from({ length: random.below(3) }, () =>
            fitting(schema.items ?? {}, name, depth + 1),
          );
    if (type === 'object' || schema.properties) return object(schema, depth);
    if (type === 'integer' || type === 'number') return (schema.minimum ?? 0) + random.below(5);
    if (type === 'boolean') return random.chance(0.5);
    return type === 'null' ? null : word(name);
  };

  const object = (schema: Schema, depth: number): Json =>
    Object.fromEntries(
      Object.entries(schema.properties ?? {}).flatMap(([name, field]) =>
        schema.required?.includes(name) || random.chance(depth > 4 ? 0.1 : 0.45)
          ? [[name, fitting(field, name, depth + 1)]]
          : [],
      ),
    );

  const word = (name: string): string =>
    /at$|for$|date|start|until|from|^to/i.test(name)
      ? random.pick(['2030-05-01T09:00:00Z', '2030-05-01T09:00', '2030-05-01', '09:30'])
      : random.pick([
          'Kitchens',
          'A small kitchen',
          'https://example.invalid/page',
          'Europe/Berlin',
        ]);

  const request = (): FuzzRequest => {
    const [one, ...rest] = calls;
    if (!one) throw new Error('The document has no calls.');
    const { path, method, call } = random.pick([one, ...rest]);
    const query: string[] = [];
    let target = path;
    for (const parameter of call.parameters ?? []) {
      const value = random.chance(0.15)
        ? hostileText(random)
        : String(fitting(parameter.schema ?? {}, parameter.name));
      if (parameter.in === 'path')
        target = target.replace(`{${parameter.name}}`, encodeURIComponent(value.toWellFormed()));
      else if (parameter.in === 'query' && (parameter.required || random.chance(0.3)))
        query.push(`${parameter.name}=${encodeURIComponent(value.toWellFormed())}`);
    }
    if (random.chance(0.02))
      query.push(random.pick(['%', '=', 'a[b]=1', '__proto__=1', 'limit=1&limit=2']));
    if (query.length) target += `?${query.join('&')}`;
    if (random.chance(0.01))
      target = random.pick([
        '/%00',
        '/media/%00/x',
        '/media/a%00b/original/y',
        '//',
        '/api/v1/%ff',
      ]);
    const headers: Record<string, string> = {};
    if (random.chance(0.1)) headers['idempotency-key'] = random.pick(['k', 'k'.repeat(300), '~']);
    const body = bodyOf(call, headers);
    return {
      method: random.chance(0.01)
        ? random.pick(['QUERY', 'PATCH', 'OPTIONS', 'PUT', 'DELETE'])
        : method,
      target,
      headers,
      body: method === 'GET' ? undefined : body,
    };
  };

  const bodyOf = (call: Call, headers: Record<string, string>): string | Buffer | undefined => {
    const [[type, media] = ['', {}]] = Object.entries(call.requestBody?.content ?? {});
    if (type.startsWith('multipart/')) return form(headers, random);
    if (type !== 'application/json') {
      if (type) headers['content-type'] = 'application/octet-stream';
      return type ? random.pick(['', 'x', Buffer.from([0xff, 0xd8, 0xff, 0xe0])]) : undefined;
    }
    headers['content-type'] = 'application/json';
    let value = fitting(media.schema ?? {}, '');
    for (let times = random.below(3); times > 0; times--) value = mutated(value, random);
    const text = JSON.stringify(value) ?? '';
    if (!random.chance(0.04)) return text;
    headers['content-type'] = random.pick([
      'application/json; charset=utf-16le',
      'application/json; charset=nonsense',
      'text/plain',
      'application/x-www-form-urlencoded',
      'multipart/form-data',
      'multipart/form-data; boundary=x',
      '',
    ]);
    return random.pick([
      text,
      text.slice(0, text.length / 2),
      '{"a":',
      Buffer.from([0xc3, 0x28, 0xff]),
      '',
    ]);
  };
  return request;
}

/** The value with one place in it, at any depth, exchanged for a hostile one, removed or added. */
function mutated(value: unknown, random: Random): unknown {
  if (typeof value !== 'object' || value === null || random.chance(0.15))
    return hostileValue(random);
  const entries = Object.entries(value);
  const [first, ...others] = entries;
  if (Array.isArray(value)) {
    const index = random.below(value.length + 1);
    return value.toSpliced(
      index,
      1,
      index < value.length ? mutated(value[index], random) : hostileValue(random),
    );
  }
  if (!first || random.chance(0.1))
    return { ...value, [`extra${random.below(3)}`]: hostileValue(random) };
  const [key, inner] = random.pick([first, ...others]);
  return { ...value, [key]: random.chance(0.5) ? mutated(inner, random) : hostileValue(random) };
}

/** A form as clients break them: cut off, without a boundary, with a field of a dangerous name or thousands of them. */
function form(headers: Record<string, string>, random: Random): string {
  headers['content-type'] = random.pick([
    'multipart/form-data; boundary=cut',
    'multipart/form-data; boundary=cut',
    'multipart/form-data',
    `multipart/form-data; boundary=${'b'.repeat(300)}`,
  ]);
  const part = (name: string, file: boolean, content: string) =>
    `--cut\r\ncontent-disposition: form-data; name="${name}"${file ? '; filename="a.jpg"' : ''}\r\n\r\n${content}\r\n`;
  return random.pick([
    `${part('file', true, 'not a picture')}--cut--\r\n`,
    part('file', true, 'cut off'),
    `${part('__proto__', false, 'x')}--cut--\r\n`,
    `${part('a', false, 'x').repeat(2_000)}--cut--\r\n`,
    `${part('file', true, '').repeat(3)}--cut--\r\n`,
    '--cut\r\n\r\n',
    '',
  ]);
}
