// What becomes of a consent: it is signed, or taken back; and what the person asks to be kept from somebody.
import { useState } from 'react';
import { useIntl } from 'react-intl';
import type { ConsentsView, ConsentView } from '#contract/consent.ts';
import type { Day } from '#domain/basics/day.ts';
import { revocationWays } from '#domain/consent/consent.ts';
import { DrawerForm } from '#web/shell/drawer-form.tsx';
import { segmentLabel } from '#web/shell/segment-label.ts';
import { CheckChips, Segmented } from '#web/ui/choices.tsx';
import { DayField, useToday } from '#web/ui/day-field.tsx';
import { Select } from '#web/ui/select.tsx';
import { TextArea } from '#web/ui/text-field.tsx';
import { useWords } from '#web/ui/words.ts';
import { SignatureFields, signatureFrom, unsigned } from './signature-fields.tsx';

type Closing = { readonly onClose: () => void };

export const SignForm = ({ consent, onClose }: { readonly consent: ConsentView } & Closing) => {
  const words = useWords();
  const [signing, setSigning] = useState(unsigned(useToday()));
  return (
    <DrawerForm
      title={words('consents.sign')}
      path={`/api/consents/${consent.id}/signature`}
      body={() => ({ signature: signatureFrom(signing) })}
      save={words('consents.sign')}
      saved={words('consents.sign.saved')}
      onClose={onClose}
    >
      <p>{consent.description}</p>
      <SignatureFields value={signing} onChange={setSigning} />
    </DrawerForm>
  );
};

export const RevokeForm = ({ consent, onClose }: { readonly consent: ConsentView } & Closing) => {
  const words = useWords();
  const [how, setHow] = useState<(typeof revocationWays)[number]>('written');
  return (
    <DrawerForm
      title={words('consents.revoke')}
      about={words('consents.revoke.about')}
      path={`/api/consents/${consent.id}/revocation`}
      body={() => ({ how })}
      save={words('consents.revoke')}
      saved={words('consents.revoke.saved')}
      look="danger"
      shape="centre"
      onClose={onClose}
    >
      <Segmented
        label={words('consents.revoke.how')}
        name="how"
        options={revocationWays.map((value) => ({ value, label: words(`consents.revoke.${value}`) }))}
        value={how}
        onChange={setHow}
      />
    </DrawerForm>
  );
};

export const EndForm = ({ consent, onClose }: { readonly consent: ConsentView } & Closing) => {
  const words = useWords();
  const today = useToday();
  const [on, setOn] = useState<Day | null>(today);
  return (
    <DrawerForm
      title={words('consents.end')}
      about={words('consents.end.about', { event: consent.expiry?.text ?? '' })}
      path={`/api/consents/${consent.id}/end`}
      body={() => ({ on: on ?? '' })}
      save={words('consents.end')}
      saved={words('consents.end.saved')}
      shape="centre"
      onClose={onClose}
    >
      <DayField label={words('consents.end.on')} name="on" isRequired max={today} value={on} onChange={setOn} />
    </DrawerForm>
  );
};

export const RestrictionForm = ({
  clientId,
  view,
  onClose,
}: { readonly clientId: string; readonly view: ConsentsView } & Closing) => {
  const words = useWords();
  const { locale } = useIntl();
  const today = useToday();
  const [segments, setSegments] = useState<string[]>([]);
  const [staffId, setStaffId] = useState('');
  const [asked, setAsked] = useState('');
  return (
    <DrawerForm
      title={words('consents.restrict')}
      about={words('consents.restrict.about')}
      path={`/api/clients/${clientId}/restrictions`}
      body={() => ({
        segments,
        from: staffId
          ? [{ kind: 'staff', id: staffId, name: view.staff.find(({ id }) => id === staffId)?.name ?? '' }]
          : [],
        words: asked,
        beginsOn: today,
      })}
      save={words('consents.restrict.save')}
      saved={words('consents.restrict.saved')}
      onClose={onClose}
    >
      <CheckChips
        label={words('consents.restrict.segments')}
        name="segments"
        options={view.segments.map((each) => ({ value: each.code, label: segmentLabel(each, words, locale) }))}
        value={segments}
        onChange={setSegments}
      />
      <Select
        label={words('consents.restrict.from')}
        name="from"
        placeholder={words('consents.choose')}
        options={view.staff.map(({ id, name }) => ({ value: id, label: name }))}
        value={staffId}
        onChange={setStaffId}
      />
      <TextArea label={words('consents.restrict.words')} name="words" value={asked} onChange={setAsked} />
    </DrawerForm>
  );
};
