// Nights in hospital in each calendar month: every night between admission and discharge, counted in the month it began in. A stay
// that goes on counts up to today. Psychiatric and medical beds count; an emergency department, a crisis house and jail do not.
import { addMonths, type Day, day, daysBetween, earlierOf, laterOf } from '#domain/basics/day.ts';

export type StayForCount = {
  readonly setting: string;
  readonly from: string;
  readonly to: string | null;
  readonly cancelled: boolean;
};
export type MonthOfNights = { readonly month: Day; readonly nights: number };

const hospital = ['psychiatric', 'medical'];

/** The last `months` calendar months up to the one `today` is in, the oldest first; `month` is its first day. */
export const nightsByMonth = (stays: readonly StayForCount[], today: Day, months: number): readonly MonthOfNights[] => {
  const thisMonth = day(`${today.slice(0, 7)}-01`);
  const counted = stays.filter(({ setting, cancelled }) => !cancelled && hospital.includes(setting));
  return Array.from({ length: months }, (_, index) => {
    const month = addMonths(thisMonth, index - months + 1);
    const end = addMonths(month, 1);
    // Two stays may claim the same night (a transfer entered twice): a set of nights counts each once.
    const nights = new Set<number>();
    for (const { from, to } of counted) {
      const first = laterOf(from as Day, month);
      const last = earlierOf((to ?? today) as Day, end);
      for (let offset = daysBetween(month, first); offset < daysBetween(month, last); offset++) nights.add(offset);
    }
    return { month, nights: nights.size };
  });
};
