// Writes tables.ts, the row types, from the migrated database. Dates are Day, moments Instant, jsonb goes in as text.
import pg from 'pg';

const typeOf: Record<string, string> = {
  uuid: 'string',
  text: 'string',
  bpchar: 'string',
  bool: 'boolean',
  int2: 'number',
  int4: 'number',
  int8: 'number',
  numeric: 'number',
  float8: 'number',
  date: 'Day',
  timestamptz: 'Instant',
  daterange: 'string',
  bytea: 'Buffer',
  xid8: 'string',
  interval: 'string',
  _uuid: 'string[]',
  _text: 'string[]',
  _date: 'Day[]',
  _timestamptz: 'string[]',
  _bytea: 'Buffer[]',
  jsonb: 'Json',
};

const pascal = (name: string) => name.replace(/(^|_)([a-z0-9])/g, (_, __, letter: string) => letter.toUpperCase());

/** The text of tables.ts for the database at `ownerUrl`. Partitions and the worker's own tables are left out. */
export const drawTables = async (ownerUrl: string): Promise<string> => {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    const { rows } = await client.query<{
      table: string;
      column: string;
      type: string;
      nullable: boolean;
      generated: boolean;
    }>(
      `select c.relname as table, a.attname as column, t.typname as type, not a.attnotnull as nullable,
              a.atthasdef or a.attidentity <> '' as generated
       from pg_class c join pg_attribute a on a.attrelid = c.oid join pg_type t on t.oid = a.atttypid
       where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition and a.attnum > 0 and not a.attisdropped
       order by c.relname, a.attnum`,
    );
    const tables = new Map<string, string[]>();
    for (const { table, column, type, nullable, generated } of rows) {
      const base = typeOf[type];
      if (!base) throw new Error(`no row type for ${table}.${column} of type ${type}`);
      const full = nullable ? `${base} | null` : base;
      const line =
        base === 'Json'
          ? `ColumnType<${nullable ? 'any' : 'any'}, string${nullable || generated ? ' | null | undefined' : ''}, string${nullable ? ' | null' : ''}>`
          : generated || nullable
            ? `ColumnType<${full}, ${full} | undefined, ${full}>`
            : full;
      const lines = tables.get(table) ?? [];
      lines.push(`  ${column}: ${line};`);
      tables.set(table, lines);
    }
    const names = [...tables.keys()];
    return [
      '// Row types, written from the migrated database by `npm run draw`. Do not edit.',
      "import type { ColumnType } from 'kysely';",
      "import type { Day } from '#domain/basics/day.ts';",
      "import type { Instant } from '#domain/basics/instant.ts';",
      '',
      ...names.flatMap((name) => [`export interface ${pascal(name)}Table {`, ...(tables.get(name) ?? []), '}', '']),
      'export interface Tables {',
      ...names.map((name) => `  ${name}: ${pascal(name)}Table;`),
      '}',
      '',
    ].join('\n');
  } finally {
    await client.end();
  }
};
