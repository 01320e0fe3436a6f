// The acts of an enrolment that need a few fields, each in one small dialog that names the person first.
import { useState } from 'react';
import type { ChartView } from '#contract/client.ts';
import type { EnrolmentView } from '#contract/enrolment.ts';
import type { Day } from '#domain/basics/day.ts';
import { type ClosingReason, closingReasonsFor } from '#domain/cycle/closing.ts';
import { priorities } from '#domain/cycle/enrolment.ts';
import type { Owner } from '#domain/people/owner.ts';
import { emptyReferral, missingIn, ReferralFields, referralBody } from '#web/registration/referral-fields.tsx';
import { OwnerField } from '#web/shell/owner-field.tsx';
import { useSend } from '#web/shell/send.ts';
import { Button } from '#web/ui/button.tsx';
import { Checkbox, RadioChips, Segmented } from '#web/ui/choices.tsx';
import { DayField, useToday } from '#web/ui/day-field.tsx';
import { Dialog } from '#web/ui/dialog.tsx';
import { Form, FormActions } from '#web/ui/form.tsx';
import { notify } from '#web/ui/notices.ts';
import { Select } from '#web/ui/select.tsx';
import { TextArea, TextField } from '#web/ui/text-field.tsx';
import { useWords } from '#web/ui/words.ts';
import { useCriterionLabel } from './cycle-facts.tsx';
import styles from './cycle-tab.module.css';

export type FormAct =
  | 'check-eligibility'
  | 'set-priority'
  | 'waitlist'
  | 'enrol'
  | 'close-referral'
  | 'respect-stop'
  | 'hand-over'
  | 'reopen';

const pathOf: Readonly<Record<FormAct, string>> = {
  'check-eligibility': 'eligibility',
  'set-priority': 'priority',
  waitlist: 'waitlist',
  enrol: 'enrol',
  'close-referral': 'close-referral',
  'respect-stop': 'stop',
  'hand-over': 'hand-over',
  reopen: 'reopen',
};

type Met = 'true' | 'false' | 'unknown';
type Fields = {
  readonly on: Day | null;
  readonly findings: Readonly<Record<string, { readonly met: Met; readonly note: string }>>;
  readonly priority: (typeof priorities)[number] | null;
  readonly waiver: string;
  readonly reason: ClosingReason | '';
  readonly why: string;
  readonly owner: Owner | null;
  readonly note: string;
  readonly clientView: string;
  readonly toldClient: boolean;
  readonly cancelsTasks: boolean;
  readonly cancelsReferrals: boolean;
  readonly discardsDrafts: boolean;
};

const bodyOf = (act: FormAct, fields: Fields): Record<string, unknown> => {
  const on = fields.on ?? undefined;
  const ending = {
    note: fields.note.trim() || null,
    clientView: fields.clientView.trim() || null,
    toldClient: fields.toldClient,
  };
  switch (act) {
    case 'check-eligibility':
      return {
        on,
        findings: Object.entries(fields.findings).map(([criterion, { met, note }]) => ({
          criterion,
          met: met === 'unknown' ? met : met === 'true',
          note,
        })),
      };
    case 'set-priority':
    case 'waitlist':
      return { on, priority: fields.priority };
    case 'enrol':
      return { on, waiver: fields.waiver.trim() || null };
    case 'close-referral':
      return {
        on,
        reason: fields.reason,
        ...ending,
        leftovers: {
          ...(fields.cancelsTasks && { tasks: 'cancel' }),
          ...(fields.cancelsReferrals && { referrals: 'cancel' }),
          ...(fields.discardsDrafts && { drafts: 'discard' }),
        },
      };
    case 'respect-stop':
      return { on, ...ending };
    case 'hand-over':
      return { on, owner: fields.owner };
    case 'reopen':
      return { on, owner: fields.owner, reason: fields.why };
  }
};

export type ActFormProps = {
  readonly act: FormAct;
  readonly enrolment: EnrolmentView;
  readonly chart: ChartView;
  readonly onClose: () => void;
};

export const ActForm = ({ act, enrolment, chart, onClose }: ActFormProps) => {
  const words = useWords();
  const title = words(`cycle-page.act.${act}`);
  const today = useToday();
  const [fields, setFields] = useState<Fields>({
    on: today,
    findings: Object.fromEntries(
      enrolment.criteria.map(({ code }) => {
        const found = enrolment.eligibility.find(({ criterion }) => criterion === code);
        return [code, { met: String(found?.met ?? 'unknown') as Met, note: found?.note ?? '' }];
      }),
    ),
    priority: enrolment.priority,
    waiver: '',
    reason: act === 'close-referral' ? '' : 'declined',
    why: '',
    owner: null,
    note: '',
    clientView: '',
    toldClient: false,
    cancelsTasks: false,
    cancelsReferrals: false,
    discardsDrafts: false,
  });
  const set = (change: Partial<Fields>) => setFields((before) => ({ ...before, ...change }));
  const save = useSend('POST', `/api/enrolments/${enrolment.id}/${pathOf[act]}`, {
    onDone: () => {
      notify(words('cycle-page.done', { act: title }));
      onClose();
    },
  });
  return (
    <Dialog title={title} onClose={onClose} keepsOpenOutside>
      <Form onSubmit={() => save.send(bodyOf(act, fields))} problem={save.problem} label={title}>
        <p className="muted">{words('cycle-page.form.about', { name: chart.client.name })}</p>
        <ActFields act={act} fields={fields} set={set} enrolment={enrolment} chart={chart} />
        <DayField
          label={words('cycle-page.form.on')}
          name="on"
          value={fields.on}
          max={today}
          onChange={(on) => set({ on })}
        />
        <FormActions>
          <Button look="primary" type="submit" isBusy={save.isBusy}>
            {title}
          </Button>
          <Button onClick={onClose}>{words('cycle-page.form.cancel')}</Button>
        </FormActions>
      </Form>
    </Dialog>
  );
};

type ActFieldsProps = Omit<ActFormProps, 'onClose'> & {
  readonly fields: Fields;
  readonly set: (change: Partial<Fields>) => void;
};

const ActFields = ({ act, fields, set, enrolment, chart }: ActFieldsProps) => {
  const words = useWords();
  switch (act) {
    case 'check-eligibility':
      return <Findings fields={fields} set={set} enrolment={enrolment} />;
    case 'set-priority':
    case 'waitlist':
      return (
        <RadioChips
          label={words('cycle-page.form.priority')}
          name="priority"
          isRequired
          options={priorities.map((value) => ({ value, label: words(`enrolment.priority.${value}`) }))}
          value={fields.priority}
          onChange={(priority) => set({ priority })}
        />
      );
    case 'enrol': {
      const isOpen =
        enrolment.criteria.some(
          ({ code }) => enrolment.eligibility.find(({ criterion }) => criterion === code)?.met !== true,
        ) || enrolment.firstReachedOn === null;
      return isOpen ? (
        <TextArea
          label={words('cycle-page.form.waiver')}
          description={words('cycle-page.form.waiver.about')}
          name="waiver"
          rows={2}
          maxLength={1000}
          value={fields.waiver}
          onChange={(waiver) => set({ waiver })}
        />
      ) : null;
    }
    case 'hand-over':
      return (
        <OwnerField
          label={words('cycle-page.form.owner')}
          name="owner"
          isRequired
          programmeId={enrolment.programme.id}
          value={fields.owner}
          onChange={(owner) => set({ owner })}
        />
      );
    case 'reopen':
      return (
        <>
          <OwnerField
            label={words('cycle-page.form.owner')}
            name="owner"
            isRequired
            programmeId={enrolment.programme.id}
            value={fields.owner}
            onChange={(owner) => set({ owner })}
          />
          <TextArea
            label={words('cycle-page.form.reopenReason')}
            name="reason"
            isRequired
            rows={2}
            maxLength={2000}
            value={fields.why}
            onChange={(why) => set({ why })}
          />
        </>
      );
    case 'close-referral':
    case 'respect-stop':
      return <Ending act={act} fields={fields} set={set} chart={chart} />;
  }
};

const Findings = ({ fields, set, enrolment }: Pick<ActFieldsProps, 'fields' | 'set' | 'enrolment'>) => {
  const words = useWords();
  const labelOf = useCriterionLabel(enrolment);
  if (enrolment.criteria.length === 0) return <p className="muted">{words('cycle-page.criteria.none')}</p>;
  return enrolment.criteria.map(({ code }) => {
    const found = fields.findings[code] ?? { met: 'unknown' as const, note: '' };
    const change = (part: Partial<typeof found>) =>
      set({ findings: { ...fields.findings, [code]: { ...found, ...part } } });
    return (
      <div key={code} className={styles.finding}>
        <Segmented<Met>
          label={labelOf(code)}
          options={(['true', 'false', 'unknown'] as const).map((value) => ({
            value,
            label: words(`enrolment.criterion.${value}`),
          }))}
          value={found.met}
          onChange={(met) => change({ met })}
        />
        <TextField
          label={words('cycle-page.form.criterionNote', { criterion: labelOf(code) })}
          isLabelHidden
          placeholder={words('cycle-page.form.note')}
          maxLength={1000}
          value={found.note}
          onChange={(note) => change({ note })}
        />
      </div>
    );
  });
};

const Ending = ({ act, fields, set, chart }: Pick<ActFieldsProps, 'act' | 'fields' | 'set' | 'chart'>) => {
  const words = useWords();
  return (
    <>
      {act === 'close-referral' && (
        <Select
          label={words('cycle-page.form.reason')}
          name="reason"
          isRequired
          options={closingReasonsFor('prospect', false).map((value) => ({
            value,
            label: words(`closing.reason.${value}`),
          }))}
          value={fields.reason}
          onChange={(reason) => set({ reason })}
        />
      )}
      <TextArea
        label={words('cycle-page.form.clientView')}
        name="clientView"
        isQuote
        rows={2}
        value={fields.clientView}
        onChange={(clientView) => set({ clientView })}
      />
      <TextArea
        label={words('cycle-page.form.note')}
        name="note"
        rows={2}
        value={fields.note}
        onChange={(note) => set({ note })}
      />
      <Checkbox
        label={words('cycle-page.form.toldClient')}
        isSelected={fields.toldClient}
        onChange={(toldClient) => set({ toldClient })}
      />
      {act === 'close-referral' && (chart.tasks?.length ?? 0) > 0 && (
        <Checkbox
          label={words('cycle-page.form.cancelTasks', { count: chart.tasks?.length ?? 0 })}
          isSelected={fields.cancelsTasks}
          onChange={(cancelsTasks) => set({ cancelsTasks })}
        />
      )}
      {act === 'close-referral' && (chart.referrals?.length ?? 0) > 0 && (
        <Checkbox
          label={words('cycle-page.form.cancelReferrals', { count: chart.referrals?.length ?? 0 })}
          isSelected={fields.cancelsReferrals}
          onChange={(cancelsReferrals) => set({ cancelsReferrals })}
        />
      )}
      {act === 'close-referral' && (chart.unsignedNotes?.all ?? 0) > 0 && (
        <Checkbox
          label={words('cycle-page.form.discardDrafts', { count: chart.unsignedNotes?.all ?? 0 })}
          isSelected={fields.discardsDrafts}
          onChange={(discardsDrafts) => set({ discardsDrafts })}
        />
      )}
    </>
  );
};

export const ReferForm = ({ chart, onClose }: { readonly chart: ChartView; readonly onClose: () => void }) => {
  const words = useWords();
  const title = words('cycle-page.act.refer');
  const [entry, setEntry] = useState(emptyReferral);
  const [errors, setErrors] = useState<Record<string, string>>({});
  const save = useSend('POST', `/api/clients/${chart.client.id}/enrolments`, {
    onDone: () => {
      notify(words('cycle-page.done', { act: title }));
      onClose();
    },
  });
  const submit = () => {
    const missing = Object.entries(missingIn(entry)).map(([name, key]) => [name, words(key)]);
    setErrors(Object.fromEntries(missing));
    if (missing.length === 0) save.send(referralBody(entry));
  };
  return (
    <Dialog title={title} onClose={onClose} keepsOpenOutside>
      <Form onSubmit={submit} errors={errors} problem={save.problem} label={title}>
        <p className="muted">{words('cycle-page.form.about', { name: chart.client.name })}</p>
        <ReferralFields value={entry} onChange={setEntry} />
        <FormActions>
          <Button look="primary" type="submit" isBusy={save.isBusy}>
            {title}
          </Button>
          <Button onClick={onClose}>{words('cycle-page.form.cancel')}</Button>
        </FormActions>
      </Form>
    </Dialog>
  );
};

export const WithdrawForm = ({
  enrolmentId,
  actId,
  act,
  name,
  onClose,
}: {
  readonly enrolmentId: string;
  readonly actId: string;
  readonly act: string;
  readonly name: string;
  readonly onClose: () => void;
}) => {
  const words = useWords();
  const [reason, setReason] = useState('');
  const save = useSend('POST', `/api/enrolments/${enrolmentId}/acts/${actId}/withdraw`, {
    onDone: () => {
      notify(words('cycle-page.done', { act: words('cycle-page.history.withdraw') }));
      onClose();
    },
  });
  return (
    <Dialog title={`${words('cycle-page.history.withdraw')}: ${act}`} onClose={onClose} keepsOpenOutside>
      <Form onSubmit={() => save.send({ reason })} problem={save.problem} label={act}>
        <p className="muted">{words('cycle-page.form.about', { name })}</p>
        <TextArea
          label={words('cycle-page.form.withdrawReason')}
          name="reason"
          isRequired
          rows={3}
          maxLength={2000}
          value={reason}
          onChange={setReason}
        />
        <FormActions>
          <Button look="danger" type="submit" isBusy={save.isBusy}>
            {words('cycle-page.history.withdraw')}
          </Button>
          <Button onClick={onClose}>{words('cycle-page.form.cancel')}</Button>
        </FormActions>
      </Form>
    </Dialog>
  );
};
