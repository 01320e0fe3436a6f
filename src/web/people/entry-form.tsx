import { useState } from 'react';
import type { ChartView } from '#contract/client.ts';
import type { Day } from '#domain/basics/day.ts';
import { DrawerForm } from '#web/shell/drawer-form.tsx';
import { useFormSides } from '#web/shell/form-sides.tsx';
import { Checkbox, CheckChips, RadioChips } from '#web/ui/choices.tsx';
import { DayField, useDayText, useToday } from '#web/ui/day-field.tsx';
import { Select } from '#web/ui/select.tsx';
import { TextArea, TextField } from '#web/ui/text-field.tsx';
import { useWords } from '#web/ui/words.ts';
import {
  bodyOf,
  type EntryKind,
  type FieldSpec,
  type FieldValue,
  fieldsOf,
  kindSpecs,
  missingFields,
} from './entry-kinds.ts';
import type { KeptEntry } from './kept-entry.ts';

/** One entry of a kind, new or changed: sent whole, with the version it was read in. */
export const EntryForm = ({
  chart,
  kind,
  entry,
  onClose,
}: {
  readonly chart: ChartView;
  readonly kind: EntryKind;
  readonly entry: KeptEntry | null;
  readonly onClose: () => void;
}) => {
  const words = useWords();
  const spec = kindSpecs[kind];
  const [fields, setFields] = useState(() => fieldsOf(spec, entry));
  const [errors, setErrors] = useState<Record<string, string>>({});
  const shown = useShownValue();
  const body = () => {
    const missing = missingFields(spec, fields);
    setErrors(
      Object.fromEntries(
        missing.map((name) => [
          name,
          words('people-page.error.missing', { field: words(`people-page.field.${kind}.${name}`) }),
        ]),
      ),
    );
    if (missing.length > 0) return null;
    return { ...bodyOf(spec, fields), ...(kind === 'social-ties' && { supporterId: entry?.supporterId ?? null }) };
  };
  const whenBehind = useFormSides<Readonly<Record<string, FieldValue>>>({
    version: entry?.version,
    base: fieldsOf(spec, entry),
    mine: fields,
    theirs: (current: KeptEntry) => fieldsOf(spec, current),
    parts: spec.fields.map((field) => ({
      key: field.name,
      label: words(`people-page.field.${kind}.${field.name}`),
      text: (from) => shown(field, from[field.name] ?? null),
      take: (from, into) => ({ ...into, [field.name]: from[field.name] ?? null }),
    })),
    onSettle: setFields,
  });
  return (
    <DrawerForm
      title={words(entry ? `people-page.edit.${kind}` : `people-page.add.${kind}`)}
      about={words('cycle-page.form.about', { name: chart.client.name })}
      method={entry ? 'PUT' : 'POST'}
      path={entry ? `/api/${spec.path}/${entry.id}` : `/api/clients/${chart.client.id}/${spec.path}`}
      whenBehind={whenBehind}
      body={body}
      errors={errors}
      save={words('contacts.save')}
      saved={words('people-page.saved')}
      onClose={onClose}
    >
      {spec.fields
        .filter(({ when, name }) => (!when || when(fields)) && (entry !== null || name !== 'endedOn'))
        .map((field) => (
          <EntryField
            key={field.name}
            kind={kind}
            spec={field}
            value={fields[field.name] ?? field.initial}
            onChange={(value) => setFields({ ...fields, [field.name]: value })}
          />
        ))}
    </DrawerForm>
  );
};

const safeAnswers = ['yes', 'no', 'unasked'] as const;
const safeAnswer = (value: FieldValue) => (value === null ? 'unasked' : value ? 'yes' : 'no');

/** A field's value in words, as its control shows it. */
const useShownValue = () => {
  const words = useWords();
  const dayText = useDayText();
  return (spec: FieldSpec, value: FieldValue): string => {
    if (spec.as === 'yes-no-unasked') return words(`people-page.safe.${safeAnswer(value)}`);
    if (spec.as === 'tick') return words(value ? 'people-page.ticked' : 'people-page.not-ticked');
    if (value === null || value === '') return '';
    switch (spec.as) {
      case 'day':
        return dayText(value as Day);
      case 'one':
      case 'one-number':
        return words(`${spec.words}${value}`);
      case 'many':
        return (value as readonly string[]).map((option) => words(`${spec.words}${option}`)).join(', ');
      default:
        return String(value);
    }
  };
};

const EntryField = ({
  kind,
  spec,
  value,
  onChange,
}: {
  readonly kind: EntryKind;
  readonly spec: FieldSpec;
  readonly value: FieldValue;
  readonly onChange: (value: FieldValue) => void;
}) => {
  const words = useWords();
  const today = useToday();
  const common = {
    label: words(`people-page.field.${kind}.${spec.name}`),
    name: spec.name,
    isRequired: spec.isRequired ?? false,
  };
  switch (spec.as) {
    case 'line':
      return <TextField {...common} maxLength={spec.most} value={String(value ?? '')} onChange={onChange} />;
    case 'prose':
      return <TextArea {...common} rows={2} maxLength={spec.most} value={String(value ?? '')} onChange={onChange} />;
    case 'day':
      return (
        <DayField
          {...common}
          {...(spec.isPast && { max: today })}
          value={value as Day | null}
          onChange={(day) => onChange(day)}
        />
      );
    case 'tick':
      return <Checkbox label={common.label} isSelected={value === true} onChange={onChange} />;
    case 'yes-no-unasked':
      return (
        <RadioChips
          {...common}
          options={safeAnswers.map((answer) => ({ value: answer, label: words(`people-page.safe.${answer}`) }))}
          value={safeAnswer(value)}
          onChange={(answer) => onChange(answer === 'unasked' ? null : answer === 'yes')}
        />
      );
    case 'one-number':
      return (
        <RadioChips
          {...common}
          options={spec.options.map((option) => ({
            value: String(option),
            label: words(`${spec.words}${option}`),
          }))}
          value={String(value)}
          onChange={(chosen) => onChange(Number(chosen))}
        />
      );
    case 'many':
      return (
        <CheckChips
          {...common}
          options={spec.options.map((option) => ({ value: option, label: words(`${spec.words}${option}`) }))}
          value={(value as readonly string[] | null) ?? []}
          onChange={onChange}
        />
      );
    case 'one': {
      const options = spec.options.map((option) => ({ value: option, label: words(`${spec.words}${option}`) }));
      if (spec.options.length <= 6 && spec.isRequired)
        return <RadioChips {...common} options={options} value={value as string | null} onChange={onChange} />;
      return (
        <Select
          {...common}
          placeholder={words(spec.isRequired ? 'people-page.choose' : 'people-page.none')}
          options={options}
          value={String(value ?? '')}
          onChange={(chosen) => onChange(chosen || null)}
        />
      );
    }
  }
};
