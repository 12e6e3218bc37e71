import { randomInt } from 'node:crypto';
import fastify from 'fastify';
import type { FastifyInstance } from 'fastify';
import { serveConsent } from './oauth/consent.ts';
import type { SandboxControl } from './control/control.ts';
import { serveControl } from './control/routes.ts';
import { serveInspector } from './pages/inspector.ts';
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
    routerOptions: { maxParamLength: 500 },
  });
  app.addHook('onRequest', async (request, reply) => {
    if (request.url.startsWith('/v5/')) {
      void reply.header('x-pinterest-rid', String(randomInt(1e12, 9e12)));
    }
  });
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
  app.setErrorHandler((error: Error & { statusCode?: number }, _request, reply) => {
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
  serveInspector(app, sandbox);
  serveV5(app, sandbox);
  return app;
}
