// Whose caseloads a supervisor reaches: a line begins, and ends on its last day.
import { useState } from 'react';
import type { Day } from '#domain/basics/day.ts';
import { useFormSides } from '#web/shell/form-sides.tsx';
import { DayField, useToday } from '#web/ui/day-field.tsx';
import { Select } from '#web/ui/select.tsx';
import { useWords } from '#web/ui/words.ts';
import { EditForm, partsOf } from './edit-form.tsx';
import { type Member, nameOf, type Team, useDayOrNothing } from './house.ts';

type Closing = { readonly onClose: () => void };
export type Line = Member['supervises'][number];

export const SupervisionForm = ({
  member,
  staff,
  teams,
  onClose,
}: {
  readonly member: Member;
  readonly staff: readonly Member[];
  readonly teams: readonly Team[];
} & Closing) => {
  const words = useWords();
  const [over, setOver] = useState('');
  const [from, setFrom] = useState<Day | null>(null);
  const [kind, id] = over.split(':');
  return (
    <EditForm
      title={words('house.supervision.new', { name: nameOf(member) })}
      path="/api/agency/supervision-lines"
      saved={words('house.saved', { name: nameOf(member) })}
      onClose={onClose}
      body={() => ({
        supervisorId: member.id,
        ...(kind === 'staff' ? { staffId: id } : { teamId: id }),
        from,
      })}
    >
      <Select
        label={words('house.supervision.over')}
        description={words('house.supervision.about')}
        name="staffId"
        value={over}
        onChange={setOver}
        options={[
          ...teams.map((team) => ({ value: `team:${team.id}`, label: words('house.team.named', { name: team.name }) })),
          ...staff
            .filter((other) => other.id !== member.id && other.leftOn === null)
            .map((other) => ({ value: `staff:${other.id}`, label: nameOf(other) })),
        ]}
        isRequired
      />
      <DayField label={words('house.from')} name="from" value={from} onChange={setFrom} isRequired />
    </EditForm>
  );
};

type EndFields = { readonly to: Day | null };
const endPart = partsOf<EndFields>();
const endOf = ({ to }: Pick<Line, 'to'>): EndFields => ({ to: to as Day | null });

export const EndSupervisionForm = ({
  member,
  line,
  over,
  onClose,
}: {
  readonly member: Member;
  readonly line: Line;
  /** Whom the line reaches, by name. */
  readonly over: string;
} & Closing) => {
  const words = useWords();
  const today = useToday();
  const dayText = useDayOrNothing();
  const [fields, setFields] = useState<EndFields>({ to: (line.to as Day | null) ?? today });
  const whenBehind = useFormSides<EndFields>({
    version: line.version,
    base: endOf(line),
    mine: fields,
    theirs: (current: Line) => endOf(current),
    parts: [endPart('to', words('house.supervision.last-day'), dayText)],
    onSettle: setFields,
  });
  return (
    <EditForm
      title={words('house.supervision.ending', { name: nameOf(member), over })}
      path="/api/agency/supervision-lines"
      whenBehind={whenBehind}
      saved={words('house.saved', { name: nameOf(member) })}
      onClose={onClose}
      body={() => ({
        lineId: line.id,
        supervisorId: member.id,
        ...(line.staffId ? { staffId: line.staffId } : { teamId: line.teamId }),
        from: line.from,
        to: fields.to,
      })}
    >
      <DayField
        label={words('house.supervision.last-day')}
        description={words('house.supervision.last-day.about')}
        name="to"
        isRequired
        min={line.from as Day}
        value={fields.to}
        onChange={(to) => setFields({ to })}
      />
    </EditForm>
  );
};
