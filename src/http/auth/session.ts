import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { isObject } from '../../domain/is-object.ts';
import { LinchpinError, problem, refusal, type Problem } from '../../domain/errors/index.ts';
import type { OidcSignIn, OidcSignInInput } from './oidc.ts';
import { isCrossSite, type Authentication, type KnownCaller } from './authentication.ts';
import { cookieOptions, sessionCookie } from './cookies.ts';

/** Ways to sign in; implemented in app over operations/people. Each throws a LinchpinError. */
export interface SignInPort {
  /** @returns the id of the person. */
  withPassword(given: { login: string; password: string; address: string }): Promise<string>;
  /** Counts a refusal of `work` against the address. */
  counting<T>(address: string, work: () => Promise<T>): Promise<T>;
  readInvite(token: string): Promise<{ workspace: string; role: string }>;
  joinAsNew(token: string, who: { login: string; name: string; password: string }): Promise<string>;
  joinAsPerson(token: string, personId: string): Promise<void>;
  resetByLink(token: string, password: string): Promise<string>;
  /** Whether there are people, so that the page asks for a name and a password. */
  hasPeople(): Promise<boolean>;
  /** The person whom an identity provider vouches for; with an invitation, a new one. */
  withOidc(given: OidcSignInInput): Promise<OidcSignIn>;
}

/** The database holds no NUL, and a name needs no other control character either. */
const plain = z.string().regex(/^\P{Cc}*$/u);

const KeySignIn = z.object({ apiKey: z.string().min(1).max(500) });
const PasswordSignIn = z.object({
  login: plain.min(1).max(500),
  password: z.string().min(1).max(500),
});
const token = z.string().min(1).max(200);
const Token = z.object({ token });
const Join = z.object({
  token,
  login: plain.trim().min(2).max(200).regex(/^\S+$/),
  name: plain.trim().min(1).max(100),
  password: z.string().max(500),
});
const Reset = z.object({ token, password: z.string().max(500) });

/** Sign-in of the dashboard: a password, a link or an API key becomes a cookie that scripts cannot read. */
export function registerSession(
  app: FastifyInstance,
  authentication: Authentication,
  signIn: SignInPort,
  oidcName: string | null,
): void {
  const start = async (
    request: FastifyRequest,
    reply: FastifyReply,
    caller: Pick<KnownCaller, 'type' | 'id'>,
  ) => {
    const value = await authentication.openSession(caller, request);
    void reply.setCookie(sessionCookie, value, cookieOptions(request)); // Awaited, a reply waits until it is sent.
  };

  /** The person of the session that the request has; null: none. */
  const personOf = async (request: FastifyRequest): Promise<string | null> => {
    const session = await authentication.sessionOf(request);
    return session?.caller.type === 'person' ? session.caller.id : null;
  };

  const callerOf = async (request: FastifyRequest): Promise<Pick<KnownCaller, 'type' | 'id'>> => {
    if (has(request.body, 'login') || has(request.body, 'password')) {
      const given = read(PasswordSignIn, request);
      return {
        type: 'person',
        id: await signIn.withPassword({ ...given, address: request.ip }),
      };
    }
    const { apiKey } = read(KeySignIn, request);
    return signIn.counting(request.ip, () => authentication.callerWithKey(apiKey));
  };

  app.get('/api/session/ways', async () => ({
    people: await signIn.hasPeople(),
    oidc: oidcName,
  }));

  app.post('/api/session', async (request, reply) => {
    refuseCrossSite(request);
    await start(request, reply, await callerOf(request));
    return reply.send({ message: 'Signed in.' });
  });
  app.delete('/api/session', async (request, reply) => {
    await authentication.endSession(request);
    return reply.clearCookie(sessionCookie, { path: '/' }).send({ message: 'Signed out.' });
  });

  app.post('/api/invite/read', async (request, reply) => {
    const given = read(Token, request);
    const invite = await signIn.counting(request.ip, () => signIn.readInvite(given.token));
    return reply.send({ ...invite, isSignedIn: (await personOf(request)) !== null });
  });
  app.post('/api/invite/join', async (request, reply) => {
    refuseCrossSite(request);
    const given = read(Token, request);
    const id = await personOf(request);
    if (id === null) throw refusal('PERSON_REQUIRED');
    await signIn.counting(request.ip, () => signIn.joinAsPerson(given.token, id));
    return reply.send({ message: 'Joined.' });
  });
  app.post('/api/invite', async (request, reply) => {
    refuseCrossSite(request);
    const { token: given, ...who } = read(Join, request);
    const id = await signIn.counting(request.ip, () => signIn.joinAsNew(given, who));
    await start(request, reply, { type: 'person', id });
    return reply.send({ message: 'Welcome.' });
  });

  app.post('/api/password-reset', async (request, reply) => {
    refuseCrossSite(request);
    const given = read(Reset, request);
    const id = await signIn.counting(request.ip, () =>
      signIn.resetByLink(given.token, given.password),
    );
    await start(request, reply, { type: 'person', id });
    return reply.send({ message: 'Password set. Everywhere else you are signed out.' });
  });
}

/** Another site must not sign a browser in to an account of its choice. @throws LinchpinError UNAUTHORIZED */
function refuseCrossSite(request: FastifyRequest): void {
  if (isCrossSite(request)) throw refusal('UNAUTHORIZED');
}

/** @throws LinchpinError with every field that does not fit; what was given is not repeated. */
function read<T>(schema: z.ZodType<T>, { body }: FastifyRequest): T {
  const parsed = schema.safeParse(body ?? {});
  if (parsed.success) return parsed.data;
  const fields = new Set(parsed.error.issues.map(({ path }) => String(path[0] ?? 'body')));
  const [first = problemOf(body, 'body'), ...others] = [...fields].map((field) =>
    problemOf(body, field),
  );
  throw new LinchpinError([first, ...others]);
}

const problemOf = (body: unknown, field: string): Problem =>
  field === 'body' || has(body, field)
    ? problem('INVALID_FIELD_VALUE', {
        field,
        values: { field, reason: 'it is too long, too short or of another form.' },
      })
    : problem('MISSING_REQUIRED_FIELD', { field, values: { field } });

const has = (body: unknown, field: string): boolean => isObject(body) && field in body;
