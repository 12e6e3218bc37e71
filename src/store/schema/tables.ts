import { sql, type Kysely } from 'kysely';

export interface Table {
  name: string;
  /** Those that hold values of their own, in order. */
  columns: string[];
}

/** The table of migrations is created by migrating, not copied. */
const books = ['linchpin_migration', 'linchpin_migration_lock'];

/** Every table of a schema, each after those it refers to. */
export async function listTables(db: Kysely<unknown>, schema: string): Promise<Table[]> {
  const { rows } = await sql<Table & { needs: string[] }>`
    select c.relname::text as name,
      array(select a.attname::text from pg_attribute a where a.attrelid = c.oid and a.attnum > 0
        and not a.attisdropped and a.attgenerated = '' order by a.attnum) as columns,
      array(select r.relname::text from pg_constraint f join pg_class r on r.oid = f.confrelid
        where f.conrelid = c.oid and f.contype = 'f' and f.confrelid <> c.oid) as needs
    from pg_class c where c.relnamespace = ${schema}::regnamespace and c.relkind = 'r'
      and c.relname <> all(${books}) order by c.relname`.execute(db);
  const sorted: Table[] = [];
  let rest = rows;
  while (rest.length > 0) {
    const ready = rest.filter(({ needs }) => !rest.some(({ name }) => needs.includes(name)));
    if (ready.length === 0) throw new Error('Tables refer to each other in a circle.');
    sorted.push(...ready.map(({ name, columns }) => ({ name, columns })));
    rest = rest.filter((table) => !ready.includes(table));
  }
  return sorted;
}

/** The schema in which tables are made and found unless told otherwise. */
export async function currentSchema(db: Kysely<unknown>): Promise<string> {
  const { rows } = await sql<{ schema: string }>`select current_schema() as schema`.execute(db);
  return rows[0]?.schema ?? 'public';
}
