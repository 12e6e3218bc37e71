import { randomBytes } from 'node:crypto';
import type { FastifyInstance, FastifyReply } from 'fastify';
import * as z from 'zod';
import { splitScopes } from './exchange.ts';
import type { User } from '../state/entities.ts';
import { document, html } from '../protocol/html.ts';
import { allScopes } from './tokens.ts';
import { userNamed } from '../state/users.ts';
import type { SandboxContext } from '../state/context.ts';

/** Pinterest does not say how long a code lives. */
const CODE_LIFETIME_MS = 10 * 60 * 1000;

const knownScopes: readonly string[] = allScopes;

const query = z.object({
  client_id: z.string().optional(),
  // An accepted alias, sent by the official samples.
  consumer_id: z.string().optional(),
  redirect_uri: z.string().regex(/^https?:\/\/./),
  response_type: z.literal('code'),
  scope: z.string().min(1),
  state: z.string().optional(),
});
const decision = query.extend({ username: z.string(), decision: z.enum(['approve', 'deny']) });
type Request = z.output<typeof query>;

/** The page on which a person lets the app in, and the answer it gets. */
export function serveConsent(app: FastifyInstance, sandbox: SandboxContext): void {
  app.get('/oauth', (request, reply) => reply.redirect(`/oauth/${search(request.url)}`));
  app.get('/oauth/', (request, reply) => {
    const asked = query.safeParse(request.query);
    const problem = asked.success
      ? objection(sandbox, asked.data)
      : 'A parameter is missing or wrong.';
    if (!asked.success || problem !== undefined) return refusal(reply, problem ?? '');
    const [first] = sandbox.store.all('users');
    if (sandbox.autoApprove && first !== undefined)
      return approve(sandbox, reply, asked.data, first);
    return page(reply, consentPage(sandbox, asked.data));
  });
  app.post('/oauth/', (request, reply) => {
    const given = decision.safeParse(request.body);
    const problem = given.success
      ? objection(sandbox, given.data)
      : 'A parameter is missing or wrong.';
    if (!given.success || problem !== undefined) return refusal(reply, problem ?? '');
    const { data } = given;
    // The callback of a denial is undocumented; this is what OAuth 2 prescribes.
    if (data.decision === 'deny') return answer(reply, data, { error: 'access_denied' });
    const user = userNamed(sandbox.store, data.username);
    if (user !== undefined) return approve(sandbox, reply, data, user);
    return refusal(reply, 'This account does not exist.');
  });
}

function objection(sandbox: SandboxContext, request: Request): string | undefined {
  const clientId = request.client_id ?? request.consumer_id;
  if (clientId !== sandbox.app.clientId) return `No app has the id '${clientId ?? ''}'.`;
  const unknown = splitScopes(request.scope).find((scope) => !knownScopes.includes(scope));
  return unknown === undefined ? undefined : `There is no scope '${unknown}'.`;
}

async function approve(
  sandbox: SandboxContext,
  reply: FastifyReply,
  request: Request,
  user: User,
): Promise<FastifyReply> {
  const code = randomBytes(20).toString('hex');
  sandbox.store.put('codes', {
    id: code,
    userId: user.id,
    clientId: sandbox.app.clientId,
    redirectUri: request.redirect_uri,
    scopes: splitScopes(request.scope),
    expiresAt: sandbox.clock.now() + CODE_LIFETIME_MS,
  });
  await sandbox.store.flushed();
  return answer(reply, request, { code });
}

function answer(reply: FastifyReply, request: Request, result: Record<string, string>) {
  const target = new URL(request.redirect_uri);
  for (const [name, value] of Object.entries(result)) target.searchParams.set(name, value);
  if (request.state !== undefined) target.searchParams.set('state', request.state);
  return reply.redirect(target.href, 302);
}

function refusal(reply: FastifyReply, problem: string): FastifyReply {
  const body = html`<main class="narrow">
    <div class="card">
      <h1>This request cannot be granted</h1>
      <p>${problem}</p>
    </div>
  </main>`;
  return page(reply.status(400), document('Cannot connect', body));
}

function page(reply: FastifyReply, markup: string): FastifyReply {
  return reply.type('text/html; charset=utf-8').send(markup);
}

function search(url: string): string {
  const start = url.indexOf('?');
  return start === -1 ? '' : url.slice(start);
}

const meanings: Record<(typeof allScopes)[number], string> = {
  'user_accounts:read': 'See your account and followers',
  'user_accounts:write': 'Change your account and followers',
  'boards:read': 'See your public boards',
  'boards:read_secret': 'See your secret boards',
  'boards:write': 'Create, change and delete public boards',
  'boards:write_secret': 'Create, change and delete secret boards',
  'pins:read': 'See your public Pins',
  'pins:read_secret': 'See your secret Pins',
  'pins:write': 'Create, change and delete public Pins',
  'pins:write_secret': 'Create, change and delete secret Pins',
  'ads:read': 'See advertising data',
  'ads:write': 'Create, change and delete advertising',
  'billing:read': 'See billing data',
  'billing:write': 'Change billing data',
  'biz_access:read': 'See who may use the business',
  'biz_access:write': 'Change who may use the business',
  'catalogs:read': 'See catalogues',
  'catalogs:write': 'Create, change and delete catalogues',
  'msot:write': 'Send measurements',
};

function consentPage(sandbox: SandboxContext, request: Request): string {
  const asked = splitScopes(request.scope);
  const scopes = allScopes.filter((scope) => asked.includes(scope));
  const users = [...sandbox.store.all('users')];
  const hidden = Object.entries(request).filter(([, value]) => value !== undefined);
  const body = html`<main class="narrow">
    <form class="card" method="post" action="/oauth/">
      <p class="dim">Pinterest sandbox, not the real Pinterest</p>
      <h1>Let ${sandbox.app.clientId} use your account?</h1>
      <h2>Account</h2>
      ${users.map(
        (user, index) =>
          html`<label
            ><input
              type="radio"
              name="username"
              value="${user.username}"
              ${index === 0 && html` checked`}
            />
            <span
              >${user.username}
              <span class="dim"
                >${user.accountType === 'BUSINESS' ? 'business' : 'personal'}</span
              ></span
            ></label
          >`,
      )}
      <h2>It will be able to</h2>
      <ul>
        ${scopes.map((scope) => html`<li>${meanings[scope]}</li>`)}
      </ul>
      ${hidden.map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}" />`)}
      <div class="actions">
        <button name="decision" value="deny">Cancel</button
        ><button class="yes" name="decision" value="approve">Give access</button>
      </div>
    </form>
  </main>`;
  return document('Give access', body);
}
