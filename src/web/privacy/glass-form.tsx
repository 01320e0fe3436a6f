// Breaking the glass: why, in a code and in words, and for Part 2 records what 42 CFR 2.51 wants written down.
import { useState } from 'react';
import type { GlassBroken } from '#contract/privacy.ts';
import { type GlassReason, glassMinutes, glassReasons } from '#domain/access/glass.ts';
import type { Day } from '#domain/basics/day.ts';
import { clockTimeIn, dayIn, instantAt, instantFromMillis } from '#domain/basics/instant.ts';
import { DrawerForm } from '#web/shell/drawer-form.tsx';
import { useSession } from '#web/shell/session.ts';
import { Checkbox, RadioChips } from '#web/ui/choices.tsx';
import { DayField, TimeField, useToday } from '#web/ui/day-field.tsx';
import { FieldRow, FormSection } from '#web/ui/form.tsx';
import { TextArea, TextField } from '#web/ui/text-field.tsx';
import { useWords } from '#web/ui/words.ts';

const particulars = ['recipient', 'affiliation', 'discloser', 'nature'] as const;
type Emergency = Record<(typeof particulars)[number], string> & {
  readonly day: Day | null;
  readonly time: string | null;
};

const freshEmergency = (zone: string, discloser: string): Emergency => {
  const now = instantFromMillis(Date.now());
  return { recipient: '', affiliation: '', discloser, nature: '', day: dayIn(zone, now), time: clockTimeIn(zone, now) };
};

export const GlassForm = ({
  clientId,
  name,
  onClose,
  onBroken,
}: {
  readonly clientId: string;
  /** Where it is known whose record it is. */
  readonly name?: string | undefined;
  readonly onClose: () => void;
  readonly onBroken?: (broken: GlassBroken) => void;
}) => {
  const words = useWords();
  const today = useToday();
  const { staff } = useSession();
  const zone = staff.agency.timeZone;
  const [reason, setReason] = useState<GlassReason | null>(null);
  const [explanation, setExplanation] = useState('');
  const [opensPart2, setOpensPart2] = useState(false);
  const [emergency, setEmergency] = useState(() => freshEmergency(zone, staff.name));
  const [errors, setErrors] = useState<Record<string, string>>({});
  const asksPart2 = reason === 'emergency' && opensPart2;
  const body = () => {
    const missing: Record<string, string> = {
      ...(reason === null && { reason: words('glass.reason.missing') }),
      ...(explanation.trim() === '' && { explanation: words('glass.explanation.missing') }),
    };
    if (asksPart2) {
      for (const part of particulars)
        if (emergency[part].trim() === '') missing[`emergency/${part}`] = words(`glass.emergency.${part}.missing`);
      if (emergency.day === null || emergency.time === null)
        missing['emergency/at'] = words('glass.emergency.at.missing');
    }
    setErrors(missing);
    if (Object.keys(missing).length > 0) return null;
    const { day, time, ...said } = emergency;
    return {
      reason,
      explanation,
      emergency: asksPart2 && day && time ? { ...said, at: instantAt(zone, day, time) } : null,
    };
  };
  return (
    <DrawerForm<GlassBroken>
      title={name === undefined ? words('glass.break') : words('glass.break.for', { name })}
      about={words('glass.about', { minutes: glassMinutes })}
      path={`/api/clients/${clientId}/glass`}
      body={body}
      errors={errors}
      look="danger"
      save={words('glass.break')}
      saved={words('glass.broken', { minutes: glassMinutes })}
      onClose={onClose}
      onSaved={onBroken}
    >
      <RadioChips
        label={words('glass.reason')}
        name="reason"
        isRequired
        options={glassReasons.map((value) => ({ value, label: words(`glass.reason.${value}`) }))}
        value={reason}
        onChange={setReason}
      />
      <TextArea
        label={words('glass.explanation')}
        description={words('glass.explanation.about')}
        name="explanation"
        isRequired
        rows={3}
        maxLength={500}
        value={explanation}
        onChange={setExplanation}
      />
      {reason === 'emergency' && (
        <Checkbox
          label={words('glass.part2')}
          description={words('glass.part2.about')}
          isSelected={opensPart2}
          onChange={setOpensPart2}
        />
      )}
      {asksPart2 && (
        <FormSection title={words('glass.emergency')} description={words('glass.emergency.about')}>
          {particulars.map((part) => (
            <TextField
              key={part}
              label={words(`glass.emergency.${part}`)}
              name={`emergency/${part}`}
              isRequired
              value={emergency[part]}
              onChange={(text) => setEmergency({ ...emergency, [part]: text })}
            />
          ))}
          <FieldRow>
            <DayField
              label={words('glass.emergency.day')}
              name="emergency/at"
              isRequired
              max={today}
              value={emergency.day}
              onChange={(day) => setEmergency({ ...emergency, day })}
            />
            <TimeField
              label={words('glass.emergency.time')}
              isRequired
              value={emergency.time}
              onChange={(time) => setEmergency({ ...emergency, time })}
            />
          </FieldRow>
        </FormSection>
      )}
    </DrawerForm>
  );
};
