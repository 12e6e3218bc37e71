import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { refusal, type LinchpinError, type Problem } from '../domain/errors/index.ts';
import { newToken } from '../domain/api-key.ts';
import { asRefusal, type Door } from '../http/index.ts';
import { execute, registry, returnWithError, type Call } from '../operations/index.ts';
import { CompletedConnection } from '../contract/index.ts';
import { registerChoice } from './choice.ts';
import type { ConnectPagesOptions } from './options.ts';
import { sendPage, text } from './page.ts';
import { queryOf } from './query.ts';

const cookie = 'linchpin_connect';
/** Milliseconds that the hop from the dashboard's address to that of the redirect may take. */
const hopMs = 60_000;

/** The pages that a browser passes through while a Pinterest account is being connected. */
export const connectPages = (options: ConnectPagesOptions): Door => ({
  owns: ({ url }) => url.startsWith('/connect/'),
  register: async (app: FastifyInstance) => {
    app.get('/connect/pinterest/start', (request, reply) => start(options, request, reply));
    app.get('/connect/pinterest/callback', (request, reply) => callback(options, request, reply));
    registerChoice(app, options);
  },
  answerError: (error, request, reply) => {
    const known = asRefusal(error, request.headers['content-type']);
    if (!known)
      request.log.error({ err: error, path: request.url.split('?')[0] }, 'request failed');
    const refused = known ?? refusal('INTERNAL_ERROR', { values: { requestId: request.id } });
    return sendProblem(reply, refused.problems[0], refused.status);
  },
});

function sendProblem(reply: FastifyReply, { message, fix, code }: Problem, status: number) {
  const body = `<p>${text(fix)}</p><p class="dim">${text(code)}</p><p><a href="/">Go to Linchpin</a></p>`;
  return sendPage(reply, { status, title: message, body });
}

/**
 * Binds the connection to this browser, which must be that of the person who began it, and goes on to Pinterest. Where
 * Pinterest sends people back to another name of this machine (localhost), the cookie is set there, after a hop that
 * only this page can start.
 */
async function start(
  { authentication, connections, signer, hash, deps }: ConnectPagesOptions,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const { state = '', expires = '', proof } = queryOf(request);
  const found = await connections.byState(state);
  if (!found || found.status !== 'open' || found.expired) throw refusal('CONNECTION_EXPIRED');
  const hop = `connect ${hash(state)} ${expires}`;
  const isHop = proof !== undefined && Number(expires) > deps.clock() && signer.verify(hop, proof);
  if (!isHop) {
    const actor = await authentication.actorOf(request);
    if (actor.id !== found.askedBy.id || actor.type !== found.askedBy.type)
      throw refusal('CONNECTION_NOT_YOURS');
  }
  const there = new URL(found.redirectUri);
  if (!isHop && request.headers.host !== there.host) {
    const until = deps.clock() + hopMs;
    const next = new URL('/connect/pinterest/start', there);
    next.searchParams.set('state', state);
    next.searchParams.set('expires', String(until));
    next.searchParams.set('proof', signer.sign(`connect ${hash(state)} ${until}`));
    return reply.redirect(next.href);
  }
  const browser = newToken();
  if (!(await connections.bind(found.id, browser))) throw refusal('CONNECTION_EXPIRED');
  return reply
    .setCookie(cookie, browser, {
      path: '/connect/pinterest',
      httpOnly: true,
      // Pinterest sends the browser back, so the cookie must come with a visit from there.
      sameSite: 'lax',
      secure: there.protocol === 'https:',
      maxAge: 600,
    })
    .redirect(
      deps.pinterest.connections.consentUrl(found.host, {
        redirectUri: found.redirectUri,
        scopes: found.scopes,
        state,
      }),
    );
}

/** Where Pinterest sends a person back to, with a code or an error. */
async function callback(
  options: ConnectPagesOptions,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const { connections, deps, hash } = options;
  const { state = '', code, error } = queryOf(request);
  const found = await connections.byState(state);
  const failed = (refused: LinchpinError) =>
    found?.returnUrl
      ? reply.redirect(returnWithError(found.returnUrl, refused.problems[0]))
      : sendProblem(reply, refused.problems[0], refused.status);
  if (!found) return failed(refusal('CONNECTION_EXPIRED'));
  // A page that is loaded again says the same again.
  if (found.status === 'connected' && !found.expired) return sendConnected(reply, null);
  if (found.ownPage && found.browserHash !== hash(request.cookies[cookie] ?? ''))
    return failed(refusal('CONNECTION_NOT_YOURS'));
  const actor = await connections.actorOf(found);
  if (!actor) return failed(refusal('CONNECTION_NOT_YOURS'));
  const call: Call = { ...deps, actor, idempotencyKey: null };
  try {
    const input = {
      platform: 'pinterest',
      profileId: found.workspaceId,
      state,
      ...(code !== undefined && { code }),
      ...(error !== undefined && { error }),
    };
    const answer = CompletedConnection.parse(
      await execute(registry['connections.complete'], call, input),
    );
    void reply.clearCookie(cookie, { path: '/connect/pinterest' });
    return answer.redirect_url === null
      ? sendConnected(reply, answer.account?.username ?? null)
      : reply.redirect(answer.redirect_url);
  } catch (failure) {
    const refused = asRefusal(failure, undefined);
    if (!refused) throw failure;
    return failed(refused);
  }
}

const sendConnected = (reply: FastifyReply, username: string | null) =>
  sendPage(reply, {
    title: username === null ? 'The account is connected' : `${username} is connected`,
    body: '<p>You can close this window, or <a href="/">go to Linchpin</a>.</p>',
  });
