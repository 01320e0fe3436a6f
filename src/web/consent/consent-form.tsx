// Recording what the person agrees to, element by element. What a kind of consent needs follows from the kind.
import { useState } from 'react';
import { useIntl } from 'react-intl';
import type { ConsentsView } from '#contract/consent.ts';
import { addDays, type Day } from '#domain/basics/day.ts';
import {
  type ConsentKind,
  consentKinds,
  type Purpose,
  purposes,
  type RecordKind,
  recordKinds,
  type Statement,
  statements,
  tpo,
  tpoClass,
} from '#domain/consent/consent.ts';
import { DrawerForm } from '#web/shell/drawer-form.tsx';
import { segmentLabel } from '#web/shell/segment-label.ts';
import { Checkbox, CheckChips, Segmented } from '#web/ui/choices.tsx';
import { DayField, useToday } from '#web/ui/day-field.tsx';
import { Select } from '#web/ui/select.tsx';
import { TextArea, TextField } from '#web/ui/text-field.tsx';
import { useWords } from '#web/ui/words.ts';
import { SignatureFields, signatureFrom, unsigned } from './signature-fields.tsx';

const startOf = (kind: ConsentKind): { segments: string[]; purposes: Purpose[] } => ({
  segments: kind === 'counselling-notes' ? [kind] : kind === 'part2' || kind === 'part2-tpo' ? ['part2'] : ['general'],
  purposes: kind === 'part2-tpo' ? [...tpo] : kind === 'proceedings' ? [kind] : ['coordination'],
});

const receiving = ['staff', 'programme', 'care-team', 'organization', 'person', 'class', 'intermediary'] as const;
type Receiving = (typeof receiving)[number];

export const ConsentForm = ({
  clientId,
  view,
  onClose,
}: {
  readonly clientId: string;
  readonly view: ConsentsView;
  readonly onClose: () => void;
}) => {
  const words = useWords();
  const { locale } = useIntl();
  const today = useToday();
  const [kind, setKind] = useState<ConsentKind>('release');
  const [segments, setSegments] = useState<string[]>(startOf('release').segments);
  const [forPurposes, setPurposes] = useState<Purpose[]>(startOf('release').purposes);
  const [purposeText, setPurposeText] = useState('');
  const [discloser, setDiscloser] = useState('agency');
  const [to, setTo] = useState<Receiving>('organization');
  const [toId, setToId] = useState('');
  const [toName, setToName] = useState('');
  const [members, setMembers] = useState('');
  const [description, setDescription] = useState('');
  const [records, setRecords] = useState<RecordKind[]>([]);
  const [from, setFrom] = useState<Day | null>(today);
  const [ends, setEnds] = useState<'day' | 'event' | 'none'>('day');
  const [endsOn, setEndsOn] = useState<Day | null>(addDays(today, 365));
  const [event, setEvent] = useState('');
  const [told, setTold] = useState<Statement[]>([]);
  const [signs, setSigns] = useState(true);
  const [supporterId, setSupporterId] = useState('');
  const [signing, setSigning] = useState(unsigned(today));
  const [keepDeficient, setKeepDeficient] = useState(false);

  const choose = (next: ConsentKind) => {
    setKind(next);
    setSegments(startOf(next).segments);
    setPurposes(startOf(next).purposes);
    if (next === 'part2-tpo') {
      setTo('class');
      setToName(tpoClass);
      setEnds('none');
    } else if (toName === tpoClass) setToName('');
    if (next !== 'part2-tpo' && ends === 'none') setEnds('day');
  };
  const inside = to === 'staff' ? view.staff : to === 'programme' ? view.programmes : null;
  const body = () => ({
    kind,
    disclosers: [
      discloser === 'agency'
        ? { kind: 'agency', name: view.agencyName }
        : { kind: 'programme', id: discloser, name: view.programmes.find(({ id }) => id === discloser)?.name ?? '' },
    ],
    recipients:
      to !== 'care-team' && !toId && !toName.trim()
        ? []
        : [
            {
              kind: to,
              ...(inside && { id: toId }),
              name: inside ? (inside.find(({ id }) => id === toId)?.name ?? '') : to === 'care-team' ? '' : toName,
              ...(to === 'intermediary' && { members }),
            },
          ],
    segments,
    records,
    description,
    purposes: forPurposes,
    ...(forPurposes.includes('other') && { purposeText }),
    from: from ?? '',
    expiry:
      ends === 'none'
        ? { kind: 'none' }
        : ends === 'event'
          ? { kind: 'event', text: event }
          : endsOn && { kind: 'day', on: endsOn },
    told,
    language: locale.startsWith('es') ? 'es' : 'en',
    ...(supporterId && { supporterId }),
    ...(signs && { signature: signatureFrom(signing) }),
    keepDeficient,
  });

  return (
    <DrawerForm
      title={words('consents.record')}
      about={words('consents.record.about', { name: view.clientName })}
      path={`/api/clients/${clientId}/consents`}
      body={body}
      save={words('consents.record.save')}
      saved={words('consents.record.saved')}
      onClose={onClose}
    >
      <Select
        label={words('consents.kind')}
        name="kind"
        options={consentKinds.map((value) => ({ value, label: words(`consent-kind.${value}`) }))}
        value={kind}
        onChange={choose}
      />
      <Select
        label={words('consents.discloser')}
        name="disclosers"
        options={[
          { value: 'agency', label: view.agencyName },
          ...view.programmes.map(({ id, name }) => ({ value: id, label: name })),
        ]}
        value={discloser}
        onChange={setDiscloser}
      />
      <CheckChips
        label={words('consents.segments')}
        name="segments"
        options={view.segments.map((each) => ({ value: each.code, label: segmentLabel(each, words, locale) }))}
        value={segments}
        onChange={setSegments}
      />
      <TextArea
        label={words('consents.description')}
        name="description"
        description={words('consents.description.about')}
        value={description}
        onChange={setDescription}
      />
      <CheckChips
        label={words('consents.records')}
        name="records"
        description={words('consents.records.about')}
        options={recordKinds.map((value) => ({ value, label: words(`record-kind.${value}`) }))}
        value={records}
        onChange={setRecords}
      />
      <Select
        label={words('consents.recipient')}
        name="recipients"
        options={receiving.map((value) => ({ value, label: words(`party-kind.${value}`) }))}
        value={to}
        onChange={(next) => {
          setTo(next);
          setToId('');
          setToName('');
        }}
      />
      {inside ? (
        <Select
          label={words('consents.recipient.who')}
          name="recipients/0/name"
          placeholder={words('consents.choose')}
          options={inside.map(({ id, name }) => ({ value: id, label: name }))}
          value={toId}
          onChange={setToId}
        />
      ) : to === 'class' && kind === 'part2-tpo' ? (
        <p>{words('consents.tpo-class')}</p>
      ) : to === 'care-team' ? null : (
        <TextField
          label={words('consents.recipient.name')}
          name="recipients/0/name"
          value={toName}
          onChange={setToName}
        />
      )}
      {to === 'intermediary' && (
        <TextField
          label={words('consents.recipient.members')}
          name="recipients/0/members"
          value={members}
          onChange={setMembers}
        />
      )}
      <CheckChips
        label={words('consents.purposes')}
        name="purposes"
        options={purposes.map((value) => ({ value, label: words(`consent-purpose.${value}`) }))}
        value={forPurposes}
        onChange={setPurposes}
      />
      {forPurposes.includes('other') && (
        <TextField
          label={words('consents.purposeText')}
          name="purposeText"
          value={purposeText}
          onChange={setPurposeText}
        />
      )}
      <DayField label={words('consents.from')} name="from" value={from} onChange={setFrom} />
      <Segmented
        label={words('consents.ends')}
        name="expiry"
        options={(['day', 'event', ...(kind === 'part2-tpo' ? (['none'] as const) : [])] as const).map((value) => ({
          value,
          label: words(`consents.ends.${value}`),
        }))}
        value={ends}
        onChange={setEnds}
      />
      {ends === 'day' && (
        <DayField label={words('consents.endsOn')} name="expiry/on" value={endsOn} onChange={setEndsOn} />
      )}
      {ends === 'event' && (
        <TextField label={words('consents.event')} name="expiry/text" value={event} onChange={setEvent} />
      )}
      <CheckChips
        label={words('consents.told')}
        name="told"
        options={statements.map((value) => ({ value, label: words(`consents.told.${value}`) }))}
        value={told}
        onChange={setTold}
      />
      {view.supporters.length > 0 && (
        <Select
          label={words('consents.signer')}
          name="signer"
          options={[
            { value: '', label: view.clientName },
            ...view.supporters.map(({ id, name }) => ({ value: id, label: name })),
          ]}
          value={supporterId}
          onChange={setSupporterId}
        />
      )}
      <Checkbox label={words('consents.signs')} isSelected={signs} onChange={setSigns} />
      {signs && <SignatureFields value={signing} onChange={setSigning} />}
      <Checkbox
        label={words('consents.keepDeficient')}
        description={words('consents.keepDeficient.about')}
        isSelected={keepDeficient}
        onChange={setKeepDeficient}
      />
    </DrawerForm>
  );
};
