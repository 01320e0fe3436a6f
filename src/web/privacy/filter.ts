// The days and the member of staff that the privacy officer looks at, as they stand in the address.
import { type Day, isDay } from '#domain/basics/day.ts';

export type PrivacySearch = {
  readonly from?: Day | undefined;
  readonly to?: Day | undefined;
  readonly staff?: string | undefined;
};

const day = (value: unknown): Day | undefined =>
  typeof value === 'string' && isDay(value) ? (value as Day) : undefined;

/** Days that end before they begin are nobody's question: then neither is kept. */
export const readPrivacySearch = (search: Record<string, unknown>): PrivacySearch => {
  const [from, to] = [day(search.from), day(search.to)];
  const isPeriod = from === undefined || to === undefined || from <= to;
  return {
    from: isPeriod ? from : undefined,
    to: isPeriod ? to : undefined,
    staff: typeof search.staff === 'string' && /^[0-9a-f-]{36}$/.test(search.staff) ? search.staff : undefined,
  };
};
