import cookie from '@fastify/cookie';
import helmet from '@fastify/helmet';
import fastify, { LogController, type FastifyBaseLogger, type FastifyInstance } from 'fastify';
import { LinchpinError, refusal } from '../domain/errors/index.ts';
import { newId } from '../domain/ids.ts';
import { usualPace, watchBodyPace } from './body-pace.ts';
import { compressAnswers } from './compress.ts';
import { registerDashboard } from './dashboard.ts';
import { errorPage } from './error-page.ts';
import { answerNotFound, registerDoors, routeNotFound, type Door } from './door.ts';
import { answerError } from './errors.ts';
import { parseJsonBodies } from './json.ts';
import { registerMediaFiles, type FilePort } from './files.ts';
import { registerMetrics, type MetricsPort } from './metrics.ts';
import { logRequest, reportRequest, type HttpObserver } from './request-line.ts';
import type { Authentication } from './auth/authentication.ts';
import { registerOidc, type OidcSettings } from './auth/oidc.ts';
import { registerSession, type SignInPort } from './auth/session.ts';
import type { Box } from '../encryption/index.ts';
import type { MediaStorage, Renditions } from '../media/index.ts';

export interface ServerOptions {
  logger: FastifyBaseLogger;
  doors: readonly Door[];
  authentication: Authentication;
  signIn: SignInPort;
  /** The identity provider; null: none is configured. */
  oidc: OidcSettings | null;
  box: Box;
  files: FilePort;
  storage: MediaStorage;
  /** Whether files are served by a redirect to the store, where it has addresses. */
  redirectFiles: boolean;
  renditions: Renditions;
  publicUrl: () => string;
  /** Directory of the built dashboard. */
  webDir: string;
  /** Origin of the sandbox, whose pictures of boards come over http; null without one. */
  sandboxUrl: string | null;
  /** Rejects while something the server cannot do without is missing. */
  ready: () => Promise<void>;
  metrics: MetricsPort;
  /** Called after every answered request. */
  onHttp?: HttpObserver;
}

/** The HTTP server with every door, not yet listening. */
export async function createServer(options: ServerOptions): Promise<FastifyInstance> {
  const app = fastify({
    loggerInstance: options.logger,
    logController: new LogController({
      disableRequestLogging: true,
      requestIdLogLabel: 'requestId',
    }),
    bodyLimit: 1024 * 1024,
    requestIdHeader: 'x-request-id',
    genReqId: () => newId(),
    forceCloseConnections: 'idle',
  });
  parseJsonBodies(app);
  watchBodyPace(app, usualPace);
  app.setErrorHandler((error, request, reply) =>
    answerError(error, request, reply, options.publicUrl()),
  );
  app.decorateRequest('logFields', null);
  let closing = false;
  app.addHook('preClose', async () => {
    closing = true;
  });
  app.addHook('onSend', async (request, reply) => {
    reply.header('x-request-id', request.id);
    if (/^\/api\//i.test(request.url) && !reply.hasHeader('cache-control'))
      reply.header('cache-control', 'no-store');
    // Node closes the connections that are idle when the server closes; one still waiting then would be kept alive.
    if (closing) reply.header('connection', 'close');
  });
  app.addHook('onResponse', async (request, reply) => {
    logRequest(request, reply);
    options.onHttp?.(reportRequest(request, reply));
    // The end of a file may still have been on its way when the idle connections were closed.
    if (closing) setImmediate(() => app.server.closeIdleConnections());
  });

  await compressAnswers(app);
  await app.register(cookie);
  // A redirect leads there, and browsers hold it to the policy of the page.
  const storeOrigins = options.redirectFiles ? [options.storage.direct?.origin ?? []].flat() : [];
  await app.register(helmet, {
    strictTransportSecurity: false, // Set by the proxy that terminates TLS.
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        // Mantine writes style attributes; previews of pasted addresses come from anywhere.
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: [
          "'self'",
          'data:',
          'blob:',
          'https:',
          ...(options.sandboxUrl === null ? [] : [options.sandboxUrl]),
          ...storeOrigins,
        ],
        mediaSrc: ["'self'", ...storeOrigins],
        objectSrc: ["'none'"],
        frameAncestors: ["'none'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
      },
    },
  });

  app.get('/health', () => ({ status: 'ok' }));
  app.get('/ready', async (_request, reply) => {
    await options.ready().catch((error: unknown) => {
      throw error instanceof LinchpinError ? error : refusal('NOT_READY');
    });
    return reply.send({ status: 'ready' });
  });
  registerMetrics(app, options.metrics, options.authentication);
  app.get('/docs/errors', (_request, reply) => reply.type('text/html').send(errorPage()));
  registerSession(app, options.authentication, options.signIn, options.oidc?.name ?? null);
  if (options.oidc)
    registerOidc(app, {
      settings: options.oidc,
      authentication: options.authentication,
      box: options.box,
      publicUrl: options.publicUrl,
      signIn: options.signIn.withOidc,
    });
  registerMediaFiles(app, options);
  await registerDoors(app, options.doors);
  const hasDashboard = await registerDashboard(app, options.webDir);
  app.setNotFoundHandler((request, reply) => {
    const wantsPage =
      request.method === 'GET' && !/^\/(api|media|public|v1|mcp)(\/|$)/i.test(request.url);
    if (hasDashboard && wantsPage) return reply.sendFile('index.html');
    const answered = answerNotFound(options.doors, request, reply);
    if (answered) return answered;
    throw routeNotFound(request);
  });
  return app;
}
