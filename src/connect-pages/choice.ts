import type { FastifyInstance } from 'fastify';
import { PendingData, SelectedBoard } from '../contract/index.ts';
import { refusal } from '../domain/errors/index.ts';
import { execute, registry, type Call } from '../operations/index.ts';
import type { ConnectPagesOptions } from './options.ts';
import { sendPage, text } from './page.ts';
import { queryOf } from './query.ts';

/** The page on which a person chooses the default board before being sent back to where the connection was begun. */
export function registerChoice(
  app: FastifyInstance,
  { deps, connections }: ConnectPagesOptions,
): void {
  const callWith = async (ticket: string): Promise<Call> => {
    const actor = await connections.ticketActor(ticket);
    if (!actor) throw refusal('CONNECTION_EXPIRED');
    return { ...deps, actor, idempotencyKey: null };
  };
  // The form has two short fields.
  app.addContentTypeParser(
    'application/x-www-form-urlencoded',
    { parseAs: 'string' },
    (_request, body, done) => done(null, new URLSearchParams(String(body))),
  );

  app.get('/connect/pinterest/boards', async (request, reply) => {
    const { ticket = '' } = queryOf(request);
    const call = await callWith(ticket);
    const pending = PendingData.parse(
      await execute(registry['connections.pendingData'], call, { token: ticket }),
    );
    // The browser follows the answer of the form to wherever the connection was begun.
    const found = await connections.byTicket(ticket);
    const back = found?.returnUrl ? ` ${new URL(found.returnUrl).protocol}` : '';
    void reply.header(
      'content-security-policy',
      `default-src 'none';style-src 'unsafe-inline';base-uri 'none';frame-ancestors 'none';form-action 'self'${back}`,
    );
    const boards = pending.boards.map(
      ({ id, name, privacy }, index) =>
        `<li><label><input type="radio" name="boardId" value="${text(id)}"${index === 0 ? ' checked' : ''}>` +
        `<span>${text(name)}${privacy === 'SECRET' ? ' <span class="dim">secret</span>' : ''}</span></label></li>`,
    );
    const choice =
      boards.length > 0
        ? `<p>Pins without a board of their own go to:</p><ul>${boards.join('')}</ul>`
        : '<p>The account has no boards yet.</p>';
    const body =
      `<form method="post" action="/connect/pinterest/boards"><input type="hidden" name="ticket" value="${text(ticket)}">` +
      `${choice}<button>Connect</button></form>`;
    return sendPage(reply, { title: `Connect ${pending.userProfile.username}`, body });
  });

  app.post('/connect/pinterest/boards', async (request, reply) => {
    const form = request.body instanceof URLSearchParams ? request.body : new URLSearchParams();
    const ticket = form.get('ticket') ?? '';
    const call = await callWith(ticket);
    const boardId = form.get('boardId');
    const input = { tempToken: ticket, ...(boardId !== null && { boardId }) };
    const { redirect_url, account } = SelectedBoard.parse(
      await execute(registry['connections.selectBoard'], call, input),
    );
    if (redirect_url !== undefined) return reply.redirect(redirect_url, 303);
    const body = '<p>You can close this window.</p>';
    return sendPage(reply, { title: `${account.username} is connected`, body });
  });
}
