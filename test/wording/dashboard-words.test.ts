import { describe, expect, it } from 'vitest';
import { catalogue, errorCodes, type CatalogueEntry } from '../../src/domain/errors/index.ts';
import { clockTime, withLocalTimes } from '../../web/src/api/times.ts';
import { inDashboardWords } from '../../web/src/api/wording.ts';

/** What only programs and operators say: fields, calls, settings, commands, flags, headers, UTC. */
const technical = [
  /\b[a-z]+[A-Z]\w*\b/, // camelCase, as fields are called; not H.264 or ISO
  /\b[A-Z]{3,}_[A-Z_]+\b/,
  /`|\/api\/|openapi/,
  /--\w/,
  /\blinchpin (?!finds|needs)[a-z]+/,
  /\b(repair|true|false|JSON|UTF-8|PowerShell|header|Authorization|Content-Type|Idempotency|Retry-After|request id|x-request-id)\b/i,
  /\bthe (call|field|parameter)\b|\bfield\b/i,
  /\bAPI\b|\bid\b|not_published|UTC|ISO 8601/,
];

const words = (code: (typeof errorCodes)[number]) => {
  const entry: CatalogueEntry = catalogue[code];
  const { message, fix } = inDashboardWords({
    code,
    message: entry.message.replace(/\{\w+\}/g, '…'),
    fix: entry.fix.replace(/\{\w+\}/g, '…').replace(/… \(UTC\)/g, '2026-12-02 23:27 (UTC)'),
    severity: 'error',
    retryable: entry.retryable,
    source: entry.source,
    details: { movedTo: '2026-12-02T23:27:00Z', wanted: '2026-12-02T23:27:00Z' },
  });
  return `${message} ${fix}`;
};

describe('words of the dashboard', () => {
  it.each(errorCodes)('%s names nothing that only a program or an operator knows', (code) => {
    const text = words(code).replaceAll('… (UTC)', '…');
    for (const pattern of technical) expect(text).not.toMatch(pattern);
  });

  it('says times on the viewer’s clock', () => {
    const at = '2026-11-26T23:27:52.512Z';
    expect(withLocalTimes(`Pins wait until ${at}.`)).toBe(`Pins wait until ${clockTime(at)}.`);
    expect(withLocalTimes('2026-11-26 23:27 (UTC) is free')).toBe(
      `${clockTime('2026-11-26T23:27:00Z')} is free`,
    );
    expect(withLocalTimes('Waits until 23:27 UTC.', at)).not.toContain('UTC');
    expect(withLocalTimes('A title of 2026')).toBe('A title of 2026');
  });
});
