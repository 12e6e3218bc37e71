import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Bundlesocial, OpenAPI } from 'bundlesocial';
import { expect, test } from 'vitest';
import { routes } from '../../src/bundle/routes/index.ts';
import { routes as postizRoutes } from '../../src/postiz/routes/index.ts';
import { api, type Endpoint } from '../../src/contract/index.ts';
import { importTable } from './import-table.ts';
import { root } from './source-files.ts';

const doors = ['api', 'bundle', 'postiz', 'mcp', 'device-login', 'connect-pages'];

interface Place {
  of: string;
  method: string;
  parts: string[];
}
const place = (of: string, method: string, path: string): Place => ({
  of: `${of} ${method} ${path}`,
  method,
  parts: path.replace(/\/$/, '').split('/'),
});
const native = Object.values(api as Record<string, Endpoint>).map(({ method, path }) =>
  place('native', method, path),
);
const bundle = routes.map(({ method, path }) => place('bundle', method, path));
const postiz = postizRoutes.map(({ method, path }) => place('postiz', method, path));

/** Whether some request fits both, with any text for a part in braces. */
const collide = (a: Place, b: Place): boolean =>
  a.method === b.method &&
  a.parts.length === b.parts.length &&
  a.parts.every((part, index) => {
    const other = b.parts[index] ?? '';
    return part === other || part.startsWith('{') || other.startsWith('{');
  });

test('no request fits calls of two doors', () => {
  const all = [native, bundle, postiz];
  const both = all.flatMap((mine, index) =>
    mine.flatMap((one) =>
      all
        .slice(index + 1)
        .flat()
        .filter((other) => collide(one, other))
        .map((other) => [one.of, other.of]),
    ),
  );
  expect(both).toEqual([]);
});

test('no two calls of a door share a place', () => {
  const places = [...bundle, ...postiz].map(({ of }) => of.replace(/{\w+}/g, '{}'));
  expect(places.filter((each, index) => places.indexOf(each) !== index)).toEqual([]);
});

test('doors never import each other', () => {
  for (const door of doors) {
    const { imports = [], types = [] } = importTable[door] ?? {};
    expect([...imports, ...types].filter((part) => doors.includes(part))).toEqual([]);
  }
});

/** Groups of calls of the client that a door to Pinterest alone has no use for. */
const elsewhere = ['comment', 'credit', 'webhooks'];
const ofPinterest = /^miscPinterest/;

test('bundlesocial: each of its calls that concern Pinterest has a route of that name', () => {
  const client = new Bundlesocial('key', { ...OpenAPI, BASE: '' }) as unknown as Record<
    string,
    object
  >;
  const known = new Set(routes.map(({ id }) => id.replace('_', '').toLowerCase()));
  const missing = Object.entries(client).flatMap(([group, calls]) =>
    elsewhere.includes(group) || typeof calls !== 'object'
      ? []
      : Object.getOwnPropertyNames(Object.getPrototypeOf(calls))
          .filter((name) => name !== 'constructor' && name !== 'request')
          .filter((name) => group !== 'misc' || ofPinterest.test(name))
          .filter((name) => !known.has(name.toLowerCase())),
  );
  expect(missing).toEqual([]);
});

/** Paths of Zernio's client under what Pinterest has too, that belong to other networks or are nothing to serve. */
const ofOthers =
  /youtube|facebook|instagram|linkedin|tiktok|twitter|telegram|google|gmb|reddit|discord|slack|whatsapp|messenger|business-agent|blogs|products|conversion|follow-status|webhook-subscription|tracking-tags|shopify|flairs|subreddit|bluesky|inbox|usage\/(calls|sms)|delta$|update-metadata/;

test('@zernio/node: each path of it that concerns Pinterest has an endpoint', () => {
  const client = readFileSync(join(root, 'node_modules/@zernio/node/dist/index.js'), 'utf8');
  const nouns = 'account-groups|accounts|analytics|api-keys|logs|media|posts|profiles|queue|tools';
  const wanted = [...client.matchAll(/url: "\/v1\/([^"]+)"/g)]
    .map(([, path = '']) => path)
    .filter((path) =>
      new RegExp(
        `^(${nouns}|usage|usage-stats|users|webhooks|connect/(pinterest|pending))\\b`,
      ).test(path),
    )
    .filter((path) => !ofOthers.test(path));
  expect(wanted.length).toBeGreaterThan(40);
  const plain = (path: string) => path.replace(/{\w+}/g, '{}');
  const known = new Set(
    Object.values(api as Record<string, Endpoint>).map(({ path }) => plain(path)),
  );
  const missing = wanted.filter((path) => !known.has(plain(`/api/v1/${path}`)));
  expect([...new Set(missing)]).toEqual([]);
});

test('the guide names what the door has', () => {
  const text = readFileSync(join(root, 'docs/bundle-social.md'), 'utf8');
  const paths = [...text.matchAll(/\$LINCHPIN_URL(\/api\/v1\/[a-z/-]*)/g)].map(
    (match) => match[1]?.replace(/\/$/, '') ?? '',
  );
  expect(paths.length).toBeGreaterThan(8);
  const known = routes.map(({ path }) => path.replace(/\/$/, '').replace(/\/{\w+}/g, ''));
  for (const path of paths)
    expect([path, known.some((each) => path.startsWith(each))]).toEqual([path, true]);
});
