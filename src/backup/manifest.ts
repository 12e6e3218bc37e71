import { z } from 'zod';

/** What a backup holds; its last entry, since only then is everything known. */
export const Manifest = z.object({
  format: z.literal(1),
  /** Names it in the journal; missing in backups of earlier releases. */
  id: z.string().optional(),
  /** Release that made it. */
  version: z.string(),
  /** Moment of the rows, by the database's clock. */
  takenAt: z.coerce.date(),
  /** The last change of the schema. */
  migration: z.string(),
  tables: z.array(z.object({ name: z.string(), columns: z.array(z.string()), rows: z.number() })),
  /** Files that media rows name and the data directory did not hold. */
  missingMedia: z.array(z.string()),
  entries: z.record(z.string(), z.object({ bytes: z.number(), sha256: z.string() })),
});

export type Manifest = z.infer<typeof Manifest>;

export const manifestName = 'manifest.json';

/** The name of an entry says what it is: `rows/<table>`, `media/<key>`, `keys/<file>`. */
export const entryName = {
  rows: (table: string) => `rows/${table}`,
  media: (key: string) => `media/${key}`,
  key: (file: string) => `keys/${file}`,
};

export type Entry =
  | { kind: 'rows' | 'media' | 'keys'; name: string }
  | { kind: 'manifest' }
  | { kind: 'unknown' };

export function readEntryName(path: string): Entry {
  if (path === manifestName) return { kind: 'manifest' };
  const [, kind, name = ''] = /^(rows|media|keys)\/([^/]+)$/.exec(path) ?? [];
  return kind === 'rows' || kind === 'media' || kind === 'keys'
    ? { kind, name }
    : { kind: 'unknown' };
}
