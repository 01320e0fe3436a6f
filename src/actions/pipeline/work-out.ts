// From the facts of one client to what lists show: due items, a summary for each enrolment, and the escalations that nobody has
// raised yet. Pure: the day comes in.
import { hash } from 'node:crypto';
import { addDays, type Day, day } from '#domain/basics/day.ts';
import type { Id } from '#domain/basics/id.ts';
import { enrolledPeriods } from '#domain/cycle/enrolment.ts';
import { dueItems, nextChange } from '#domain/due/due-items.ts';
import type { DueFacts, EnrolmentFact } from '#domain/due/facts.ts';
import { type DueItem, type DueOwner, dueState, summarise } from '#domain/due/item.ts';
import { inStayOn, lastDischarge } from '#domain/due/stretches.ts';
import { readRule } from '#domain/due/wording.ts';
import type { ModelVersion } from '#domain/models/versions.ts';
import { isInForce } from '#domain/people/alerts.ts';
import { fold } from '#domain/people/folded-names.ts';
import { listedName, shownName } from '#domain/people/names.ts';
import type { SummaryRow } from '#store/client-summaries.ts';
import type { AlertRow, DueFactsRow, EnrolmentRow, TaskRow } from '#store/due-facts.ts';
import type { DueItemRow } from '#store/due-items.ts';

/** Something a lead must hear of: the model's days have passed without reaching the person, or without an answer. */
export type Escalation = {
  readonly reason: 'lost-from-contact' | 'referral-unanswered';
  readonly subject: { readonly kind: 'enrolment' | 'referral'; readonly id: Id };
  readonly owner: DueOwner;
  readonly segment: string;
};

type Unprinted = Omit<SummaryRow, 'fingerprint'>;

export type WorkedOut = {
  readonly clientId: Id;
  readonly items: readonly DueItemRow[];
  readonly summaries: readonly SummaryRow[];
  readonly escalations: readonly Escalation[];
};

const nextYear = (today: Day): Day => day(`${String(Number(today.slice(0, 4)) + 1).padStart(4, '0')}-01-01`);

const ownerFrom = ({ staffId, teamId }: { staffId: Id | null; teamId: Id | null }): DueOwner | null =>
  teamId !== null ? { kind: 'team', id: teamId } : staffId !== null ? { kind: 'staff', id: staffId } : null;

const ended = (task: TaskRow): boolean => task.kind === 'escalation' && task.state !== 'open';

const enrolmentFact = (
  row: EnrolmentRow,
  { tasks, contactsFrom, sittings }: DueFactsRow,
  versions: readonly ModelVersion[],
): EnrolmentFact => {
  const open = row.cycles.find(({ to }) => to === null) ?? null;
  const decided = tasks
    .filter((task) => ended(task) && task.subjectId === row.id)
    .flatMap(({ doneOn }) => doneOn ?? [])
    .toSorted();
  return {
    id: row.id,
    state: row.state,
    referredOn: row.referredOn,
    firstReachedOn: row.firstReachedOn,
    eligibilityCheckedOn: row.eligibilityCheckedOn,
    waitlistedOn: row.waitlistedOn,
    served: enrolledPeriods(row),
    owner: ownerFrom(row),
    teamId: row.sharedTeamId,
    versions: versions.filter(({ key }) => key === row.modelKey),
    phaseMoves: row.phaseMoves,
    contactPlans: row.contactPlans,
    cycle: open,
    // What was answered before the person came to the programme tells it nothing.
    assessments: sittings.filter(({ on }) => on >= row.referredOn),
    contacts: row.contacts,
    contactsFrom: row.lastReachedOn !== null && row.lastReachedOn < contactsFrom ? row.lastReachedOn : contactsFrom,
    lastReachedOn: row.lastReachedOn,
    escalatedOn: decided.at(-1) ?? null,
    segment: row.segment,
  };
};

const dueFacts = (row: DueFactsRow, versions: readonly ModelVersion[]): DueFacts => {
  const { enrolments, tasks } = row;
  const enrolmentOf = (cycleId: Id | null) =>
    enrolments.find(({ cycles }) => cycles.some(({ id }) => id === cycleId))?.id ?? null;
  return {
    enrolments: enrolments.map((each) => enrolmentFact(each, row, versions)),
    stays: row.stays,
    tasks: tasks.flatMap((task) => {
      const owner = ownerFrom(task);
      const enrolmentId = task.subjectKind === 'enrolment' ? task.subjectId : null;
      return owner ? [{ ...task, owner, enrolmentId }] : [];
    }),
    referrals: row.referrals.flatMap((referral) => {
      const owner = ownerFrom(referral);
      return owner ? [{ ...referral, owner, enrolmentId: enrolmentOf(referral.cycleId) }] : [];
    }),
    unsignedNotes: row.notes,
  };
};

/** The same item keeps its id while its dates and counts move, so that it can be told what changed. A UUID of version 8 (RFC 9562). */
const idOf = (...parts: readonly (string | null)[]): Id => {
  const hex = hash('sha256', JSON.stringify(parts));
  const variant = (8 + (Number.parseInt(hex.charAt(16), 16) % 4)).toString(16);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
};

const withFingerprint = <Row>(row: Row): Row & { readonly fingerprint: string } => ({
  ...row,
  fingerprint: hash('sha256', JSON.stringify(row), 'base64url').slice(0, 16),
});

const itemRow = (agencyId: Id, clientId: Id, item: DueItem): DueItemRow =>
  withFingerprint({
    agency_id: agencyId,
    id: idOf(agencyId, clientId, item.enrolmentId, item.kind, item.rule, item.subjectId),
    client_id: clientId,
    enrolment_id: item.enrolmentId,
    cycle_id: item.cycleId,
    subject_id: item.subjectId,
    kind: item.kind,
    rule: item.rule,
    due_from: item.dueFrom,
    due_by: item.dueBy,
    needed: item.needed,
    done: item.done,
    staff_id: item.owner.kind === 'staff' ? item.owner.id : null,
    team_id: item.owner.kind === 'team' ? item.owner.id : null,
    segment: item.segment,
  });

const isEscalation = (item: DueItem): boolean =>
  item.kind === 'escalation' || readRule(item.rule).what === 'referral-escalate';

/** Those due that no task was raised for. Once a referral was escalated it is not escalated again; a lost person is, anew. */
const escalationsIn = (items: readonly DueItem[], tasks: readonly TaskRow[], today: Day): Escalation[] =>
  items
    .filter((item) => isEscalation(item) && dueState(item, today) !== 'not-yet')
    .flatMap((item): Escalation[] => {
      const lost = item.kind === 'escalation';
      const id = lost ? item.enrolmentId : item.subjectId;
      if (id === null) return [];
      const raised = tasks.some(
        (task) => task.kind === 'escalation' && task.subjectId === id && (!lost || task.state === 'open'),
      );
      if (raised) return [];
      return [
        {
          reason: lost ? 'lost-from-contact' : 'referral-unanswered',
          subject: { kind: lost ? 'enrolment' : 'referral', id },
          owner: item.owner,
          segment: item.segment,
        },
      ];
    });

/** An alert without a last day is shown until somebody takes it off. */
const inForceOn = (alerts: readonly AlertRow[], on: Day) =>
  alerts.filter(({ expiresOn, endedOn }) =>
    isInForce(
      {
        kind: 'other',
        text: '',
        basis: '',
        from: day('0001-01-01'),
        expiresOn: expiresOn ?? day('9999-12-31'),
        endedOn,
      },
      on,
    ),
  ).length;

/** The next day on which something of this client changes without a write; today where an escalation waits to be raised. */
const nextChangeOf = (
  row: DueFactsRow,
  facts: DueFacts,
  items: readonly DueItem[],
  escalations: readonly Escalation[],
  today: Day,
): Day | null => {
  if (escalations.length > 0) return today;
  const days: (Day | null)[] = [nextChange(facts, today, items)];
  days.push(
    ...items.filter((item) => isEscalation(item) && dueState(item, today) === 'not-yet').map((item) => item.dueFrom),
  );
  days.push(...row.alerts.flatMap(({ expiresOn, endedOn }) => [expiresOn && addDays(expiresOn, 1), endedOn]));
  days.push(...facts.stays.flatMap(({ from, to }) => [from, to]));
  // Days caught up with after the server was off: what was entered since comes later.
  days.push(...facts.enrolments.flatMap(({ contacts }) => contacts.map((contact) => contact.day)));
  if (facts.enrolments.some(({ state }) => state !== 'ended')) days.push(nextYear(today));
  return days.filter((on): on is Day => on !== null && on > today).toSorted()[0] ?? null;
};

export const workOut = (row: DueFactsRow, versions: readonly ModelVersion[]): WorkedOut => {
  const { agencyId, clientId, givenName, familyName, chosenName, today } = row;
  const facts = dueFacts(row, versions);
  const items = dueItems(facts, today);
  const escalations = escalationsIn(items, row.tasks, today);
  const names = { givenName, familyName, chosenName };
  const stay = facts.stays.findLast((each) => inStayOn(each, today)) ?? null;
  const shared = {
    agency_id: agencyId,
    client_id: clientId,
    name: shownName(names),
    sort_name: fold(listedName(names)),
    pronouns: row.pronouns,
    birth_date: row.birthDate,
    birth_precision: row.birthPrecision,
    stay_setting: stay?.setting ?? null,
    stay_from: stay?.from ?? null,
    last_discharge_on: lastDischarge(facts.stays, today),
    alerts: inForceOn(row.alerts, today),
    next_change_on: nextChangeOf(row, facts, items, escalations, today),
  };
  const dueIn = (enrolmentId: Id | null) => {
    const own = (each: { readonly enrolmentId?: Id | null }) =>
      !each.enrolmentId || each.enrolmentId === enrolmentId || enrolmentId === null;
    const { firstDueBy, firstDueKind, reviewDueBy } = summarise(items.filter(own), today);
    return {
      first_due_by: firstDueBy,
      first_due_kind: firstDueKind,
      review_due_by: reviewDueBy,
      unsigned_notes: facts.unsignedNotes.filter(own).length,
    };
  };
  const summaries = row.enrolments.map((enrolment): Unprinted => {
    const cycle = enrolment.cycles.find(({ to }) => to === null) ?? enrolment.cycles.at(-1) ?? null;
    return {
      ...shared,
      id: enrolment.id,
      enrolment_id: enrolment.id,
      programme_id: enrolment.programmeId,
      model_key: enrolment.modelKey,
      state: enrolment.state,
      staff_id: enrolment.staffId,
      team_id: enrolment.teamId,
      cycle_id: cycle?.id ?? null,
      cycle_number: cycle?.number ?? null,
      stage: cycle?.stage ?? null,
      priority: enrolment.priority,
      referred_on: enrolment.referredOn,
      enrolled_on: enrolment.enrolledOn,
      ended_on: enrolment.endedOn,
      last_contact_on: enrolment.lastContactOn,
      last_reached_on: enrolment.lastReachedOn,
      ...dueIn(enrolment.id),
      segment: enrolment.segment,
    };
  });
  if (summaries.length === 0)
    summaries.push({
      ...shared,
      id: clientId,
      enrolment_id: null,
      programme_id: null,
      model_key: null,
      state: 'none',
      staff_id: null,
      team_id: null,
      cycle_id: null,
      cycle_number: null,
      stage: null,
      priority: null,
      referred_on: null,
      enrolled_on: null,
      ended_on: null,
      last_contact_on: row.lastContactOn,
      last_reached_on: row.lastReachedOn,
      ...dueIn(null),
      segment: row.segment,
    });
  return {
    clientId,
    items: items.map((item) => itemRow(agencyId, clientId, item)),
    summaries: summaries.map(withFingerprint),
    escalations,
  };
};
