import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { refusal } from '../../domain/errors/index.ts';
import { sessionCookie, sessionSeconds, type Authentication } from './authentication.ts';

const SignIn = z.object({ apiKey: z.string().min(1) });

/** Sign-in of the dashboard: an API key becomes a cookie that scripts cannot read. */
export function registerSession(app: FastifyInstance, authentication: Authentication): void {
  app.post('/api/session', async (request, reply) => {
    const parsed = SignIn.safeParse(request.body);
    if (!parsed.success)
      throw refusal('MISSING_REQUIRED_FIELD', { field: 'apiKey', values: { field: 'apiKey' } });
    const value = await authentication.openSession(parsed.data.apiKey);
    return reply
      .setCookie(sessionCookie, value, {
        path: '/',
        httpOnly: true,
        sameSite: 'strict',
        secure: request.protocol === 'https',
        maxAge: sessionSeconds,
      })
      .send({ message: 'Signed in.' });
  });
  app.delete('/api/session', (_request, reply) =>
    reply.clearCookie(sessionCookie, { path: '/' }).send({ message: 'Signed out.' }),
  );
}
