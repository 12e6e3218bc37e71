import { pino, type Logger, type LoggerOptions } from 'pino';
import type { Config } from '../config/index.ts';

/** Options of every logger: errors are reduced and secret fields redacted. */
export const logOptions = (level: string): LoggerOptions => ({
  level,
  base: null,
  timestamp: pino.stdTimeFunctions.isoTime,
  serializers: { err: errorFacts },
  redact: [
    'headers.authorization',
    'headers.cookie',
    '*.headers.authorization',
    '*.headers.cookie',
    '*.accessToken',
    '*.refreshToken',
  ],
});

/** Structured log on stderr. */
export async function createLogger(config: Config): Promise<Logger> {
  const options = logOptions(config.log.level);
  if (!config.log.pretty) return pino(options, pino.destination({ dest: 2, sync: true }));
  const { default: pretty } = await import('pino-pretty');
  return pino(options, pretty({ destination: 2, sync: true, ignore: 'pid,hostname' }));
}

/** Logs only these error fields: driver errors can carry the connection with its password. */
function errorFacts(error: unknown): object {
  if (!(error instanceof Error)) return { message: String(error) };
  const { code } = error as NodeJS.ErrnoException;
  return {
    type: error.name,
    message: error.message,
    ...(code !== undefined && { code }),
    stack: error.stack,
    ...(error.cause !== undefined && { cause: errorFacts(error.cause) }),
  };
}
