// A definition may be published only when every field makes sense alone and together: a cap below the target, a phase named
// twice or a limit shorter than what must happen within it would make nonsense of what is due.
import { done, type Refusal, type Result, refusal, refused } from '#domain/basics/result.ts';
import {
  code,
  dictionary,
  duplicates,
  list,
  number,
  oneOf,
  orNull,
  record,
  type Shape,
  set,
  text,
  truth,
  whole,
} from '#domain/basics/shape.ts';
import {
  type ContactStandard,
  contactModes,
  contactPartners,
  contactPlaces,
  crisisCovers,
  type InStayStandard,
  type PerWindow,
  type Phase,
  planForms,
  type RequiredAssessment,
  type ReviewEvent,
  type ServiceModelDefinition,
  staySettings,
  stepDownPrompts,
  type Words,
  windowUnits,
} from './definition.ts';

const words = (maximum: number): Shape<Words> => record<Words>({ en: text(maximum), es: text(maximum) });
const perWindow: Shape<PerWindow> = record<PerWindow>({ count: whole(1, 100), window: oneOf(...windowUnits) });
const days = whole(0, 1000);
const months = whole(1, 120);

const contactFields = (least: number) => ({
  count: whole(least, 100),
  window: oneOf(...windowUnits),
  modes: set(oneOf(...contactModes), 1),
  places: set(oneOf(...contactPlaces), 1),
  with: set(oneOf(...contactPartners), 1),
  reachedOnly: truth,
});

const phase: Shape<Phase> = record<Phase>({
  key: code,
  label: words(60),
  months: orNull(months),
  weight: number(0, 10),
  contact: record<ContactStandard>(contactFields(1)),
});

const shape: Shape<ServiceModelDefinition> = record<ServiceModelDefinition>({
  key: code,
  label: words(60),
  summary: words(600),
  caseload: record<ServiceModelDefinition['caseload']>({
    kind: oneOf('individual', 'team'),
    target: number(1, 1000),
    cap: number(1, 1000),
  }),
  phases: list(phase, 1, 12),
  contactPlans: truth,
  inStay: list(record<InStayStandard>({ ...contactFields(0), settings: set(oneOf(...staySettings), 1) })),
  outreach: record<ServiceModelDefinition['outreach']>({
    attempts: perWindow,
    lossOfContactDays: whole(1, 1000),
    escalateAfterDays: days,
  }),
  intake: record<ServiceModelDefinition['intake']>({
    eligibilityDays: days,
    decisionDays: days,
    waitlistContact: orNull(perWindow),
  }),
  placeOfContact: record<ServiceModelDefinition['placeOfContact']>({
    expected: set(oneOf(...contactPlaces), 1),
    sharePercent: orNull(number(0, 100)),
  }),
  assessments: list(
    record<RequiredAssessment>({ key: code, withinDays: days, againEveryMonths: orNull(months), leadDays: days }),
  ),
  plan: record<ServiceModelDefinition['plan']>({
    form: oneOf(...planForms),
    withinDays: days,
    revisionWithinDays: days,
  }),
  review: record<ServiceModelDefinition['review']>({
    every: record<ServiceModelDefinition['review']['every']>({ count: whole(1, 1000), unit: oneOf('days', 'months') }),
    leadDays: days,
    events: list(
      record<ReviewEvent>({
        event: oneOf('admission', 'discharge', 'phase-end'),
        settings: set(oneOf(...staySettings)),
        withinDays: days,
      }),
    ),
  }),
  cover: oneOf(...crisisCovers),
  supervision: record<ServiceModelDefinition['supervision']>({
    individual: orNull(perWindow),
    group: orNull(perWindow),
    fieldMentoringHoursPerMonth: orNull(number(0, 100)),
    workersPerSupervisor: orNull(number(1, 100)),
    teamMeetingDaysPerWeek: orNull(whole(1, 7)),
  }),
  stepDown: record<ServiceModelDefinition['stepDown']>({ to: set(code), prompts: set(oneOf(...stepDownPrompts)) }),
  closing: record<ServiceModelDefinition['closing']>({ reasons: set(code, 1), timeLimitMonths: orNull(months) }),
  units: orNull(
    record<NonNullable<ServiceModelDefinition['units']>>({
      code: text(20),
      minutes: whole(1, 1440),
      rounding: oneOf('nearest', 'full', 'cumulative-day'),
    }),
  ),
  fidelity: orNull(
    record<NonNullable<ServiceModelDefinition['fidelity']>>({ scale: code, items: orNull(set(text(20), 1)) }),
  ),
  notes: record<ServiceModelDefinition['notes']>({ signWithinDays: days }),
  referrals: record<ServiceModelDefinition['referrals']>({ answerDays: days, escalateDays: days }),
  activities: set(code),
  basis: dictionary(text(400)),
});

const together = (model: ServiceModelDefinition): Refusal[] => {
  const faults: Refusal[] = [];
  const { caseload, phases, inStay, plan, review, referrals, stepDown, closing } = model;
  if (caseload.cap < caseload.target) faults.push(refusal('model-cap-below-target', {}, '/caseload/cap'));
  duplicates(
    phases.map(({ key }) => key),
    '/phases',
    faults,
    '/key',
  );
  for (const [index, each] of phases.entries())
    if (each.months === null && phases.slice(index + 1).some(({ months }) => months !== null))
      faults.push(refusal('model-phase-without-end', {}, `/phases/${index}/months`));
  // A person is held to one in-stay standard at a time, so a setting may be named by one of them only.
  for (const [index, { settings }] of inStay.entries())
    for (const setting of settings)
      if (inStay.slice(0, index).some((earlier) => earlier.settings.includes(setting)))
        faults.push(refusal('definition-duplicate', { value: setting }, `/inStay/${index}/settings`));
  duplicates(
    model.assessments.map(({ key }) => key),
    '/assessments',
    faults,
    '/key',
  );
  const comprehensive = model.assessments.find(({ key }) => key === 'comprehensive');
  if (comprehensive && plan.withinDays < comprehensive.withinDays)
    faults.push(refusal('model-plan-before-assessment', {}, '/plan/withinDays'));
  if (review.every.unit === 'days' && review.leadDays >= review.every.count)
    faults.push(refusal('model-lead-too-long', {}, '/review/leadDays'));
  for (const [index, { event, settings }] of review.events.entries())
    if ((event === 'phase-end') !== (settings.length === 0))
      faults.push(refusal('model-event-settings', {}, `/review/events/${index}/settings`));
  if (referrals.escalateDays < referrals.answerDays)
    faults.push(refusal('model-escalation-before-answer', {}, '/referrals/escalateDays'));
  if (stepDown.to.includes(model.key)) faults.push(refusal('model-step-down-to-itself', {}, '/stepDown/to'));
  const phaseMonths = phases.reduce((sum, { months }) => sum + (months ?? 0), 0);
  if (closing.timeLimitMonths !== null && closing.timeLimitMonths < phaseMonths)
    faults.push(refusal('model-limit-below-phases', { months: phaseMonths }, '/closing/timeLimitMonths'));
  return faults;
};

/** The definition in `json`, or every fault in it with its path. */
export const parseDefinition = (json: unknown): Result<ServiceModelDefinition> => {
  const faults: Refusal[] = [];
  shape(json, '', faults);
  if (faults.length > 0) return refused(...faults);
  return checkDefinition(json as ServiceModelDefinition);
};

/** Whether a definition of the right type may be published: each value in its range, and all of them together. */
export const checkDefinition = (definition: ServiceModelDefinition): Result<ServiceModelDefinition> => {
  const faults: Refusal[] = [];
  shape(definition, '', faults);
  if (faults.length === 0) faults.push(...together(definition));
  return faults.length > 0 ? refused(...faults) : done(definition);
};
