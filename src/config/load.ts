import { existsSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import type { MediaConfig } from './media-address.ts';
import { options, type Option, type OptionName } from './options.ts';

export interface Config {
  port: number;
  host: string;
  dataDir: string;
  /** Origin without a trailing slash; null: derived from the address listened on. */
  publicUrl: string | null;
  apiKey: string | null;
  secretKey: string | null;
  /** Secret keys that only read, while one is being replaced. */
  acceptedSecretKeys: readonly string[];
  databaseUrl: string | null;
  pinterest: {
    appId: string | null;
    appSecret: string | null;
    apiUrl: string | null;
    oauthUrl: string | null;
    access: 'trial' | 'standard';
  };
  sandbox: { beside: boolean; port: number; autoApprove: boolean };
  allowPrivateUrls: boolean;
  /** Milliseconds a media URL may take to deliver its file. */
  fetchTimeoutMs: number;
  media: MediaConfig;
  /** Milliseconds an uploaded file is kept that no post uses; null: for ever. */
  keepUnusedMediaMs: number | null;
  /** Milliseconds the numbers of a day are kept; null: for ever. */
  keepAnalyticsMs: number | null;
  /** The identity provider; null: none. */
  oidc: { issuer: string; clientId: string; clientSecret: string | null; name: string } | null;
  /** PATH, where ffmpeg is looked for. */
  searchPath: string | undefined;
  /** Whether a Unix machine has a screen, so that a browser can be opened. */
  hasDisplay: boolean;
  /** Port of a worker's figures, null: it has none; and the token that reads them. */
  metrics: { port: number | null; token: string | null };
  log: { level: string; pretty: boolean };
  version: string;
  /** Root of the installed package. */
  packageRoot: string;
}

/** Settings that cannot be used, every one of them named at once. */
export class ConfigError extends Error {
  constructor(lines: string[]) {
    super(`The settings cannot be used:\n${lines.map((line) => `  ${line}`).join('\n')}`);
    this.name = 'ConfigError';
  }
}

type Environment = Record<string, string | undefined>;
const packageRoot = resolve(fileURLToPath(new URL('../..', import.meta.url)));

/**
 * Reads every setting once. Empty values count as absent.
 * @throws ConfigError naming each setting that is wrong.
 */
export function loadConfig(environment: Environment = process.env): Readonly<Config> {
  const problems: string[] = [];
  const read = <T>(name: OptionName, schema: z.ZodType<T>): T | null => {
    const text = rawValue(name, environment, problems);
    if (text === null) return null;
    const parsed = schema.safeParse(text);
    if (parsed.success) return parsed.data;
    const shown = (options[name] as Option).secret ? '(hidden)' : `"${text}"`;
    problems.push(`${name}=${shown}: ${parsed.error.issues.map((i) => i.message).join('; ')}`);
    return null;
  };

  const checkout = existsSync(join(packageRoot, 'src'));
  const defaultDir = checkout
    ? join(packageRoot, '.linchpin')
    : join(environment['XDG_DATA_HOME'] ?? join(homedir(), '.local/share'), 'linchpin');

  const pretty =
    (read('LINCHPIN_LOG_FORMAT', options.LINCHPIN_LOG_FORMAT.schema) ??
      (process.stderr.isTTY ? 'pretty' : 'json')) === 'pretty';
  const config: Config = {
    port: read('LINCHPIN_PORT', options.LINCHPIN_PORT.schema) ?? 4400,
    host: read('LINCHPIN_HOST', options.LINCHPIN_HOST.schema) ?? '127.0.0.1',
    dataDir: resolve(read('LINCHPIN_DATA_DIR', options.LINCHPIN_DATA_DIR.schema) ?? defaultDir),
    publicUrl:
      read('LINCHPIN_PUBLIC_URL', options.LINCHPIN_PUBLIC_URL.schema)?.replace(/\/+$/, '') ?? null,
    apiKey: read('LINCHPIN_API_KEY', options.LINCHPIN_API_KEY.schema),
    secretKey: read('LINCHPIN_SECRET_KEY', options.LINCHPIN_SECRET_KEY.schema),
    acceptedSecretKeys:
      read('LINCHPIN_SECRET_KEYS_ACCEPTED', options.LINCHPIN_SECRET_KEYS_ACCEPTED.schema) ?? [],
    databaseUrl: read('DATABASE_URL', options.DATABASE_URL.schema),
    pinterest: {
      appId: read('PINTEREST_APP_ID', options.PINTEREST_APP_ID.schema),
      appSecret: read('PINTEREST_APP_SECRET', options.PINTEREST_APP_SECRET.schema),
      apiUrl: read('PINTEREST_API_URL', options.PINTEREST_API_URL.schema),
      oauthUrl: read('PINTEREST_OAUTH_URL', options.PINTEREST_OAUTH_URL.schema),
      access: read('PINTEREST_ACCESS', options.PINTEREST_ACCESS.schema) ?? 'standard',
    },
    sandbox: {
      beside: read('LINCHPIN_SANDBOX', options.LINCHPIN_SANDBOX.schema) ?? false,
      port: read('LINCHPIN_SANDBOX_PORT', options.LINCHPIN_SANDBOX_PORT.schema) ?? 4401,
      autoApprove:
        read('LINCHPIN_SANDBOX_AUTO_APPROVE', options.LINCHPIN_SANDBOX_AUTO_APPROVE.schema) ??
        false,
    },
    allowPrivateUrls:
      read('LINCHPIN_ALLOW_PRIVATE_URLS', options.LINCHPIN_ALLOW_PRIVATE_URLS.schema) ?? false,
    fetchTimeoutMs:
      1000 * (read('LINCHPIN_FETCH_TIMEOUT', options.LINCHPIN_FETCH_TIMEOUT.schema) ?? 120),
    media: {
      s3: read('LINCHPIN_MEDIA_URL', options.LINCHPIN_MEDIA_URL.schema),
      credentials: mediaCredentials(
        read('LINCHPIN_MEDIA_KEY_ID', options.LINCHPIN_MEDIA_KEY_ID.schema),
        read('LINCHPIN_MEDIA_SECRET', options.LINCHPIN_MEDIA_SECRET.schema),
      ),
      redirect: read('LINCHPIN_MEDIA_REDIRECT', options.LINCHPIN_MEDIA_REDIRECT.schema) ?? false,
    },
    keepUnusedMediaMs: msOfDays(
      read('LINCHPIN_UNUSED_MEDIA_DAYS', options.LINCHPIN_UNUSED_MEDIA_DAYS.schema) ?? 90,
    ),
    keepAnalyticsMs: msOfDays(
      read('LINCHPIN_ANALYTICS_RETENTION_DAYS', options.LINCHPIN_ANALYTICS_RETENTION_DAYS.schema) ??
        0,
    ),
    oidc: readOidc(read, problems),
    searchPath: environment['PATH'],
    hasDisplay: Boolean(environment['DISPLAY'] ?? environment['WAYLAND_DISPLAY']),
    metrics: {
      port: read('LINCHPIN_METRICS_PORT', options.LINCHPIN_METRICS_PORT.schema),
      token: read('LINCHPIN_METRICS_TOKEN', options.LINCHPIN_METRICS_TOKEN.schema),
    },
    log: {
      level:
        read('LINCHPIN_LOG_LEVEL', options.LINCHPIN_LOG_LEVEL.schema) ?? (pretty ? 'warn' : 'info'),
      pretty,
    },
    version: packageVersion(),
    packageRoot,
  };
  if (config.pinterest.appId !== null && config.pinterest.appSecret === null)
    problems.push('PINTEREST_APP_SECRET: is needed beside PINTEREST_APP_ID');
  if (config.media.s3 !== null && config.media.credentials === null)
    problems.push(
      'LINCHPIN_MEDIA_KEY_ID, LINCHPIN_MEDIA_SECRET: both are needed beside LINCHPIN_MEDIA_URL',
    );
  if (problems.length) throw new ConfigError(problems);
  return Object.freeze(config);
}

const mediaCredentials = (keyId: string | null, secret: string | null) =>
  keyId === null || secret === null ? null : { keyId, secret };

type Read = <T>(name: OptionName, schema: z.ZodType<T>) => T | null;

function readOidc(read: Read, problems: string[]): Config['oidc'] {
  const issuer = read('LINCHPIN_OIDC_ISSUER', options.LINCHPIN_OIDC_ISSUER.schema);
  const clientId = read('LINCHPIN_OIDC_CLIENT_ID', options.LINCHPIN_OIDC_CLIENT_ID.schema);
  const clientSecret = read(
    'LINCHPIN_OIDC_CLIENT_SECRET',
    options.LINCHPIN_OIDC_CLIENT_SECRET.schema,
  );
  const name = read('LINCHPIN_OIDC_NAME', options.LINCHPIN_OIDC_NAME.schema);
  if (issuer === null && clientId === null) return null;
  if (issuer === null || clientId === null) {
    problems.push('LINCHPIN_OIDC_ISSUER and LINCHPIN_OIDC_CLIENT_ID: each needs the other');
    return null;
  }
  return { issuer, clientId, clientSecret, name: name ?? new URL(issuer).host };
}

/** Milliseconds; null for 0. */
const msOfDays = (count: number): number | null => (count === 0 ? null : count * 24 * 3600_000);

function rawValue(name: OptionName, environment: Environment, problems: string[]): string | null {
  const direct = environment[name]?.trim();
  if (direct) return direct;
  const file = environment[`${name}_FILE`]?.trim();
  if (!file || !(options[name] as Option).secret) return null;
  try {
    return readFileSync(file, 'utf8').trim() || null;
  } catch (error) {
    problems.push(
      `${name}_FILE: ${file} cannot be read (${(error as NodeJS.ErrnoException).code})`,
    );
    return null;
  }
}

const packageVersion = (): string =>
  z
    .object({ version: z.string() })
    .parse(JSON.parse(readFileSync(join(packageRoot, 'package.json'), 'utf8'))).version;
