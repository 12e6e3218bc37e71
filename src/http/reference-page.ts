/** An OpenAPI document, or a part of it. */
type Json = Readonly<Record<string, unknown>>;

interface Call {
  method: string;
  path: string;
  operationId: string;
  summary: string;
  parameters?: readonly {
    name: string;
    in: string;
    required?: boolean;
    description?: string;
    schema: Json;
  }[];
  requestBody?: { content: Record<string, { schema: Json; example?: unknown }> };
  responses: Record<string, { description: string; content?: Record<string, { schema: Json }> }>;
}

/** An OpenAPI document for people: a page without scripts, from this server alone. @param source path of the document */
export function referencePage(document: Json, source: string): string {
  const { title, description } = document['info'] as { title: string; description: string };
  const calls = Object.entries(document['paths'] as Record<string, Record<string, Call>>).flatMap(
    ([path, methods]) =>
      Object.entries(methods).map(([method, call]) => ({
        ...call,
        path,
        method: method.toUpperCase(),
      })),
  );
  const groups = [...new Set(calls.map(groupOf))].map((name) => ({
    name,
    calls: calls.filter((call) => groupOf(call) === name),
  }));
  const { schemas = {} } = document['components'] as { schemas?: Record<string, Json> };
  const links = groups.map(
    ({ name, calls: of }) => `<a href="#${name}">${name}</a> <small>${of.length}</small>`,
  );
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>${escape(title)} · API</title>
<meta name="viewport" content="width=device-width"><style>${style}</style>
<h1>${escape(title)}</h1><p>${escape(description)}</p>
<p>Every call, made from <a href="${source}">${source}</a>. What is wrong with a request is answered with
<a href="/docs/errors">a code and its fix</a>.</p><nav>${links.join(' · ')}</nav>
${groups.map(({ name, calls: of }) => `<h2 id="${name}">${name}</h2>${of.map(callSection).join('\n')}`).join('\n')}
${Object.keys(schemas).length > 0 ? '<h2 id="schemas">Shapes</h2>' : ''}
${Object.entries(schemas).map(schemaSection).join('\n')}</html>`;
}

/** The noun of a call: posts of `posts_create` and of `posts.create`. */
const groupOf = ({ operationId }: Pick<Call, 'operationId'>): string =>
  (/^[a-z]+(?=[._])/i.exec(operationId)?.[0] ?? operationId).replace(/\W/g, '');

function callSection({
  method,
  path,
  operationId,
  summary,
  parameters = [],
  ...call
}: Call): string {
  const rows = parameters.map(
    ({ name, in: where, required, description = '', schema }) =>
      `<tr><td><code>${escape(name)}</code>${required ? '' : ' <i>optional</i>'}<td>${where}<td>${typeOf(schema)}<td>${escape(description || descriptionOf(schema))}`,
  );
  const bodies = Object.entries(call.requestBody?.content ?? {}).map(
    ([type, { schema, example }]) =>
      `<h4>Body <small>${escape(type)}</small></h4>${exampleOf(example)}${shape(schema)}`,
  );
  const answers = Object.entries(call.responses)
    .filter(([status]) => status !== 'default')
    .flatMap(([status, { content = {} }]) =>
      Object.entries(content).map(
        ([type, { schema }]) =>
          `<h4>Answer ${status} <small>${escape(type)}</small></h4>${shape(schema)}`,
      ),
    );
  return `<details id="${escape(operationId)}"><summary><b class="${method}">${method}</b> <code>${escape(path)}</code> ${escape(summary)}</summary>
${rows.length > 0 ? `<table>${rows.join('')}</table>` : ''}${bodies.join('')}${answers.join('')}</details>`;
}

const exampleOf = (example: unknown): string =>
  example === undefined ? '' : `<pre>${escape(JSON.stringify(example, null, 2))}</pre>`;

const schemaSection = ([name, schema]: [string, Json]): string =>
  `<section id="schema-${escape(name)}"><h3>${escape(name)}</h3>${shape(schema)}</section>`;

/** A schema with its fields, those of objects inside it below them. */
function shape(schema: Json): string {
  const fields = fieldsOf(schema);
  return fields === '' ? `<p>${typeOf(schema)}</p>` : fields;
}

function fieldsOf(schema: Json): string {
  const inner = schema['items'] as Json | undefined;
  if (inner) return fieldsOf(inner);
  const options = (schema['anyOf'] ?? schema['oneOf'] ?? schema['allOf']) as Json[] | undefined;
  if (options) return options.map(fieldsOf).join('');
  const properties = Object.entries((schema['properties'] ?? {}) as Record<string, Json>);
  if (properties.length === 0) return '';
  const required = (schema['required'] ?? []) as readonly string[];
  return `<ul>${properties
    .map(
      ([name, property]) =>
        `<li><code>${escape(name)}</code>${required.includes(name) ? '' : ' <i>optional</i>'} ${typeOf(property)} ${escape(descriptionOf(property))}${fieldsOf(property)}`,
    )
    .join('')}</ul>`;
}

const descriptionOf = ({ description }: Json): string =>
  typeof description === 'string' ? description : '';

/** The type of a value in a few words; a named one as a link. */
function typeOf(schema: Json): string {
  const { $ref, const: constant, enum: words, type, items } = schema;
  if (typeof $ref === 'string') {
    const name = escape($ref.split('/').at(-1) ?? '');
    return `<a href="#schema-${name}">${name}</a>`;
  }
  if (constant !== undefined) return code(constant);
  if (Array.isArray(words)) return words.map(code).join(' | ');
  const options = (schema['anyOf'] ?? schema['oneOf']) as Json[] | undefined;
  if (options) return [...new Set(options.map(typeOf))].join(' | ');
  if (type === 'array') return `list of ${typeOf((items ?? {}) as Json)}`;
  if (Array.isArray(type))
    return type.map((one) => typeOf({ ...schema, type: one as string })).join(' | ');
  return typeof type === 'string' ? type : 'anything';
}

const code = (value: unknown): string => `<code>${escape(JSON.stringify(value))}</code>`;

const escape = (text: string): string =>
  text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);

const style = `body{font:16px/1.6 system-ui,sans-serif;max-width:60rem;margin:3rem auto;padding:0 1rem;color-scheme:light dark}
nav{margin:1.5rem 0}h2{margin-top:2.5rem}h4{margin:1rem 0 .3rem}
details{border-top:1px solid #8884;padding:.4rem 0}details[open]{padding-bottom:1rem}summary{cursor:pointer;overflow-wrap:anywhere}
code,pre,b{font:.9em ui-monospace,monospace}b{font-weight:700;display:inline-block;min-width:4.2em}
.GET{color:#2a7}.DELETE{color:#d44}.POST,.PUT,.PATCH{color:#37c}i,small{opacity:.7}
table{border-collapse:collapse;width:100%}td{padding:.2rem .6rem .2rem 0;vertical-align:top;border-top:1px solid #8882}
ul{padding-left:1.2rem;margin:.3rem 0}pre{overflow:auto;padding:.8rem;background:#8882;border-radius:.3rem}:target{background:#ffd54a33}`;
