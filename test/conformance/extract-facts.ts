/** The parts of an OpenAPI document that a program can check. Its sentences are not ours to publish. */
const kept = new Set([
  '$ref',
  'type',
  'format',
  'enum',
  'required',
  'properties',
  'items',
  'allOf',
  'oneOf',
  'anyOf',
  'nullable',
  'discriminator',
  'pattern',
  'minLength',
  'maxLength',
  'minimum',
  'maximum',
  'minItems',
  'maxItems',
  'additionalProperties',
  'name',
  'in',
  'explode',
  'style',
  'schema',
]);

type Json = Record<string, unknown>;

export interface Facts {
  version: string;
  /** By path and method. */
  paths: Record<string, Record<string, Json>>;
  components: { parameters: Record<string, Json>; schemas: Record<string, Json> };
}

/** Calls that an app for a Pinterest user makes; the rest of the document is about advertising and catalogues. */
const organic =
  /^\/(pins|boards|media|user_account|users|oauth|search|terms|trends|notifications)(\/|$)/;
const methods = ['get', 'post', 'put', 'patch', 'delete'];

/** Paths, parameters, types, enumerations and what is required, of the official document; nothing else of it. */
export function extractFacts(document: Facts & { info: { version: string } }): Facts {
  const paths: Facts['paths'] = {};
  for (const [path, item] of Object.entries(document.paths)) {
    if (!organic.test(path)) continue;
    paths[path] = {};
    if (item['parameters']) paths[path]['parameters'] = bare(item['parameters']) as Json;
    for (const method of methods) if (item[method]) paths[path][method] = operation(item[method]);
  }
  const components: Facts['components'] = { parameters: {}, schemas: {} };
  const follow = (value: unknown): void => {
    for (const [, kind = '', name = ''] of JSON.stringify(value).matchAll(
      /"#\/components\/(parameters|schemas)\/([^"]+)"/g,
    )) {
      const group = kind as keyof Facts['components'];
      if (name in components[group]) continue;
      const found = document.components[group][name];
      if (!found) throw new Error(`There is no ${kind} ${name}.`);
      components[group][name] = bare(found) as Json;
      follow(components[group][name]);
    }
  };
  follow(paths);
  for (const name of Object.keys(document.components.schemas))
    if (name.startsWith('OauthAccessTokenRequest'))
      follow({ $ref: `#/components/schemas/${name}` });
  return { version: document.info.version, paths, components: sorted(components) };
}

function operation(given: Json): Json {
  const responses = Object.entries((given['responses'] ?? {}) as Record<string, Json>).map(
    ([status, response]) => [status, content(response)] as const,
  );
  const body = given['requestBody'] as Json | undefined;
  return {
    operationId: given['operationId'],
    category: given['x-ratelimit-category'],
    ...(given['x-sandbox'] === 'disabled' && { sandbox: 'disabled' }),
    security: given['security'],
    ...(given['parameters'] ? { parameters: bare(given['parameters']) } : {}),
    ...(body && { requestBody: content(body) }),
    responses: Object.fromEntries(responses),
  };
}

/** The schema by media type. */
const content = (holder: Json): Json => ({
  content: Object.fromEntries(
    Object.entries((holder['content'] ?? {}) as Record<string, Json>).map(([type, { schema }]) => [
      type,
      { schema: bare(schema) },
    ]),
  ),
});

/** A schema or parameter without its sentences. Names of properties are kept, whatever they are called. */
function bare(value: unknown, named = false): unknown {
  if (Array.isArray(value)) return value.map((item) => bare(item));
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).filter(([key]) => named || kept.has(key));
  return Object.fromEntries(
    entries.map(([key, item]) => [
      key,
      key === 'discriminator' && !named ? item : bare(item, !named && key === 'properties'),
    ]),
  );
}

const sorted = (components: Facts['components']): Facts['components'] => ({
  parameters: Object.fromEntries(Object.entries(components.parameters).sort()),
  schemas: Object.fromEntries(Object.entries(components.schemas).sort()),
});

/** As a file that shows a change of one thing as a change of one line. */
export function factsFile({ version, paths, components }: Facts): string {
  const lines = (group: Record<string, unknown>) =>
    Object.entries(group)
      .map(([name, value]) => `${JSON.stringify(name)}: ${JSON.stringify(value)}`)
      .join(',\n');
  return `{"version": ${JSON.stringify(version)},
"paths": {
${lines(paths)}
},
"components": {"parameters": {
${lines(components.parameters)}
},
"schemas": {
${lines(components.schemas)}
}}}
`;
}
