import { useState } from 'react';
import type { DisclosuresView } from '#contract/disclosures.ts';
import type { Day } from '#domain/basics/day.ts';
import { recordedWays } from '#domain/disclosure/bases.ts';
import { type DisclosedKind, disclosedKinds } from '#domain/disclosure/disclosing.ts';
import { DrawerForm } from '#web/shell/drawer-form.tsx';
import { ForWhomFields, useAskedOf, useForWhom } from '#web/shell/for-whom.tsx';
import { CheckChips, RadioChips } from '#web/ui/choices.tsx';
import { DayField, useToday } from '#web/ui/day-field.tsx';
import { FieldRow } from '#web/ui/form.tsx';
import { useWords } from '#web/ui/words.ts';

/** What went out by letter, telephone or face to face, written down by whoever did it. */
export const RecordForm = ({
  client,
  onClose,
}: {
  readonly client: DisclosuresView['client'];
  readonly onClose: () => void;
}) => {
  const words = useWords();
  const today = useToday();
  const { id, name } = client;
  const askedOf = useAskedOf(name, today);
  const [whom, setWhom] = useForWhom(false);
  const [way, setWay] = useState<(typeof recordedWays)[number]>('phone');
  const [day, setDay] = useState<Day | null>(today);
  const [kinds, setKinds] = useState<DisclosedKind[]>([]);
  const [from, setFrom] = useState<Day | null>(null);
  const [to, setTo] = useState<Day | null>(null);
  const [errors, setErrors] = useState<Record<string, string>>({});
  return (
    <DrawerForm
      title={words('disclosures.record')}
      about={words('disclosures.record.about', { name })}
      path={`/api/clients/${id}/disclosures`}
      body={() => {
        if (day) return askedOf(whom, { day, way, kinds, from, to }, setErrors);
        setErrors({ day: words('disclosures.error.day') });
        return null;
      }}
      errors={errors}
      save={words('disclosures.record.save')}
      saved={words('disclosures.recorded')}
      onClose={onClose}
    >
      <DayField label={words('disclosures.day')} name="day" isRequired max={today} value={day} onChange={setDay} />
      <RadioChips
        label={words('disclosures.way')}
        name="way"
        options={recordedWays.map((value) => ({ value, label: words(`disclosure.way.${value}`) }))}
        value={way}
        onChange={setWay}
      />
      <ForWhomFields whom={whom} onChange={setWhom} clientName={name} way={way} />
      <CheckChips
        label={words('disclosures.kinds')}
        description={words('disclosures.kinds.about')}
        name="kinds"
        isRequired
        options={disclosedKinds.map((value) => ({ value, label: words(`disclosure.kind.${value}`) }))}
        value={kinds}
        onChange={setKinds}
      />
      <FieldRow>
        <DayField label={words('disclosures.from')} name="from" max={today} value={from} onChange={setFrom} />
        <DayField label={words('disclosures.to')} name="to" max={today} value={to} onChange={setTo} />
      </FieldRow>
    </DrawerForm>
  );
};
