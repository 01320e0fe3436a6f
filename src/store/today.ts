// What stands on Today beside the due items: stays, tasks, referrals that wait for others, drafts.
import { type RawBuilder, sql } from 'kysely';
import type { Actor } from '#domain/access/actor.ts';
import type { Day } from '#domain/basics/day.ts';
import type { Id } from '#domain/basics/id.ts';
import type { Instant } from '#domain/basics/instant.ts';
import type { ReferralState } from '#domain/due/facts.ts';
import { visible } from './access/visible.ts';
import { recordOn } from './past/record.ts';
import type { Tx } from './postgres/transaction.ts';

type ClientNames = {
  readonly client_id: Id;
  readonly given_name: string;
  readonly family_name: string;
  readonly chosen_name: string | null;
  readonly pronouns: string | null;
};
type OwnerNames = { readonly staff_id: Id | null; readonly team_id: Id | null; readonly owner_name: string | null };
/** Clients may be missing: a task of one's own concerns nobody. */
type MaybeClient = { readonly [K in keyof ClientNames]: ClientNames[K] | null };

/** A predicate on a row's owner, from `answers` of `due-items.ts`. */
type OwnedBy = (alias: string) => RawBuilder<boolean>;

const clientNames = sql`c.given_name, c.family_name, c.chosen_name, c.pronouns`;
const ownerName = sql`coalesce(t.name, s.given_name || ' ' || s.family_name) as owner_name`;
const owners = (alias: string) => sql`
  left join staff s on s.agency_id = ${sql.ref(`${alias}.agency_id`)} and s.id = ${sql.ref(`${alias}.staff_id`)}
  left join teams t on t.agency_id = ${sql.ref(`${alias}.agency_id`)} and t.id = ${sql.ref(`${alias}.team_id`)}`;

export type StayRow = ClientNames &
  OwnerNames & {
    readonly enrolment_id: Id | null;
    readonly setting: string;
    readonly place: string | null;
    readonly from_day: Day;
    readonly to_day: Day | null;
  };

/** Clients in a stay on `today`, or whose last stay ended on `dischargedSince` or later; each once. */
export const listStays = (
  tx: Tx,
  summaries: RawBuilder<unknown>,
  ownedBy: OwnedBy,
  dischargedSince: Day,
  today: Day,
  actor: Actor,
  realDay: Day,
): Promise<StayRow[]> =>
  tx.rows(sql<StayRow>`
    select u.client_id, u.enrolment_id, u.staff_id, u.team_id, ${ownerName}, ${clientNames},
      y.setting, y.place, y.from_day, case when y.to_day <= ${today}::date then y.to_day end as to_day
    from (
      select distinct on (w.client_id) w.* from (
        select w.* from ${summaries} w
        where w.agency_id = (select app.agency()) and ${ownedBy('w')} and w.state <> 'ended'
          and (w.stay_setting is not null or w.last_discharge_on >= ${dischargedSince}::date) offset 0) w
      where ${visible(actor, 'read-key-events', 'w', realDay)}
      order by w.client_id, w.id) u
    join clients c on c.agency_id = u.agency_id and c.id = u.client_id
    cross join lateral (
      select z.setting, z.place, z.from_day, z.to_day from stays z
      where z.agency_id = u.agency_id and z.client_id = u.client_id and z.superseded_at is null and not z.cancelled
        and z.from_day <= ${today}::date and ${visible(actor, 'read-key-events', 'z', realDay)}
      order by z.to_day is null or z.to_day > ${today}::date desc, z.to_day desc, z.from_day desc limit 1) y
    ${owners('u')}
    order by y.to_day is not null, y.to_day, y.from_day, u.client_id`);

export type OpenTaskRow = MaybeClient &
  OwnerNames & {
    readonly id: Id;
    readonly kind: string;
    readonly title: string;
    readonly due_by: Day | null;
    readonly subject_kind: string | null;
    readonly subject_id: Id | null;
    readonly segment: string;
  };

/** `pastDay`: those that were open at the end of it. */
export const listOpenTasks = (
  tx: Tx,
  ownedBy: OwnedBy,
  actor: Actor,
  realDay: Day,
  pastDay: Day | null,
): Promise<OpenTaskRow[]> =>
  tx.rows(sql<OpenTaskRow>`
    ${recordOn(pastDay, ['tasks'])}select k.id, k.kind, k.title, k.due_by, k.subject_kind, k.subject_id, k.segment, k.staff_id, k.team_id, k.client_id,
      ${ownerName}, ${clientNames}
    from tasks k left join clients c on c.agency_id = k.agency_id and c.id = k.client_id
    ${owners('k')}
    where k.agency_id = (select app.agency()) and k.state = 'open' and ${ownedBy('k')}
      and (k.client_id is null or ${visible(actor, 'read-client', 'k', realDay)})
    order by k.due_by nulls last, k.id`);

export type WaitingReferralRow = ClientNames &
  OwnerNames & {
    readonly id: Id;
    readonly organization: string;
    readonly service: string | null;
    readonly state: ReferralState;
    readonly sent_on: Day | null;
    readonly next_on: Day | null;
  };

/** Sent, and the next move is another's, as of `pastDay` where there is one; the longest wait first. */
export const listWaitingReferrals = (
  tx: Tx,
  ownedBy: OwnedBy,
  actor: Actor,
  realDay: Day,
  pastDay: Day | null,
): Promise<WaitingReferralRow[]> =>
  tx.rows(sql<WaitingReferralRow>`
    ${recordOn(pastDay, ['referrals'])}select f.id, f.organization, f.service, f.state, f.sent_on, f.next_on, f.staff_id, f.team_id, f.client_id, ${ownerName}, ${clientNames}
    from referrals f join clients c on c.agency_id = f.agency_id and c.id = f.client_id
    ${owners('f')}
    where f.agency_id = (select app.agency()) and ${ownedBy('f')}
      and f.state in ('sent', 'acknowledged', 'waitlisted', 'accepted', 'no-answer')
      and ${visible(actor, 'read-referrals', 'f', realDay)}
    order by f.sent_on nulls last, f.id`);

export type DraftRow = MaybeClient & { readonly key: string; readonly updated_at: Instant };

/** The newest first; a draft about a client who can no longer be seen comes without the name. */
export const listDrafts = (tx: Tx, staffId: Id, actor: Actor, realDay: Day): Promise<DraftRow[]> =>
  tx.rows(sql<DraftRow>`
    select f.key, f.updated_at, c.id as client_id, ${clientNames}
    from drafts f
    left join clients c on c.agency_id = f.agency_id and c.id = f.client_id and ${visible(actor, 'read-client', 'c', realDay)}
    where f.agency_id = (select app.agency()) and f.staff_id = ${staffId}::uuid
    order by f.updated_at desc limit 100`);
