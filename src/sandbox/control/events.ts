import type { FastifyInstance, FastifyReply } from 'fastify';
import * as z from 'zod';
import type { SandboxContext } from '../state/context.ts';
import type { SandboxControl } from './control.ts';
import { metricsSchema, truthSchema } from './metrics.ts';
import {
  accountChangeSchema,
  boardChangeSchema,
  pinChangeSchema,
  removalSchema,
  sectionChangeSchema,
} from './owner.ts';
import { NotThere, Refused } from './refusals.ts';

/** What happens without a client of the API: numbers, and what people do at pinterest.com. */
export function serveEvents(
  app: FastifyInstance,
  sandbox: SandboxContext,
  control: SandboxControl,
): void {
  const route = <T extends z.ZodType>(
    method: 'POST' | 'PATCH' | 'DELETE',
    url: string,
    schema: T,
    act: (input: z.output<T>, id: string) => unknown,
  ) =>
    app.route<{ Params: { id?: string } }>({
      method,
      url: `/_sandbox${url}`,
      handler: async (request, reply) => {
        const input = schema.safeParse(request.body ?? {});
        if (!input.success) return refuse(reply, 400, z.prettifyError(input.error));
        try {
          const answer = act(input.data, request.params.id ?? '');
          await sandbox.store.flushed();
          return await (answer === undefined ? reply.status(204).send() : reply.send(answer));
        } catch (error) {
          if (error instanceof NotThere) return refuse(reply, 404, error.message);
          if (error instanceof Refused) return refuse(reply, 400, error.message);
          throw error;
        }
      },
    });
  const nothing = z.strictObject({});
  route('POST', '/metrics', metricsSchema, (change) => control.metrics(change));
  route('POST', '/truth', truthSchema, (query) => control.truth(query));
  route('PATCH', '/pins/:id', pinChangeSchema, (change, id) => control.editPin(id, change));
  route('DELETE', '/pins/:id', removalSchema, ({ by }, id) => control.removePin(id, by));
  route('PATCH', '/boards/:id', boardChangeSchema, (change, id) => control.editBoard(id, change));
  route('DELETE', '/boards/:id', nothing, (_input, id) => control.removeBoard(id));
  route('PATCH', '/sections/:id', sectionChangeSchema, (change, id) =>
    control.editSection(id, change),
  );
  route('DELETE', '/sections/:id', nothing, (_input, id) => control.removeSection(id));
  route('PATCH', '/accounts/:id', accountChangeSchema, (change, id) =>
    control.editAccount(id, change),
  );
}

function refuse(reply: FastifyReply, status: number, message: string): FastifyReply {
  return reply.status(status).send({ message });
}
