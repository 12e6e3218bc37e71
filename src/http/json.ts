import type { FastifyInstance } from 'fastify';
import { refusal } from '../domain/errors/index.ts';

/** Reads JSON bodies; an empty one is absent, and one that is no JSON is refused with the reason. */
export function parseJsonBodies(scope: FastifyInstance): void {
  if (scope.hasContentTypeParser('application/json'))
    scope.removeContentTypeParser('application/json');
  scope.addContentTypeParser('application/json', { parseAs: 'string' }, (_request, text, done) => {
    parseJson(String(text), done);
  });
}

function parseJson(text: string, done: (error: Error | null, body?: unknown) => void): void {
  if (text.trim() === '') return done(null, undefined);
  try {
    done(null, JSON.parse(text));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    done(refusal('INVALID_JSON', { values: { reason } }));
  }
}
