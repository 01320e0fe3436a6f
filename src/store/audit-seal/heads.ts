// A head says what the sealed audit of one agency was at a moment: so many entries, this root. It is signed, and says which head
// came before it. What is signed are the lines below, so that anyone can check a head with a common tool.
import { hash } from 'node:crypto';
import pg from 'pg';
import type { Id } from '#domain/basics/id.ts';
import type { Instant } from '#domain/basics/instant.ts';
import type { Hash } from '#domain/basics/merkle.ts';
import type { AuditKey } from './audit-key.ts';

export const sha256: Hash = (bytes) => hash('sha256', bytes, 'buffer');

export type Head = {
  readonly agency: Id;
  readonly size: number;
  /** Hex, as `previous` is. */
  readonly root: string;
  readonly at: Instant;
  /** SHA-256 of what the head before it says; empty for the first. */
  readonly previous: string;
  /** Of the last entry, as its transaction is. */
  readonly era: number;
  readonly reached: string;
  /** Base64. */
  readonly signature: string;
};

/** What `footbridge audit head` writes, and a backup carries: the newest head of each agency. */
export type HeadsFile = {
  readonly format: 'footbridge-audit-head/1';
  /** Absent where the key is not at hand. */
  readonly publicKey: string | null;
  readonly heads: readonly Head[];
};

export const statementOf = (head: Omit<Head, 'signature'>): string =>
  [
    'footbridge audit head 1',
    `agency ${head.agency}`,
    `size ${head.size}`,
    `root ${head.root}`,
    `at ${head.at}`,
    `previous ${head.previous || '-'}`,
    `era ${head.era}`,
    `reached ${head.reached}`,
    '',
  ].join('\n');

export const hashOfHead = (head: Omit<Head, 'signature'>): string => hash('sha256', statementOf(head));

export const isGenuine = (key: Pick<AuditKey, 'isSigned'>, head: Head): boolean =>
  key.isSigned(statementOf(head), Buffer.from(head.signature, 'base64'));

/** A head's columns as `Head` has them; moments to the millisecond, as they are signed. */
export const headColumns = `agency_id as agency, size::int8 as size, encode(root, 'hex') as root,
  to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at, encode(previous, 'hex') as previous,
  era, reached::text as reached, replace(encode(signature, 'base64'), E'\\n', '') as signature`;

const isHead = (value: unknown): value is Head => {
  const head = value as Record<string, unknown> | null;
  return (
    typeof head === 'object' &&
    head !== null &&
    Number.isSafeInteger(head.size) &&
    Number.isSafeInteger(head.era) &&
    ['agency', 'root', 'at', 'previous', 'reached', 'signature'].every((name) => typeof head[name] === 'string')
  );
};

/** The heads in a file's text, or null when it is no such file. A backup's report is one too: it holds them as `auditHead`. */
export const headsFrom = (text: string): readonly Head[] | null => {
  try {
    const document = JSON.parse(text);
    const { format, heads } = (document.auditHead ?? document) as HeadsFile;
    return format === 'footbridge-audit-head/1' && Array.isArray(heads) && heads.every(isHead) ? heads : null;
  } catch {
    return null;
  }
};

/** The newest head of every agency, as the owner reads them. */
export const newestHeads = async (owner: pg.ClientBase): Promise<Head[]> => {
  const { rows } = await owner.query<Head & { size: string }>(
    `select ${headColumns} from audit_heads h
     where size = (select max(size) from audit_heads newest where newest.agency_id = h.agency_id) order by agency_id`,
  );
  return rows.map((row) => ({ ...row, size: Number(row.size) }));
};

export const asHeadsFile = (heads: readonly Head[], key: AuditKey | null): HeadsFile => ({
  format: 'footbridge-audit-head/1',
  publicKey: key?.publicKey ?? null,
  heads,
});

/** Whether anything was ever sealed. */
export const hasHeads = async (ownerUrl: string): Promise<boolean> => {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    return (await client.query('select from audit_heads limit 1')).rowCount === 1;
  } finally {
    await client.end();
  }
};
