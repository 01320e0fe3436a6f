// Asking for what takes two people, agreeing to it or not, and taking it back.
import { useState } from 'react';
import type { ApprovalView, DoubledRecordView } from '#contract/approvals.ts';
import type { Decision } from '#domain/access/approvals.ts';
import type { Day } from '#domain/basics/day.ts';
import { type Part2ExportKind, part2ExportKinds } from '#domain/disclosure/bulk.ts';
import { DrawerForm } from '#web/shell/drawer-form.tsx';
import { RadioChips } from '#web/ui/choices.tsx';
import { useDayText } from '#web/ui/day-field.tsx';
import { DefinitionList } from '#web/ui/details.tsx';
import { Select } from '#web/ui/select.tsx';
import { TextArea } from '#web/ui/text-field.tsx';
import { useWords } from '#web/ui/words.ts';
import { useRecordText } from './record-text.ts';

type Choice = Exclude<Decision, 'withdraw'>;

export const DecideForm = ({
  approval,
  onClose,
}: {
  readonly approval: ApprovalView;
  readonly onClose: () => void;
}) => {
  const words = useWords();
  const dayText = useDayText();
  const recordText = useRecordText();
  const [decision, setDecision] = useState<Choice | null>(null);
  const [note, setNote] = useState('');
  const [errors, setErrors] = useState<Record<string, string>>({});
  const { kind, client, other, exports } = approval;
  // What is agreed to is done here and now, but for an export, which somebody runs.
  const saveWord = decision === 'approve' && exports ? 'agree' : decision;
  const body = () => {
    const missing: Record<string, string> = decision === null ? { decision: words('approvals.decision.missing') } : {};
    setErrors(missing);
    return decision === null ? null : { decision, note: note.trim() || null };
  };
  return (
    <DrawerForm
      title={words('approvals.decide.title')}
      about={words(`approvals.decide.about.${kind}`)}
      path={`/api/approvals/${approval.id}/decision`}
      body={body}
      errors={errors}
      look={decision === 'approve' && !exports ? 'danger' : 'primary'}
      save={words(saveWord === null ? 'approvals.decide.save' : `approvals.decide.save.${saveWord}`)}
      saved={words(decision === 'approve' ? `approvals.done.${kind}` : 'approvals.declined')}
      onClose={onClose}
    >
      <DefinitionList
        items={[
          ...(client
            ? [{ term: words(`approvals.record.${kind}`), value: `${client.name} · ${recordText(client)}` }]
            : []),
          ...(exports ? [{ term: words('approvals.part2.what'), value: words(`approvals.part2.${exports}`) }] : []),
          ...(other ? [{ term: words('approvals.record.goes'), value: `${other.name} · ${recordText(other)}` }] : []),
          {
            term: words('approvals.asked-by'),
            value: words('approvals.asked.short', {
              name: approval.askedBy.name,
              day: dayText(approval.askedOn as Day),
            }),
          },
          { term: words('approvals.reason'), value: approval.reason ?? '' },
        ]}
      />
      <RadioChips
        label={words('approvals.decision')}
        name="decision"
        isRequired
        options={(['approve', 'decline'] as const).map((value) => ({
          value,
          label: words(`approvals.decision.${value}`),
        }))}
        value={decision}
        onChange={setDecision}
      />
      <TextArea label={words('approvals.note')} name="note" rows={2} maxLength={500} value={note} onChange={setNote} />
    </DrawerForm>
  );
};

export const WithdrawForm = ({
  approval,
  onClose,
}: {
  readonly approval: ApprovalView;
  readonly onClose: () => void;
}) => {
  const words = useWords();
  return (
    <DrawerForm
      title={words('approvals.withdraw.title')}
      about={words('approvals.withdraw.about')}
      shape="centre"
      path={`/api/approvals/${approval.id}/decision`}
      body={() => ({ decision: 'withdraw' })}
      save={words('approvals.withdraw')}
      saved={words('approvals.withdrawn')}
      onClose={onClose}
    >
      {null}
    </DrawerForm>
  );
};

type Two = DoubledRecordView['records'];
type Either = Pick<Two[number], 'id' | 'name' | 'number' | 'birthDate'> & Partial<Two[number]>;

export const AskMergeForm = ({
  records,
  onClose,
}: {
  readonly records: readonly [Either, Either];
  readonly onClose: () => void;
}) => {
  const words = useWords();
  const dayText = useDayText();
  const recordText = useRecordText();
  // The older record is the one more papers speak of.
  const [stays, setStays] = useState(records[0].number <= records[1].number ? records[0].id : records[1].id);
  const [reason, setReason] = useState('');
  const goes = records.find(({ id }) => id !== stays);
  return (
    <DrawerForm
      title={words('approvals.merge.title')}
      about={words('approvals.merge.about')}
      path={`/api/clients/${stays}/merge`}
      body={() => ({ otherClientId: goes?.id, reason })}
      save={words('approvals.merge.save')}
      saved={words('approvals.merge.saved')}
      onClose={onClose}
    >
      <RadioChips
        label={words('approvals.merge.stays')}
        description={words('approvals.merge.stays.about')}
        name="stays"
        isRequired
        options={records.map((record) => ({ value: record.id, label: `${record.name} · ${recordText(record)}` }))}
        value={stays}
        onChange={setStays}
      />
      <DefinitionList
        items={records.flatMap((record) =>
          record.registeredOn === undefined
            ? []
            : [
                {
                  term: words('approvals.number', { number: String(record.number) }),
                  value: words('approvals.merge.holds', {
                    day: dayText(record.registeredOn as Day),
                    contacts: record.contacts ?? 0,
                  }),
                },
              ],
        )}
      />
      <TextArea
        label={words('approvals.reason')}
        description={words('approvals.merge.reason.about')}
        name="reason"
        isRequired
        rows={2}
        maxLength={500}
        value={reason}
        onChange={setReason}
      />
    </DrawerForm>
  );
};

export const AskPart2ExportForm = ({ onClose }: { readonly onClose: () => void }) => {
  const words = useWords();
  const [kind, setKind] = useState<Part2ExportKind | ''>('');
  const [reason, setReason] = useState('');
  const [errors, setErrors] = useState<Record<string, string>>({});
  const body = () => {
    setErrors(kind === '' ? { kind: words('approvals.part2.missing') } : {});
    return kind === '' ? null : { kind, reason };
  };
  return (
    <DrawerForm
      title={words('approvals.part2.title')}
      about={words('approvals.part2.form.about')}
      path="/api/part2-exports"
      body={body}
      errors={errors}
      save={words('approvals.merge.save')}
      saved={words('approvals.merge.saved')}
      onClose={onClose}
    >
      <Select
        label={words('approvals.part2.what')}
        name="kind"
        isRequired
        placeholder={words('approvals.part2.choose')}
        options={part2ExportKinds.map((value) => ({ value, label: words(`approvals.part2.${value}`) }))}
        value={kind}
        onChange={setKind}
      />
      <TextArea
        label={words('approvals.reason')}
        description={words('approvals.part2.reason.about')}
        name="reason"
        isRequired
        rows={2}
        maxLength={500}
        value={reason}
        onChange={setReason}
      />
    </DrawerForm>
  );
};
