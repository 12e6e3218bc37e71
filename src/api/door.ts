import { answerError, parseJsonBodies, referencePage, type Door } from '../http/index.ts';
import { openApiDocument } from './openapi.ts';
import { registerNative, type NativeOptions } from './register.ts';

/** The native API: what contract/api lists, with errors that name every problem and its fix. */
export const nativeDoor = (options: NativeOptions & { publicUrl: () => string }): Door => ({
  owns: ({ url }) => url.startsWith('/api/'),
  register: async (scope) => {
    parseJsonBodies(scope);
    scope.get('/api/openapi.json', () => openApiDocument());
    scope.get('/docs/api', (_request, reply) =>
      reply.type('text/html').send(referencePage(openApiDocument(), '/api/openapi.json')),
    );
    await registerNative(scope, options);
  },
  answerError: (error, request, reply) => answerError(error, request, reply, options.publicUrl()),
});
