import { useState } from 'react';
import type { ChartView } from '#contract/client.ts';
import type { KeyEventView, StayView } from '#contract/key-events.ts';
import type { Day } from '#domain/basics/day.ts';
import { staySettings } from '#domain/models/definition.ts';
import { keyEventKinds } from '#domain/stays/key-event.ts';
import { stayCertainties } from '#domain/stays/stay.ts';
import { AddendumForm } from '#web/shell/addendum-form.tsx';
import { DrawerForm } from '#web/shell/drawer-form.tsx';
import { SegmentField } from '#web/shell/segment-field.tsx';
import { Checkbox, RadioChips } from '#web/ui/choices.tsx';
import { DayField, useToday } from '#web/ui/day-field.tsx';
import { FieldRow } from '#web/ui/form.tsx';
import { TextArea, TextField } from '#web/ui/text-field.tsx';
import { useWords } from '#web/ui/words.ts';
import type { EventDoing } from './event-doing.ts';

type Props = { readonly chart: ChartView; readonly onClose: () => void };

export const EventForms = ({ doing, ...props }: Props & { readonly doing: EventDoing }) => {
  switch (doing.what) {
    case 'stay':
      return <StayForm {...props} stay={doing.stay} />;
    case 'event':
      return <EventForm {...props} event={doing.event} />;
    case 'error':
      return <ErrorForm {...props} kind={doing.kind} id={doing.id} />;
    case 'addendum':
    case 'client-statement':
      return <AddendumForm {...props} kind={doing.what} entry={doing} />;
  }
};

const StayForm = ({ chart, stay, onClose }: Props & { readonly stay: StayView | null }) => {
  const words = useWords();
  const today = useToday();
  const [fields, setFields] = useState({
    setting: stay?.setting ?? ('psychiatric' as const),
    place: stay?.place ?? '',
    from: (stay?.from ?? today) as Day | null,
    to: (stay?.to ?? null) as Day | null,
    certainty: stay?.certainty ?? ('confirmed' as const),
    source: stay?.source ?? '',
    teamInvolved: stay?.teamInvolved ?? false,
    plannedJointly: stay?.plannedJointly ?? false,
    segment: '',
    cancelled: false,
  });
  const set = (change: Partial<typeof fields>) => setFields({ ...fields, ...change });
  const [errors, setErrors] = useState<Record<string, string>>({});
  const body = () => {
    const found = {
      ...(!fields.from && { from: words('key-events.error.from') }),
      ...(!fields.source.trim() && { source: words('key-events.error.source') }),
    };
    setErrors(found);
    const { cancelled, segment, ...rest } = fields;
    return Object.keys(found).length > 0
      ? null
      : { ...rest, place: fields.place.trim() || null, ...(stay ? { cancelled } : segment && { segment }) };
  };
  return (
    <DrawerForm
      title={words(stay ? 'key-events.stay.correct' : 'key-events.add.stay')}
      about={stay ? words('contacts.correct.lead') : words('cycle-page.form.about', { name: chart.client.name })}
      method={stay ? 'PUT' : 'POST'}
      path={stay ? `/api/stays/${stay.id}` : `/api/clients/${chart.client.id}/stays`}
      body={body}
      errors={errors}
      save={words('contacts.save')}
      saved={words('key-events.stay.saved')}
      onClose={onClose}
    >
      <RadioChips
        label={words('key-events.stay.setting')}
        name="setting"
        options={staySettings.map((value) => ({ value, label: words(`stay-setting.${value}`) }))}
        value={fields.setting}
        onChange={(setting) => set({ setting: setting as typeof fields.setting })}
      />
      <TextField
        label={words('key-events.stay.place')}
        name="place"
        maxLength={200}
        value={fields.place}
        onChange={(place) => set({ place })}
      />
      <FieldRow>
        <DayField
          label={words('key-events.stay.from')}
          name="from"
          isRequired
          max={today}
          value={fields.from}
          onChange={(from) => set({ from })}
        />
        <DayField
          label={words('key-events.stay.to')}
          description={words('key-events.stay.to.about')}
          name="to"
          max={today}
          value={fields.to}
          onChange={(to) => set({ to })}
        />
      </FieldRow>
      <RadioChips
        label={words('key-events.certainty')}
        name="certainty"
        options={stayCertainties.map((value) => ({ value, label: words(`stay-certainty.${value}`) }))}
        value={fields.certainty}
        onChange={(certainty) => set({ certainty: certainty as typeof fields.certainty })}
      />
      <TextField
        label={words('key-events.whoSaid')}
        name="source"
        isRequired
        maxLength={200}
        value={fields.source}
        onChange={(source) => set({ source })}
      />
      <Checkbox
        label={words('key-events.stay.teamInvolved')}
        isSelected={fields.teamInvolved}
        onChange={(teamInvolved) => set({ teamInvolved })}
      />
      <Checkbox
        label={words('key-events.stay.plannedJointly')}
        isSelected={fields.plannedJointly}
        onChange={(plannedJointly) => set({ plannedJointly })}
      />
      {!stay && (
        <SegmentField chart={chart} of="other" value={fields.segment} onChange={(segment) => set({ segment })} />
      )}
      {stay && (
        <Checkbox
          label={words('stay.cancelled')}
          isSelected={fields.cancelled}
          onChange={(cancelled) => set({ cancelled })}
        />
      )}
    </DrawerForm>
  );
};

const EventForm = ({ chart, event, onClose }: Props & { readonly event: KeyEventView | null }) => {
  const words = useWords();
  const today = useToday();
  const [kind, setKind] = useState<(typeof keyEventKinds)[number] | null>(event?.kind ?? null);
  const [day, setDay] = useState<Day | null>((event?.day as Day | undefined) ?? today);
  const [text, setText] = useState(event?.text ?? '');
  const [source, setSource] = useState(event?.source ?? '');
  const [segment, setSegment] = useState('');
  const [errors, setErrors] = useState<Record<string, string>>({});
  const body = () => {
    const found = {
      ...(!kind && { kind: words('key-events.error.kind') }),
      ...(!day && { day: words('contacts.error.day') }),
      ...(!text.trim() && { text: words('key-events.error.text') }),
      ...(!source.trim() && { source: words('key-events.error.source') }),
    };
    setErrors(found);
    return Object.keys(found).length > 0
      ? null
      : { kind, day, text: text.replace(/\s+/g, ' ').trim(), source, ...(!event && segment && { segment }) };
  };
  return (
    <DrawerForm
      title={words(event ? 'key-events.event.correct' : 'key-events.add.event')}
      about={event ? words('contacts.correct.lead') : words('cycle-page.form.about', { name: chart.client.name })}
      method={event ? 'PUT' : 'POST'}
      path={event ? `/api/key-events/${event.id}` : `/api/clients/${chart.client.id}/key-events`}
      body={body}
      errors={errors}
      save={words('contacts.save')}
      saved={words('key-events.event.saved')}
      onClose={onClose}
    >
      <RadioChips
        label={words('key-events.kind')}
        name="kind"
        isRequired
        options={keyEventKinds.map((value) => ({ value, label: words(`key-event-kind.${value}`) }))}
        value={kind}
        onChange={setKind}
      />
      <DayField label={words('contacts.day')} name="day" isRequired max={today} value={day} onChange={setDay} />
      <TextArea
        label={words('key-events.text')}
        description={words('key-events.text.about')}
        name="text"
        isRequired
        rows={3}
        maxLength={2000}
        value={text}
        onChange={setText}
      />
      <TextField
        label={words('key-events.whoSaid')}
        name="source"
        isRequired
        maxLength={200}
        value={source}
        onChange={setSource}
      />
      {!event && <SegmentField chart={chart} of="other" value={segment} onChange={setSegment} />}
    </DrawerForm>
  );
};

const ErrorForm = ({
  chart,
  kind,
  id,
  onClose,
}: Props & { readonly kind: 'stay' | 'key-event'; readonly id: string }) => {
  const words = useWords();
  const [reason, setReason] = useState('');
  return (
    <DrawerForm
      title={words('contacts.error.title')}
      about={words('contacts.error.lead', { name: chart.client.name })}
      shape="centre"
      look="danger"
      path={`/api/clients/${chart.client.id}/entered-in-error`}
      body={() => ({ kind, entryId: id, reason })}
      save={words('contacts.error.save')}
      saved={words('contacts.error.saved')}
      onClose={onClose}
    >
      <TextField
        label={words('contacts.error.reason')}
        name="reason"
        isRequired
        maxLength={1000}
        value={reason}
        onChange={setReason}
      />
    </DrawerForm>
  );
};
