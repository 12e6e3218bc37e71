import type { FastifyInstance, FastifyReply } from 'fastify';
import * as z from 'zod';
import {
  appChangeSchema,
  changeClock,
  clockSchema,
  revokeSchema,
  tokensSchema,
  UsernameTaken,
} from './control.ts';
import type { SandboxControl } from './control.ts';
import { faultSchema } from '../state/faults.ts';
import { tokenPair } from '../oauth/tokens.ts';
import { seedUserSchema } from '../state/seed.ts';
import { userNamed } from '../state/users.ts';
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
  app.post('/_sandbox/accounts', (request, reply) =>
    withParsed(seedUserSchema, request.body, reply, async (account) => {
      try {
        const made = control.addAccount(account);
        await sandbox.store.flushed();
        return await reply.status(201).send(made);
      } catch (error) {
        if (!(error instanceof UsernameTaken)) throw error;
        return reply.status(409).send({ message: error.message });
      }
    }),
  );
  app.post('/_sandbox/tokens', (request, reply) =>
    withParsed(tokensSchema, request.body, reply, async ({ account, scopes }) => {
      const user = userNamed(sandbox.store, account);
      if (user === undefined)
        return reply.status(404).send({ message: `There is no account '${account}'.` });
      const tokens = tokenPair(sandbox, user, scopes);
      await sandbox.store.flushed();
      return reply.status(201).send({ account: user.username, scopes, ...tokens });
    }),
  );
  app.post('/_sandbox/revoke', (request, reply) =>
    withParsed(revokeSchema, request.body, reply, async ({ account }) => {
      const revoked = control.revoke(account);
      await sandbox.store.flushed();
      return revoked === null
        ? reply.status(404).send({ message: `There is no account '${account}'.` })
        : { account, revoked };
    }),
  );
  app.get('/_sandbox/app', () => control.app());
  app.post('/_sandbox/app', (request, reply) =>
    withParsed(appChangeSchema, request.body, reply, (change) => control.app(change)),
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
