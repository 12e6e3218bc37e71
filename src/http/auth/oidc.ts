import type { FastifyInstance, FastifyRequest } from 'fastify';
import {
  allowInsecureRequests,
  authorizationCodeGrant,
  buildAuthorizationUrl,
  calculatePKCECodeChallenge,
  discovery,
  enableNonRepudiationChecks,
  randomNonce,
  randomPKCECodeVerifier,
  randomState,
  type Configuration,
} from 'openid-client';
import { z } from 'zod';
import { LinchpinError, refusal } from '../../domain/errors/index.ts';
import type { Box } from '../../encryption/index.ts';
import { isCrossSite, type Authentication } from './authentication.ts';
import { cookieOptions, sessionCookie } from './cookies.ts';

/** The identity provider that the settings name. */
export interface OidcSettings {
  issuer: string;
  clientId: string;
  clientSecret: string | null;
  /** What its button says. */
  name: string;
}

/** The claims of the identity provider about a person. */
export interface OidcIdentity {
  issuer: string;
  subject: string;
  /** Only one that the provider has verified. */
  email: string | null;
  name: string | null;
}

/** A sign-in that the identity provider vouched for. */
export interface OidcSignInInput {
  identity: OidcIdentity;
  /** Token of an invitation; null: the person is known. */
  invite: string | null;
  /** From where the browser asks. */
  address: string;
}

export interface OidcSignIn {
  personId: string;
  /** Whether it ended a password, which the person is told. */
  passwordRemoved: boolean;
}

export interface OidcOptions {
  settings: OidcSettings;
  authentication: Authentication;
  box: Box;
  publicUrl: () => string;
  /** @throws LinchpinError */
  signIn(given: OidcSignInInput): Promise<OidcSignIn>;
}

const cookieName = 'linchpin_oidc';
/** Seconds that signing in at the identity provider may take. */
const cookieSeconds = 600;
const owner = 'oidc sign-in';

/** What has to come back as it was sent; sealed into a cookie, so that no process has to remember it. */
const Pending = z.object({
  state: z.string(),
  nonce: z.string(),
  verifier: z.string(),
  invite: z.string().nullable(),
  expiresMs: z.number(),
});
type Pending = z.output<typeof Pending>;

const Start = z.object({ invite: z.string().min(1).max(200).optional() }).optional();

/** Sign-in by an identity provider: authorization code with PKCE, state and nonce. */
export function registerOidc(app: FastifyInstance, options: OidcOptions): void {
  const { settings, authentication, box, publicUrl } = options;
  const callback = '/api/oidc/callback';
  const configuration = rememberDiscovery(settings);

  app.post('/api/oidc/start', async (request, reply) => {
    if (isCrossSite(request)) throw refusal('UNAUTHORIZED');
    const given = Start.safeParse(request.body);
    const pending: Pending = {
      state: randomState(),
      nonce: randomNonce(),
      verifier: randomPKCECodeVerifier(),
      invite: given.data?.invite ?? null,
      expiresMs: Date.now() + cookieSeconds * 1000,
    };
    const provider = await configuration().catch((error: unknown) => {
      request.log.warn({ err: error }, 'the identity provider cannot be reached');
      throw refusal('OIDC_FAILED', { values: { reason: 'the provider cannot be reached.' } });
    });
    const url = buildAuthorizationUrl(provider, {
      redirect_uri: publicUrl() + callback,
      scope: 'openid email profile',
      state: pending.state,
      nonce: pending.nonce,
      code_challenge: await calculatePKCECodeChallenge(pending.verifier),
      code_challenge_method: 'S256',
    });
    const sealed = box.seal(JSON.stringify(pending), owner).toString('base64url');
    return reply
      .setCookie(cookieName, sealed, {
        ...cookieOptions(request),
        path: callback,
        sameSite: 'lax', // The provider's page leads back here.
        maxAge: cookieSeconds,
      })
      .send({ url: url.href });
  });

  app.get(callback, async (request, reply) => {
    void reply.clearCookie(cookieName, { path: callback });
    try {
      const pending = readPending(request, box);
      const identity = await exchange(
        await configuration(),
        new URL(request.url, publicUrl()),
        pending,
      );
      const { personId: id, passwordRemoved } = await options.signIn({
        identity,
        invite: pending.invite,
        address: request.ip,
      });
      const value = await authentication.openSession({ type: 'person', id }, request);
      const secure = publicUrl().startsWith('https:');
      return await reply
        .setCookie(sessionCookie, value, { ...cookieOptions(request), secure })
        .redirect(passwordRemoved ? '/#signed-in=password-removed' : '/');
    } catch (error) {
      // The library's errors name what did not fit; answers of the provider may hold tokens, and are not logged.
      const reason = error instanceof Error ? error.message : String(error);
      const code = error instanceof LinchpinError ? error.code : 'OIDC_FAILED';
      request.log.warn({ reason, code }, 'sign-in by the identity provider failed');
      return reply.redirect(`/#sign-in-error=${code}`);
    }
  });
}

/** Asks the provider once for what it offers, and again after it could not be reached. */
function rememberDiscovery(settings: OidcSettings): () => Promise<Configuration> {
  let known: Promise<Configuration> | null = null;
  return () => {
    known ??= discover(settings).catch((error: unknown) => {
      known = null;
      throw error;
    });
    return known;
  };
}

const discover = ({ issuer, clientId, clientSecret }: OidcSettings): Promise<Configuration> => {
  const server = new URL(issuer);
  // Over http only where the settings say so, such as a provider on the same machine.
  const overHttp = server.protocol === 'http:' ? [allowInsecureRequests] : [];
  // The signature of the ID token as well: by itself the library trusts the connection that it came over.
  const execute = [enableNonRepudiationChecks, ...overHttp];
  return discovery(server, clientId, clientSecret ?? undefined, undefined, { execute });
};

/** @throws Error when there is none, it is too old, or was not sealed here */
function readPending(request: FastifyRequest, box: Box): Pending {
  const cookie = request.cookies[cookieName];
  if (!cookie) throw new Error('The cookie of the sign-in is missing.');
  const text = box.open(Buffer.from(cookie, 'base64url'), owner);
  const pending = Pending.parse(JSON.parse(text));
  if (pending.expiresMs < Date.now()) throw new Error('The sign-in took too long.');
  return pending;
}

/** Swaps the code for what the provider says of the person; state, nonce, signature and audience are checked. */
async function exchange(
  provider: Configuration,
  url: URL,
  { state, nonce, verifier }: Pending,
): Promise<OidcIdentity> {
  const tokens = await authorizationCodeGrant(provider, url, {
    expectedState: state,
    expectedNonce: nonce,
    pkceCodeVerifier: verifier,
    idTokenExpected: true,
  });
  const claims = tokens.claims();
  if (!claims) throw new Error('The provider gave no ID token.');
  const text = (value: unknown) => (typeof value === 'string' && value !== '' ? value : null);
  return {
    issuer: claims.iss,
    subject: claims.sub,
    email: claims['email_verified'] === true ? text(claims['email']) : null,
    name: text(claims['name']),
  };
}
