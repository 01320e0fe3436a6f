// The agency's years, legal holds, and asking that a record be purged.
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Asked } from '#contract/approvals.ts';
import type { NamedRecord } from '#contract/fields.ts';
import type { RecordFound, RetentionView } from '#contract/retention.ts';
import type { Day } from '#domain/basics/day.ts';
import { send } from '#web/shell/api.ts';
import { useBirthText } from '#web/shell/birth-text.ts';
import { DrawerForm } from '#web/shell/drawer-form.tsx';
import { DayField, useToday } from '#web/ui/day-field.tsx';
import { NumberField } from '#web/ui/number-field.tsx';
import { TextArea, TextField } from '#web/ui/text-field.tsx';
import { useWords } from '#web/ui/words.ts';

type Closing = { readonly onClose: () => void };

export const ScheduleForm = ({ schedule, onClose }: { readonly schedule: RetentionView['schedule'] } & Closing) => {
  const words = useWords();
  const [years, setYears] = useState<Readonly<Record<string, number | null>>>(
    Object.fromEntries(schedule.map((line) => [line.kind, line.years])),
  );
  const [errors, setErrors] = useState<Record<string, string>>({});
  const body = () => {
    const missing = Object.fromEntries(
      schedule.filter(({ kind }) => years[kind] === null).map(({ kind }) => [kind, words('retention.years.missing')]),
    );
    setErrors(missing);
    return Object.keys(missing).length > 0 ? null : { ...years };
  };
  return (
    <DrawerForm
      title={words('retention.schedule')}
      about={words('retention.schedule.about')}
      method="PUT"
      path="/api/agency/retention"
      body={body}
      errors={errors}
      save={words('retention.save')}
      saved={words('retention.schedule.saved')}
      onClose={onClose}
    >
      {schedule.map(({ kind, least, usual }) => (
        <NumberField
          key={kind}
          label={words(`retention.kind.${kind}`)}
          description={words(`retention.field.${kind}`, { least, usual })}
          name={kind}
          isRequired
          min={least}
          max={100}
          unit={words('retention.unit')}
          value={years[kind] ?? null}
          onChange={(value) => setYears({ ...years, [kind]: value })}
        />
      ))}
    </DrawerForm>
  );
};

/** Whose record has this number; asked in the body, so that no address holds it. */
const useRecordOf = (number: number | null): NamedRecord | null => {
  const { data } = useQuery({
    queryKey: ['record-by-number', number],
    queryFn: () => send<RecordFound>('POST', '/api/agency/records', { number }, { isQuiet: true }),
    enabled: number !== null && number > 0,
    placeholderData: keepPreviousData,
  });
  const [found] = data?.items ?? [];
  return found && found.number === number ? found : null;
};

export const HoldForm = ({ record, onClose }: { readonly record: NamedRecord | null } & Closing) => {
  const words = useWords();
  const birthText = useBirthText();
  const today = useToday();
  const [number, setNumber] = useState('');
  const [reason, setReason] = useState('');
  const [from, setFrom] = useState<Day | null>(today);
  const [to, setTo] = useState<Day | null>(null);
  const [errors, setErrors] = useState<Record<string, string>>({});
  const found = useRecordOf(/^\d+$/.test(number.trim()) ? Number(number) : null);
  const of = record ?? found;
  const body = () => {
    const missing: Record<string, string> = of ? {} : { number: words('retention.hold.number.none') };
    setErrors(missing);
    return of ? { reason, ...(from && { from }), to } : null;
  };
  return (
    <DrawerForm
      title={words('retention.hold.place')}
      about={words('retention.hold.about')}
      path={`/api/clients/${of?.id}/legal-holds`}
      body={body}
      errors={errors}
      save={words('retention.hold.save')}
      saved={words('retention.hold.saved')}
      onClose={onClose}
    >
      {record === null && (
        <TextField
          label={words('retention.hold.number')}
          description={words('retention.hold.number.about')}
          name="number"
          isRequired
          inputMode="numeric"
          value={number}
          onChange={setNumber}
        />
      )}
      <p role="status">
        {of &&
          [of.name, words('retention.number', { number: String(of.number) }), birthText(of.birthDate)]
            .filter(Boolean)
            .join(' · ')}
      </p>
      <TextArea
        label={words('retention.reason')}
        description={words('retention.hold.reason.about')}
        name="reason"
        isRequired
        rows={2}
        maxLength={500}
        value={reason}
        onChange={setReason}
      />
      <DayField label={words('retention.hold.from')} name="from" isRequired value={from} onChange={setFrom} />
      <DayField
        label={words('retention.hold.to')}
        description={words('retention.hold.to.about')}
        name="to"
        value={to}
        onChange={setTo}
      />
    </DrawerForm>
  );
};

export const EndHoldForm = ({ hold, onClose }: { readonly hold: RetentionView['holds'][number] } & Closing) => {
  const words = useWords();
  const [reason, setReason] = useState('');
  return (
    <DrawerForm
      title={words('retention.hold.end.title', { name: hold.client.name })}
      about={words('retention.hold.end.about')}
      shape="centre"
      path={`/api/legal-holds/${hold.id}/end`}
      body={() => ({ reason })}
      save={words('retention.hold.end')}
      saved={words('retention.hold.ended')}
      onClose={onClose}
    >
      <TextArea
        label={words('retention.reason')}
        name="reason"
        isRequired
        rows={2}
        maxLength={500}
        value={reason}
        onChange={setReason}
      />
    </DrawerForm>
  );
};

export const AskPurgeForm = ({ record, onClose }: { readonly record: NamedRecord } & Closing) => {
  const words = useWords();
  const [reason, setReason] = useState('');
  return (
    <DrawerForm<Asked>
      title={words('retention.purge.title', { name: record.name })}
      about={words('retention.purge.about')}
      shape="centre"
      path={`/api/clients/${record.id}/purge`}
      body={() => ({ reason })}
      save={words('retention.purge.save')}
      saved={words('retention.purge.saved')}
      onClose={onClose}
    >
      <TextArea
        label={words('retention.reason')}
        description={words('retention.purge.reason.about')}
        name="reason"
        isRequired
        rows={2}
        maxLength={500}
        value={reason}
        onChange={setReason}
      />
    </DrawerForm>
  );
};
