// Plans by version. A draft is one text; signing keeps that text as it was signed and makes rows of its goals and steps.
import { type RawBuilder, sql } from 'kysely';
import type { Day } from '#domain/basics/day.ts';
import type { Id } from '#domain/basics/id.ts';
import type { Instant } from '#domain/basics/instant.ts';
import type { ClientSignature, Plan, PlanBody } from '#domain/cycle/plan.ts';
import { agency, db, json } from './postgres/query.ts';
import type { Stamp } from './postgres/stamps.ts';
import type { Tx } from './postgres/transaction.ts';

export type RecordedPlan = {
  readonly id: Id;
  readonly client_id: Id;
  readonly cycle_id: Id;
  readonly enrolment_id: Id;
  readonly cycle_number: number;
  readonly version: number;
  readonly state: 'draft' | 'signed' | 'replaced' | 'in-error';
  readonly staff_id: Id;
  readonly author: string;
  readonly day: Day;
  readonly vision: string | null;
  readonly crisis_note: string | null;
  readonly review_due_on: Day | null;
  readonly client_signature: ClientSignature | null;
  readonly body: PlanBody;
  readonly signed_at: Instant | null;
  readonly signer: string | null;
  readonly error_reason: string | null;
  readonly revises: Id | null;
  readonly recorded_at: Instant;
};

/** The plans of a client, the latest version of the latest cycle first. */
export const readPlans = (
  tx: Tx,
  clientId: Id,
  seen: RawBuilder<boolean> = sql<boolean>`true`,
): Promise<RecordedPlan[]> =>
  tx.rows(sql<RecordedPlan>`
    select p.id, p.client_id, p.cycle_id, c.enrolment_id, c.number as cycle_number, p.version, p.state, p.staff_id,
      s.given_name || ' ' || s.family_name as author, p.day, p.vision, p.crisis_note, p.review_due_on, p.client_signature, p.body,
      p.signed_at, g.given_name || ' ' || g.family_name as signer, p.error_reason, p.revises, p.recorded_at
    from plans p
    join cycles c on c.agency_id = p.agency_id and c.id = p.cycle_id
    left join staff s on s.agency_id = p.agency_id and s.id = p.staff_id
    left join staff g on g.agency_id = p.agency_id and g.id = p.signed_by
    where p.agency_id = ${agency} and p.client_id = ${clientId} and ${seen}
    order by c.from_day desc, c.number desc, p.version desc, p.id desc`);

export const planFrom = (plan: Pick<RecordedPlan, 'version' | 'body' | 'client_signature'>): Plan => ({
  version: plan.version,
  goals: plan.body.goals,
  deferred: plan.body.deferred,
  clientSignature: plan.client_signature,
});

export const insertPlan = (
  tx: Tx,
  agencyId: Id,
  draft: {
    readonly id: Id;
    readonly clientId: Id;
    readonly cycleId: Id;
    readonly version: number;
    readonly day: Day;
    readonly vision: string | null;
    readonly crisisNote: string | null;
    readonly body: PlanBody;
    readonly revises: Id | null;
  },
  { by, at }: Stamp,
): Promise<number> =>
  tx.run(
    db.insertInto('plans').values({
      agency_id: agencyId,
      id: draft.id,
      client_id: draft.clientId,
      cycle_id: draft.cycleId,
      version: draft.version,
      staff_id: by,
      day: draft.day,
      vision: draft.vision,
      crisis_note: draft.crisisNote,
      body: json(draft.body),
      revises: draft.revises,
      recorded_at: at,
      recorded_by: by,
    }),
  );

export type PlanChange = {
  readonly vision?: string | null;
  readonly crisisNote?: string | null;
  readonly reviewDueOn?: Day | null;
  readonly body: PlanBody;
  /** Given when it is signed with this. */
  readonly sign?: { readonly day: Day; readonly clientSignature: ClientSignature };
};

export const updatePlan = async (
  tx: Tx,
  id: Id,
  { vision, crisisNote, reviewDueOn, body, sign }: PlanChange,
  { by, at }: Stamp,
): Promise<Instant | undefined> => {
  const row = await tx.first(
    db
      .updateTable('plans')
      .set({
        ...(vision !== undefined && { vision }),
        ...(crisisNote !== undefined && { crisis_note: crisisNote }),
        ...(reviewDueOn !== undefined && { review_due_on: reviewDueOn }),
        body: json(body),
        ...(sign && {
          state: 'signed',
          day: sign.day,
          client_signature: json(sign.clientSignature),
          signed_at: at,
          signed_by: by,
        }),
        recorded_at: at,
        recorded_by: by,
      })
      .where('agency_id', '=', agency)
      .where('id', '=', id)
      .returning('recorded_at'),
  );
  return row?.recorded_at;
};

/** The version that was in force makes room for the one that is signed now. */
export const replacePlans = (tx: Tx, enrolmentId: Id, by: Id, { at, by: recordedBy }: Stamp): Promise<number> =>
  tx.run(sql`
    update plans set state = 'replaced', recorded_at = ${at}, recorded_by = ${recordedBy}
    where agency_id = ${agency} and state = 'signed' and id <> ${by}
      and cycle_id in (select id from cycles where agency_id = ${agency} and enrolment_id = ${enrolmentId})`);

/** Marks a plan as entered in error; the version before it, if any, is in force again. */
export const voidPlan = (tx: Tx, id: Id, reason: string, { by, at }: Stamp): Promise<unknown> =>
  Promise.all([
    tx.run(sql`
      update plans set state = 'in-error', error_reason = ${reason}, recorded_at = ${at}, recorded_by = ${by}
      where agency_id = ${agency} and id = ${id}`),
    tx.run(sql`
      update plans set state = 'signed', recorded_at = ${at}, recorded_by = ${by}
      where agency_id = ${agency} and state = 'replaced'
        and id = (select revises from plans where agency_id = ${agency} and id = ${id})`),
  ]);

export const discardPlanDrafts = (tx: Tx, cycleId: Id, reason: string, { by, at }: Stamp): Promise<number> =>
  tx.run(sql`
    update plans set state = 'in-error', error_reason = ${reason}, recorded_at = ${at}, recorded_by = ${by}
    where agency_id = ${agency} and cycle_id = ${cycleId} and state = 'draft'`);

/** What the plain-language version of a plan says besides the plan: for whom, by whom, where. */
export type PlanFace = {
  readonly name: string;
  readonly pronouns: string | null;
  readonly language: string | null;
  readonly largePrint: boolean;
  readonly programme: string;
  readonly worker: string | null;
  readonly phone: string | null;
};

export const readPlanFace = (tx: Tx, clientId: Id, enrolmentId: Id): Promise<PlanFace | undefined> =>
  tx.first(sql<PlanFace>`
    select coalesce(c.chosen_name, c.given_name) || ' ' || c.family_name as name, c.pronouns, c.language, c.large_print as "largePrint",
      p.name as programme, coalesce(s.given_name || ' ' || s.family_name, t.name) as worker, coalesce(s.phone, i.phone) as phone
    from enrolments e
    join clients c on c.agency_id = e.agency_id and c.id = e.client_id
    join programmes p on p.agency_id = e.agency_id and p.id = e.programme_id
    left join sites i on i.agency_id = p.agency_id and i.id = p.site_id
    left join staff s on s.agency_id = e.agency_id and s.id = e.staff_id
    left join teams t on t.agency_id = e.agency_id and t.id = e.team_id
    where e.agency_id = ${agency} and e.client_id = ${clientId} and e.id = ${enrolmentId}`);
