// What the administration screens read: the agency's arrangement and its staff.
import { useQuery } from '@tanstack/react-query';
import type { AgencyView, StaffDirectory } from '#contract/administration.ts';
import type { Day } from '#domain/basics/day.ts';
import { read } from '#web/shell/api.ts';
import { useDayText } from '#web/ui/day-field.tsx';

export type Member = StaffDirectory['staff'][number];
export type Programme = AgencyView['programmes'][number];
export type Team = AgencyView['teams'][number];
export type Site = AgencyView['sites'][number];

export const useAgency = () => useQuery(read<AgencyView>('/api/agency'));
export const useStaff = () => useQuery(read<StaffDirectory>('/api/staff'));

export const nameOf = ({ givenName, familyName }: Pick<Member, 'givenName' | 'familyName'>) =>
  `${givenName} ${familyName}`;

export const isCurrent = ({ to }: { readonly to: string | null }, today: string) => to === null || to >= today;

/** A day as it is read, or nothing. */
export const useDayOrNothing = () => {
  const dayText = useDayText();
  return (day: Day | null) => (day === null ? '' : dayText(day));
};
