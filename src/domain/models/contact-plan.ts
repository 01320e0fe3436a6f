// A contact plan is agreed with one person and asks for more than the standard of the model, never for less: its window is no
// longer and it asks for at least as many contacts in a year, so whoever keeps the plan keeps the standard.
import type { Day } from '#domain/basics/day.ts';
import { done, type Result, refusal, refused } from '#domain/basics/result.ts';
import type { WindowUnit } from '#domain/basics/window.ts';
import { type ContactStandard, type PerWindow, windowUnits } from './definition.ts';

/** Agreed with the person, from a day on. */
export type ContactPlan = PerWindow & { readonly from: Day };

const windowsInYear = {
  week: 52,
  'two-weeks': 26,
  month: 12,
  quarter: 4,
  'half-year': 2,
  year: 1,
} as const satisfies Record<WindowUnit, number>;

const perYear = ({ count, window }: PerWindow) => count * windowsInYear[window];

/** A select of a message knows no hyphens. */
const selector = (window: WindowUnit) => window.replaceAll('-', '_');

/** Refused when the plan asks for less than the standard. */
export const checkContactPlan = (plan: PerWindow, standard: PerWindow): Result<PerWindow> => {
  if (!windowUnits.includes(plan.window)) return refused(refusal('contact-plan-window-unknown', {}, '/window'));
  if (!Number.isInteger(plan.count) || plan.count < 1 || plan.count > 100)
    return refused(refusal('contact-plan-count', {}, '/count'));
  if (windowsInYear[plan.window] < windowsInYear[standard.window])
    return refused(refusal('contact-plan-window-longer', { window: selector(standard.window) }, '/window'));
  if (perYear(plan) < perYear(standard))
    return refused(
      refusal('contact-plan-below-standard', { count: standard.count, window: selector(standard.window) }, '/count'),
    );
  return done(plan);
};

/** The standard with the plan's count and window in place of its own; a plan below the standard changes nothing. */
export const standardWith = (standard: ContactStandard, plan: PerWindow | null): ContactStandard =>
  plan && checkContactPlan(plan, standard).ok ? { ...standard, count: plan.count, window: plan.window } : standard;

/** The plan that holds on a day: the latest begun, of two begun on one day the one that asks for more. */
export const planOn = (plans: readonly ContactPlan[], on: Day): ContactPlan | null =>
  plans
    .filter(({ from }) => from <= on)
    .reduce<ContactPlan | null>((held, each) => {
      if (!held || each.from > held.from) return each;
      return each.from === held.from && perYear(each) > perYear(held) ? each : held;
    }, null);
