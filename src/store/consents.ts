// Consents, restrictions, and what both open inside the agency, which is written anew whenever either changes.
import { sql } from 'kysely';
import type { Id } from '#domain/basics/id.ts';
import type { Instant } from '#domain/basics/instant.ts';
import type { Consent, Restriction } from '#domain/consent/consent.ts';
import type { SegmentOpening } from '#domain/consent/openings.ts';
import { agency, db, json, prepared } from './postgres/query.ts';
import type { Stamp } from './postgres/stamps.ts';
import type { Tx } from './postgres/transaction.ts';

type Kept = {
  readonly clientId: Id;
  /** Of the row itself: that there is a consent tells what there is to disclose. */
  readonly segment: string;
  readonly recordedBy: Id;
  readonly version: Instant;
};

export type KeptConsent = Consent & Kept & { readonly language: string };
export type KeptRestriction = Omit<Restriction, 'agreed'> &
  Kept & {
    readonly words: string;
    /** Null: asked and not yet answered. */
    readonly agreed: boolean | null;
    readonly answer: string | null;
  };

const consentsOf = prepared(
  (clientId: Id) => sql<KeptConsent>`
    select c.id, c.client_id as "clientId", c.kind, c.client_name as "clientName", c.disclosers, c.recipients, c.segments, c.records,
      c.records_from as "recordsFrom", c.records_to as "recordsTo", c.description, c.purposes, c.purpose_text as "purposeText",
      c.from_day as "from", c.expiry, c.told, c.language, c.signer, c.signature, c.revocation, c.known_false as "knownFalse",
      c.segment, c.recorded_by as "recordedBy", c.recorded_at as version
    from consents c where c.agency_id = ${agency} and c.client_id = ${clientId}::uuid order by c.from_day desc, c.id desc`,
);

/** All of a client's consents, the latest first, whoever asks: what they allow is decided from all of them. */
export const readConsents = (tx: Tx, clientId: Id): Promise<KeptConsent[]> => tx.rows(consentsOf(clientId));

const restrictionsOf = prepared(
  (clientId: Id) => sql<KeptRestriction>`
    select r.id, r.client_id as "clientId", r.segments, r.records, r.kept_from as "from", r.purposes, r.words, r.agreed, r.answer,
      r.begins_on as "beginsOn", r.ended_on as "endedOn", r.segment, r.recorded_by as "recordedBy", r.recorded_at as version
    from restrictions r where r.agency_id = ${agency} and r.client_id = ${clientId}::uuid order by r.begins_on desc, r.id desc`,
);

export const readRestrictions = (tx: Tx, clientId: Id): Promise<KeptRestriction[]> => tx.rows(restrictionsOf(clientId));

/** What a row is itself: the first of the segments it speaks of that is closed. */
export const closedSegment = (segments: readonly string[]): string =>
  segments.find((each) => each !== 'general') ?? 'general';

export const insertConsent = (
  tx: Tx,
  { by, at, agencyId }: Stamp & { readonly agencyId: Id },
  clientId: Id,
  language: string,
  consent: Consent,
): Promise<number> =>
  tx.run(
    db.insertInto('consents').values({
      agency_id: agencyId,
      id: consent.id,
      client_id: clientId,
      kind: consent.kind,
      client_name: consent.clientName,
      disclosers: json(consent.disclosers),
      recipients: json(consent.recipients),
      segments: [...consent.segments],
      records: [...consent.records],
      records_from: consent.recordsFrom,
      records_to: consent.recordsTo,
      description: consent.description,
      purposes: [...consent.purposes],
      purpose_text: consent.purposeText,
      from_day: consent.from,
      expiry: consent.expiry && json(consent.expiry),
      told: [...consent.told],
      language,
      signer: json(consent.signer),
      signature: consent.signature && json(consent.signature),
      revocation: null,
      known_false: consent.knownFalse,
      segment: closedSegment(consent.segments),
      recorded_at: at,
      recorded_by: by,
    }),
  );

/** What becomes of a consent afterwards: it is signed, its event happens, it is revoked, it turns out not to be true. */
export const changeConsent = (
  tx: Tx,
  { by, at }: Stamp,
  { id, signature, expiry, revocation, knownFalse }: Consent,
): Promise<number> =>
  tx.run(
    db
      .updateTable('consents')
      .set({
        signature: signature && json(signature),
        expiry: expiry && json(expiry),
        revocation: revocation && json(revocation),
        known_false: knownFalse,
        recorded_at: at,
        recorded_by: by,
      })
      .where('agency_id', '=', agency)
      .where('id', '=', id),
  );

export const insertRestriction = (
  tx: Tx,
  { by, at, agencyId }: Stamp & { readonly agencyId: Id },
  clientId: Id,
  restriction: Pick<
    KeptRestriction,
    'id' | 'segments' | 'records' | 'from' | 'purposes' | 'words' | 'agreed' | 'answer' | 'beginsOn'
  >,
): Promise<number> =>
  tx.run(
    db.insertInto('restrictions').values({
      agency_id: agencyId,
      id: restriction.id,
      client_id: clientId,
      segments: [...restriction.segments],
      records: [...restriction.records],
      kept_from: json(restriction.from),
      purposes: [...restriction.purposes],
      words: restriction.words,
      agreed: restriction.agreed,
      answer: restriction.answer,
      begins_on: restriction.beginsOn,
      segment: closedSegment(restriction.segments),
      recorded_at: at,
      recorded_by: by,
    }),
  );

export const changeRestriction = (
  tx: Tx,
  { by, at }: Stamp,
  { id, agreed, answer, endedOn }: Pick<KeptRestriction, 'id' | 'agreed' | 'answer' | 'endedOn'>,
): Promise<number> =>
  tx.run(
    db
      .updateTable('restrictions')
      .set({ agreed, answer, ended_on: endedOn, recorded_at: at, recorded_by: by })
      .where('agency_id', '=', agency)
      .where('id', '=', id),
  );

/** Writes what stands open and kept inside the agency in place of what stood there before. */
export const writeOpenings = (tx: Tx, clientId: Id, openings: readonly SegmentOpening[]): Promise<unknown> =>
  Promise.all([
    tx.run(sql`delete from segment_openings where agency_id = ${agency} and client_id = ${clientId}::uuid`),
    tx.run(sql`
      insert into segment_openings (agency_id, client_id, source_id, ordinal, effect, segment, staff_id, programme_id, care_team, from_day, until_day)
      select ${agency}, ${clientId}::uuid, o.*
      from jsonb_to_recordset(${json(
        openings.map(({ effect, segment, to, from, until, source }, ordinal) => ({
          source,
          ordinal,
          effect,
          segment,
          staff: to.kind === 'staff' ? to.id : null,
          programme: to.kind === 'programme' ? to.id : null,
          care_team: to.kind === 'care-team',
          from,
          until,
        })),
      )}::jsonb) as o (source uuid, ordinal smallint, effect text, segment text, staff uuid, programme uuid, care_team boolean, "from" date, until date)`),
  ]);

/** Keeps a scanned paper by its content, in pieces; the same paper twice is kept once. */
export const keepScan = (
  tx: Tx,
  { by, at, agencyId }: Stamp & { readonly agencyId: Id },
  scan: {
    readonly id: Id;
    readonly clientId: Id;
    readonly segment: string;
    readonly sha256: Buffer;
    readonly mediaType: string;
    readonly bytes: Buffer;
  },
): Promise<unknown> =>
  Promise.all([
    tx.run(
      db.insertInto('blobs').values({
        agency_id: agencyId,
        id: scan.id,
        sha256: scan.sha256,
        bytes: scan.bytes.length,
        media_type: scan.mediaType,
        client_id: scan.clientId,
        segment: scan.segment,
        recorded_at: at,
        recorded_by: by,
      }),
    ),
    tx.run(
      db
        .insertInto('blob_chunks')
        .values({ agency_id: agencyId, sha256: scan.sha256, ordinal: 0, content: scan.bytes })
        .onConflict((conflict) => conflict.doNothing()),
    ),
  ]);

/** The scan that belongs to this client's paper; another client's is not there, though its bytes be the same. */
export const readScan = async (
  tx: Tx,
  clientId: Id,
  sha256: string,
): Promise<{ readonly mediaType: string; readonly bytes: Buffer } | undefined> =>
  tx.first(sql<{ mediaType: string; bytes: Buffer }>`
    select b.media_type as "mediaType", c.content as bytes from blobs b
    join blob_chunks c on c.agency_id = b.agency_id and c.sha256 = b.sha256
    where b.agency_id = ${agency} and b.client_id = ${clientId}::uuid and b.sha256 = decode(${sha256}, 'hex')
    order by b.id limit 1`);

export type ConsentOptions = {
  readonly clientName: string;
  readonly programmes: readonly { readonly id: Id; readonly name: string; readonly isPart2: boolean }[];
  readonly staff: readonly { readonly id: Id; readonly name: string }[];
  readonly supporters: readonly { readonly id: Id; readonly name: string }[];
};

/** Whom a form can name: the agency's programmes and people, and who has a paper to decide for the client. */
export const readConsentOptions = async (tx: Tx, clientId: Id): Promise<ConsentOptions | undefined> =>
  tx.first(sql<ConsentOptions>`
    select c.given_name || ' ' || c.family_name as "clientName",
      (select coalesce(json_agg(json_build_object('id', p.id, 'name', p.name, 'isPart2', p.is_part2) order by p.name), '[]')
        from programmes p where p.agency_id = c.agency_id and p.closed_on is null) as programmes,
      (select coalesce(json_agg(json_build_object('id', s.id, 'name', s.given_name || ' ' || s.family_name) order by s.family_name, s.given_name), '[]')
        from staff s where s.agency_id = c.agency_id and s.left_on is null
          and s.roles && array['case-manager', 'team-lead', 'supervisor']) as staff,
      (select coalesce(json_agg(json_build_object('id', u.id, 'name', u.name) order by u.name), '[]')
        from supporters u where u.agency_id = c.agency_id and u.client_id = c.id and u.authority is not null and u.segment = 'general') as supporters
    from clients c where c.agency_id = ${agency} and c.id = ${clientId}::uuid`);
