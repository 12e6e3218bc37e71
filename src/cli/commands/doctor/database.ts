import { inspectConnection } from '../../../store/index.ts';
import { ok, warning, wrong, type Check } from './check.ts';

/** The oldest PostgreSQL that is supported. */
const oldestVersion = 15;
/** Milliseconds of difference that people notice, and that make due times wrong. */
const clockTolerance = { warning: 2_000, wrong: 60_000 };

/** What is known of a database, from here or from a server. */
interface Facts {
  version: string;
  answerMs: number;
  clockAheadMs: number;
  pendingMigrations: readonly string[];
  unknownMigrations: readonly string[];
}

/** The database of DATABASE_URL, asked from this machine. Only the error's words are shown: the address has a password. */
export async function externalDatabase(connectionString: string): Promise<Check[]> {
  try {
    return databaseChecks(await inspectConnection({ connectionString }), {
      name: 'DATABASE_URL',
      machine: 'This machine',
    });
  } catch (error) {
    const { message, code } = error as NodeJS.ErrnoException;
    // Several addresses that all refused make an error without words of its own.
    const reason = message || code || 'it does not answer';
    return [
      wrong(
        'DATABASE_URL',
        `cannot be reached: ${reason.replaceAll(connectionString, 'DATABASE_URL')}`,
        'Check DATABASE_URL, that PostgreSQL runs, and that its firewall and pg_hba.conf let this machine in.',
      ),
    ];
  }
}

/** @param of under which name, and whose clock was compared. */
export const databaseChecks = (fields: Facts, of: { name: string; machine: string }): Check[] => [
  schema(fields, of.name),
  ...clock(fields.clockAheadMs, of.machine),
];

function schema(fields: Facts, name: string): Check {
  const found = `PostgreSQL ${fields.version}, answers in ${fields.answerMs} ms`;
  if (Number.parseInt(fields.version, 10) < oldestVersion)
    return wrong(name, found, `Update it to PostgreSQL ${oldestVersion} or newer.`);
  if (fields.unknownMigrations.length)
    return wrong(
      name,
      `${found}; it was changed by a newer Linchpin (${fields.unknownMigrations.join(', ')})`,
      'Update this Linchpin: an older one must not write to it.',
    );
  if (fields.pendingMigrations.length)
    return wrong(
      name,
      `${found}; not up to date (${fields.pendingMigrations.join(', ')} missing)`,
      'Run "linchpin migrate", or start the server, which does the same.',
    );
  return fields.answerMs > 1000
    ? warning(name, found, 'It is slow: look at its load, and put it nearer to the server.')
    : ok(name, `${found}, up to date`);
}

function clock(aheadMs: number, whose: string): Check[] {
  const off = Math.abs(aheadMs);
  if (off <= clockTolerance.warning) return [];
  const found = `${whose} is ${(off / 1000).toFixed(1)} s ${aheadMs > 0 ? 'ahead of' : 'behind'} the database`;
  const fix =
    'Let both keep time by NTP: Pins fall due by the database\'s clock, and "now" is read from the other.';
  return [(off > clockTolerance.wrong ? wrong : warning)('Clock', found, fix)];
}
