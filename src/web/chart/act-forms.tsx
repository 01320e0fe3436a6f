// The acts of an enrolment that are done on its own page, each in one small dialog that names the person first. The others have
// their screen: what comes before enrolment stands with the prospects, ending and reopening with the reviews.
import { useState } from 'react';
import type { ChartView } from '#contract/client.ts';
import type { EnrolmentView } from '#contract/enrolment.ts';
import type { Day } from '#domain/basics/day.ts';
import type { Owner } from '#domain/people/owner.ts';
import { emptyReferral, missingIn, ReferralFields, referralBody } from '#web/registration/referral-fields.tsx';
import { DrawerForm } from '#web/shell/drawer-form.tsx';
import { OwnerField } from '#web/shell/owner-field.tsx';
import { DayField, useToday } from '#web/ui/day-field.tsx';
import { TextArea } from '#web/ui/text-field.tsx';
import { useWords } from '#web/ui/words.ts';

type InChart = { readonly chart: ChartView; readonly onClose: () => void };

export const HandOverForm = ({ enrolment, chart, onClose }: InChart & { readonly enrolment: EnrolmentView }) => {
  const words = useWords();
  const title = words('cycle-page.act.hand-over');
  const today = useToday();
  const [on, setOn] = useState<Day | null>(today);
  const [owner, setOwner] = useState<Owner | null>(null);
  return (
    <DrawerForm
      title={title}
      about={words('cycle-page.form.about', { name: chart.client.name })}
      shape="centre"
      path={`/api/enrolments/${enrolment.id}/hand-over`}
      body={() => ({ on: on ?? undefined, owner })}
      save={title}
      saved={words('cycle-page.done', { act: title })}
      onClose={onClose}
    >
      <OwnerField
        label={words('cycle-page.form.owner')}
        name="owner"
        isRequired
        programmeId={enrolment.programme.id}
        value={owner}
        onChange={setOwner}
      />
      <DayField label={words('cycle-page.form.on')} name="on" value={on} max={today} onChange={setOn} />
    </DrawerForm>
  );
};

export const ReferForm = ({ chart, onClose }: InChart) => {
  const words = useWords();
  const title = words('cycle-page.act.refer');
  const [entry, setEntry] = useState(emptyReferral);
  const [errors, setErrors] = useState<Record<string, string>>({});
  const body = () => {
    const missing = Object.entries(missingIn(entry)).map(([name, key]) => [name, words(key)]);
    setErrors(Object.fromEntries(missing));
    return missing.length === 0 ? referralBody(entry) : null;
  };
  return (
    <DrawerForm
      title={title}
      about={words('cycle-page.form.about', { name: chart.client.name })}
      shape="centre"
      path={`/api/clients/${chart.client.id}/enrolments`}
      body={body}
      errors={errors}
      save={title}
      saved={words('cycle-page.done', { act: title })}
      onClose={onClose}
    >
      <ReferralFields value={entry} onChange={setEntry} />
    </DrawerForm>
  );
};

export const WithdrawForm = ({
  enrolmentId,
  happened,
  chart,
  onClose,
}: InChart & { readonly enrolmentId: string; readonly happened: EnrolmentView['history'][number] }) => {
  const words = useWords();
  const save = words('cycle-page.history.withdraw');
  const [reason, setReason] = useState('');
  return (
    <DrawerForm
      title={`${save}: ${words(`cycle.act.${happened.act}`)}`}
      about={words('cycle-page.form.about', { name: chart.client.name })}
      shape="centre"
      look="danger"
      path={`/api/enrolments/${enrolmentId}/acts/${happened.id}/withdraw`}
      body={() => ({ reason })}
      save={save}
      saved={words('cycle-page.done', { act: save })}
      onClose={onClose}
    >
      <TextArea
        label={words('cycle-page.form.withdrawReason')}
        name="reason"
        isRequired
        rows={3}
        maxLength={2000}
        value={reason}
        onChange={setReason}
      />
    </DrawerForm>
  );
};
