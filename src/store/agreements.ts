// What was agreed with one person: contacts above the model's floor, and moves between phases. And the model it is measured by.
import { sql } from 'kysely';
import type { Id } from '#domain/basics/id.ts';
import type { ContactPlan } from '#domain/models/contact-plan.ts';
import type { ModelVersion, PhaseMove } from '#domain/models/versions.ts';
import { agency, db, json } from './postgres/query.ts';
import type { Stamp } from './postgres/stamps.ts';
import type { Tx } from './postgres/transaction.ts';

export type Agreements = {
  readonly contactPlans: readonly ContactPlan[];
  readonly phaseMoves: readonly PhaseMove[];
  readonly versions: readonly ModelVersion[];
};

export const readAgreements = (tx: Tx, enrolmentId: Id): Promise<Agreements | undefined> =>
  tx.first(sql<Agreements>`
    select e.contact_plans as "contactPlans", e.phase_moves as "phaseMoves", coalesce((
      select jsonb_agg(jsonb_build_object('key', m.key, 'version', m.version, 'effectiveFrom', m.effective_from, 'definition', m.definition))
      from service_models m where m.agency_id = e.agency_id and m.key = p.model_key and m.superseded_at is null), '[]') as versions
    from enrolments e join programmes p on p.agency_id = e.agency_id and p.id = e.programme_id
    where e.agency_id = ${agency} and e.id = ${enrolmentId}`);

export const writeAgreements = (
  tx: Tx,
  enrolmentId: Id,
  change: Partial<Pick<Agreements, 'contactPlans' | 'phaseMoves'>>,
  { by, at }: Stamp,
): Promise<number> =>
  tx.run(
    db
      .updateTable('enrolments')
      .set({
        ...(change.contactPlans && { contact_plans: json(change.contactPlans) }),
        ...(change.phaseMoves && { phase_moves: json(change.phaseMoves) }),
        recorded_at: at,
        recorded_by: by,
      })
      .where('agency_id', '=', agency)
      .where('id', '=', enrolmentId),
  );
