// Who a person is, as far as it is known: at least one name, a birth date as precisely as someone could say it.
import { useIntl } from 'react-intl';
import type { Day } from '#domain/basics/day.ts';
import { ageRangeOn, type Birth, whyNotBirth } from '#domain/people/birth-and-age.ts';
import { birthDatesIn } from '#domain/people/birth-date-spellings.ts';
import { birthFrom } from '#domain/people/client-identity.ts';
import type { Part } from '#web/shell/autosave.ts';
import { useSentence } from '#web/shell/sentence.ts';
import { Checkbox, RadioChips } from '#web/ui/choices.tsx';
import { ComboBox } from '#web/ui/combo-box.tsx';
import { DayField, useDayText, useToday } from '#web/ui/day-field.tsx';
import { FieldRow } from '#web/ui/form.tsx';
import { TextField } from '#web/ui/text-field.tsx';
import { useWords } from '#web/ui/words.ts';

export type Identity = {
  readonly givenName: string;
  readonly familyName: string;
  readonly middleName: string;
  readonly chosenName: string;
  readonly formerNames: string;
  readonly pronouns: string;
  /** As typed: `1987-04-12`, `4/12/1987`, `April 1987`, `1987`. */
  readonly birth: string;
  readonly diedOn: Day | null;
  readonly language: string;
  readonly otherLanguages: readonly string[];
  readonly needsInterpreter: boolean;
  readonly largePrint: boolean;
};

export const emptyIdentity: Identity = {
  givenName: '',
  familyName: '',
  middleName: '',
  chosenName: '',
  formerNames: '',
  pronouns: '',
  birth: '',
  diedOn: null,
  language: '',
  otherLanguages: [],
  needsInterpreter: false,
  largePrint: false,
};

/** Every way to read what was typed as a birth date: none, one, or two where day and month could be either. */
export const birthsIn = (typed: string): readonly Birth[] => {
  const text = typed.trim();
  const exact = birthFrom(text);
  if (exact) return [exact];
  const { days, rest } = birthDatesIn(text);
  return rest.trim() === '' ? [...new Set(days)].map((date) => ({ date, precision: 'day' as const })) : [];
};

type Sent =
  | { readonly ok: true; readonly body: Record<string, unknown> }
  | { readonly ok: false; readonly field: string; readonly key: string };

/** What is sent, or the field that must be mended first. */
export const identityBody = (identity: Identity): Sent => {
  if (!identity.givenName.trim() && !identity.familyName.trim())
    return { ok: false, field: 'givenName', key: 'refusal.client-without-name' };
  const births = birthsIn(identity.birth);
  if (identity.birth.trim() && births.length === 0)
    return { ok: false, field: 'birthDate', key: 'registration.error.birth' };
  if (births.length > 1) return { ok: false, field: 'birthDate', key: 'registration.error.twoBirths' };
  const [birth] = births;
  return {
    ok: true,
    body: {
      givenName: identity.givenName.trim(),
      familyName: identity.familyName.trim(),
      middleName: identity.middleName.trim() || null,
      chosenName: identity.chosenName.trim() || null,
      formerNames: identity.formerNames
        .split(',')
        .map((name) => name.trim())
        .filter(Boolean),
      pronouns: identity.pronouns.trim() || null,
      birthDate: birth?.date ?? null,
      birthPrecision: birth?.precision ?? 'unknown',
      diedOn: identity.diedOn,
      language: identity.language || null,
      otherLanguages: [...identity.otherLanguages],
      needsInterpreter: identity.needsInterpreter,
      largePrint: identity.largePrint,
    },
  };
};

/** Enough to look for the same person: names at once, the birth date as soon as it can be read one way only. */
export const identityToCompare = (identity: Identity): Record<string, unknown> | null => {
  const whole = identityBody(identity);
  if (whole.ok) return whole.body;
  const named = identityBody({ ...identity, birth: '' });
  return named.ok ? named.body : null;
};

// The languages most often met in United States services (ACS 2023), and American Sign Language.
const languages = [
  ...(['en', 'es', 'zh', 'tl', 'vi', 'ar', 'fr', 'ko', 'ru', 'pt', 'ht', 'hi', 'de', 'pl', 'it', 'ur', 'fa'] as const),
  ...(['te', 'bn', 'gu', 'ta', 'ja', 'uk', 'so', 'am', 'sw', 'my', 'km', 'hmn', 'lo', 'pa', 'ne', 'yo', 'ak'] as const),
  ...(['nv', 'he', 'yi', 'el', 'ro', 'sq', 'bs', 'sr', 'ti', 'ps', 'ase'] as const),
];

export const IdentityFields = ({
  value,
  onChange,
  isKnown = false,
}: {
  readonly value: Identity;
  readonly onChange: (value: Identity) => void;
  /** Someone on record already: a day of death may be entered. */
  readonly isKnown?: boolean;
}) => {
  const words = useWords();
  const intl = useIntl();
  const today = useToday();
  const set = (change: Partial<Identity>) => onChange({ ...value, ...change });
  const text = (name: keyof Identity & string, key: string, more: { description?: string; most?: number } = {}) => (
    <TextField
      label={words(key)}
      name={name}
      maxLength={more.most ?? 100}
      {...(more.description && { description: more.description })}
      value={value[name] as string}
      onChange={(typed) => set({ [name]: typed })}
    />
  );
  const options = languages
    .map((code) => ({ value: code as string, label: intl.formatDisplayName(code, { type: 'language' }) ?? code }))
    .sort((a, b) => a.label.localeCompare(b.label, intl.locale));
  return (
    <>
      <FieldRow>
        {text('givenName', 'client.given-name')}
        {text('familyName', 'client.family-name')}
      </FieldRow>
      <BirthField value={value} onChange={set} />
      <FieldRow>
        {text('chosenName', 'client.chosen-name')}
        {text('pronouns', 'client.pronouns', { most: 40 })}
      </FieldRow>
      <FieldRow>
        {text('middleName', 'client.middle-name')}
        {text('formerNames', 'client.former-names', {
          description: words('registration.formerNames.about'),
          most: 400,
        })}
      </FieldRow>
      <FieldRow>
        <ComboBox
          label={words('client.language')}
          name="language"
          options={options}
          value={value.language || null}
          onChange={(language) => set({ language: language ?? '' })}
        />
        <ComboBox
          label={words('registration.otherLanguage')}
          name="otherLanguages"
          options={options}
          value={value.otherLanguages[0] ?? null}
          onChange={(language) => set({ otherLanguages: language ? [language] : [] })}
        />
      </FieldRow>
      <Checkbox
        label={words('client.needs-interpreter')}
        isSelected={value.needsInterpreter}
        onChange={(needsInterpreter) => set({ needsInterpreter })}
      />
      <Checkbox
        label={words('client.large-print')}
        isSelected={value.largePrint}
        onChange={(largePrint) => set({ largePrint })}
      />
      {isKnown && (
        <DayField
          label={words('client.died-on')}
          name="diedOn"
          max={today}
          value={value.diedOn}
          onChange={(diedOn) => set({ diedOn })}
        />
      )}
    </>
  );
};

/** Each part of who somebody is, with its label and its value in words: to stand beside what another person wrote. */
export const useIdentityParts = (): readonly Part<Identity>[] => {
  const words = useWords();
  const intl = useIntl();
  const dayText = useDayText();
  const language = (code: string) => (code && intl.formatDisplayName(code, { type: 'language' })) || code;
  const part = <Key extends keyof Identity>(key: Key, label: string, text: (value: Identity[Key]) => string) => ({
    key,
    label: words(label),
    text: (from: Identity) => text(from[key]),
    take: (from: Identity, into: Identity) => ({ ...into, [key]: from[key] }),
  });
  const asTyped = (value: string) => value;
  const ticked = (value: boolean) => words(value ? 'registration.ticked' : 'registration.not-ticked');
  return [
    part('givenName', 'client.given-name', asTyped),
    part('familyName', 'client.family-name', asTyped),
    part('birth', 'client.birth-date', asTyped),
    part('chosenName', 'client.chosen-name', asTyped),
    part('pronouns', 'client.pronouns', asTyped),
    part('middleName', 'client.middle-name', asTyped),
    part('formerNames', 'client.former-names', asTyped),
    part('language', 'client.language', language),
    part('otherLanguages', 'registration.otherLanguage', (codes) => codes.map(language).join(', ')),
    part('needsInterpreter', 'client.needs-interpreter', ticked),
    part('largePrint', 'client.large-print', ticked),
    part('diedOn', 'client.died-on', (day) => (day ? dayText(day) : '')),
  ];
};

/** Typed as it was told; read back as it was understood, with the age that follows. */
const BirthField = ({
  value,
  onChange,
}: {
  readonly value: Identity;
  readonly onChange: (change: Partial<Identity>) => void;
}) => {
  const words = useWords();
  const sentence = useSentence();
  const intl = useIntl();
  const today = useToday();
  const births = birthsIn(value.birth);
  const [birth] = births;
  const dateText = ({ date, precision }: Birth) =>
    date === null
      ? ''
      : intl.formatDate(`${date}T12:00:00Z`, {
          timeZone: 'UTC',
          year: 'numeric',
          ...(precision !== 'year' && { month: 'long' }),
          ...(precision === 'day' && { day: 'numeric' }),
        });
  const wrong = birth && births.length === 1 ? whyNotBirth(birth, today)[0] : undefined;
  const age = birth && births.length === 1 ? ageRangeOn(birth, today) : null;
  const understood =
    birth && births.length === 1 && age
      ? `${dateText(birth)} · ${
          age.from === age.to
            ? words('age.years', { age: age.from })
            : words('age.between', { from: age.from, to: age.to })
        }`
      : words('registration.birth.about');
  return (
    <>
      <TextField
        label={words('client.birth-date')}
        name="birthDate"
        description={understood}
        error={wrong ? sentence('refusal.', wrong) : null}
        maxLength={40}
        value={value.birth}
        onChange={(birthText) => onChange({ birth: birthText })}
      />
      {births.length > 1 && (
        <RadioChips
          label={words('registration.birth.which')}
          options={births.map((each) => ({ value: each.date ?? '', label: dateText(each) }))}
          value={null}
          onChange={(date) => onChange({ birth: date })}
        />
      )}
    </>
  );
};
