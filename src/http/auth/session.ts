import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { LinchpinError, refusal } from '../../domain/errors/index.ts';
import type { SignInLimit } from './sign-in-limit.ts';
import { sessionCookie, sessionSeconds, type Authentication } from './authentication.ts';

const SignIn = z.object({ apiKey: z.string().min(1) });

/** Sign-in of the dashboard: an API key becomes a cookie that scripts cannot read. */
export function registerSession(
  app: FastifyInstance,
  authentication: Authentication,
  limit: SignInLimit,
): void {
  app.post('/api/session', async (request, reply) => {
    const parsed = SignIn.safeParse(request.body);
    if (!parsed.success)
      throw refusal('MISSING_REQUIRED_FIELD', { field: 'apiKey', values: { field: 'apiKey' } });
    limit.check(request.ip);
    const value = await authentication.openSession(parsed.data.apiKey).catch((error: unknown) => {
      if (error instanceof LinchpinError) limit.failed(request.ip);
      throw error;
    });
    return reply
      .setCookie(sessionCookie, value, {
        path: '/',
        httpOnly: true,
        sameSite: 'strict',
        // TLS may end at a proxy; the page itself says how it was reached.
        secure: request.protocol === 'https' || /^https:/i.test(request.headers.origin ?? ''),
        maxAge: sessionSeconds,
      })
      .send({ message: 'Signed in.' });
  });
  app.delete('/api/session', async (request, reply) => {
    await authentication.endSession(request);
    return reply.clearCookie(sessionCookie, { path: '/' }).send({ message: 'Signed out.' });
  });
}
