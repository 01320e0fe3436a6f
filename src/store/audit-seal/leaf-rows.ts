// Leaves and their entries as they stand in the database, read in order as a binary COPY.
import type { Readable } from 'node:stream';
import type { Id } from '#domain/basics/id.ts';
import { entryBytes } from './entry-bytes.ts';

export type LeafRow = {
  /** Of the head that added it. */
  readonly size: number;
  /** Of the entry that was sealed there. */
  readonly id: Id;
  readonly hash: Buffer;
  /** Null when the entry is not there. */
  readonly entry: {
    readonly bytes: Buffer;
    readonly order: readonly [era: number, transaction: number, microseconds: number];
  } | null;
};

/** All leaves of an agency, the hashes of a piece fetched once for all of them; the agency's id stands where `agency` says. */
export const leafRowsQuery = (agency: string): string => `
  copy (
    select leaf.size, coalesce(leaf.id::text, ''), leaf.hash, case when a.id is not null then ${entryBytes} end, a.era, a.transaction_id, a.at
    from (
      select l.agency_id, l.size, one.id, one.at, one.place, substr(l.hashes, (one.place - 1)::integer * 32 + 1, 32) as hash
      from (select agency_id, size, ids, ats, hashes || '' as hashes from audit_leaves where agency_id = ${agency} offset 0) l
        cross join lateral unnest(l.ids, l.ats) with ordinality one (id, at, place)
      offset 0
    ) leaf left join audit a on a.agency_id = leaf.agency_id and a.at = leaf.at and a.id = leaf.id
    order by leaf.size, leaf.place
  ) to stdout (format binary)`;

const columns = 7;

/** The row that begins at `from`, and where it ends; null when it is not whole yet, or there is none any more. */
const rowAt = (bytes: Buffer, from: number): { row: LeafRow; end: number } | null => {
  let at = from + 2;
  const starts = new Array<number>(columns);
  const lengths = new Array<number>(columns);
  // Two bytes with the number of columns; minus one says that no row follows.
  if (bytes.length < at || bytes.readInt16BE(from) !== columns) return null;
  for (let column = 0; column < columns; column++) {
    if (bytes.length < at + 4) return null;
    const length = bytes.readInt32BE(at);
    at += 4;
    starts[column] = at;
    lengths[column] = length;
    at += Math.max(length, 0);
  }
  if (bytes.length < at) return null;
  const [size = 0, id = 0, hash = 0, content = 0, era = 0, transaction = 0, moment = 0] = starts;
  const long = (place: number) => Number(bytes.readBigInt64BE(place));
  const row: LeafRow = {
    size: long(size),
    id: bytes.toString('latin1', id, id + (lengths[1] ?? 0)),
    hash: bytes.subarray(hash, hash + (lengths[2] ?? 0)),
    entry:
      (lengths[3] ?? -1) < 0
        ? null
        : {
            bytes: bytes.subarray(content, content + (lengths[3] ?? 0)),
            order: [bytes.readInt32BE(era), long(transaction), long(moment)],
          },
  };
  return { row, end: at };
};

/** Signature, flags and the length of an extension that there is not. */
const headBytes = 19;

/** The rows of the stream, as many at once as have come. */
export async function* leafRows(stream: Readable): AsyncGenerator<readonly LeafRow[]> {
  let rest: Buffer = Buffer.alloc(0);
  let from = headBytes;
  for await (const chunk of stream) {
    const bytes = rest.length > 0 ? Buffer.concat([rest, chunk as Buffer]) : (chunk as Buffer);
    const rows: LeafRow[] = [];
    for (let next = rowAt(bytes, from); next; next = rowAt(bytes, from)) {
      rows.push(next.row);
      from = next.end;
    }
    // Before the head is whole, what is to be left out reaches beyond what is here.
    const left = Math.min(from, bytes.length);
    rest = bytes.subarray(left);
    from -= left;
    if (rows.length > 0) yield rows;
  }
}
