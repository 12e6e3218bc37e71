import { sql, type Insertable, type RawBuilder } from 'kysely';
import type { Database } from '../schema/rows.ts';

/**
 * An insert of many rows with one parameter. With a parameter for each value, hundreds of posts are tens of thousands
 * that are built, sent and parsed one by one, which takes longer than storing them.
 * @param rows all with the same columns; the others get their defaults
 * @param jsonText columns whose values are JSON as text
 */
export function insertRows<Table extends keyof Database>(
  table: Table,
  rows: readonly Insertable<Database[Table]>[],
  jsonText: readonly (keyof Database[Table] & string)[] = [],
): RawBuilder<unknown> {
  const names = Object.keys(rows[0] ?? {});
  const columns = sql.join(names.map((name) => sql.ref(name)));
  const texts = new Set<string>(jsonText);
  const encode = (row: Record<string, unknown>) => {
    if (Object.keys(row).length !== names.length) throw new Error(`${table}: rows differ.`);
    return Object.fromEntries(
      names.map((name) => {
        const value = row[name];
        if (value === undefined) throw new Error(`${table}: a row has no ${name}.`);
        const isText = texts.has(name) && typeof value === 'string';
        return [columnName(name), isText ? JSON.parse(value) : value];
      }),
    );
  };
  return sql`insert into ${sql.table(table)} (${columns})
    select ${columns} from json_populate_recordset(null::${sql.table(table)}, ${JSON.stringify(rows.map(encode))}::json)`;
}

/** As the plugin of the pool names them. */
const columnName = (name: string): string =>
  name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
