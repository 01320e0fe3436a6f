// A text in English and, where the instrument is in both languages, in Spanish beside it.
import { FieldRow } from '#web/ui/form.tsx';
import { TextArea, TextField } from '#web/ui/text-field.tsx';
import { useWords } from '#web/ui/words.ts';
import type { Texts } from './builder-form.ts';

export const TextsField = ({
  label,
  name,
  esName,
  value,
  isInSpanish,
  isRequired,
  isLong,
  onChange,
}: {
  readonly label: string;
  /** The pointer to the English text; the Spanish one stands beside it, unless `esName` says where. */
  readonly name: string;
  readonly esName?: string;
  readonly value: Texts;
  readonly isInSpanish: boolean;
  readonly isRequired?: boolean;
  readonly isLong?: boolean;
  readonly onChange: (value: Texts) => void;
}) => {
  const words = useWords();
  const Field = isLong ? TextArea : TextField;
  const shared = { isRequired: isRequired === true, ...(isLong && { rows: 2 }) };
  const english = (
    <Field
      {...shared}
      label={isInSpanish ? words('builder.in-english', { what: label }) : label}
      name={name}
      value={value.en}
      onChange={(en) => onChange({ ...value, en })}
    />
  );
  if (!isInSpanish) return english;
  return (
    <FieldRow>
      {english}
      <Field
        {...shared}
        label={words('builder.in-spanish', { what: label })}
        name={esName ?? name.replace(/en$/, 'es')}
        value={value.es}
        onChange={(es) => onChange({ ...value, es })}
      />
    </FieldRow>
  );
};
