// What was agreed with the person within the service model, as the screens need it.
import { useIntl } from 'react-intl';
import type { EnrolmentView } from '#contract/enrolment.ts';
import type { Day } from '#domain/basics/day.ts';
import { type ContactPlan, planOn } from '#domain/models/contact-plan.ts';

/** What a phase is called: the service model names its own. */
export const usePhaseLabel = (agreeable: EnrolmentView['agreeable']) => {
  const { locale } = useIntl();
  return (key: string): string => {
    const label = agreeable?.phases.find((each) => each.key === key)?.label;
    return label?.[locale.slice(0, 2)] ?? label?.en ?? key;
  };
};

/** The contact plan that holds today. One of no contacts was ended: the model's standard holds again. */
export const contactPlanOn = ({ contactPlans }: EnrolmentView, today: Day): ContactPlan | null => {
  const held = planOn(
    contactPlans.map((plan) => ({ ...plan, from: plan.from as Day })),
    today,
  );
  return held && held.count > 0 ? held : null;
};
