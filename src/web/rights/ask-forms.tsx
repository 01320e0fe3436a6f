// A person, or somebody who may act for them, asks to see the record or to have it corrected: what is asked, how, and since when.
import { useState } from 'react';
import type { RequestsView } from '#contract/rights.ts';
import type { Day } from '#domain/basics/day.ts';
import type { Owner } from '#domain/people/owner.ts';
import { legalClocks } from '#domain/work/legal-clocks.ts';
import { recordForms, recordLanguages, waysToAsk } from '#domain/work/rights.ts';
import { DrawerForm } from '#web/shell/drawer-form.tsx';
import { OwnerField } from '#web/shell/owner-field.tsx';
import { useSession } from '#web/shell/session.ts';
import { Checkbox, RadioChips } from '#web/ui/choices.tsx';
import { ComboBox } from '#web/ui/combo-box.tsx';
import { DayField, useToday } from '#web/ui/day-field.tsx';
import { Select } from '#web/ui/select.tsx';
import { TextArea } from '#web/ui/text-field.tsx';
import { useWords } from '#web/ui/words.ts';
import { useEntryLabel } from './entry-label.ts';

export type AskFormProps = {
  readonly what: 'access' | 'amendment';
  readonly client: {
    readonly id: string;
    readonly name: string;
    readonly language: string | null;
    readonly largePrint: boolean;
  };
  readonly entries: RequestsView['entries'];
  readonly representatives: RequestsView['representatives'];
  readonly onClose: () => void;
};

const self = 'self';
const whole = 'whole';

export const AskForm = ({ what, client, entries, representatives, onClose }: AskFormProps) => {
  const words = useWords();
  const today = useToday();
  const entryLabel = useEntryLabel();
  const { staff } = useSession();
  const [who, setWho] = useState<string>(self);
  const [how, setHow] = useState<(typeof waysToAsk)[number]>('in-person');
  const [on, setOn] = useState<Day | null>(today);
  const [form, setForm] = useState<(typeof recordForms)[number]>('pdf');
  const [language, setLanguage] = useState<(typeof recordLanguages)[number]>(client.language === 'es' ? 'es' : 'en');
  const [largePrint, setLargePrint] = useState(client.largePrint);
  const [entry, setEntry] = useState<string | null>(whole);
  const [note, setNote] = useState('');
  const [owner, setOwner] = useState<Owner | null>({ kind: 'staff', id: staff.id });
  const [errors, setErrors] = useState<Record<string, string>>({});
  const chosen = entries.find(({ id }) => id === entry);
  const body = () => {
    setErrors(owner ? {} : { owner: words('registration.error.owner') });
    if (!owner) return null;
    const asked = {
      requestedOn: on ?? undefined,
      supporterId: who === self ? null : who,
      how,
      note: note.trim() || null,
      owner,
    };
    return what === 'access'
      ? { ...asked, form, language, largePrint }
      : { ...asked, ...(chosen && { entry: { kind: chosen.kind, id: chosen.id } }) };
  };
  return (
    <DrawerForm
      title={words(`requests.ask.${what}`)}
      about={words('requests.ask.about', { name: client.name, days: legalClocks[`${what}-request`].days })}
      path={`/api/clients/${client.id}/${what}-requests`}
      body={body}
      errors={errors}
      save={words('requests.ask.save')}
      saved={words('requests.asked')}
      onClose={onClose}
    >
      <Select
        label={words('requests.who')}
        name="supporterId"
        description={words('requests.who.about')}
        options={[
          { value: self, label: client.name },
          ...representatives.map(({ id, name, authority }) => ({
            value: id,
            label: words('requests.who.for', { name, authority: words(`authority.${authority}`) }),
          })),
        ]}
        value={who}
        onChange={setWho}
      />
      <RadioChips
        label={words('requests.how')}
        name="how"
        options={waysToAsk.map((value) => ({ value, label: words(`requests.how.${value}`) }))}
        value={how}
        onChange={setHow}
      />
      <DayField label={words('requests.received')} name="requestedOn" max={today} value={on} onChange={setOn} />
      {what === 'amendment' && (
        <ComboBox
          label={words('requests.entry')}
          name="entry"
          options={[
            { value: whole, label: words('requests.entry.client') },
            ...entries.map((each) => ({ value: each.id, label: entryLabel(each) })),
          ]}
          value={entry}
          onChange={setEntry}
        />
      )}
      <TextArea
        label={words(`requests.note.${what}`)}
        name="note"
        rows={3}
        maxLength={5000}
        value={note}
        onChange={setNote}
      />
      {what === 'access' && (
        <>
          <RadioChips
            label={words('requests.form')}
            name="form"
            options={recordForms.map((value) => ({ value, label: words(`requests.form.${value}`) }))}
            value={form}
            onChange={setForm}
          />
          <RadioChips
            label={words('requests.language')}
            name="language"
            options={recordLanguages.map((value) => ({ value, label: words(`requests.language.${value}`) }))}
            value={language}
            onChange={setLanguage}
          />
          <Checkbox
            label={words('requests.largePrint')}
            name="largePrint"
            isSelected={largePrint}
            onChange={setLargePrint}
          />
        </>
      )}
      <OwnerField label={words('requests.owner')} name="owner" isRequired value={owner} onChange={setOwner} />
    </DrawerForm>
  );
};
