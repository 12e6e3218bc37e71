import { randomInt, randomUUID } from 'node:crypto';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { LoggedRequest } from '../state/request-log.ts';
import type { SandboxContext } from '../state/context.ts';

type End = Pick<LoggedRequest, 'status' | 'code' | 'dropped'>;

/** The entry of a request on its way; `write` counts once. */
interface OpenEntry {
  operation: string | null;
  account: string | null;
  write(end: End): void;
}

const openEntry = (request: FastifyRequest) => request.getDecorator<OpenEntry | null>('openEntry');

/**
 * Logs every request to the API, to the upload address and to paths that do not exist, whatever becomes of it. Pages,
 * pictures and the control plane are no part of Pinterest.
 */
export function logRequests(app: FastifyInstance, sandbox: SandboxContext): void {
  app.decorateRequest('openEntry', null);
  app.addHook('onRequest', async (request, reply) => {
    const [, area] = request.url.split(/[/?]/);
    const id = area === 's3' ? randomUUID() : pinterestId();
    if (area === 'v5') void reply.header('x-pinterest-rid', id);
    else if (area === 's3') void reply.header('x-amz-request-id', id);
    else if (!request.is404) return;
    const entry = open(sandbox, request, id);
    request.setDecorator<OpenEntry>('openEntry', entry);
    // For a client that goes away before anything answers it.
    reply.raw.once('close', () => entry.write(lost));
  });
  // Before the answer is sent, so that a client that has it finds the entry.
  app.addHook('onSend', async (request, reply, payload) => {
    const status = reply.statusCode;
    const code = status < 400 ? null : codeOf(payload);
    const answered = { status, code, dropped: null };
    openEntry(request)?.write(request.raw.socket.destroyed ? lost : answered);
  });
}

function open({ log, clock }: SandboxContext, request: FastifyRequest, id: string): OpenEntry {
  const beganMs = performance.now();
  const path = request.url.split('?')[0] ?? '';
  let written = false;
  const entry: OpenEntry = {
    operation: null,
    account: null,
    write: (end) => {
      if (written) return;
      written = true;
      const { operation, account } = entry;
      const at = new Date(clock.now()).toISOString();
      const endedMs = performance.now();
      const { method } = request;
      log.add({ id, at, beganMs, endedMs, method, path, operation, account, ...end });
    },
  };
  return entry;
}

const pinterestId = () => String(randomInt(1e12, 9e12));

/** Logs a request with an address that cannot be parsed; hooks never see one. */
export function logUnreadable(sandbox: SandboxContext, request: FastifyRequest): void {
  open(sandbox, request, pinterestId()).write({ status: 400, code: 1, dropped: null });
}

const lost: End = { status: null, code: null, dropped: 'client' };

/** Adds to what the log will say of a request. */
export function describeRequest(
  request: FastifyRequest,
  known: Partial<Pick<OpenEntry, 'operation' | 'account'>>,
): void {
  Object.assign(openEntry(request) ?? {}, known);
}

/** Closes the connection instead of answering. `when`: whether the change was made. */
export function dropConnection(request: FastifyRequest, when: 'before' | 'after'): void {
  openEntry(request)?.write({ status: null, code: null, dropped: when });
  request.raw.socket.destroy();
}

/** Pinterest's error code in a body that is sent; a fault may send anything. */
function codeOf(payload: unknown): number | null {
  try {
    const { code } = JSON.parse(String(payload)) as { code?: unknown };
    return typeof code === 'number' ? code : null;
  } catch {
    return null;
  }
}
