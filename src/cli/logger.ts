import { pino, type Logger } from 'pino';
import type { Config } from '../config/index.ts';

/** Structured log on stderr; secrets never reach it, and fields that could hold one are cut out. */
export async function createLogger(config: Config): Promise<Logger> {
  const options = {
    level: config.log.level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: ['req.headers.authorization', 'req.headers.cookie', '*.accessToken', '*.refreshToken'],
  };
  if (!config.log.pretty) return pino(options, pino.destination({ dest: 2, sync: true }));
  const { default: pretty } = await import('pino-pretty');
  return pino(options, pretty({ destination: 2, sync: true, ignore: 'pid,hostname' }));
}
