// Verifying: every entry is read and hashed here, outside the database, beside its leaf; the tree is built anew and held against
// every head. The first thing that does not hold is named.
import pg from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import type { Id } from '#domain/basics/id.ts';
import { emptyTree, grown, leafHash, rootOf, type Tree } from '#domain/basics/merkle.ts';
import type { AuditKey } from './audit-key.ts';
import { type Head, hashOfHead, headColumns, isGenuine, newestHeads, sha256 } from './heads.ts';
import { type LeafRow, leafRows, leafRowsQuery } from './leaf-rows.ts';

export type Reason =
  | 'entry-changed'
  | 'entry-deleted'
  | 'entry-of-another-agency'
  | 'entries-reordered'
  | 'entry-slipped-in'
  | 'tail-cut'
  | 'root-differs'
  | 'head-forged'
  | 'head-missing'
  | 'older-copy'
  | 'another-history';

/** `id` is the entry's, null where none can be named; `position` is the place in the agency's tree, first = 0. */
export type Fault = { readonly id: Id | null; readonly reason: Reason; readonly agency: Id; readonly position: number };

export type Verified = {
  /** Sealed, and looked at. */
  readonly entries: number;
  /** Written, and not sealed yet. */
  readonly unsealed: number;
  /** The newest head of each agency. */
  readonly heads: readonly Head[];
  readonly firstBad: Fault | null;
};

export type Verification = {
  readonly isSigned: AuditKey['isSigned'];
  /** Heads kept elsewhere: what the database holds must lead up to them. */
  readonly kept: readonly Head[];
  readonly onProgress: (done: number, total: number) => void;
};

/** Found while something else was under way. */
class Found extends Error {
  readonly fault: Fault;
  constructor(fault: Fault) {
    super(fault.reason);
    this.fault = fault;
  }
}

type Chain = Pick<Head, 'size' | 'root' | 'era' | 'reached'>;

const headsAtOnce = 5_000;

/** The heads of an agency, each signed and saying which came before it. */
const readChain = async (client: pg.Client, agency: Id, key: Pick<AuditKey, 'isSigned'>): Promise<Chain[]> => {
  const chain: Chain[] = [];
  let previous = '';
  for (;;) {
    const { rows } = await client.query<Head>(
      `select ${headColumns} from audit_heads where agency_id = $1 and size > $2 order by audit_heads.size limit ${headsAtOnce}`,
      [agency, chain.at(-1)?.size ?? 0],
    );
    for (const row of rows) {
      const head = { ...row, size: Number(row.size) };
      const found = (reason: Reason) => new Found({ id: null, reason, agency, position: head.size - 1 });
      if (!isGenuine(key, head)) throw found('head-forged');
      if (head.previous !== previous) throw found('head-missing');
      previous = hashOfHead(head);
      chain.push({ size: head.size, root: head.root, era: head.era, reached: head.reached });
    }
    if (rows.length < headsAtOnce) return chain;
  }
};

/** Whether an entry comes after another in the order of sealing. */
const isAfter = (row: LeafRow, before: LeafRow): boolean => {
  const [here, there] = [row.entry?.order ?? [], before.entry?.order ?? []];
  const differs = here.findIndex((part, index) => part !== there[index]);
  return differs === -1 ? row.id > before.id : (here[differs] ?? 0) > (there[differs] ?? 0);
};

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

/** Reads one agency's tree from beginning to end; throws `Found`. Returns how many entries it holds. */
const verifyTree = async (
  client: pg.Client,
  agency: Id,
  chain: readonly Chain[],
  kept: Head | undefined,
  onEntries: (count: number) => void,
): Promise<number> => {
  let tree: Tree = emptyTree;
  let headAt = 0;
  let before: LeafRow | undefined;
  /** The first entry of those that the next head is about, and how many there were before it. */
  let first: { row: LeafRow; position: number } | undefined;
  const found = (reason: Reason, row?: LeafRow, position = tree.size) =>
    new Found({ id: row?.id || null, reason, agency, position });
  const isLast = () => headAt === chain.length - 1;
  const close = () => {
    const head = chain[headAt];
    const root = () => hex(rootOf(sha256, tree));
    if (kept?.size === tree.size && kept.root !== root()) throw found('another-history', undefined, tree.size - 1);
    if (head?.size !== tree.size) return;
    if (head.root !== root()) throw found('root-differs', first?.row, first?.position);
    headAt++;
    first = undefined;
  };
  const take = (row: LeafRow) => {
    const head = chain[headAt];
    if (!head) throw found('head-missing', row);
    if (row.size !== head.size) throw found('entry-deleted');
    if (!row.entry) throw found('entry-deleted', row);
    if (!Buffer.from(leafHash(sha256, row.entry.bytes)).equals(row.hash)) throw found('entry-changed', row);
    if (before && !isAfter(row, before)) throw found('entries-reordered', row);
    first ??= { row, position: tree.size };
    tree = grown(sha256, tree, [row.hash]);
    before = row;
    close();
  };
  const stream = client.query(copyTo(leafRowsQuery(client.escapeLiteral(agency))));
  for await (const rows of leafRows(stream)) {
    for (const row of rows) take(row);
    onEntries(rows.length);
  }
  if (headAt < chain.length) throw found(isLast() ? 'tail-cut' : 'entry-deleted');
  if (kept && kept.size > tree.size) throw found('older-copy');
  return tree.size;
};

/** Of an entry that is not where it was sealed: whether it stands elsewhere. The first connection is still busy reading. */
const whereItWent = async (ownerUrl: string, { id, agency }: Fault): Promise<Reason> => {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    const { rows } = await client.query<{ agency: Id }>('select agency_id as agency from audit where id = $1', [id]);
    if (rows.length === 0) return 'entry-deleted';
    return rows.some((row) => row.agency === agency) ? 'entry-changed' : 'entry-of-another-agency';
  } finally {
    await client.end();
  }
};

const upToLast = `
  audit a join audit_leaves last on last.agency_id = a.agency_id and last.size = $2
  where a.agency_id = $1
    and (a.era, a.transaction_id, a.at, a.id) <= ($3::integer, $4::xid8, last.ats[cardinality(last.ats)], last.ids[cardinality(last.ids)])`;

/** How many entries wait to be sealed; throws when one stands among those that are, where none can have come since. */
const countUnsealed = async (client: pg.Client, agency: Id, last: Chain | undefined): Promise<number> => {
  const count = async (from: string, values: readonly unknown[]) =>
    Number(
      (await client.query<{ count: string }>(`select count(*) as count from ${from}`, [...values])).rows[0]?.count,
    );
  const all = await count('audit where agency_id = $1', [agency]);
  if (!last) return all;
  const place = [agency, last.size, last.era, last.reached];
  if ((await count(upToLast, place)) > last.size) {
    const { rows } = await client.query<{ id: Id }>(
      `select a.id from ${upToLast} and (a.id, a.at) not in (
         select leaf.id, leaf.at from audit_leaves l, unnest(l.ids, l.ats) leaf (id, at) where l.agency_id = $1)
       order by a.era, a.transaction_id, a.at, a.id limit 1`,
      place,
    );
    throw new Found({ id: rows[0]?.id ?? null, reason: 'entry-slipped-in', agency, position: last.size });
  }
  return all - last.size;
};

const agenciesOf = async (client: pg.Client, kept: readonly Head[]): Promise<Id[]> => {
  const { rows } = await client.query<{ id: Id }>(
    'select agency_id as id from agencies union select agency_id from audit_heads order by 1',
  );
  return [...new Set([...rows.map(({ id }) => id), ...kept.map(({ agency }) => agency)])];
};

/** Verifies the audit of every agency, or of those in `only`, in one snapshot. */
export const verifyAudit = async (
  ownerUrl: string,
  { isSigned, kept, onProgress }: Verification,
  only?: readonly Id[],
): Promise<Verified> => {
  const client = new pg.Client({ connectionString: ownerUrl, application_name: 'footbridge audit verify' });
  // Told to end, the process leaves the work standing: a connection that breaks then is no news.
  client.on('error', () => undefined);
  await client.connect();
  let [entries, unsealed, done, total] = [0, 0, 0, 0];
  let heads: readonly Head[] = [];
  try {
    await client.query('begin transaction isolation level repeatable read read only');
    heads = await newestHeads(client);
    const agencies = (await agenciesOf(client, kept)).filter((id) => only?.includes(id) ?? true);
    const forged = kept.find((head) => !isGenuine({ isSigned }, head));
    if (forged) throw new Found({ id: null, reason: 'head-forged', agency: forged.agency, position: forged.size - 1 });
    const chains: Chain[][] = [];
    for (const agency of agencies) chains.push(await readChain(client, agency, { isSigned }));
    total = chains.reduce((sum, chain) => sum + (chain.at(-1)?.size ?? 0), 0);
    for (const [index, agency] of agencies.entries()) {
      const chain = chains[index] ?? [];
      const head = kept.find((each) => each.agency === agency);
      const size = await verifyTree(client, agency, chain, head, (count) => {
        done += count;
        onProgress(done, total);
      });
      entries += size;
    }
    // What is missing in one agency and too many in another is named where it is missing.
    for (const [index, agency] of agencies.entries())
      unsealed += await countUnsealed(client, agency, chains[index]?.at(-1));
    return { entries, unsealed, heads, firstBad: null };
  } catch (error) {
    if (!(error instanceof Found)) throw error;
    const { fault } = error;
    const reason = fault.reason === 'entry-deleted' && fault.id ? await whereItWent(ownerUrl, fault) : fault.reason;
    return { entries: done, unsealed, heads, firstBad: { ...fault, reason } };
  } finally {
    await client.end().catch(() => undefined);
  }
};
