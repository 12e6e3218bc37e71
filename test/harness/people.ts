import type { Me, Person } from '../../src/contract/index.ts';
import type { Role } from '../../src/domain/roles.ts';
import type { Product } from './product.ts';

export const ownerPassword = 'correct horse battery';

/** A browser in which a person is signed in. */
export interface Visitor {
  cookie: string;
  /** Sends JSON with the session's cookie, as the dashboard does. */
  call(method: string, path: string, body?: unknown): Promise<Answer>;
}

export interface Answer {
  status: number;
  headers: Headers;
  // oxlint-disable-next-line typescript/no-explicit-any -- each test looks at what it knows to be there
  body: any;
}

export async function send(
  url: string,
  method: string,
  body?: unknown,
  headers: Record<string, string> = {},
): Promise<Answer> {
  const response = await fetch(url, {
    method,
    headers: { ...(body !== undefined && { 'content-type': 'application/json' }), ...headers },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, headers: response.headers, body: text && JSON.parse(text) };
}

export const cookieOf = ({ headers }: Pick<Answer, 'headers'>): string =>
  headers.get('set-cookie')?.split(';')[0] ?? '';

export const visitorWith = (product: Product, cookie: string): Visitor => ({
  cookie,
  call: (method, path, body) => send(product.url + path, method, body, { cookie }),
});

/** Signs in with a name and a password. */
export async function signInAs(product: Product, login: string, password: string) {
  const answer = await send(`${product.url}/api/session`, 'POST', { login, password });
  return { answer, visitor: visitorWith(product, cookieOf(answer)) };
}

/** The first owner of the workspace, set up with the key of the link. */
export async function setUpOwner(product: Product, login = 'owner@example.com'): Promise<Visitor> {
  const made = await product.request('POST', '/api/v1/people/first-owner', {
    login,
    name: 'Olga Owner',
    password: ownerPassword,
  });
  if (made.status !== 201) throw new Error(await made.text());
  return (await signInAs(product, login, ownerPassword)).visitor;
}

/** The token of an invitation or of a link to reset a password. */
export const tokenOf = (url: string): string => url.split('=')[1] ?? '';

/** Invites a person and accepts for them. */
export async function join(
  product: Product,
  role: Role,
  { login = `${role}@example.com`, password = `password of ${role}` } = {},
): Promise<Visitor & { id: string }> {
  const invited = await product.request('POST', '/api/v1/invites', {
    role,
    profileId: product.app.workspaceId,
  });
  const { url } = (await invited.json()) as { url: string };
  const joined = await send(`${product.url}/api/invite`, 'POST', {
    token: tokenOf(url),
    login,
    name: `The ${role}`,
    password,
  });
  if (joined.status !== 200) throw new Error(JSON.stringify(joined.body));
  const visitor = visitorWith(product, cookieOf(joined));
  const me = (await visitor.call('GET', '/api/v1/me')).body as Me;
  return { ...visitor, id: me.id ?? '' };
}

export async function listPeople(product: Product): Promise<Person[]> {
  const answer = await product.request(
    'GET',
    `/api/v1/people?profileId=${product.app.workspaceId}`,
  );
  return ((await answer.json()) as { people: Person[] }).people;
}
