// Who answers for something: a colleague or a team, found by typing.
import { useQuery } from '@tanstack/react-query';
import type { AgencyView, StaffDirectory } from '#contract/administration.ts';
import type { Owner } from '#domain/people/owner.ts';
import { ComboBox } from '#web/ui/combo-box.tsx';
import type { FieldProps } from '#web/ui/field.tsx';
import type { Option } from '#web/ui/select.tsx';
import { read } from './api.ts';

export type Colleague = { readonly id: string; readonly name: string; readonly teams: readonly string[] };

/** Colleagues who work here today, by name. */
export const useColleagues = (): readonly Colleague[] => {
  const { data } = useQuery(read<StaffDirectory>('/api/staff'));
  return (data?.staff ?? [])
    .filter(({ leftOn }) => leftOn === null)
    .map(({ id, givenName, familyName, positions }) => ({
      id,
      name: `${givenName} ${familyName}`,
      teams: positions.filter(({ to }) => to === null).map(({ teamId }) => teamId),
    }))
    .sort((a, b) => a.name.localeCompare(b.name));
};

export const useArrangement = () => useQuery(read<AgencyView>('/api/agency'));

export type OwnerFieldProps = FieldProps & {
  readonly value: Owner | null;
  readonly onChange: (owner: Owner | null) => void;
  /** Only this programme's teams, and those who work in them first. */
  readonly programmeId?: string | undefined;
  readonly autoFocus?: boolean;
};

export const OwnerField = ({ value, onChange, programmeId, ...field }: OwnerFieldProps) => {
  const colleagues = useColleagues();
  const { data: agency } = useArrangement();
  const teams = (agency?.teams ?? []).filter(
    (team) => team.closedOn === null && (programmeId === undefined || team.programmeId === programmeId),
  );
  const isNear = ({ teams: own }: Colleague) => own.some((id) => teams.some((team) => team.id === id));
  const options: Option[] = [
    ...teams.map(({ id, name }) => ({ value: `team:${id}`, label: name })),
    ...colleagues
      .toSorted((a, b) => Number(isNear(b)) - Number(isNear(a)))
      .map(({ id, name, teams: own }) => ({
        value: `staff:${id}`,
        label: name,
        description: agency?.teams
          .filter((team) => own.includes(team.id))
          .map((team) => team.name)
          .join(', '),
      })),
  ].map(({ description, ...option }: Option) => (description ? { ...option, description } : option));
  return (
    <ComboBox
      {...field}
      options={options}
      value={value && `${value.kind}:${value.id}`}
      onChange={(chosen) => {
        if (!chosen) return onChange(null);
        const [kind, id] = chosen.split(':');
        onChange({ kind: kind as Owner['kind'], id: id as Owner['id'] });
      }}
    />
  );
};
