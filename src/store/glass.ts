// Broken glass: whom one may look for behind it, who broke it, and what was said of it afterwards.
import { type RawBuilder, sql } from 'kysely';
import type { Actor } from '#domain/access/actor.ts';
import type { GlassReason, MedicalEmergency, ReviewOutcome } from '#domain/access/glass.ts';
import type { Day } from '#domain/basics/day.ts';
import type { Id } from '#domain/basics/id.ts';
import type { Instant } from '#domain/basics/instant.ts';
import { type NamedRecord, namedRecord } from './access/named-record.ts';
import { visible } from './access/visible.ts';
import { agency, insertOf } from './postgres/query.ts';
import type { Stamp } from './postgres/stamps.ts';
import type { Tx } from './postgres/transaction.ts';

type Written = Stamp & { readonly agencyId: Id };

/** How often whoever asks has searched behind the glass since a moment. */
export const countGlassSearches = async (tx: Tx, staffId: Id, since: Instant): Promise<number> => {
  const row = await tx.first(sql<{ count: number }>`
    select count(*) as count from audit a where a.agency_id = ${agency} and a.actor_id = ${staffId}::uuid and a.at > ${since}::timestamptz
      and a.action = 'find-behind-glass'`);
  return row?.count ?? 0;
};

const mostAlike = 50;

/** Those born on a day, or the one with a number: what else is known of them is compared by the caller. */
export const readBehindGlass = (
  tx: Tx,
  actor: Actor,
  by: { readonly number: number } | { readonly birthDate: Day },
  today: Day,
): Promise<NamedRecord[]> =>
  tx
    .rows(sql<{ record: NamedRecord }>`
    select ${namedRecord('c')} as record from clients c
    where c.agency_id = ${agency} and ${'number' in by ? sql`c.number = ${by.number}` : sql`c.birth_date = ${by.birthDate}::date and c.birth_precision = 'day'`}
      and ${visible(actor, 'find-behind-glass', 'c', today)}
    order by c.number limit ${mostAlike}`)
    .then((rows) => rows.map(({ record }) => record));

export type NewGlass = {
  readonly id: Id;
  readonly clientId: Id;
  readonly reason: GlassReason;
  readonly explanation: string;
  readonly endsAt: Instant;
  readonly emergency: MedicalEmergency | null;
};

export const insertGlass = (tx: Tx, { agencyId, by, at }: Written, glass: NewGlass): Promise<number> =>
  tx.run(
    insertOf('glass_breaks', {
      ...{ agency_id: agencyId, id: glass.id, client_id: glass.clientId, staff_id: by },
      ...{ reason: glass.reason, explanation: glass.explanation, broken_at: at, ends_at: glass.endsAt },
      emergency_recipient: glass.emergency?.recipient ?? null,
      emergency_affiliation: glass.emergency?.affiliation ?? null,
      emergency_discloser: glass.emergency?.discloser ?? null,
      emergency_at: glass.emergency?.at ?? null,
      emergency_nature: glass.emergency?.nature ?? null,
      ...{ recorded_at: at, recorded_by: by },
    }),
  );

/** The end of somebody's hour with a client, while it is not over. */
export const readGlassEnd = async (tx: Tx, clientId: Id, staffId: Id, now: Instant): Promise<Instant | null> => {
  const row = await tx.first(sql<{ endsAt: Instant }>`
    select max(g.ends_at) as "endsAt" from glass_breaks g where g.agency_id = ${agency} and g.staff_id = ${staffId}::uuid
      and g.client_id = ${clientId}::uuid and g.superseded_at is null and g.broken_at <= ${now}::timestamptz and g.ends_at > ${now}::timestamptz`);
  return row?.endsAt ?? null;
};

export type GlassRow = {
  readonly id: Id;
  readonly client: NamedRecord;
  readonly staff: { readonly id: Id; readonly name: string };
  readonly reason: GlassReason;
  readonly explanation: string;
  readonly brokenAt: Instant;
  readonly endsAt: Instant;
  readonly emergency: MedicalEmergency | null;
  readonly review: {
    readonly outcome: ReviewOutcome;
    readonly note: string | null;
    readonly by: string | null;
    readonly at: Instant;
  } | null;
  readonly total: number;
};

export type GlassFilter = {
  readonly state: 'open' | 'reviewed' | 'all';
  readonly staffId: Id | null;
  readonly from: Instant | null;
  readonly to: Instant | null;
};

const among = (actor: Actor, filter: GlassFilter, today: Day): RawBuilder<unknown> => sql`
  from glass_breaks g
  join staff s on s.agency_id = g.agency_id and s.id = g.staff_id
  join clients c on c.agency_id = g.agency_id and c.id = g.client_id
  left join glass_reviews v on v.agency_id = g.agency_id and v.glass_id = g.id and v.superseded_at is null
  left join staff w on w.agency_id = v.agency_id and w.id = v.recorded_by
  where g.agency_id = ${agency} and g.superseded_at is null and ${visible(actor, 'list-glass', 'c', today)}
    and (${filter.staffId}::uuid is null or g.staff_id = ${filter.staffId}::uuid)
    and (${filter.from}::timestamptz is null or g.broken_at >= ${filter.from}::timestamptz)
    and (${filter.to}::timestamptz is null or g.broken_at < ${filter.to}::timestamptz)
    and ${filter.state === 'all' ? sql`true` : filter.state === 'open' ? sql`v.id is null` : sql`v.id is not null`}`;

export const readGlass = (
  tx: Tx,
  actor: Actor,
  filter: GlassFilter,
  today: Day,
  page: { readonly limit: number; readonly offset: number },
): Promise<GlassRow[]> =>
  tx.rows(sql<GlassRow>`
    select g.id, ${namedRecord('c')} as client, jsonb_build_object('id', s.id, 'name', s.given_name || ' ' || s.family_name) as staff,
      g.reason, g.explanation, g.broken_at as "brokenAt", g.ends_at as "endsAt", count(*) over () as total,
      case when g.emergency_nature is not null then jsonb_build_object('recipient', g.emergency_recipient, 'affiliation', g.emergency_affiliation,
        'discloser', g.emergency_discloser, 'at', g.emergency_at, 'nature', g.emergency_nature) end as emergency,
      case when v.id is not null then jsonb_build_object('outcome', v.outcome, 'note', v.note, 'at', v.recorded_at,
        'by', w.given_name || ' ' || w.family_name) end as review
    ${among(actor, filter, today)}
    order by (v.id is null) desc, g.broken_at desc, g.id limit ${page.limit} offset ${page.offset}`);

export type GlassRate = {
  readonly staff: { readonly id: Id; readonly name: string };
  readonly n: number;
  readonly open: number;
  readonly notJustified: number;
};

/** How often each person broke it, the most often first. */
export const readGlassRates = (tx: Tx, actor: Actor, filter: GlassFilter, today: Day): Promise<GlassRate[]> =>
  tx.rows(sql<GlassRate>`
    select jsonb_build_object('id', s.id, 'name', s.given_name || ' ' || s.family_name) as staff, count(*) as n,
      count(*) filter (where v.id is null) as open, count(*) filter (where v.outcome = 'not-justified') as "notJustified"
    ${among(actor, filter, today)} group by s.id, s.given_name, s.family_name order by count(*) desc, s.id`);

export const countGlass = async (tx: Tx, actor: Actor, filter: GlassFilter, today: Day): Promise<number> => {
  const row = await tx.first(sql<{ count: number }>`select count(*) as count ${among(actor, filter, today)}`);
  return row?.count ?? 0;
};

/** Whose it was and where they are told, and whether it was looked at. */
export const readGlassToReview = (
  tx: Tx,
  glassId: Id,
): Promise<{ staffId: Id; email: string; isReviewed: boolean } | undefined> =>
  tx.first(sql<{ staffId: Id; email: string; isReviewed: boolean }>`
    select g.staff_id as "staffId", s.email, exists (select from glass_reviews v where v.agency_id = g.agency_id and v.glass_id = g.id
      and v.superseded_at is null) as "isReviewed"
    from glass_breaks g join staff s on s.agency_id = g.agency_id and s.id = g.staff_id
    where g.agency_id = ${agency} and g.id = ${glassId}::uuid`);

export const insertGlassReview = (
  tx: Tx,
  { agencyId, by, at }: Written,
  review: {
    readonly id: Id;
    readonly clientId: Id;
    readonly glassId: Id;
    readonly outcome: ReviewOutcome;
    readonly note: string | null;
  },
): Promise<number> =>
  tx.run(
    insertOf('glass_reviews', {
      ...{ agency_id: agencyId, id: review.id, client_id: review.clientId, glass_id: review.glassId },
      ...{ outcome: review.outcome, note: review.note, recorded_at: at, recorded_by: by },
    }),
  );
