import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { addDays } from '#domain/basics/day.ts';
import type { Id } from '#domain/basics/id.ts';
import { closingReasons } from '#domain/cycle/closing.ts';
import { openCycleOf, ownerOf } from '#domain/cycle/enrolment.ts';
import { replay } from '#domain/cycle/history.ts';
import { decisions } from '#domain/cycle/review.ts';
import { actNames } from '#domain/cycle/transitions.ts';
import { readCareTeam } from '#store/care-team.ts';
import { type RecordedCourse, readCourses } from '#store/enrolments.ts';
import { readAssessment, readAssessments } from '../assessment/read-assessments.ts';
import { startAssessment } from '../assessment/write-assessment.ts';
import { correctContact } from '../contacts/correct-contact.ts';
import { logContact } from '../contacts/log-contact.ts';
import { readContacts } from '../contacts/read-contacts.ts';
import { handOver } from '../cycle/care-team.ts';
import { closeEnrolment, closeReferral, reopenEnrolment, respectStop } from '../cycle/close-enrolment.ts';
import { checkEligibility, enrolClient, setPriority, waitlistClient } from '../cycle/outreach.ts';
import { referClient } from '../cycle/refer-client.ts';
import { withdrawAct } from '../cycle/withdraw-act.ts';
import { makeReferral } from '../linking/follow-referral.ts';
import { signReview } from '../review/sign-review.ts';
import { readReviews, saveReview, startReview } from '../review/write-review.ts';
import { Refused } from './refused.ts';
import { aVisit, letPass, signAnAssessment, signAPlan } from './test-cycle.ts';
import { anAgency, type Staff, type TestAgency } from './test-world.ts';

let agency: TestAgency;
let lead: Staff;
let rosa: Staff;
let programmes: Id[];
let clientId: Id;
/** How often each act was entered, over all runs. */
const entered = new Map<string, number>();
let refusals = 0;

beforeAll(async () => {
  agency = await anAgency();
  await agency.publishModels();
  programmes = [
    await agency.aProgramme({ eligibility: [{ code: 'adult', label: { en: 'Adult', es: 'Adulto' } }] }),
    await agency.aProgramme({ model: 'broker' }),
  ];
  const teamId = await agency.aTeam(programmes[0] ?? '');
  lead = await agency.aStaffMember(['case-manager', 'team-lead'], { teamId, position: 'leader' });
  rosa = await agency.aStaffMember(['case-manager'], { teamId });
});
afterAll(() => agency.database.close());

const as: TestAgency['as'] = (...asked) => agency.as(...asked);
const pick = <T>(from: readonly T[], by: number): T => from[by % from.length] as T;
const reasons = Object.keys(closingReasons);
const leftovers = { tasks: 'cancel', referrals: 'cancel', drafts: 'discard' };

type Move = (course: RecordedCourse, by: number) => Promise<unknown>;

const someDay = (by: number) => addDays(agency.today(), -(by % 4));
const visit = (outcome: string, by: number) => ({
  ...aVisit(agency, clientId, { outcome, minutes: outcome === 'reached' ? 30 : 0 }),
  start: `${someDay(by)}T0${1 + (by % 7)}:00:00-05:00`,
});

const draftOf = async ({ enrolment }: RecordedCourse) => {
  const { items } = await as(lead, readAssessments, { clientId });
  const open = openCycleOf(enrolment);
  const draft = items.find(({ state, cycleId }) => state === 'draft' && cycleId === open?.id);
  return draft
    ? as(lead, readAssessment, { assessmentId: draft.id })
    : as(lead, startAssessment, { enrolmentId: enrolment.id });
};

const moves: Readonly<Record<string, Move>> = {
  pass: (_, by) => letPass(agency, by % 4, lead, rosa),
  attempt: ({ enrolment: { id } }, by) => as(lead, logContact, { ...visit('attempted', by), enrolmentId: id }),
  reach: ({ enrolment: { id } }, by) => as(lead, logContact, { ...visit('reached', by), enrolmentId: id }),
  check: ({ enrolment: { id, programmeId } }, by) =>
    as(lead, checkEligibility, {
      enrolmentId: id,
      findings:
        programmeId === programmes[0] ? [{ criterion: 'adult', met: pick([true, true, false, 'unknown'], by) }] : [],
    }),
  prioritize: ({ enrolment: { id } }, by) =>
    as(lead, setPriority, { enrolmentId: id, priority: pick(['urgent', 'high', 'routine'], by), on: someDay(by) }),
  waitlist: ({ enrolment: { id } }) => as(lead, waitlistClient, { enrolmentId: id, priority: 'high' }),
  enrol: ({ enrolment: { id } }, by) => as(lead, enrolClient, { enrolmentId: id, waiver: by % 3 ? 'Stated' : null }),
  closeReferral: ({ enrolment: { id } }, by) =>
    as(lead, closeReferral, { enrolmentId: id, reason: pick(reasons, by), leftovers }),
  stop: ({ enrolment: { id } }) => as(lead, respectStop, { enrolmentId: id }),
  assess: async (course) =>
    signAnAssessment(agency, lead, { clientId, enrolmentId: course.enrolment.id }, await draftOf(course)),
  plan: async ({ enrolment: { id } }) => {
    const { items } = await as(lead, readAssessments, { clientId });
    const signed = items.find(({ state }) => state === 'signed');
    if (!signed) return;
    const assessment = await as(lead, readAssessment, { assessmentId: signed.id });
    await signAPlan(agency, lead, { clientId, enrolmentId: id }, assessment);
  },
  link: ({ enrolment: { id } }, by) =>
    as(lead, makeReferral, {
      clientId,
      enrolmentId: id,
      organization: 'Clinic',
      owner: { kind: 'staff', id: lead.id },
      sentOn: someDay(by),
      nextOn: agency.today(),
    }),
  review: ({ enrolment: { id } }) => as(lead, startReview, { enrolmentId: id }),
  decide: async ({ enrolment }, by) => {
    const { items } = await as(lead, readReviews, { clientId });
    const draft = items.find(({ state, enrolmentId }) => state === 'draft' && enrolmentId === enrolment.id);
    if (!draft) return;
    const decision = pick([...decisions, 'step-down', 'next-cycle'] as const, by);
    const { version } = await as(
      lead,
      saveReview,
      {
        reviewId: draft.id,
        progress: draft.progress.map(({ goal }) => ({ goal, level: -1 })),
        newNeeds: [{ domain: 'work', label: 'Work', priority: 1 }],
        satisfaction: 3,
        independence: 3,
        decision,
      },
      { ifMatch: draft.version },
    );
    const other = programmes.find((each) => each !== enrolment.programmeId);
    await as(
      lead,
      signReview,
      {
        reviewId: draft.id,
        leftovers,
        ...(decision === 'step-down' && { stepDown: { toProgrammeId: other, owner: { kind: 'staff', id: lead.id } } }),
        ...(decision === 'close' && { closing: { reason: 'graduated' } }),
      },
      { ifMatch: version },
    );
  },
  close: ({ enrolment: { id } }, by) =>
    as(lead, closeEnrolment, { enrolmentId: id, reason: pick(reasons, by), leftovers }),
  handOver: ({ enrolment }, by) =>
    as(lead, handOver, { enrolmentId: enrolment.id, owner: { kind: 'staff', id: pick([lead.id, rosa.id], by) } }),
  reopen: ({ enrolment: { id } }) =>
    as(lead, reopenEnrolment, { enrolmentId: id, owner: { kind: 'staff', id: lead.id }, reason: 'Back again' }),
  withdraw: ({ enrolment, history }, by) =>
    as(lead, withdrawAct, { enrolmentId: enrolment.id, actId: pick(history, by).act.id, reason: 'Mistake' }),
  withdrawLast: ({ enrolment, history }) => {
    const last = history.findLast(({ withdrawn }) => withdrawn === null);
    return as(lead, withdrawAct, { enrolmentId: enrolment.id, actId: last?.act.id, reason: 'Mistake' });
  },
  correct: async (_, by) => {
    const { items } = await as(lead, readContacts, { clientId });
    if (items.length === 0) return;
    const { clientId: __, ...instead } = visit(pick(['reached', 'attempted'], by >> 3), by >> 4);
    await as(lead, correctContact, { contactId: pick(items, by).id, reason: 'Wrong entry', ...instead });
  },
};

/** The way a person usually goes comes up more often, so that runs get somewhere. */
const usual = ['attempt', 'reach', 'check', 'enrol', 'assess', 'plan', 'link', 'reach', 'review', 'decide'];
const drawn = fc.record({
  move: fc.oneof(
    { weight: 3, arbitrary: fc.constant('next') },
    { weight: 2, arbitrary: fc.constantFrom(...Object.keys(moves)) },
  ),
  by: fc.nat(1000),
});

const courses = () => agency.write((tx) => readCourses(tx, clientId));

const checkAll = async () => {
  for (const { enrolment, history } of await courses()) {
    expect(replay(history)).toEqual({ ok: true, value: enrolment });
    const owner = ownerOf(enrolment);
    const team = await agency.write((tx) => readCareTeam(tx, enrolment.id, clientId));
    // Whoever answers for the cycle is the one primary on the care team, and an ended enrolment has none.
    const primary = team.filter(({ role, to }) => role === 'primary' && to === null);
    expect(primary.map((each) => each.owner)).toEqual(owner ? [owner] : []);
  }
};

test('whatever is done in whatever order, the rows are what the acts add up to', { timeout: 180_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(drawn, { minLength: 30, maxLength: 45 }), async (draws) => {
      clientId = await agency.aClient();
      const owner = { kind: 'staff', id: lead.id };
      await agency.as(lead, referClient, { clientId, programmeId: programmes[0], owner });
      let next = 0;
      for (const { move, by } of draws) {
        const all = await courses();
        const course = all.findLast(({ enrolment }) => enrolment.state !== 'ended') ?? pick(all, by);
        const name = move === 'next' ? pick(usual, next) : move;
        try {
          await moves[name]?.(course, by);
          if (move === 'next') next++;
        } catch (error) {
          // The person next to the one who answered may be outside the care team by now; that is a refusal like the others.
          if (!(error instanceof Refused)) throw error;
          refusals++;
          if (move === 'next') next++;
        }
        await checkAll();
      }
      for (const { history } of await courses())
        for (const { act } of history) entered.set(act.name, (entered.get(act.name) ?? 0) + 1);
    }),
    { numRuns: 18, seed: 20261125, endOnFailure: true },
  );
  expect(actNames.filter((name) => !entered.has(name))).toEqual([]);
  expect(refusals).toBeGreaterThan(100);
});
