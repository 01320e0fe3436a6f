// The files of a copy: content by its hash, in chunks, in the same transaction as the row that names them.
import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type { Id } from '#domain/basics/id.ts';
import type { Instant } from '#domain/basics/instant.ts';
import { agency, db } from '../postgres/query.ts';
import type { Tx } from '../postgres/transaction.ts';

type Stamp = { readonly agencyId: Id; readonly by: Id; readonly at: Instant };

export type NewFile = {
  readonly id: Id;
  readonly clientId: Id;
  readonly mediaType: string;
  readonly name: string;
  readonly bytes: Uint8Array;
};

const chunkBytes = 1_000_000;

const insertFile = async (tx: Tx, { agencyId, by, at }: Stamp, file: NewFile): Promise<void> => {
  const sha256 = createHash('sha256').update(file.bytes).digest();
  const chunks = Array.from({ length: Math.ceil(file.bytes.length / chunkBytes) }, (_, ordinal) =>
    tx.run(sql`
      insert into blob_chunks (agency_id, sha256, ordinal, content)
      values (${agencyId}::uuid, ${sha256}, ${ordinal}, ${Buffer.from(file.bytes.subarray(ordinal * chunkBytes, (ordinal + 1) * chunkBytes))})
      on conflict do nothing`),
  );
  await Promise.all([
    tx.run(
      db.insertInto('blobs').values({
        agency_id: agencyId,
        id: file.id,
        sha256,
        bytes: file.bytes.length,
        media_type: file.mediaType,
        name: file.name,
        client_id: file.clientId,
        recorded_at: at,
        recorded_by: by,
      }),
    ),
    ...chunks,
  ]);
};

export const insertPackage = async (
  tx: Tx,
  stamp: Stamp,
  made: {
    readonly id: Id;
    readonly requestId: Id;
    readonly pdf: NewFile;
    readonly data: NewFile;
    readonly segments: readonly string[];
    readonly language: string;
    readonly largePrint: boolean;
    readonly entries: number;
    readonly leftOut: number;
    readonly pages: number;
  },
): Promise<void> => {
  await Promise.all([
    insertFile(tx, stamp, made.pdf),
    insertFile(tx, stamp, made.data),
    tx.run(
      db.insertInto('record_packages').values({
        agency_id: stamp.agencyId,
        id: made.id,
        client_id: made.pdf.clientId,
        request_id: made.requestId,
        pdf_id: made.pdf.id,
        data_id: made.data.id,
        segments: [...made.segments],
        language: made.language,
        large_print: made.largePrint,
        entries: made.entries,
        left_out: made.leftOut,
        pages: made.pages,
        recorded_at: stamp.at,
        recorded_by: stamp.by,
      }),
    ),
  ]);
};

export type HeldPackage = {
  readonly id: Id;
  readonly requestId: Id;
  readonly segments: readonly string[];
  readonly language: string;
  readonly madeAt: Instant;
  /** Who asked for it: the person, or somebody for them. */
  readonly recipient: string;
  readonly isRepresentative: boolean;
};

export const readPackage = (tx: Tx, clientId: Id, id: Id): Promise<HeldPackage | undefined> =>
  tx.first(sql<HeldPackage>`
    select p.id, p.request_id as "requestId", p.segments, p.language, p.recorded_at as "madeAt",
      coalesce(s.name, coalesce(c.chosen_name, c.given_name) || ' ' || c.family_name) as recipient, s.id is not null as "isRepresentative"
    from record_packages p
    join clients c on c.agency_id = p.agency_id and c.id = p.client_id
    join requests q on q.agency_id = p.agency_id and q.id = p.request_id
    left join supporters s on s.agency_id = q.agency_id and s.id = q.supporter_id
    where p.agency_id = ${agency} and p.client_id = ${clientId}::uuid and p.id = ${id}::uuid and p.superseded_at is null`);

/** The file of a copy, whole. */
export const readPackageFile = async (tx: Tx, id: Id, part: 'pdf' | 'data'): Promise<Buffer> => {
  const rows = await tx.rows(sql<{ content: Buffer }>`
    select c.content from record_packages p
    join blobs b on b.agency_id = p.agency_id and b.id = ${part === 'pdf' ? sql`p.pdf_id` : sql`p.data_id`}
    join blob_chunks c on c.agency_id = b.agency_id and c.sha256 = b.sha256
    where p.agency_id = ${agency} and p.id = ${id}::uuid order by c.ordinal`);
  return Buffer.concat(rows.map(({ content }) => content));
};
