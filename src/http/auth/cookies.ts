import type { FastifyRequest } from 'fastify';

export const sessionCookie = 'linchpin_session';

/** Lifetime of the cookie, seconds: the longest that browsers keep one. The session's own row says when it is over. */
const maxAge = 400 * 24 * 3600;

export const cookieOptions = (request: FastifyRequest) => ({
  path: '/',
  httpOnly: true,
  sameSite: 'strict' as const,
  // TLS may end at a proxy; the page itself says how it was reached.
  secure: request.protocol === 'https' || /^https:/i.test(request.headers.origin ?? ''),
  maxAge,
});
