// Sealing: what is certainly written and not yet in the tree is added to it, and the new root is signed, in one transaction.
import { sql } from 'kysely';
import type { Id } from '#domain/basics/id.ts';
import type { Instant } from '#domain/basics/instant.ts';
import { emptyTree, grown, rootOf, type Tree } from '#domain/basics/merkle.ts';
import { agency, prepared } from '../postgres/query.ts';
import type { Tx } from '../postgres/transaction.ts';
import type { AuditKey } from './audit-key.ts';
import { entryColumns } from './entry-bytes.ts';
import { type Head, hashOfHead, headColumns, isGenuine, sha256, statementOf } from './heads.ts';

/** The newest head does not hold: it was not signed with our key, or the tree it stands on is another. Nothing may be built on it. */
export class HeadFault extends Error {}

type Last = Head & { readonly peaks: Buffer; readonly lastAt: string; readonly lastId: Id };
type Place = { readonly transaction: string; readonly at: string; readonly id: Id };

const beginning: Place = { transaction: '0', at: '-infinity', id: '00000000-0000-0000-0000-000000000000' };

/** Under row-level security a sum is worked out before the index is asked, or the index is not asked at all. */
const lastHead = (tx: Tx): Promise<Last | undefined> =>
  tx.first(sql<Last>`
    select h.*, l.at::text as "lastAt", l.id as "lastId"
    from (
      select ${sql.raw(headColumns)}, peaks, agency_id, audit_heads.size - 1 as place
      from audit_heads where agency_id = ${agency} order by audit_heads.size desc limit 1
    ) h join audit_leaves l on l.agency_id = h.agency_id and l.position = h.place`);

/** One process at a time; who comes second leaves it to the first. */
const takeTurn = (tx: Tx): Promise<{ mine: boolean; cluster: string } | undefined> =>
  tx.first(sql<{ mine: boolean; cluster: string }>`
    select pg_try_advisory_xact_lock(hashtextextended('seal the audit of ' || ${agency}, 0)) as mine,
      (select system_identifier::text from pg_control_system()) as cluster`);

const bytesOfEntry = sql.raw(
  entryColumns
    .map((column) => `coalesce(int4send(octet_length(${column})) || convert_to(${column}, 'UTF8'), '\\xffffffff')`)
    .join(' || '),
);

/**
 * Adds the next `most` leaves behind `place`. A transaction below the snapshot's xmin is over, so nothing can appear behind it any
 * more; a plain high-water mark would pass over one that commits late. With `inherited`, what a restore brought along: such an
 * entry is to be seen although its transaction has not begun here.
 */
const addLeaves = (inherited: boolean) =>
  prepared(
    (size: unknown, transaction: unknown, at: unknown, id: unknown, most: unknown) => sql<{
      hashes: Buffer | null;
      reached: string | null;
    }>`
    with next as materialized (
      select a.* from audit a
      where a.agency_id = ${agency} and (a.transaction_id, a.at, a.id) > (${transaction}::xid8, ${at}::timestamptz, ${id}::uuid)
        and ${inherited ? sql`a.transaction_id >= pg_snapshot_xmax(pg_current_snapshot())` : sql`a.transaction_id < pg_snapshot_xmin(pg_current_snapshot())`}
        and (select true from audit_leaves l where l.agency_id = a.agency_id and l.at = a.at and l.id = a.id) is null
      order by a.transaction_id, a.at, a.id limit ${most}
    ), leaves as materialized (
      select a.agency_id, ${size}::int8 - 1 + row_number() over (order by a.transaction_id, a.at, a.id) as position, a.at, a.id, a.transaction_id,
        sha256('\\x00'::bytea || ${bytesOfEntry}) as hash
      from next a
    ), kept as (
      insert into audit_leaves (agency_id, position, at, id, hash) select agency_id, position, at, id, hash from leaves
    )
    select string_agg(hash, ''::bytea order by position) as hashes, max(transaction_id)::text as reached from leaves`,
  );
const addOwn = addLeaves(false);
const addInherited = addLeaves(true);

const cut = (bytes: Buffer): Buffer[] =>
  Array.from({ length: bytes.length / 32 }, (_, index) => bytes.subarray(index * 32, index * 32 + 32));

/** The tree a head stands on; refuses one that does not have the head's root. */
const treeOf = (key: AuditKey, last: Last): Tree => {
  const tree = { size: last.size, peaks: cut(last.peaks) };
  if (!isGenuine(key, last) || Buffer.from(rootOf(sha256, tree)).toString('hex') !== last.root) throw new HeadFault();
  return tree;
};

/**
 * Seals at most `most` entries of this transaction's agency and returns how many; 0 when nothing waits or another process is at it.
 * Throws `HeadFault`. One snapshot sees it all: each statement of the transaction has its own, and the one that chooses decides.
 */
export const sealNext = async (tx: Tx, agencyId: Id, key: AuditKey, now: Instant, most: number): Promise<number> => {
  if (!key.sign) throw new HeadFault();
  // The planner, who may know nothing of a new table yet, would read it whole for each entry.
  tx.plain('set local enable_seqscan = off').catch(() => undefined);
  const turn = await takeTurn(tx);
  if (!turn?.mine) return 0;
  const last = await lastHead(tx);
  const tree = last ? treeOf(key, last) : emptyTree;
  const add = async (statement: typeof addOwn, place: Place, cluster: string) => {
    const added = await tx.first(statement(tree.size, place.transaction, place.at, place.id, most));
    return added?.hashes && added.reached ? { hashes: cut(added.hashes), reached: added.reached, cluster } : null;
  };
  // In a restored database first what came along, in the order it had; then what is written here, counted from the beginning.
  const behind = last ? { transaction: last.reached, at: last.lastAt, id: last.lastId } : beginning;
  const isHere = last?.cluster === turn.cluster;
  const added =
    (!isHere && (await add(addInherited, behind, last?.cluster ?? 'elsewhere'))) ||
    (await add(addOwn, isHere ? behind : beginning, turn.cluster));
  if (!added) return 0;
  const next = grown(sha256, tree, added.hashes);
  const head = {
    agency: agencyId,
    size: next.size,
    root: Buffer.from(rootOf(sha256, next)).toString('hex'),
    at: now,
    previous: last ? hashOfHead(last) : '',
    cluster: added.cluster,
    reached: added.reached,
  };
  await tx.run(sql`
    insert into audit_heads (agency_id, size, root, at, previous, cluster, reached, signature, peaks)
    values (${agency}, ${head.size}, ${Buffer.from(head.root, 'hex')}, ${head.at}, ${Buffer.from(head.previous, 'hex')}, ${head.cluster},
      ${head.reached}::xid8, ${key.sign(statementOf(head))}, ${Buffer.concat(next.peaks)})`);
  return added.hashes.length;
};
