// What the privacy officer looks at, out of the audit: who opened whose record where that wants explaining. A finding is one person's
// looks at one record; the entries behind it are the audit's own.
import { type RawBuilder, sql } from 'kysely';
import type { Actor } from '#domain/access/actor.ts';
import { exportActions, type FindingKind, type OfficeHours } from '#domain/access/findings.ts';
import type { Day } from '#domain/basics/day.ts';
import type { Id } from '#domain/basics/id.ts';
import type { Instant } from '#domain/basics/instant.ts';
import { type NamedRecord, namedRecord } from './access/named-record.ts';
import { visible } from './access/visible.ts';
import { agency, json } from './postgres/query.ts';
import type { Stamp } from './postgres/stamps.ts';
import type { Tx } from './postgres/transaction.ts';

export type FindingFilter = {
  readonly kind: FindingKind;
  readonly from: Instant;
  readonly to: Instant;
  readonly staffId: Id | null;
  readonly hours: OfficeHours;
  readonly timeZone: string;
};

const kin = sql`select s.id, array(select app.plain_text(n) from unnest(array[s.family_name] || k.family_names) n) as names,
    app.plain_text(k.address) as address
  from staff s left join staff_kinship k on k.agency_id = s.agency_id and k.id = s.id where s.agency_id = ${agency}`;

/** What makes an entry of the audit `a` about the client `c` one of this kind. */
const isOfKind = ({ kind, hours, timeZone }: FindingFilter): RawBuilder<boolean> => {
  switch (kind) {
    case 'outside-caseload':
      return sql`c.id is not null and (a.effect <> 'refused' and a.decision in ('former', 'on-call')
        or a.effect = 'refused' and a.decision in ('not-found', 'not-on-care-team'))`;
    case 'same-family-name':
      return sql`c.id is not null and exists (select from kin k where k.id = a.actor_id and app.plain_text(c.family_name) = any (k.names))`;
    case 'same-address':
      return sql`c.id is not null and exists (select from kin k where k.id = a.actor_id and k.address <> '' and (
        exists (select from residences r where r.agency_id = a.agency_id and r.client_id = c.id and app.plain_text(r.address) = k.address)
        or exists (select from contact_details d where d.agency_id = a.agency_id and d.client_id = c.id and d.channel in ('post', 'visit')
          and app.plain_text(d.value) = k.address)))`;
    case 'after-hours':
      return sql`c.id is not null and a.effect <> 'refused' and (
          (a.at at time zone ${timeZone})::time < ${hours.from}::time or (a.at at time zone ${timeZone})::time >= ${hours.to}::time
          or extract(isodow from a.at at time zone ${timeZone})::int <> all (${hours.days}::int[]))
        and not exists (select from on_call_shifts o where o.agency_id = a.agency_id and o.staff_id = a.actor_id and not o.is_cancelled
          and o.from_at <= a.at and o.to_at > a.at)`;
    case 'glass':
      return sql`c.id is not null and a.effect <> 'refused' and (a.decision = 'glass' or a.action = 'break-glass')`;
    case 'exports':
      return sql`a.effect <> 'refused' and a.action = any (${exportActions}::text[])`;
  }
};

const entries = (actor: Actor, filter: FindingFilter, today: Day): RawBuilder<unknown> => sql`
  with kin as materialized (${kin}), entry as (
    select a.*, c.id as about from audit a left join clients c on c.agency_id = a.agency_id and c.id = a.client_id
    where a.agency_id = ${agency} and a.at >= ${filter.from}::timestamptz and a.at < ${filter.to}::timestamptz and a.actor_kind = 'staff'
      and (${filter.staffId}::uuid is null or a.actor_id = ${filter.staffId}::uuid)
      and ${isOfKind(filter)} and (c.id is null or ${visible(actor, 'list-findings', 'c', today)})
  )`;

export type FindingRow = {
  readonly staff: { readonly id: Id; readonly name: string; readonly roles: readonly string[] };
  readonly client: NamedRecord | null;
  readonly n: number;
  readonly firstAt: Instant;
  readonly lastAt: Instant;
  readonly total: number;
};

type Page = { readonly limit: number; readonly offset: number };

export const readFindings = (
  tx: Tx,
  actor: Actor,
  filter: FindingFilter,
  today: Day,
  page: Page,
): Promise<FindingRow[]> =>
  tx.rows(sql<FindingRow>`
    ${entries(actor, filter, today)}
    select jsonb_build_object('id', s.id, 'name', s.given_name || ' ' || s.family_name, 'roles', s.roles) as staff,
      case when c.id is not null then ${namedRecord('c')} end as client, f.n, f.first_at as "firstAt", f.last_at as "lastAt", f.total
    from (select e.actor_id, e.about, count(*) as n, min(e.at) as first_at, max(e.at) as last_at, count(*) over () as total
      from entry e group by e.actor_id, e.about order by max(e.at) desc, e.actor_id, e.about limit ${page.limit} offset ${page.offset}) f
    join staff s on s.agency_id = ${agency} and s.id = f.actor_id
    left join clients c on c.agency_id = ${agency} and c.id = f.about
    order by f.last_at desc, f.actor_id, f.about`);

export const countFindings = async (tx: Tx, actor: Actor, filter: FindingFilter, today: Day): Promise<number> => {
  const row = await tx.first(sql<{ count: number }>`
    ${entries(actor, filter, today)} select count(*) as count from (select distinct e.actor_id, e.about from entry e) f`);
  return row?.count ?? 0;
};

export type FindingEntryRow = {
  readonly id: Id;
  readonly at: Instant;
  readonly action: string;
  readonly effect: 'read' | 'write' | 'refused';
  readonly decision: string;
  readonly requestId: string | null;
  readonly total: number;
};

/** The entries behind a finding; `about` null: those that concern no one client. */
export const readFindingEntries = (
  tx: Tx,
  actor: Actor,
  filter: FindingFilter,
  about: Id | null,
  today: Day,
  page: Page,
): Promise<FindingEntryRow[]> =>
  tx.rows(sql<FindingEntryRow>`
    ${entries(actor, filter, today)}
    select e.id, e.at, e.action, e.effect, e.decision, e.request_id as "requestId", count(*) over () as total
    from entry e where e.about is not distinct from ${about}::uuid
    order by e.at desc, e.id desc limit ${page.limit} offset ${page.offset}`);

export const readOfficeHours = async (tx: Tx): Promise<OfficeHours | null> =>
  (
    await tx.first(
      sql<{
        hours: OfficeHours | null;
      }>`select g.settings -> 'officeHours' as hours from agencies g where g.agency_id = ${agency}`,
    )
  )?.hours ?? null;

export const writeOfficeHours = (tx: Tx, hours: OfficeHours): Promise<number> =>
  tx.run(
    sql`update agencies set settings = settings || jsonb_build_object('officeHours', ${json(hours)}::jsonb) where agency_id = ${agency}`,
  );

export type Kinship = { readonly familyNames: readonly string[]; readonly address: string | null };

/** What somebody said of their own name and address; theirs alone to read. */
export const readKinship = async (tx: Tx, staffId: Id): Promise<Kinship> =>
  (await tx.first(
    sql<Kinship>`select k.family_names as "familyNames", k.address from staff_kinship k where k.agency_id = ${agency} and k.id = ${staffId}::uuid`,
  )) ?? { familyNames: [], address: null };

export const writeKinship = (
  tx: Tx,
  { agencyId, by, at }: Stamp & { readonly agencyId: Id },
  { familyNames, address }: Kinship,
): Promise<number> =>
  tx.run(sql`
    insert into staff_kinship (agency_id, id, family_names, address, recorded_at, recorded_by)
    values (${agencyId}::uuid, ${by}::uuid, ${familyNames}::text[], ${address}, ${at}::timestamptz, ${by}::uuid)
    on conflict (agency_id, id) do update set family_names = excluded.family_names, address = excluded.address,
      recorded_at = excluded.recorded_at, recorded_by = excluded.recorded_by`);
