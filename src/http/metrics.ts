import { timingSafeEqual } from 'node:crypto';
import cookie from '@fastify/cookie';
import fastify, {
  LogController,
  type FastifyBaseLogger,
  type FastifyInstance,
  type FastifyRequest,
} from 'fastify';
import { refusal } from '../domain/errors/index.ts';
import type { Authentication } from './auth/authentication.ts';
import { answerError } from './errors.ts';

/** Figures in the text format of Prometheus, and who may read them. */
export interface MetricsPort {
  text(): Promise<string>;
  contentType: string;
  /** The token that may read them; null: none was set. */
  token: string | null;
  /** Whether a request from this machine needs nothing. */
  openToThisMachine: boolean;
  /** Id of the workspace whose callers with `instance:metrics` may read them; null: there is none. */
  operatorWorkspace(): Promise<string | null>;
}

/**
 * Metrics are of the whole installation and name accounts of every workspace by id. So the right to read them counts in
 * the workspace of the operator only: owners of others have it there by their role.
 */
export function registerMetrics(
  app: FastifyInstance,
  metrics: MetricsPort,
  authentication: Authentication,
): void {
  // Not compressed: a monitor reads them from nearby, all the time.
  app.get('/metrics', { compress: false }, async (request, reply) => {
    if (!mayRead(request, metrics)) {
      const actor = await authentication.actorOf(request);
      const scope = 'instance:metrics';
      const operators = await metrics.operatorWorkspace();
      const grants = actor.allGrants ?? actor.grants;
      if (!grants.some((grant) => grant.workspaceId === operators && grant.scopes.includes(scope)))
        throw refusal('INSUFFICIENT_PERMISSIONS', { values: { scope } });
    }
    return reply.type(metrics.contentType).send(await metrics.text());
  });
}

function mayRead(request: FastifyRequest, { token, openToThisMachine }: MetricsPort): boolean {
  const bearer = /^Bearer\s+(\S+)$/i.exec(request.headers.authorization ?? '')?.[1];
  if (bearer !== undefined) return token !== null && isSame(bearer, token);
  return openToThisMachine && isFromHere(request);
}

/**
 * Whether the request comes from this machine: no proxy header, loopback address and loopback host name (against DNS
 * rebinding).
 */
function isFromHere({ headers, socket, hostname }: FastifyRequest): boolean {
  const proxied = ['forwarded', 'x-forwarded-for', 'x-real-ip', 'via'].some(
    (name) => headers[name] !== undefined,
  );
  const address = socket.remoteAddress ?? '';
  return (
    !proxied &&
    /^(::1|(::ffff:)?127\.\d+\.\d+\.\d+)$/.test(address) &&
    /^(localhost|\[?::1\]?|127\.\d+\.\d+\.\d+)$/.test(hostname)
  );
}

const isSame = (one: string, other: string): boolean => {
  const [a, b] = [Buffer.from(one), Buffer.from(other)];
  return a.length === b.length && timingSafeEqual(a, b);
};

/** A server that answers `/metrics` and `/health` and nothing else, for a process without the API. */
export async function createMetricsServer(options: {
  logger: FastifyBaseLogger;
  metrics: MetricsPort;
  authentication: Authentication;
}): Promise<FastifyInstance> {
  const app = fastify({
    loggerInstance: options.logger,
    logController: new LogController({ disableRequestLogging: true }),
    forceCloseConnections: 'idle',
  });
  app.setErrorHandler((error, request, reply) => answerError(error, request, reply, ''));
  await app.register(cookie);
  app.get('/health', () => ({ status: 'ok' }));
  registerMetrics(app, options.metrics, options.authentication);
  return app;
}
