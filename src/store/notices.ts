// What somebody is told at once: in the product, and by mail that names nobody.
import { sql } from 'kysely';
import type { Actor } from '#domain/access/actor.ts';
import type { ReviewOutcome } from '#domain/access/glass.ts';
import type { Day } from '#domain/basics/day.ts';
import type { Id } from '#domain/basics/id.ts';
import type { Instant } from '#domain/basics/instant.ts';
import { type NamedRecord, namedRecord } from './access/named-record.ts';
import { visible } from './access/visible.ts';
import { agency, db, insertOf, json } from './postgres/query.ts';
import type { Stamp } from './postgres/stamps.ts';
import type { Tx } from './postgres/transaction.ts';

type Written = Stamp & { readonly agencyId: Id };

export type NoticeKind = 'glass-broken' | 'glass-reviewed' | 'safety-raised' | 'safety-waiting';
export type Recipient = { readonly id: Id; readonly email: string };

const told = sql`s.left_on is null and not exists (
  select from staff_blocks b where b.agency_id = s.agency_id and b.client_id = c.id and b.staff_id = s.id and b.superseded_at is null)`;

/** The privacy officers, and who answers first for the client: the lead worker, or those who lead the team that does. */
export const whoIsTold = (tx: Tx, clientId: Id, now: Instant): Promise<Recipient[]> =>
  tx.rows(sql<Recipient>`
    with first_to_answer as (
      select a.staff_id, a.team_id from assignments a
      where a.agency_id = ${agency} and a.client_id = ${clientId}::uuid and a.role = 'primary' and a.to_day is null
    )
    select s.id, s.email from staff s join clients c on c.agency_id = s.agency_id and c.id = ${clientId}::uuid
    where s.agency_id = ${agency} and ${told} and s.id <> (select app.actor()) and (
      'privacy-officer' = any (s.roles)
      or s.id in (select f.staff_id from first_to_answer f)
      or s.id in (select p.staff_id from positions p join first_to_answer f on f.team_id = p.team_id
        where p.agency_id = ${agency} and p.role = 'leader' and p.during @> (${now}::timestamptz at time zone (select g.time_zone from agencies g where g.agency_id = ${agency}))::date))
    order by s.id`);

/** Sends a notice and a mail to each; a failure is heard of at the commit. */
export const tell = (
  tx: Tx,
  stamp: Written,
  notice: { readonly kind: NoticeKind; readonly clientId: Id; readonly subjectId: Id },
  to: readonly Recipient[],
  newId: () => Id,
): void => {
  const row = { agency_id: stamp.agencyId, client_id: notice.clientId, recorded_at: stamp.at, recorded_by: stamp.by };
  for (const { id, email } of to) {
    const { kind, subjectId } = notice;
    tx.run(
      insertOf('notices', { ...row, id: newId(), staff_id: id, kind, subject_id: subjectId, told_at: stamp.at }),
    ).catch(() => undefined);
    tx.run(
      insertOf('outbox', {
        ...{ ...row, id: newId(), channel: 'e-mail', recipient: email, template: kind, send_after: stamp.at },
        params: json({ subjectId }),
      }),
    ).catch(() => undefined);
  }
};

/** A mail to each privacy officer about what concerns no one client. */
export const mailPrivacyOfficers = async (
  tx: Tx,
  stamp: Written,
  template: string,
  params: Readonly<Record<string, string | number>>,
  newId: () => Id,
): Promise<void> => {
  const officers = await tx.rows(sql<Recipient>`
    select s.id, s.email from staff s where s.agency_id = ${agency} and s.left_on is null and 'privacy-officer' = any (s.roles) order by s.id`);
  const row = { agency_id: stamp.agencyId, recorded_at: stamp.at, recorded_by: stamp.by };
  for (const { email } of officers)
    await tx.run(
      insertOf('outbox', {
        ...{ ...row, id: newId(), channel: 'e-mail', recipient: email, template, send_after: stamp.at },
        params: json(params),
      }),
    );
};

export type NoticeRow = {
  readonly id: Id;
  readonly kind: NoticeKind;
  readonly at: Instant;
  readonly seenAt: Instant | null;
  readonly client: NamedRecord | null;
  /** Who broke the glass, or was with the person. */
  readonly by: string | null;
  /** What the review said, where one tells of it. */
  readonly outcome: ReviewOutcome | null;
  readonly total: number;
};

/** Whom a notice is about is said to the privacy officer, and to whoever may still open the record. */
export const readNotices = (
  tx: Tx,
  actor: Actor,
  today: Day,
  { limit, offset }: { readonly limit: number; readonly offset: number },
): Promise<NoticeRow[]> =>
  tx.rows(sql<NoticeRow>`
    select n.id, n.kind, n.told_at as at, n.seen_at as "seenAt", s.given_name || ' ' || s.family_name as by, v.outcome, count(*) over () as total,
      case when ${visible(actor, 'read-client', 'c', today)} or ${visible(actor, 'list-glass', 'c', today)}
        or (n.kind like 'safety-%' and ${visible(actor, 'read-safety-episodes', 'c', today)}) then ${namedRecord('c')} end as client
    from notices n
    left join clients c on c.agency_id = n.agency_id and c.id = n.client_id
    left join glass_breaks g on g.agency_id = n.agency_id and g.id = n.subject_id
    left join safety_episodes e on e.agency_id = n.agency_id and e.id = n.subject_id
    left join staff s on s.agency_id = n.agency_id and s.id = coalesce(g.staff_id, e.staff_id)
    left join glass_reviews v on v.agency_id = g.agency_id and v.glass_id = g.id and v.superseded_at is null and n.kind = 'glass-reviewed'
    where n.agency_id = ${agency} and n.staff_id = ${actor.id}::uuid
    order by (n.seen_at is null) desc, n.told_at desc, n.id limit ${limit} offset ${offset}`);

/** False where there is no such notice of theirs. */
export const markNoticeSeen = async (tx: Tx, stamp: Stamp, staffId: Id, noticeId: Id): Promise<boolean> =>
  (await tx.run(
    db
      .updateTable('notices')
      .set({ seen_at: sql`coalesce(seen_at, ${stamp.at})`, recorded_at: stamp.at, recorded_by: stamp.by })
      .where('agency_id', '=', agency)
      .where('id', '=', noticeId)
      .where('staff_id', '=', staffId),
  )) > 0;
