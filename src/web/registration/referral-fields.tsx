// Where a person is referred and who answers for them from that day.
import type { Owner } from '#domain/people/owner.ts';
import { OwnerField, useArrangement } from '#web/shell/owner-field.tsx';
import { RadioChips } from '#web/ui/choices.tsx';
import { ErrorState } from '#web/ui/states.tsx';
import { TextArea, TextField } from '#web/ui/text-field.tsx';
import { useWords } from '#web/ui/words.ts';

export type ReferralEntry = {
  readonly programmeId: string | null;
  readonly owner: Owner | null;
  readonly source: string;
  readonly reason: string;
};

export const emptyReferral: ReferralEntry = { programmeId: null, owner: null, source: '', reason: '' };

/** What is missing, by field; the key of the sentence. `under` is the pointer the fields stand under. */
export const missingIn = ({ programmeId, owner }: ReferralEntry, under = ''): Record<string, string> => ({
  ...(programmeId === null && { [`${under}programmeId`]: 'registration.error.programme' }),
  ...(owner === null && { [`${under}owner`]: 'registration.error.owner' }),
});

export const referralBody = ({ programmeId, owner, source, reason }: ReferralEntry) => ({
  programmeId,
  owner,
  ...(source.trim() && { source: source.trim() }),
  ...(reason.trim() && { reason: reason.trim() }),
});

export const ReferralFields = ({
  value,
  onChange,
  under = '',
}: {
  readonly value: ReferralEntry;
  readonly onChange: (value: ReferralEntry) => void;
  readonly under?: string;
}) => {
  const words = useWords();
  const { data: agency, error, refetch } = useArrangement();
  const programmes = (agency?.programmes ?? []).filter(({ closedOn }) => closedOn === null);
  const set = (change: Partial<ReferralEntry>) => onChange({ ...value, ...change });
  // Without programmes there is nothing to choose from: better to say so than to show an empty choice.
  if (error && !agency) return <ErrorState error={error} onRetry={() => refetch()} />;
  return (
    <>
      <RadioChips
        label={words('registration.programme')}
        name={`${under}programmeId`}
        isRequired
        options={programmes.map(({ id, name }) => ({ value: id, label: name }))}
        value={value.programmeId}
        onChange={(programmeId) =>
          set({ programmeId, owner: sharedTeamOf(agency?.teams ?? [], programmeId) ?? value.owner })
        }
      />
      <OwnerField
        label={words('registration.owner')}
        description={words('registration.owner.about')}
        name={`${under}owner`}
        isRequired
        programmeId={value.programmeId ?? undefined}
        value={value.owner}
        onChange={(owner) => set({ owner })}
      />
      <TextField
        label={words('registration.source')}
        description={words('registration.source.about')}
        name={`${under}source`}
        maxLength={200}
        value={value.source}
        onChange={(source) => set({ source })}
      />
      <TextArea
        label={words('registration.reason')}
        name={`${under}reason`}
        rows={2}
        maxLength={1000}
        value={value.reason}
        onChange={(reason) => set({ reason })}
      />
    </>
  );
};

/** A team that shares its caseload answers together, so it is the likeliest owner. */
const sharedTeamOf = (
  teams: readonly { readonly id: string; readonly programmeId: string; readonly sharesCaseload: boolean }[],
  programmeId: string,
): Owner | null => {
  const team = teams.find((each) => each.programmeId === programmeId && each.sharesCaseload);
  return team ? { kind: 'team', id: team.id } : null;
};
