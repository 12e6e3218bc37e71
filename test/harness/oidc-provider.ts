import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';

/** What the ID token says beside what every one says. */
export type Claims = Record<string, unknown> & { sub: string };

/** What is wrong with an ID token, on purpose. */
export interface Flaw {
  nonce?: string;
  audience?: string;
  issuer?: string;
  /** Signed with a key that the provider does not publish. */
  foreignKey?: true;
  expired?: true;
}

/** A small OpenID Connect provider: discovery, keys, and codes that are swapped once, against the PKCE verifier. */
export interface OidcProvider {
  issuer: string;
  clientId: string;
  clientSecret: string;
  /**
   * A person agrees on the provider's page.
   * @param url where the product sent the browser. @returns where the provider sends it back.
   */
  consent(url: string, claims: Claims, flaw?: Flaw): string;
  close(): Promise<void>;
}

interface Grant {
  challenge: string;
  redirectUri: string;
  nonce: string;
  claims: Claims;
  flaw: Flaw;
}

export async function startOidcProvider(): Promise<OidcProvider> {
  const [pair, foreign] = await Promise.all([generateKeyPair('RS256'), generateKeyPair('RS256')]);
  const jwk = { ...(await exportJWK(pair.publicKey)), kid: 'one', alg: 'RS256', use: 'sig' };
  const [clientId, clientSecret] = ['linchpin', 'a secret of the provider'];
  const grants = new Map<string, Grant>();
  let issuer = '';

  async function swap(form: URLSearchParams): Promise<[number, object]> {
    const grant = grants.get(form.get('code') ?? '');
    grants.delete(form.get('code') ?? '');
    const challenge = createHash('sha256')
      .update(form.get('code_verifier') ?? '')
      .digest('base64url');
    const fits =
      form.get('client_id') === clientId &&
      form.get('client_secret') === clientSecret &&
      grant?.challenge === challenge &&
      grant.redirectUri === form.get('redirect_uri');
    if (!grant || !fits) return [400, { error: 'invalid_grant' }];
    const { claims, flaw, nonce } = grant;
    const now = Math.floor(Date.now() / 1000);
    const token = await new SignJWT({ ...claims, nonce: flaw.nonce ?? nonce })
      .setProtectedHeader({ alg: 'RS256', kid: 'one' })
      .setIssuer(flaw.issuer ?? issuer)
      .setAudience(flaw.audience ?? clientId)
      .setIssuedAt(flaw.expired ? now - 7200 : now)
      .setExpirationTime(flaw.expired ? now - 3600 : now + 300)
      .sign(flaw.foreignKey ? foreign.privateKey : pair.privateKey);
    return [200, { access_token: 'unused', token_type: 'bearer', id_token: token }];
  }

  const server = createServer((request, response) => {
    const answer = (status: number, body: object) =>
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    if (request.url === '/.well-known/openid-configuration')
      answer(200, {
        issuer,
        authorization_endpoint: `${issuer}/authorize`,
        token_endpoint: `${issuer}/token`,
        jwks_uri: `${issuer}/keys`,
        response_types_supported: ['code'],
        subject_types_supported: ['public'],
        id_token_signing_alg_values_supported: ['RS256'],
      });
    else if (request.url === '/keys') answer(200, { keys: [jwk] });
    else if (request.url === '/token')
      void bodyOf(request).then(async (text) => answer(...(await swap(new URLSearchParams(text)))));
    else answer(404, {});
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  let made = 0;
  return {
    issuer,
    clientId,
    clientSecret,
    consent: (url, claims, flaw = {}) => {
      const asked = new URL(url).searchParams;
      const redirectUri = asked.get('redirect_uri') ?? '';
      const code = `code-${++made}`;
      grants.set(code, {
        challenge: asked.get('code_challenge') ?? '',
        redirectUri,
        nonce: asked.get('nonce') ?? '',
        claims,
        flaw,
      });
      const back = new URL(redirectUri);
      back.searchParams.set('code', code);
      back.searchParams.set('state', asked.get('state') ?? '');
      return back.href;
    },
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts).toString();
}
