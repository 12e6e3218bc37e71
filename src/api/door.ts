import {
  answerError,
  answerRefusal,
  errorBody,
  parseJsonBodies,
  referencePage,
  type Door,
} from '../http/index.ts';
import { openApiDocument } from './openapi.ts';
import { inPostbreezeWords, shapeOf } from './postbreeze.ts';
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
  answerError: (error, request, reply) => {
    const shape = shapeOf(request);
    if (shape === null) return answerError(error, request, reply, options.publicUrl());
    return answerRefusal(error, request, reply, (known) => {
      const said = inPostbreezeWords(known, shape);
      const { status } = said;
      const body = errorBody(said, request.id, options.publicUrl());
      return { status, body: { statusCode: status, message: body.error, ...body } };
    });
  },
});
