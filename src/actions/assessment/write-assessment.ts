// Writing an assessment: begun from the last one, saved as often as one likes, signed once. What is signed stays; what it found
// becomes the needs and strengths that plans are built from.
import {
  AssessmentView,
  type DomainEntryRequest,
  SaveAssessmentRequest,
  SignAssessmentRequest,
  StartAssessmentRequest,
} from '#contract/assessment.ts';
import { EnrolmentMoved } from '#contract/enrolment.ts';
import type { Id } from '#domain/basics/id.ts';
import { refusal } from '#domain/basics/result.ts';
import { whyNotSignAssessment } from '#domain/cycle/assessment.ts';
import { openCycleOf } from '#domain/cycle/enrolment.ts';
import { domainsWith } from '#domain/cycle/life-domains.ts';
import { whyNot } from '#domain/cycle/transitions.ts';
import {
  type AssessedDomains,
  assessmentFrom,
  type DraftStrength,
  type RecordedAssessment,
  readAssessments,
  readOwnDomains,
  updateAssessment,
} from '#store/assessments.ts';
import { readCourses } from '#store/enrolments.ts';
import { readNeeds, writeNeeds } from '#store/needs.ts';
import { type RecordedStrength, readStrengths, writeStrengths } from '#store/strengths.ts';
import { beginAssessment } from '../pipeline/begin-assessment.ts';
import { type Context, defineAction } from '../pipeline/define.ts';
import { carryOut, courseOf, decide, movedTo } from '../pipeline/enter-act.ts';
import { conflict, found, invalid, Refused } from '../pipeline/refused.ts';
import { assessmentView } from './assessment-view.ts';

export const startAssessment = defineAction({
  name: 'start-assessment',
  effect: 'write',
  input: StartAssessmentRequest,
  output: AssessmentView,
  subject: ({ enrolmentId }) => ({ table: 'enrolments', id: enrolmentId }),
  run: async (context) => {
    const { tx, input, today, actor } = context;
    const { clientId } = found(context.client);
    const [{ enrolment }, assessments, needs, strengths, own] = await Promise.all([
      courseOf(context, input.enrolmentId),
      readAssessments(tx, clientId),
      readNeeds(tx, clientId),
      readStrengths(tx, clientId),
      readOwnDomains(tx),
    ]);
    const reasons = whyNot(enrolment, 'sign-assessment', today);
    if (reasons.length > 0) throw new Refused(409, reasons);
    const cycle = found(openCycleOf(enrolment));
    if (assessments.some((each) => each.cycle_id === cycle.id && each.state === 'draft'))
      throw conflict('assessment-draft-exists');
    const kind = cycle.assessmentSignedOn === null ? 'comprehensive' : 're-assessment';
    const draft = await beginAssessment(
      context,
      { clientId, cycleId: cycle.id, kind },
      { assessments, needs, strengths },
    );
    return assessmentView(
      {
        id: draft.id,
        client_id: clientId,
        cycle_id: cycle.id,
        cycle_number: cycle.number,
        kind,
        day: draft.day,
        state: 'draft',
        staff_id: actor.id,
        author: '',
        signed_at: null,
        signer: null,
        prefilled_from: draft.prefilledFrom,
        error_reason: null,
        summary: null,
        informants: null,
        domains: draft.domains,
        recorded_at: context.now,
      },
      own,
    );
  },
});

const readDraft = async (context: Context<{ assessmentId: Id }>) => {
  const { tx, input } = context;
  const { clientId } = found(context.client);
  const [assessments, needs, strengths, own, courses] = await Promise.all([
    readAssessments(tx, clientId),
    readNeeds(tx, clientId),
    readStrengths(tx, clientId),
    readOwnDomains(tx),
    readCourses(tx, clientId),
  ]);
  const assessment = found(assessments.find(({ id }) => id === input.assessmentId));
  if (assessment.state === 'signed') throw conflict('assessment-signed-already', { on: assessment.day });
  if (assessment.state === 'in-error') throw conflict('assessment-in-error');
  const course = found(courses.find(({ enrolment }) => enrolment.cycles.some(({ id }) => id === assessment.cycle_id)));
  const cycle = course.enrolment.cycles.find(({ id }) => id === assessment.cycle_id);
  if (cycle?.to) throw conflict('cycle-closed', { on: cycle.to });
  const codes = domainsWith(own.map(({ code }) => code));
  return { assessment, needs, strengths, own, course, codes };
};

/** A strength that is worded anew is another strength, so it gets another id; what was built on the old one still finds it. */
const sameStrength = (entry: { text: string; aspect: string }, domain: string, fact: RecordedStrength): boolean =>
  fact.text === entry.text && fact.aspect === entry.aspect && fact.domain === domain;

const withIds = (
  context: Context<SaveAssessmentRequest>,
  before: RecordedAssessment,
  knownNeeds: ReadonlySet<Id>,
  strengths: readonly RecordedStrength[],
): AssessedDomains => {
  const { input, newId } = context;
  const last = assessmentFrom(before.domains);
  const threads = new Set([...knownNeeds, ...last.needs.map(({ thread }) => thread)]);
  const drafted = new Set(last.strengths.map(({ id }) => id));
  const facts = new Map(strengths.map((each) => [each.id, each]));
  const idOf = (domain: string, at: string, entry: DomainEntryRequest['strengths'][number]): Id => {
    if (entry.id === undefined) return newId();
    const fact = facts.get(entry.id);
    if (fact) return sameStrength(entry, domain, fact) ? entry.id : newId();
    if (!drafted.has(entry.id)) throw invalid('strength-not-known', {}, at);
    return entry.id;
  };
  return Object.fromEntries(
    Object.entries(input.domains).map(([domain, entry]) => [
      domain,
      {
        ...entry,
        needs: entry.needs.map((need, index) => {
          if (need.thread !== undefined && !threads.has(need.thread))
            throw invalid('need-not-known', {}, `/domains/${domain}/needs/${index}/thread`);
          return { ...need, thread: need.thread ?? newId() };
        }),
        strengths: entry.strengths.map(
          (each, index): DraftStrength => ({
            ...each,
            id: idOf(domain, `/domains/${domain}/strengths/${index}/id`, each),
          }),
        ),
      },
    ]),
  );
};

export const saveAssessment = defineAction({
  name: 'save-assessment',
  effect: 'write',
  input: SaveAssessmentRequest,
  output: AssessmentView,
  subject: ({ assessmentId }) => ({ table: 'assessments', id: assessmentId }),
  run: async (context) => {
    const { tx, input, actor, now, today } = context;
    const { assessment, needs, strengths, own, codes } = await readDraft(context);
    context.requireVersion(assessment.recorded_at, assessmentView(assessment, own));
    const strange = Object.keys(input.domains).filter((domain) => !codes.includes(domain));
    if (strange.length > 0)
      throw new Refused(
        422,
        strange.map((domain) => refusal('domain-not-known', { domain }, `/domains/${domain}`)),
      );
    if (input.day && input.day > today) throw invalid('act-in-future', { today }, '/day');
    const domains = withIds(context, assessment, new Set(needs.map(({ thread }) => thread)), strengths);
    const change = {
      day: input.day ?? assessment.day,
      domains,
      summary: input.summary?.trim() || null,
      informants: input.informants ?? null,
      sign: false,
    };
    const version = await updateAssessment(tx, assessment.id, change, { by: actor.id, at: now });
    return assessmentView({ ...assessment, ...change, recorded_at: version ?? now }, own);
  },
});

export const signAssessment = defineAction({
  name: 'sign-assessment',
  effect: 'write',
  input: SignAssessmentRequest,
  output: EnrolmentMoved,
  subject: ({ assessmentId }) => ({ table: 'assessments', id: assessmentId }),
  run: async (context) => {
    const { tx, input, actor, agency, now, today, newId } = context;
    const { assessment, needs, strengths, own, course, codes } = await readDraft(context);
    context.requireVersion(assessment.recorded_at, assessmentView(assessment, own));
    const assessed = assessmentFrom(assessment.domains);
    const on = input.on ?? today;
    const decided = decide(context, course, 'sign-assessment', on, { assessmentId: assessment.id });
    const missing = whyNotSignAssessment(assessed, codes);
    if (missing.length > 0) throw new Refused(422, missing);
    const stamp = { by: actor.id, at: now };
    const { id, client_id: clientId, cycle_id: cycleId, domains, summary, informants } = assessment;
    const source = { clientId, cycleId, assessmentId: id, day: on };
    const named = Object.entries(domains).flatMap(([domain, entry]) =>
      entry.strengths.filter(({ text }) => text.trim()).map((each) => ({ ...each, domain })),
    );
    const [after] = await Promise.all([
      carryOut(context, decided),
      updateAssessment(tx, id, { day: assessment.day, domains, summary, informants, sign: true }, stamp),
      writeNeeds(tx, agency.id, needs, { ...source, reviewId: null, needs: assessed.needs }, true, stamp, newId),
      writeStrengths(tx, agency.id, strengths, { ...source, strengths: named }, stamp),
    ]);
    return movedTo(after);
  },
});
