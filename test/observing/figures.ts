import { Writable } from 'node:stream';
import { pino, type Logger } from 'pino';
import { logOptions } from '../../src/cli/logger.ts';

/** Reads the text format of Prometheus: `name{label="value"}` to its number. Throws where a line is not of it. */
export function readFigures(text: string): Map<string, number> {
  const figures = new Map<string, number>();
  for (const line of text.split('\n')) {
    if (line === '' || line.startsWith('#')) continue;
    const match = /^([a-zA-Z_:][\w:]*(?:\{[^{}]*\})?) (\S+)(?: \d+)?$/.exec(line);
    if (!match) throw new Error(`Not a line of the format: ${line}`);
    const value = match[2] === '+Inf' ? Infinity : Number(match[2]);
    if (Number.isNaN(value) && match[2] !== 'Nan') throw new Error(`Not a number: ${line}`);
    figures.set(match[1] ?? '', value);
  }
  return figures;
}

export type LogLine = Record<string, unknown> & { msg: string; level: number };

/** A log of ours that is kept instead of written. */
export function keptLog(level: string): { logger: Logger; lines: LogLine[] } {
  const lines: LogLine[] = [];
  const sink = new Writable({
    write(chunk, _encoding, done) {
      for (const line of String(chunk).split('\n'))
        if (line) lines.push(JSON.parse(line) as LogLine);
      done();
    },
  });
  return { logger: pino(logOptions(level), sink), lines };
}
