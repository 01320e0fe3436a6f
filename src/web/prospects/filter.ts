export const prospectStates = ['prospect', 'waitlisted'] as const;
export const prospectSorts = ['priority', 'waiting', 'referred', 'attempts', 'name'] as const;

/** What stands in the address; left out means all. */
export type ProspectSearch = {
  readonly state?: (typeof prospectStates)[number] | undefined;
  readonly programme?: string | undefined;
  readonly whose?: 'mine' | undefined;
  readonly sort?: (typeof prospectSorts)[number] | undefined;
};

const oneOf = <const Value extends string>(value: unknown, values: readonly Value[]): Value | undefined =>
  values.find((each) => each === value);

export const readProspectSearch = (search: Record<string, unknown>): ProspectSearch => ({
  state: oneOf(search.state, prospectStates),
  programme: typeof search.programme === 'string' ? search.programme.slice(0, 60) : undefined,
  whose: oneOf(search.whose, ['mine']),
  sort: oneOf(search.sort, prospectSorts),
});

export const prospectsPath = ({ state, programme, whose, sort }: ProspectSearch): string => {
  const query = new URLSearchParams({ limit: '200' });
  if (state) query.set('state', state);
  if (programme) query.set('programmeId', programme);
  if (whose) query.set('whose', whose);
  if (sort) query.set('sort', sort);
  return `/api/prospects?${query}`;
};
