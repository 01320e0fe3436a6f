// The caseload in the columns in which it is imported, so that what goes out can come in again, here or elsewhere. A row is named by
// the number under which it came, else by our own id.
import { type RawBuilder, sql } from 'kysely';
import type { Id } from '#domain/basics/id.ts';
import { agency } from './postgres/query.ts';
import type { Tx } from './postgres/transaction.ts';

export type CaseloadLine = { readonly id: Id; readonly client: Id } & Readonly<Record<string, string | number | null>>;

type CaseloadScope = {
  readonly source: string;
  readonly clientId: Id | null;
  readonly segments: readonly string[];
  readonly after: string | null;
  readonly limit: number;
};

const nameOf = (kind: string, id: string, { source }: CaseloadScope): RawBuilder<string> => sql<string>`coalesce((
  select x.external_id from external_ids x where x.agency_id = ${agency} and x.id = ${sql.ref(id)} and x.kind = ${kind} and x.source = ${source}
  order by x.external_id limit 1), ${sql.ref(id)}::text)`;

const within = (alias: string, client: string, { clientId, segments, after, limit }: CaseloadScope) => sql`
  ${sql.ref(`${alias}.agency_id`)} = ${agency} and ${sql.ref(`${alias}.segment`)} = any (${segments}::text[])
  and ${clientId === null ? sql`true` : sql`${sql.ref(client)} = ${clientId}::uuid`}
  and ${after === null ? sql`true` : sql`${sql.ref(`${alias}.id`)} > ${after}::uuid`}
  order by ${sql.ref(`${alias}.id`)} limit ${limit}`;

export const caseloadLines = {
  clients: (tx: Tx, scope: CaseloadScope) =>
    tx.rows(sql<CaseloadLine>`
      select c.id, c.id as client, ${nameOf('client', 'c.id', scope)} as external_id, c.given_name, c.family_name, c.chosen_name,
        case c.birth_precision when 'day' then c.birth_date::text when 'month' then left(c.birth_date::text, 7)
          when 'year' then left(c.birth_date::text, 4) end as birth_date, c.language
      from clients c where ${within('c', 'c.id', scope)}`),
  // Prospects are no caseload yet: a file could only bring them back as clients.
  enrolments: (tx: Tx, scope: CaseloadScope) =>
    tx.rows(sql<CaseloadLine>`
      select e.id, e.client_id as client, ${nameOf('client', 'e.client_id', scope)} as client_external_id, p.name as programme,
        coalesce(e.enrolled_on, e.referred_on)::text as "from", e.ended_on::text as "to", e.close_reason, s.email as owner_email
      from enrolments e join programmes p on p.agency_id = e.agency_id and p.id = e.programme_id
      left join staff s on s.agency_id = e.agency_id and s.id = e.staff_id
      where (e.enrolled_on is not null or e.close_reason in ('not-eligible', 'no-place', 'served-elsewhere')) and ${within('e', 'e.client_id', scope)}`),
  contacts: (tx: Tx, scope: CaseloadScope) =>
    tx.rows(sql<CaseloadLine>`
      select k.id, k.client_id as client, ${nameOf('contact', 'k.id', scope)} as external_id, ${nameOf('client', 'k.client_id', scope)} as client_external_id,
        s.email as staff_email, to_char(k.start_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as start, k.minutes, k.outcome, k.mode, k.place,
        (select n.text from notes n where n.agency_id = k.agency_id and n.contact_id = k.id and n.state = 'signed' order by n.recorded_at, n.id limit 1) as note
      from contacts k join staff s on s.agency_id = k.agency_id and s.id = k.staff_id
      where k.superseded_at is null and ${within('k', 'k.client_id', scope)}`),
} as const;
