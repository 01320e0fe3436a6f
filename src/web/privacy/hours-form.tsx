// The agency's hours of work: what is done outside them wants explaining.
import { useState } from 'react';
import type { PrivacyView } from '#contract/privacy.ts';
import { DrawerForm } from '#web/shell/drawer-form.tsx';
import { CheckChips } from '#web/ui/choices.tsx';
import { TimeField } from '#web/ui/day-field.tsx';
import { FieldRow } from '#web/ui/form.tsx';
import { useWords } from '#web/ui/words.ts';

const weekdays = ['1', '2', '3', '4', '5', '6', '7'] as const;

export const HoursForm = ({
  hours,
  onClose,
}: {
  readonly hours: PrivacyView['hours'];
  readonly onClose: () => void;
}) => {
  const words = useWords();
  const [from, setFrom] = useState<string | null>(hours.from);
  const [to, setTo] = useState<string | null>(hours.to);
  const [days, setDays] = useState<(typeof weekdays)[number][]>(
    weekdays.filter((day) => hours.days.includes(Number(day))),
  );
  const [errors, setErrors] = useState<Record<string, string>>({});
  const body = () => {
    setErrors({
      ...(from === null && { from: words('privacy.hours.missing') }),
      ...(to === null && { to: words('privacy.hours.missing') }),
    });
    return from === null || to === null ? null : { from, to, days: days.map(Number) };
  };
  return (
    <DrawerForm
      title={words('privacy.hours')}
      about={words('privacy.hours.about')}
      method="PUT"
      path="/api/privacy/hours"
      body={body}
      errors={errors}
      save={words('privacy.hours.save')}
      saved={words('privacy.hours.saved')}
      onClose={onClose}
    >
      <FieldRow>
        <TimeField label={words('privacy.hours.from')} name="from" isRequired value={from} onChange={setFrom} />
        <TimeField label={words('privacy.hours.to')} name="to" isRequired value={to} onChange={setTo} />
      </FieldRow>
      <CheckChips
        label={words('privacy.hours.days')}
        name="days"
        options={weekdays.map((value) => ({ value, label: words(`privacy.weekday.${value}`) }))}
        value={days}
        onChange={setDays}
      />
    </DrawerForm>
  );
};
