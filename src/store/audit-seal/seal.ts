// Sealing: what is certainly written and not yet in the tree is added to it, and the new root is signed, in one transaction.
import { setImmediate as others } from 'node:timers/promises';
import { sql } from 'kysely';
import type { Id } from '#domain/basics/id.ts';
import type { Instant } from '#domain/basics/instant.ts';
import { emptyTree, grown, rootOf, type Tree } from '#domain/basics/merkle.ts';
import { agency, prepared } from '../postgres/query.ts';
import type { Tx } from '../postgres/transaction.ts';
import type { AuditKey } from './audit-key.ts';
import { entryBytes } from './entry-bytes.ts';
import { type Head, hashOfHead, headColumns, isGenuine, sha256, statementOf } from './heads.ts';

/** The newest head does not hold: it was not signed with our key, or the tree it stands on is another. Nothing may be built on it. */
export class HeadFault extends Error {}

type Last = Head & { readonly peaks: Buffer; readonly lastAt: string; readonly lastId: Id };

const lastHead = (tx: Tx): Promise<Last | undefined> =>
  tx.first(sql<Last>`
    select h.*, l.ats[cardinality(l.ats)]::text as "lastAt", l.ids[cardinality(l.ids)] as "lastId"
    from (
      select ${sql.raw(headColumns)}, peaks, agency_id, audit_heads.size as place
      from audit_heads where agency_id = ${agency} order by audit_heads.size desc limit 1
    ) h join audit_leaves l on l.agency_id = h.agency_id and l.size = h.place`);

/** Where an agency begins of which nothing is sealed yet. */
const beforeAll = { era: -1, reached: '0', lastAt: '-infinity', lastId: '00000000-0000-0000-0000-000000000000' };

/** One process at a time; who comes second leaves it to the first. */
const takeTurn = (tx: Tx): Promise<{ mine: boolean } | undefined> =>
  tx.first(sql<{ mine: boolean }>`
    select pg_try_advisory_xact_lock(hashtextextended('seal the audit of ' || ${agency}, 0)) as mine`);

/** The era in which entries are written now. */
const presentEra = sql`(
  select pg_get_expr(d.adbin, d.adrelid)::integer from pg_attrdef d join pg_attribute c on c.attrelid = d.adrelid and c.attnum = d.adnum
  where d.adrelid = 'audit'::regclass and c.attname = 'era')`;

/**
 * The next leaves, in the order of the entries' transactions. One below the snapshot's xmin is over, so nothing can appear behind it
 * any more; a plain high-water mark would pass over one that commits late. All of an earlier era are over. One statement sees one
 * snapshot: what is chosen and what is over are of the same moment. The lists are put together as the rows come, in order: sorting
 * them once more would take longer than hashing.
 */
const addLeaves = prepared(
  (size: unknown, era: unknown, transaction: unknown, at: unknown, id: unknown, most: unknown) => sql<{
    hashes: Buffer;
    era: number;
    reached: string;
  }>`
    with piece as materialized (
      select agency_id, array_agg(id) as ids, array_agg(at) as ats, string_agg(hash, ''::bytea) as hashes, max(era) as era
      from (
        select a.agency_id, a.id, a.at, a.era, sha256('\\x00'::bytea || ${sql.raw(entryBytes)}) as hash
        from audit a
        where a.agency_id = ${agency}
          and (a.era, a.transaction_id, a.at, a.id) > (${era}::integer, ${transaction}::xid8, ${at}::timestamptz, ${id}::uuid)
          and (a.era < ${presentEra} or a.transaction_id < pg_snapshot_xmin(pg_current_snapshot()))
        order by a.era, a.transaction_id, a.at, a.id limit ${most}
      ) next
      group by agency_id
    ), kept as (
      insert into audit_leaves (agency_id, size, ids, ats, hashes)
      select agency_id, ${size}::int8 + cardinality(ids), ids, ats, hashes from piece
    )
    select p.hashes, p.era, a.transaction_id::text as reached
    from piece p join audit a on a.agency_id = p.agency_id and a.at = p.ats[cardinality(p.ats)] and a.id = p.ids[cardinality(p.ids)]`,
);

/** About a millisecond: requests of the same process go on between. */
const hashesInOneGo = 500;

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
 * Throws `HeadFault`.
 */
export const sealNext = async (tx: Tx, agencyId: Id, key: AuditKey, now: Instant, most: number): Promise<number> => {
  if (!key.sign) throw new HeadFault();
  const turn = await takeTurn(tx);
  if (!turn?.mine) return 0;
  const last = await lastHead(tx);
  const tree = last ? treeOf(key, last) : emptyTree;
  const { era, reached, lastAt, lastId } = last ?? beforeAll;
  const added = await tx.first(addLeaves(tree.size, era, reached, lastAt, lastId, most));
  if (!added) return 0;
  const hashes = cut(added.hashes);
  let next = tree;
  for (let from = 0; from < hashes.length; from += hashesInOneGo) {
    next = grown(sha256, next, hashes.slice(from, from + hashesInOneGo));
    await others();
  }
  const head = {
    agency: agencyId,
    size: next.size,
    root: Buffer.from(rootOf(sha256, next)).toString('hex'),
    at: now,
    previous: last ? hashOfHead(last) : '',
    era: added.era,
    reached: added.reached,
  };
  await tx.run(sql`
    insert into audit_heads (agency_id, size, root, at, previous, era, reached, signature, peaks)
    values (${agency}, ${head.size}, ${Buffer.from(head.root, 'hex')}, ${head.at}, ${Buffer.from(head.previous, 'hex')}, ${head.era},
      ${head.reached}::xid8, ${key.sign(statementOf(head))}, ${Buffer.concat(next.peaks)})`);
  return hashes.length;
};
