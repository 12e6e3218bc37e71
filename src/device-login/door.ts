import { answerError, answerRefusal, parseJsonBodies, type Door } from '../http/index.ts';
import type { DeviceLoginOptions } from './options.ts';
import { registerPostizLogin } from './postiz.ts';
import { registerZernioLogin } from './zernio.ts';

/** How command lines of other products sign in: they show a code, and a person lets them in with a key of their own. */
export const deviceLoginDoor = (options: DeviceLoginOptions): Door => ({
  owns: ({ url }) => /^\/+(device|api\/auth\/cli)(\/|$)/.test(url),
  register: (scope) => {
    parseJsonBodies(scope);
    // Of paths outside /api, too: what they answer is good once.
    scope.addHook(
      'onSend',
      async (_request, reply) => void reply.header('cache-control', 'no-store'),
    );
    registerPostizLogin(scope, options);
    registerZernioLogin(scope, options);
    return Promise.resolve();
  },
  answerError: (error, request, reply) =>
    request.url.startsWith('/api/')
      ? answerError(error, request, reply, options.publicUrl())
      : answerRefusal(error, request, reply, ({ status, problems: [{ code, message, fix }] }) => ({
          status,
          body: {
            error: status === 429 ? 'slow_down' : status < 500 ? 'invalid_request' : 'server_error',
            error_description: `${message} ${fix}`,
            code,
          },
        })),
});
