// Changing what is on record: a correction stands in place of the old entry, an addendum under it, an error keeps its reason.
import { useState } from 'react';
import type { ChartView } from '#contract/client.ts';
import type { ContactView, NoteView } from '#contract/contact.ts';
import type { Day } from '#domain/basics/day.ts';
import { AddendumForm } from '#web/shell/addendum-form.tsx';
import { DraftBanner, useDraft } from '#web/shell/draft.tsx';
import { DrawerForm } from '#web/shell/drawer-form.tsx';
import { useFormSides } from '#web/shell/form-sides.tsx';
import { SegmentField } from '#web/shell/segment-field.tsx';
import { Checkbox } from '#web/ui/choices.tsx';
import { DayField, useDayText, useToday } from '#web/ui/day-field.tsx';
import { TextArea, TextField } from '#web/ui/text-field.tsx';
import { useWords } from '#web/ui/words.ts';
import type { Doing } from './doing.ts';
import { entryFrom, happenedIn, startOf } from './entry.ts';
import { EntryFields, MoreFields } from './entry-fields.tsx';

type Props<D> = { readonly chart: ChartView; readonly doing: D; readonly onClose: () => void };

export const EntryForms = ({ chart, doing, onClose }: Props<Doing>) => {
  switch (doing.what) {
    case 'correct':
      return <CorrectForm chart={chart} contact={doing.contact} onClose={onClose} />;
    case 'error':
      return <ErrorForm chart={chart} doing={doing} onClose={onClose} />;
    case 'addendum':
    case 'client-statement':
      return <AddendumForm kind={doing.what} entry={doing} chart={chart} onClose={onClose} />;
    case 'write':
      return <NoteForm chart={chart} contactId={doing.contactId ?? null} note={null} onClose={onClose} />;
    case 'edit':
      return <NoteForm chart={chart} contactId={doing.note.contactId} note={doing.note} onClose={onClose} />;
  }
};

const CorrectForm = ({
  chart,
  contact,
  onClose,
}: {
  readonly chart: ChartView;
  readonly contact: ContactView;
  readonly onClose: () => void;
}) => {
  const words = useWords();
  const [entry, setEntry] = useState(() => entryFrom(contact));
  const [reason, setReason] = useState('');
  const [errors, setErrors] = useState<Record<string, string>>({});
  const body = () => {
    const start = startOf(entry, contact.zone);
    const found = {
      ...(!entry.on && { day: words('contacts.error.day') }),
      ...(!entry.at && { start: words('contacts.error.time') }),
    };
    setErrors(found);
    if (!start || Object.keys(found).length > 0) return null;
    const { enrolmentId: _, ...happened } = happenedIn(entry, start);
    return { ...happened, reason };
  };
  return (
    <DrawerForm
      title={words('contacts.correct.title')}
      about={words('contacts.correct.lead')}
      path={`/api/contacts/${contact.id}/correct`}
      body={body}
      errors={errors}
      save={words('contacts.correct.save')}
      saved={words('contacts.correct.saved')}
      onClose={onClose}
    >
      <EntryFields entry={entry} onChange={setEntry} chart={chart} isCorrection />
      <MoreFields entry={entry} onChange={setEntry} chart={chart} isCorrection />
      <TextField
        label={words('contacts.correct.reason')}
        name="reason"
        isRequired
        maxLength={500}
        value={reason}
        onChange={setReason}
      />
    </DrawerForm>
  );
};

const ErrorForm = ({ chart, doing, onClose }: Props<Extract<Doing, { what: 'error' }>>) => {
  const words = useWords();
  const [reason, setReason] = useState('');
  return (
    <DrawerForm
      title={words('contacts.error.title')}
      about={words('contacts.error.lead', { name: chart.client.name })}
      shape="centre"
      look="danger"
      path={`/api/clients/${chart.client.id}/entered-in-error`}
      body={() => ({ kind: doing.kind, entryId: doing.id, reason })}
      save={words('contacts.error.save')}
      saved={words('contacts.error.saved')}
      onClose={onClose}
    >
      <TextField
        label={words('contacts.error.reason')}
        name="reason"
        isRequired
        autoFocus
        maxLength={1000}
        value={reason}
        onChange={setReason}
      />
    </DrawerForm>
  );
};

type Writing = { readonly text: string; readonly day: Day; readonly sign: boolean; readonly segment?: string };

const NoteForm = ({
  chart,
  contactId,
  note,
  onClose,
}: {
  readonly chart: ChartView;
  readonly contactId: string | null;
  readonly note: NoteView | null;
  readonly onClose: () => void;
}) => {
  const words = useWords();
  const today = useToday();
  const draft = useDraft<Writing>(`note:${note?.id ?? contactId ?? chart.client.id}`, {
    text: note?.text ?? '',
    day: (note?.day as Day | undefined) ?? today,
    sign: false,
  });
  const { text, day, sign, segment = '' } = draft.value;
  const set = (change: Partial<Writing>) => draft.set({ ...draft.value, ...change });
  const dayText = useDayText();
  const written = (from: Pick<NoteView, 'text' | 'day'>): Writing => ({ text: from.text, day: from.day as Day, sign });
  const whenBehind = useFormSides<Writing>({
    version: note?.version,
    base: note ? written(note) : draft.value,
    mine: draft.value,
    theirs: (current: NoteView) => written(current),
    parts: [
      {
        key: 'text',
        label: words('contacts.note.text'),
        text: (from) => from.text,
        take: (from, into) => ({ ...into, text: from.text }),
      },
      {
        key: 'day',
        label: words('contacts.note.day'),
        text: (from) => dayText(from.day),
        take: (from, into) => ({ ...into, day: from.day }),
      },
    ],
    onSettle: draft.set,
  });
  return (
    <DrawerForm
      title={words(note ? 'contacts.note.edit' : 'contacts.note.new')}
      method={note ? 'PUT' : 'POST'}
      path={note ? `/api/notes/${note.id}` : `/api/clients/${chart.client.id}/notes`}
      whenBehind={whenBehind}
      body={() =>
        note
          ? { text, day }
          : {
              ...{ text, day, sign },
              ...(contactId ? { contactId, kind: 'contact' } : { kind: 'case' }),
              ...(segment && { segment }),
            }
      }
      save={words(sign ? 'contacts.saveAndSign' : 'contacts.note.saveDraft')}
      saved={words(sign ? 'contacts.note.signed' : 'contacts.note.saved')}
      onSaved={draft.clear}
      onClose={onClose}
    >
      <DraftBanner draft={draft} />
      {contactId === null && (
        <DayField
          label={words('contacts.note.day')}
          name="day"
          max={today}
          value={day}
          onChange={(on) => on && set({ day: on })}
        />
      )}
      <TextArea
        label={words('contacts.note.text')}
        name="text"
        isRequired
        autoFocus
        rows={10}
        maxLength={50_000}
        value={text}
        onChange={(written) => set({ text: written })}
      />
      {!note && (
        <SegmentField chart={chart} of="note" value={segment} onChange={(chosen) => set({ segment: chosen })} />
      )}
      {!note && (
        <Checkbox
          label={words('contacts.note.signNow')}
          isSelected={sign}
          onChange={(signed) => set({ sign: signed })}
        />
      )}
    </DrawerForm>
  );
};
