// Which tables a backup holds, and how each is read: every row, in the order of its key, so that the same data gives the same bytes.
import type pg from 'pg';

/** Live sessions and failed tries are not part of the record: nobody is signed in to a restored database. */
const left = ['schema_migrations', 'sessions', 'sign_in_failures', 'passkey_challenges'];

export type BackupTable = {
  readonly name: string;
  readonly columns: readonly string[];
  readonly key: readonly string[];
};

export const backupTables = async (client: pg.Client): Promise<BackupTable[]> => {
  const { rows } = await client.query<{ name: string; columns: string[]; key: string[] | null }>(
    `select c.relname as name,
       array(select a.attname::text from pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '' order by a.attnum) as columns,
       (select array(select a.attname::text from unnest(i.indkey::int2[]) with ordinality k(n, place) join pg_attribute a on a.attrelid = c.oid and a.attnum = k.n order by k.place)
          from pg_index i where i.indrelid = c.oid and i.indisprimary) as key
     from pg_class c
     where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition and c.relname <> all ($1::name[])
     order by c.relname`,
    [left],
  );
  return rows.map(({ name, columns, key }) => ({ name, columns, key: key ?? [] }));
};

const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`;

/** Reads a whole table as COPY text, one line a row. Without a key the whole row is the order. */
export const copyOut = ({ name, columns, key }: BackupTable): string => {
  const list = columns.map(quoted).join(', ');
  const order =
    key.length > 0 ? key.map(quoted).join(', ') : columns.map((column) => `${quoted(column)}::text`).join(', ');
  return `copy (select ${list} from ${quoted(name)} order by ${order}) to stdout`;
};

export const copyIn = (name: string, columns: readonly string[]): string =>
  `copy ${quoted(name)} (${columns.map(quoted).join(', ')}) from stdin`;
