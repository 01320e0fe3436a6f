// What is open to whoever this transaction is for, at this moment and beside what their own work opens: broken glass, shifts on call.
import { sql } from 'kysely';
import type { OpenForNow } from '#domain/access/actor.ts';
import type { Instant } from '#domain/basics/instant.ts';
import { agency, prepared } from '../postgres/query.ts';

const broken = (now: Instant) => sql`
  select g.client_id from glass_breaks g where g.agency_id = ${agency} and g.staff_id = (select app.actor()) and g.superseded_at is null
    and g.broken_at <= ${now}::timestamptz and g.ends_at > ${now}::timestamptz`;

export const openNow = prepared(
  (now: Instant) => sql<OpenForNow>`
    select array(${broken(now)}) as glass, array(${broken(now)} and g.emergency_nature is not null) as emergencies,
      array(select s.programme_id from on_call_shifts s where s.agency_id = ${agency} and s.staff_id = (select app.actor()) and not s.is_cancelled
        and s.from_at <= ${now}::timestamptz and s.to_at > ${now}::timestamptz) as "onCall"`,
);
