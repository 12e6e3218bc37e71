import { pino, type Logger, type LoggerOptions } from 'pino';
import type { Config } from '../config/index.ts';

/** What every log of ours is made with: secrets never reach it, and fields that could hold one are cut out. */
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

/** Of an error only what says where and why: drivers hang whole connections on theirs, with their keys. */
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
