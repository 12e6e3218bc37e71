import fastify from 'fastify';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { serveConsent } from './oauth/consent.ts';
import type { SandboxControl } from './control/control.ts';
import { serveEvents } from './control/events.ts';
import { serveControl } from './control/routes.ts';
import { serveInspector } from './pages/inspector.ts';
import { errors } from './protocol/errors.ts';
import { logRequests, logUnreadable } from './protocol/logging.ts';
import { serveUploads } from './media/upload.ts';
import { serveV5 } from './api/v5.ts';
import type { SandboxContext } from './state/context.ts';

/** Five base64 images of 20 MB each. Pinterest publishes no limit. */
const BODY_LIMIT_BYTES = 140 * 1024 * 1024;

export async function buildServer(
  sandbox: SandboxContext,
  control: SandboxControl,
): Promise<FastifyInstance> {
  const app = fastify({
    bodyLimit: BODY_LIMIT_BYTES,
    forceCloseConnections: true,
    exposeHeadRoutes: false,
    frameworkErrors: (_error, request: FastifyRequest, reply: FastifyReply) => {
      logUnreadable(sandbox, request);
      const { status, body } = errors.invalidRequest('the address is not valid');
      void reply.status(status).send(body);
    },
    routerOptions: { maxParamLength: 500 },
  });
  logRequests(app, sandbox);
  // Of the virtual clock, at the moment of the answer: clients measure by it how far their clock is off.
  app.addHook('onSend', async (_request, reply) => {
    if (sandbox.settings.dateHeader)
      void reply.header('date', new Date(sandbox.clock.now()).toUTCString());
    else reply.raw.sendDate = false;
  });
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (_request, body, done) => {
    try {
      // A DELETE often comes with a JSON content type and no body.
      done(null, body === '' ? undefined : JSON.parse(String(body)));
    } catch {
      done(Object.assign(new Error('body is not valid JSON'), { statusCode: 400 }));
    }
  });
  app.addContentTypeParser(
    'application/x-www-form-urlencoded',
    { parseAs: 'string' },
    (_request, body, done) => done(null, Object.fromEntries(new URLSearchParams(String(body)))),
  );
  // What else is sent is refused by the operation, in Pinterest's words.
  app.addContentTypeParser('*', { parseAs: 'string' }, (_request, _body, done) => done(null));
  app.setErrorHandler((error: Error & { statusCode?: number }, request, reply) => {
    // A client that went away in mid-body is no defect, and does not read the answer.
    if (request.raw.socket.destroyed) return reply.status(400).send();
    const status = error.statusCode ?? 500;
    const message =
      status < 500 ? `Invalid request: ${error.message}` : 'Something went wrong on our end';
    // A defect of the sandbox itself: everything Pinterest would say is answered elsewhere.
    if (status >= 500) console.error(error);
    return reply.status(status).send({ code: status < 500 ? 1 : 0, message });
  });
  await serveUploads(app, sandbox);
  serveConsent(app, sandbox);
  serveControl(app, sandbox, control);
  serveEvents(app, sandbox, control);
  serveInspector(app, sandbox);
  serveV5(app, sandbox);
  return app;
}
