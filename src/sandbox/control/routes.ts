import type { FastifyInstance, FastifyReply } from 'fastify';
import * as z from 'zod';
import { changeClock, clockSchema } from './control.ts';
import type { SandboxControl } from './control.ts';
import { faultSchema } from '../state/faults.ts';
import { settingsSchema } from '../state/settings.ts';
import type { SandboxContext } from '../state/context.ts';

const requestsQuery = z.object({
  operation: z.string().optional(),
  account: z.string().optional(),
  status: z.coerce.number().int().optional(),
});

/** The control plane: no authentication, JSON, never counted or logged. */
export function serveControl(
  app: FastifyInstance,
  sandbox: SandboxContext,
  control: SandboxControl,
): void {
  app.get('/_sandbox/health', () => ({ ok: true, now: new Date(control.now()).toISOString() }));
  app.post('/_sandbox/reset', async (_request, reply) => {
    control.reset();
    await sandbox.store.flushed();
    return reply.status(204).send();
  });
  app.get('/_sandbox/faults', () => ({ faults: control.faults() }));
  app.post('/_sandbox/faults', (request, reply) =>
    withParsed(faultSchema, request.body, reply, (fault) =>
      reply.status(201).send({ id: sandbox.faults.add(fault) }),
    ),
  );
  app.delete('/_sandbox/faults', (_request, reply) => {
    control.clearFaults();
    return reply.status(204).send();
  });
  app.post('/_sandbox/clock', (request, reply) =>
    withParsed(clockSchema, request.body, reply, async (change) => {
      changeClock(control, change);
      await sandbox.store.flushed();
      return { now: new Date(control.now()).toISOString() };
    }),
  );
  app.get('/_sandbox/requests', (request, reply) =>
    withParsed(requestsQuery, request.query, reply, ({ operation, account, status }) => ({
      counts: control.counts(),
      requests: control.requests({
        ...(operation === undefined ? {} : { operation }),
        ...(account === undefined ? {} : { account }),
        ...(status === undefined ? {} : { status }),
      }),
    })),
  );
  app.get('/_sandbox/state', () => control.state());
  app.get('/_sandbox/settings', () => control.settings());
  app.post('/_sandbox/settings', (request, reply) =>
    withParsed(settingsSchema.partial(), request.body, reply, (change) => {
      Object.assign(sandbox.settings, change);
      return control.settings();
    }),
  );
}

function withParsed<T extends z.ZodType, R>(
  schema: T,
  input: unknown,
  reply: FastifyReply,
  use: (value: z.output<T>) => R,
): R | FastifyReply {
  const result = schema.safeParse(input);
  if (result.success) return use(result.data);
  return reply.status(400).send({ message: z.prettifyError(result.error) });
}
