// Stays with everything that their clocks are worked out from, a page at a time.
import { sql } from 'kysely';
import type { Day } from '#domain/basics/day.ts';
import type { Id } from '#domain/basics/id.ts';
import type { ContactFact, StayFact } from '#domain/due/facts.ts';
import type { ContactPlan } from '#domain/models/contact-plan.ts';
import type { PhaseMove } from '#domain/models/versions.ts';
import { type ExportPage, type ExportScope, within } from './exports.ts';
import { recordOn } from './past-record.ts';
import { agency } from './postgres/query.ts';
import type { Tx } from './postgres/transaction.ts';

export type TransitionRow = {
  readonly id: Id;
  readonly agencyId: Id;
  readonly client: Id;
  readonly setting: StayFact['setting'];
  readonly admitted: Day;
  readonly discharged: Day | null;
  readonly versions: readonly (readonly [key: string, version: number])[] | null;
  readonly stays: readonly StayFact[];
  readonly enrolments: readonly {
    readonly id: Id;
    readonly modelKey: string;
    readonly enrolledOn: Day | null;
    readonly phaseMoves: readonly PhaseMove[];
    readonly contactPlans: readonly ContactPlan[];
    readonly cycles: readonly { readonly from: Day; readonly to: Day | null; readonly planSignedOn: Day | null }[];
    readonly reviewedOn: readonly Day[];
  }[];
  /** From the day of admission to thirty days after the discharge: no clock counts one that is later. */
  readonly contacts: readonly (readonly [
    Id | null,
    Day,
    ContactFact['outcome'],
    ContactFact['mode'],
    ContactFact['place'],
    ContactFact['withWhom'],
  ])[];
};

/** Prospects and what was withdrawn have no standards. */
export const readTransitions = (tx: Tx, scope: ExportScope, page: ExportPage): Promise<TransitionRow[]> =>
  tx.rows(sql<TransitionRow>`
    ${recordOn(scope.pastDay, ['stays', 'contacts'])}
    select s.id, s.agency_id as "agencyId", s.client_id as client, s.setting, s.from_day as admitted, s.to_day as discharged,
      (select json_agg(json_build_array(m.key, m.version)) from service_models m
        where m.agency_id = ${agency} and m.superseded_at is null) as versions,
      (select json_agg(json_build_object('setting', o.setting, 'from', o.from_day, 'to', o.to_day) order by o.from_day, o.id)
        from stays o where o.agency_id = s.agency_id and o.client_id = s.client_id and o.superseded_at is null and not o.cancelled) as stays,
      coalesce((select json_agg(json_build_object('id', e.id, 'modelKey', p.model_key, 'enrolledOn', e.enrolled_on, 'phaseMoves', e.phase_moves,
          'contactPlans', e.contact_plans,
          'cycles', (select coalesce(json_agg(json_build_object('from', y.from_day, 'to', y.to_day, 'planSignedOn', y.plan_signed_on) order by y.number), '[]')
            from cycles y where y.agency_id = e.agency_id and y.enrolment_id = e.id and not y.withdrawn),
          'reviewedOn', (select coalesce(json_agg(a.day order by a.day), '[]') from cycle_acts a
            where a.agency_id = e.agency_id and a.enrolment_id = e.id and a.superseded_at is null and a.act like 'decide-%')
        ) order by e.referred_on, e.id)
        from enrolments e join programmes p on p.agency_id = e.agency_id and p.id = e.programme_id
        where e.agency_id = s.agency_id and e.client_id = s.client_id and e.enrolled_on is not null), '[]') as enrolments,
      coalesce((select json_agg(json_build_array(k.enrolment_id, k.day, k.outcome, k.mode, k.place, k.with_whom) order by k.day, k.id)
        from contacts k where k.agency_id = s.agency_id and k.client_id = s.client_id and k.superseded_at is null
          and k.day between s.from_day and coalesce(s.to_day + 30, 'infinity')), '[]') as contacts
    from stays s
    where s.superseded_at is null and not s.cancelled
      and ${within('s', scope, page, sql`s.from_day`, sql`coalesce(s.to_day, 'infinity')`)}`);
