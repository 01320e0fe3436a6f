// What is agreed with one person within the service model: how often they are seen, and the phase they are in.
import { AgreeContactPlanRequest, AgreedView, SetPhaseRequest } from '#contract/enrolment.ts';
import type { Day } from '#domain/basics/day.ts';
import { whyNotAgree } from '#domain/cycle/agreements.ts';
import { checkContactPlan } from '#domain/models/contact-plan.ts';
import type { ServiceModelDefinition } from '#domain/models/definition.ts';
import { phaseOn, versionInForce } from '#domain/models/versions.ts';
import { type Agreements, readAgreements, writeAgreements } from '#store/agreements.ts';
import { type Context, defineAction } from '../pipeline/define.ts';
import { enrolmentOf } from '../pipeline/enter-act.ts';
import { allow, conflict, found, granted, invalid } from '../pipeline/refused.ts';

const subject = ({ enrolmentId }: { enrolmentId: string }) => ({ table: 'enrolments', id: enrolmentId }) as const;

type Agreed = {
  readonly enrolledOn: Day;
  readonly from: Day;
  readonly definition: ServiceModelDefinition;
  readonly agreements: Agreements;
};

const readAgreed = async (context: Context<{ enrolmentId: string; from?: Day }>): Promise<Agreed> => {
  const { tx, input, today } = context;
  const [enrolment, agreements] = await Promise.all([
    enrolmentOf(context, input.enrolmentId),
    readAgreements(tx, input.enrolmentId).then(found),
  ]);
  const from = input.from ?? today;
  allow(whyNotAgree(enrolment, from, today));
  const enrolledOn = found(enrolment.enrolledOn);
  const version = versionInForce(agreements.versions, from);
  if (!version) throw conflict('no-service-model', { on: from });
  return { enrolledOn, from, definition: version.definition, agreements };
};

export const agreeContactPlan = defineAction({
  name: 'agree-contact-plan',
  effect: 'write',
  input: AgreeContactPlanRequest,
  output: AgreedView,
  subject,
  run: async (context) => {
    const { tx, input, actor, now } = context;
    const { definition, agreements, from, enrolledOn } = await readAgreed(context);
    if (!definition.contactPlans) throw conflict('contact-plans-not-used');
    const standard = phaseOn(definition, enrolledOn, agreements.phaseMoves, from).phase.contact;
    const plan = input.plan
      ? { ...granted(checkContactPlan(input.plan, standard)), from }
      : { count: 0, window: standard.window, from };
    // What is agreed anew from a day on takes the place of what was agreed from then on.
    const contactPlans = [...agreements.contactPlans.filter((each) => each.from < from), plan];
    await writeAgreements(tx, input.enrolmentId, { contactPlans }, { by: actor.id, at: now });
    return { enrolmentId: input.enrolmentId, contactPlans, phaseMoves: [...agreements.phaseMoves] };
  },
});

export const setPhase = defineAction({
  name: 'set-phase',
  effect: 'write',
  input: SetPhaseRequest,
  output: AgreedView,
  subject,
  run: async (context) => {
    const { tx, input, actor, now } = context;
    const { definition, agreements, from } = await readAgreed(context);
    const keys = definition.phases.map(({ key }) => key);
    if (!keys.includes(input.phase)) throw invalid('phase-not-known', { phases: keys.join(', ') }, '/phase');
    const phaseMoves = [...agreements.phaseMoves.filter((each) => each.from < from), { phase: input.phase, from }];
    await writeAgreements(tx, input.enrolmentId, { phaseMoves }, { by: actor.id, at: now });
    return { enrolmentId: input.enrolmentId, contactPlans: [...agreements.contactPlans], phaseMoves };
  },
});
