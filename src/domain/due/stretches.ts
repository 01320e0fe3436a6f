// Which contact standard a person is held to on each day: the model version of that day, the phase they are in, the contact plan
// agreed with them, or, from the day of admission to the day before they leave, what the model asks while somebody is in hospital
// or jail. Reaching in is the job: a stay changes the standard, it does not lift it.
import { addDays, type Day, laterOf } from '#domain/basics/day.ts';
import { includes, type Period } from '#domain/basics/period.ts';
import { planOn, standardWith } from '#domain/models/contact-plan.ts';
import type { ContactStandard, InStayStandard, StaySetting } from '#domain/models/definition.ts';
import { type ModelVersion, phaseOn, versionInForce } from '#domain/models/versions.ts';
import type { EnrolmentFact, StayFact } from './facts.ts';
import type { StandardFrom, Stretch } from './windows.ts';

export const inStayOn = (stay: StayFact, on: Day): boolean => stay.from <= on && (stay.to === null || on < stay.to);

export const settingsOn = (stays: readonly StayFact[], on: Day): StaySetting[] =>
  stays.filter((stay) => inStayOn(stay, on)).map(({ setting }) => setting);

/** How a standard's modes are named in a rule. */
export const modeName = ({ modes }: ContactStandard): string => {
  if (modes.length === 1 && modes[0]) return modes[0];
  return modes.every((mode) => mode === 'face-to-face' || mode === 'video') ? 'seen' : 'any';
};

export const ruleOf = ({ key, version }: ModelVersion, what: string, standard?: ContactStandard): string =>
  [key, version, what, ...(standard ? [standard.window, modeName(standard)] : [])].join('/');

const inStayStandard = (version: ModelVersion, settings: readonly StaySetting[]): InStayStandard | undefined =>
  version.definition.inStay.find((each) => each.settings.some((setting) => settings.includes(setting)));

/** What of an enrolment tells its standards. */
export type Standards = Pick<EnrolmentFact, 'versions' | 'phaseMoves' | 'contactPlans' | 'served'>;

type Held = {
  readonly inStay: boolean;
  readonly standard: ContactStandard;
  readonly rule: string;
  readonly phaseEnds: Day | null;
};

const heldOn = (enrolment: Standards, stays: readonly StayFact[], servedFrom: Day, on: Day): Held | null => {
  const version = versionInForce(enrolment.versions, on);
  if (!version) return null;
  const { phase, endsBefore } = phaseOn(version.definition, servedFrom, enrolment.phaseMoves, on);
  const reachingIn = inStayStandard(version, settingsOn(stays, on));
  if (reachingIn)
    return { inStay: true, standard: reachingIn, rule: ruleOf(version, 'in-stay', reachingIn), phaseEnds: endsBefore };
  const plan = version.definition.contactPlans ? planOn(enrolment.contactPlans, on) : null;
  const standard = standardWith(phase.contact, plan);
  const what = standard === phase.contact ? 'contact' : 'contact-plan';
  return { inStay: false, standard, rule: ruleOf(version, what, standard), phaseEnds: endsBefore };
};

/** Later changes are left out: what is due today does not depend on a version that begins next month. */
const stretchesIn = (enrolment: Standards, stays: readonly StayFact[], served: Period, today: Day): Stretch[] => {
  const stretches: Stretch[] = [];
  const last = served.to !== null && served.to <= today ? served.to : null;
  const changes = [
    ...enrolment.versions.map(({ effectiveFrom }) => effectiveFrom),
    ...enrolment.phaseMoves.map(({ from }) => from),
    ...enrolment.contactPlans.map(({ from }) => from),
    ...stays.flatMap(({ from, to }) => (to === null ? [from] : [from, to])),
  ].toSorted();
  let open: { inStay: boolean; standards: [StandardFrom, ...StandardFrom[]] } | null = null;
  for (let on: Day | undefined = served.from; on !== undefined && on <= (last ?? today); ) {
    const held = heldOn(enrolment, stays, served.from, on);
    if (open && held?.inStay !== open.inStay) {
      stretches.push({ ...open, to: addDays(on, -1) });
      open = null;
    }
    if (held) {
      const entry: StandardFrom = { from: on, standard: held.standard, rule: held.rule };
      if (open) open.standards.push(entry);
      else open = { inStay: held.inStay, standards: [entry] };
    }
    const after: Day = on;
    const change: Day | undefined = changes.find((each) => each > after);
    const ends = held?.phaseEnds && held.phaseEnds > after ? held.phaseEnds : undefined;
    on = change === undefined ? ends : ends === undefined || change < ends ? change : ends;
  }
  if (open) stretches.push({ ...open, to: last });
  return stretches;
};

/** Every stretch up to today, in order. */
export const stretchesOf = (enrolment: Standards, stays: readonly StayFact[], today: Day): Stretch[] =>
  enrolment.served
    .filter(({ from }) => from <= today)
    .toSorted((a, b) => (a.from < b.from ? -1 : 1))
    .flatMap((served) => stretchesIn(enrolment, stays, served, today));

/** The time in the programme that today is part of, or that begins later. */
export const servedNow = (enrolment: EnrolmentFact, today: Day): Period | null =>
  enrolment.served.find((served) => includes(served, today) || served.from > today) ?? null;

/** The day the last stay ended, or null. */
export const lastDischarge = (stays: readonly StayFact[], today: Day): Day | null =>
  stays.reduce<Day | null>((last, { to }) => {
    if (to === null || to > today) return last;
    return last === null ? to : laterOf(last, to);
  }, null);
