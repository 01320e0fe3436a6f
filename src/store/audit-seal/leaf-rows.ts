// Leaves and their entries as they stand in the database, read in order as a binary COPY: what it sends of an entry are the very
// bytes that are sealed, so they are hashed as they come.
import type { Readable } from 'node:stream';
import type { Id } from '#domain/basics/id.ts';
import { entryColumns } from './entry-bytes.ts';

export type LeafRow = {
  readonly position: number;
  /** Of the entry that was sealed there. */
  readonly id: Id;
  readonly hash: Buffer;
  /** Null when the entry is not there. */
  readonly entry: { readonly bytes: Buffer; readonly transaction: number; readonly microseconds: number } | null;
};

const leafColumns = 3;
const columns = leafColumns + entryColumns.length;
const [atColumn, transactionColumn] = [leafColumns + 2, columns - 1];

/** All leaves of an agency, whose id stands where `agency` says. */
export const leafRowsQuery = (agency: string): string => `
  copy (
    select l.position, l.id::text, l.hash, ${entryColumns.join(', ')}
    from audit_leaves l left join audit a on a.agency_id = l.agency_id and a.at = l.at and a.id = l.id
    where l.agency_id = ${agency} order by l.position
  ) to stdout (format binary)`;

/** The row that begins at `from`, and where it ends; null when it is not whole yet, or there is none any more. */
const rowAt = (bytes: Buffer, from: number): { row: LeafRow; end: number } | null => {
  let at = from + 2;
  const starts = new Array<number>(columns);
  const ends = new Array<number>(columns);
  // Two bytes with the number of columns; minus one says that no row follows.
  if (bytes.length < at || bytes.readInt16BE(from) !== columns) return null;
  for (let column = 0; column < columns; column++) {
    if (bytes.length < at + 4) return null;
    const length = bytes.readInt32BE(at);
    at += 4;
    starts[column] = at;
    at += Math.max(length, 0);
    ends[column] = length < 0 ? -1 : at;
  }
  if (bytes.length < at) return null;
  const text = (column: number) => bytes.toString('latin1', starts[column], ends[column]);
  const begin = (starts[leafColumns] as number) - 4;
  const row = {
    position: Number(bytes.readBigInt64BE(starts[0])),
    id: text(1),
    hash: bytes.subarray(starts[2], ends[2]),
    entry:
      ends[leafColumns] === -1
        ? null
        : {
            bytes: bytes.subarray(begin, at),
            transaction: Number(text(transactionColumn)),
            microseconds: Number(text(atColumn)),
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
