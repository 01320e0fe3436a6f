import { useState } from 'react';
import type { ChartView } from '#contract/client.ts';
import type { ReferralView } from '#contract/referral.ts';
import { addDays, type Day } from '#domain/basics/day.ts';
import { isOpenReferral, type ReferralState } from '#domain/linking/referrals.ts';
import type { Owner } from '#domain/people/owner.ts';
import { DraftBanner, useDraft } from '#web/shell/draft.tsx';
import { DrawerForm } from '#web/shell/drawer-form.tsx';
import { OwnerField } from '#web/shell/owner-field.tsx';
import { useSession } from '#web/shell/session.ts';
import { Checkbox, RadioChips, Segmented } from '#web/ui/choices.tsx';
import { DayField, useToday } from '#web/ui/day-field.tsx';
import { FieldRow } from '#web/ui/form.tsx';
import { Select } from '#web/ui/select.tsx';
import { TextArea, TextField } from '#web/ui/text-field.tsx';
import { useWords } from '#web/ui/words.ts';

/** An answer is asked for again after a week unless another day is set. */
const lookAgainAfterDays = 7;

type New = {
  readonly organization: string;
  readonly service: string;
  readonly contactName: string;
  readonly contactPhone: string;
  readonly goalThread: string;
  readonly owner: Owner | null;
  readonly isSent: boolean;
  readonly nextOn: Day | null;
  readonly note: string;
};

export const MakeReferral = ({ chart, onClose }: { readonly chart: ChartView; readonly onClose: () => void }) => {
  const words = useWords();
  const today = useToday();
  const { staff } = useSession();
  const draft = useDraft<New>(`referral:${chart.client.id}`, {
    organization: '',
    service: '',
    contactName: '',
    contactPhone: '',
    goalThread: '',
    owner: { kind: 'staff', id: staff.id },
    isSent: true,
    nextOn: addDays(today, lookAgainAfterDays),
    note: '',
  });
  const fields = draft.value;
  const set = (change: Partial<New>) => draft.set({ ...fields, ...change });
  const [errors, setErrors] = useState<Record<string, string>>({});
  const body = () => {
    const found = {
      ...(!fields.organization.trim() && { organization: words('referrals.error.organization') }),
      ...(!fields.owner && { owner: words('registration.error.owner') }),
      ...(fields.isSent && !fields.nextOn && { nextOn: words('referrals.error.next') }),
    };
    setErrors(found);
    if (Object.keys(found).length > 0) return null;
    return {
      organization: fields.organization,
      service: fields.service.trim() || null,
      contactName: fields.contactName.trim() || null,
      contactPhone: fields.contactPhone.trim() || null,
      goalThread: fields.goalThread || null,
      owner: fields.owner,
      sentOn: fields.isSent ? today : null,
      nextOn: fields.nextOn,
      note: fields.note,
    };
  };
  return (
    <DrawerForm
      title={words('referrals.make.title')}
      about={words('cycle-page.form.about', { name: chart.client.name })}
      path={`/api/clients/${chart.client.id}/referrals`}
      body={body}
      errors={errors}
      save={words(fields.isSent ? 'referrals.make.send' : 'referrals.make.keep')}
      saved={words('referrals.made')}
      onSaved={draft.clear}
      onClose={onClose}
    >
      <DraftBanner draft={draft} />
      <TextField
        label={words('referrals.organization')}
        name="organization"
        isRequired
        maxLength={300}
        value={fields.organization}
        onChange={(organization) => set({ organization })}
      />
      <TextField
        label={words('referrals.service')}
        name="service"
        maxLength={300}
        value={fields.service}
        onChange={(service) => set({ service })}
      />
      {chart.goals && chart.goals.length > 0 && (
        <Select
          label={words('referrals.goal')}
          name="goalThread"
          placeholder={words('referrals.goal.none')}
          options={chart.goals.map(({ thread, words: own }) => ({ value: thread, label: own }))}
          value={fields.goalThread}
          onChange={(goalThread) => set({ goalThread })}
        />
      )}
      <FieldRow>
        <TextField
          label={words('referrals.contactName')}
          name="contactName"
          maxLength={200}
          value={fields.contactName}
          onChange={(contactName) => set({ contactName })}
        />
        <TextField
          label={words('referrals.contactPhone')}
          name="contactPhone"
          type="tel"
          maxLength={60}
          value={fields.contactPhone}
          onChange={(contactPhone) => set({ contactPhone })}
        />
      </FieldRow>
      <OwnerField
        label={words('referrals.whose')}
        name="owner"
        isRequired
        value={fields.owner}
        onChange={(owner) => set({ owner })}
      />
      <Checkbox
        label={words('referrals.sentToday')}
        isSelected={fields.isSent}
        onChange={(isSent) => set({ isSent })}
      />
      <DayField
        label={words('referrals.nextOn')}
        description={words('referrals.nextOn.about')}
        name="nextOn"
        isRequired={fields.isSent}
        min={today}
        value={fields.nextOn}
        onChange={(nextOn) => set({ nextOn })}
      />
      <TextArea
        label={words('referrals.note')}
        name="note"
        rows={3}
        maxLength={2000}
        value={fields.note}
        onChange={(note) => set({ note })}
      />
    </DrawerForm>
  );
};

const same = 'same' as const;

export const MoveReferral = ({
  referral,
  chart,
  onClose,
}: {
  readonly referral: ReferralView;
  readonly chart: ChartView;
  readonly onClose: () => void;
}) => {
  const words = useWords();
  const today = useToday();
  const [to, setTo] = useState<ReferralState | typeof same>(same);
  const [on, setOn] = useState<Day | null>(today);
  const [nextOn, setNextOn] = useState<Day | null>(addDays(today, lookAgainAfterDays));
  const [needMet, setNeedMet] = useState<'yes' | 'no' | null>(null);
  const [note, setNote] = useState('');
  const [owner, setOwner] = useState<Owner | null>(referral.owner);
  const staysOpen = to === same || isOpenReferral(to);
  const body = () => ({
    ...(to !== same && { to, on: on ?? undefined }),
    ...(staysOpen && { nextOn }),
    ...(needMet && { needMet: needMet === 'yes' }),
    note,
    ...(owner && { owner }),
  });
  return (
    <DrawerForm
      title={words('referrals.move.title', { organization: referral.organization })}
      about={words('cycle-page.form.about', { name: chart.client.name })}
      path={`/api/referrals/${referral.id}/move`}
      version={referral.version}
      body={body}
      save={words('contacts.save')}
      saved={words('referrals.moved')}
      onClose={onClose}
    >
      <RadioChips<ReferralState | typeof same>
        label={words('referrals.step')}
        name="to"
        options={[
          {
            value: same,
            label: words('referrals.step.same', { state: words(`referral.state.${referral.state}`) }),
          },
          ...referral.mayMoveTo.map((value) => ({ value, label: words(`referral.state.${value}`) })),
        ]}
        value={to}
        onChange={setTo}
      />
      {to !== same && (
        <DayField label={words('cycle-page.form.on')} name="on" max={today} value={on} onChange={setOn} />
      )}
      {(to === 'completed' || to === 'started') && (
        <Segmented
          label={words('referrals.isNeedMet')}
          name="needMet"
          isRequired={to === 'completed'}
          options={(['yes', 'no'] as const).map((value) => ({
            value,
            label: words(value === 'yes' ? 'referrals.needMet' : 'referrals.needNotMet'),
          }))}
          value={needMet}
          onChange={setNeedMet}
        />
      )}
      {staysOpen && (
        <DayField
          label={words('referrals.nextOn')}
          name="nextOn"
          isRequired
          min={today}
          value={nextOn}
          onChange={setNextOn}
        />
      )}
      <OwnerField label={words('referrals.whose')} name="owner" value={owner} onChange={setOwner} />
      <TextArea
        label={words(to === 'declined' || to === 'cancelled' ? 'referrals.reason' : 'referrals.note')}
        name="note"
        isRequired={to === 'declined' || to === 'cancelled'}
        rows={3}
        maxLength={2000}
        value={note}
        onChange={setNote}
      />
    </DrawerForm>
  );
};
