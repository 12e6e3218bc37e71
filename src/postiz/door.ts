import { describeDoor, openApiOf, registerCalls, type DoorOptions } from '../door/index.ts';
import { answerRefusal, type Door } from '../http/index.ts';
import { refusedAs } from './errors.ts';
import { routes } from './routes/index.ts';
import { ErrorAnswer } from './shapes/error.ts';

/** Postiz' public API: at its own path, and at the one that a self-hosted Postiz has. */
export const postizDoor = (options: DoorOptions): Door => ({
  owns: ({ url }) => /^\/+(api\/)?public(\/|$)/i.test(url),
  register: async (scope) => {
    describeDoor(scope, 'postiz', openApiOf(routes, about));
    await registerCalls(
      scope,
      { name: 'postiz', routes, carrier: 'authorization', places },
      options,
    );
  },
  answerError: (error, request, reply) =>
    answerRefusal(error, request, reply, (known) => refusedAs(known, request, options.publicUrl())),
});

/** A base address that ends in a slash gives two of them. */
const places = (path: string): string[] => [path, `/${path}`, `/api${path}`];

const about = {
  title: "Linchpin, in the shape of Postiz' public API",
  description:
    'Pinterest only. Also at /api/public/v1, as a self-hosted Postiz has it. Whatever is marked as ours is more than Postiz has.',
  key: {
    type: 'apiKey',
    in: 'header',
    name: 'Authorization',
    description: 'The key alone; Bearer before it makes no difference.',
  },
  error: ErrorAnswer,
} as const;
