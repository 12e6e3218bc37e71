import { z } from 'zod';
import { shortestApiKey } from '../domain/api-key.ts';
import { s3Address } from './media-address.ts';

/** Characters the root of all encryption has at least. */
export const shortestSecretKey = 32;

const portRange = 'must be a port number from 0 to 65535';
const port = z.coerce.number(portRange).int(portRange).min(0, portRange).max(65_535, portRange);
const flag = z.stringbool();
const url = z.url({
  protocol: /^https?$/,
  error: 'must be an address such as https://example.com',
});

export interface Option {
  schema: z.ZodType;
  about: string;
  /** What applies when it is not set, in words. */
  fallback: string;
  secret?: true;
}

/** Every setting Linchpin reads. A secret can also be given as a file: `NAME_FILE=/path`. */
export const options = {
  LINCHPIN_PORT: { schema: port, about: 'Port of the API and the dashboard.', fallback: '4400' },
  LINCHPIN_HOST: {
    schema: z.string().min(1),
    about: 'Address to listen on. 0.0.0.0 opens it to the network.',
    fallback: '127.0.0.1',
  },
  LINCHPIN_DATA_DIR: {
    schema: z.string().min(1),
    about: 'Directory of the database, media and keys.',
    fallback: '.linchpin in the checkout, else ~/.local/share/linchpin',
  },
  LINCHPIN_PUBLIC_URL: {
    schema: url,
    about: 'Address under which others reach this server, for links in answers.',
    fallback: 'http://<host>:<port>',
  },
  LINCHPIN_API_KEY: {
    schema: z.string().min(shortestApiKey, `needs at least ${shortestApiKey} characters`),
    about:
      'The first API key; another one revokes it. Generated into the data directory when absent.',
    fallback: 'generated',
    secret: true,
  },
  LINCHPIN_SECRET_KEY: {
    schema: z.string().min(shortestSecretKey, `needs at least ${shortestSecretKey} characters`),
    about: 'Encrypts tokens at rest. Generated into the data directory when absent.',
    fallback: 'generated',
    secret: true,
  },
  LINCHPIN_SECRET_KEYS_ACCEPTED: {
    schema: z
      .string()
      .transform((text) => text.split(/[\s,]+/).filter((key) => key !== ''))
      .refine((keys) => keys.every((key) => key.length >= shortestSecretKey), {
        error: `every key needs at least ${shortestSecretKey} characters`,
      }),
    about:
      'More secret keys, separated by commas, that only read: the old and the new one while a key is being replaced.',
    fallback: 'none',
    secret: true,
  },
  DATABASE_URL: {
    // No URL in the strict sense: a Unix socket is given as postgres://user@/database?host=/directory.
    schema: z.string().regex(/^postgres(ql)?:\/\/\S*$/, 'must begin with postgres://'),
    about: 'An external PostgreSQL server (15 or newer), without a pooler in between.',
    fallback: 'the embedded server',
    secret: true,
  },
  PINTEREST_APP_ID: {
    schema: z.string().min(1),
    about: 'Id of your Pinterest app. Without it everything runs against the local sandbox.',
    fallback: 'the local sandbox',
  },
  PINTEREST_APP_SECRET: {
    schema: z.string().min(1),
    about: 'Secret of your Pinterest app.',
    fallback: 'none',
    secret: true,
  },
  PINTEREST_API_URL: {
    schema: url,
    about: 'Base address of the Pinterest API.',
    fallback: 'https://api.pinterest.com/v5 with an app id, else the local sandbox',
  },
  PINTEREST_OAUTH_URL: {
    schema: url,
    about: 'Address of the Pinterest consent page.',
    fallback: 'https://www.pinterest.com/oauth/ with an app id, else the local sandbox',
  },
  PINTEREST_ACCESS: {
    schema: z.enum(['trial', 'standard']),
    about: 'Access level of your app; the local sandbox imposes its limits.',
    fallback: 'standard',
  },
  LINCHPIN_SANDBOX: {
    schema: flag,
    about: '1: runs the local sandbox beside your Pinterest app. Without an app it runs anyway.',
    fallback: '0',
  },
  LINCHPIN_SANDBOX_PORT: { schema: port, about: 'Port of the local sandbox.', fallback: '4401' },
  LINCHPIN_SANDBOX_AUTO_APPROVE: {
    schema: flag,
    about: "1: the sandbox's consent page answers by itself.",
    fallback: '0',
  },
  LINCHPIN_ALLOW_PRIVATE_URLS: {
    schema: flag,
    about: '1: media may be fetched from private addresses. For tests and closed networks.',
    fallback: '0',
  },
  LINCHPIN_MEDIA_URL: {
    schema: s3Address,
    about:
      'Keeps media in an S3-compatible store: s3://bucket/prefix?endpoint=https://…&region=…&pathStyle=1.',
    fallback: 'the data directory',
    secret: true,
  },
  LINCHPIN_MEDIA_KEY_ID: {
    schema: z.string().min(1),
    about: 'Access key id of the store that LINCHPIN_MEDIA_URL names.',
    fallback: 'none',
    secret: true,
  },
  LINCHPIN_MEDIA_SECRET: {
    schema: z.string().min(1),
    about: 'Secret access key of that store.',
    fallback: 'none',
    secret: true,
  },
  LINCHPIN_MEDIA_REDIRECT: {
    schema: flag,
    about: '1: media are served by a redirect to the store, which browsers must then reach.',
    fallback: '0: through this server',
  },
  LINCHPIN_UNUSED_MEDIA_DAYS: {
    schema: z.coerce.number().int().min(0, 'must be a number of days').max(36_500),
    about:
      'Days that an uploaded file is kept which no post uses. More than your oldest backup is old; 0 keeps them for ever.',
    fallback: '90',
  },
  LINCHPIN_ANALYTICS_RETENTION_DAYS: {
    schema: z.coerce.number().int().min(0, 'must be a number of days').max(36_500),
    about:
      'Days that numbers of Pins and accounts are kept. Pinterest itself shows 90 days only; 0 keeps them for ever.',
    fallback: '0',
  },
  LINCHPIN_FETCH_TIMEOUT: {
    schema: z.coerce.number().min(0.1).max(3600),
    about: 'Seconds a media URL may take to deliver its file.',
    fallback: '120',
  },
  LINCHPIN_OIDC_ISSUER: {
    schema: url,
    about:
      'Address of an identity provider (OpenID Connect) that people sign in with. It leads back to <public URL>/api/oidc/callback.',
    fallback: 'none: names and passwords alone',
  },
  LINCHPIN_OIDC_CLIENT_ID: {
    schema: z.string().min(1),
    about: 'What the identity provider calls this installation.',
    fallback: 'none',
  },
  LINCHPIN_OIDC_CLIENT_SECRET: {
    schema: z.string().min(1),
    about: 'Its secret there; a public client has none.',
    fallback: 'none',
    secret: true,
  },
  LINCHPIN_OIDC_NAME: {
    schema: z.string().min(1).max(60),
    about: 'What the button says: Sign in with …',
    fallback: 'the host of the issuer',
  },
  LINCHPIN_METRICS_PORT: {
    schema: port,
    about:
      'Port on which "linchpin worker" answers GET /metrics; a server does so on its own port.',
    fallback: 'none',
  },
  LINCHPIN_METRICS_TOKEN: {
    schema: z.string().min(16, 'needs at least 16 characters'),
    about:
      'Bearer token that may read /metrics. With it, or with LINCHPIN_PUBLIC_URL, this machine needs one as well.',
    fallback: 'none: this machine, or an API key',
    secret: true,
  },
  LINCHPIN_LOG_LEVEL: {
    schema: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']),
    about: 'How much is logged.',
    fallback: 'warn with pretty, info with json',
  },
  LINCHPIN_LOG_FORMAT: {
    schema: z.enum(['json', 'pretty']),
    about: 'pretty: progress and warnings for people. json: one object a line, and nothing else.',
    fallback: 'pretty in a terminal, else json',
  },
} as const satisfies Record<string, Option>;

export type OptionName = keyof typeof options;
