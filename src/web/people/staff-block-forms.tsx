import { useState } from 'react';
import type { ChartView } from '#contract/client.ts';
import type { StaffBlockView } from '#contract/people.ts';
import { whyNotBlock } from '#domain/people/staff-block.ts';
import { DrawerForm } from '#web/shell/drawer-form.tsx';
import { useColleagues } from '#web/shell/owner-field.tsx';
import { useFieldErrors } from '#web/shell/sentence.ts';
import { ComboBox } from '#web/ui/combo-box.tsx';
import { TextArea } from '#web/ui/text-field.tsx';
import { useWords } from '#web/ui/words.ts';

export const BlockForm = ({
  chart,
  blocks,
  onClose,
}: {
  readonly chart: ChartView;
  readonly blocks: readonly StaffBlockView[];
  readonly onClose: () => void;
}) => {
  const words = useWords();
  const fieldErrors = useFieldErrors();
  const colleagues = useColleagues();
  const [staffId, setStaffId] = useState<string | null>(null);
  const [reason, setReason] = useState('');
  const [errors, setErrors] = useState<Record<string, string>>({});
  const body = () => {
    const found: Record<string, string> = staffId
      ? fieldErrors(
          whyNotBlock({
            isBlocked: blocks.some(({ staff }) => staff.id === staffId),
            ownsWork: chart.careTeam.some(({ who, role }) => role === 'primary' && who.id === staffId),
          }),
          'staffId',
        )
      : { staffId: words('staff-block.error.who') };
    setErrors(found);
    return Object.keys(found).length > 0 ? null : { staffId, reason };
  };
  return (
    <DrawerForm
      title={words('staff-block.add')}
      about={words('staff-block.about', { name: chart.client.name })}
      path={`/api/clients/${chart.client.id}/staff-blocks`}
      body={body}
      errors={errors}
      save={words('staff-block.save')}
      saved={words('staff-block.saved')}
      onClose={onClose}
    >
      <ComboBox
        label={words('staff-block.who')}
        name="staffId"
        isRequired
        autoFocus
        options={colleagues.map(({ id, name }) => ({ value: id, label: name }))}
        value={staffId}
        onChange={setStaffId}
      />
      <TextArea
        label={words('staff-block.reason')}
        description={words('staff-block.reason.about')}
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

export const LiftForm = ({
  chart,
  block,
  onClose,
}: {
  readonly chart: ChartView;
  readonly block: StaffBlockView;
  readonly onClose: () => void;
}) => {
  const words = useWords();
  const [reason, setReason] = useState('');
  return (
    <DrawerForm
      title={words('staff-block.lift.title', { name: block.staff.name })}
      about={words('staff-block.lift.about', { name: chart.client.name })}
      shape="centre"
      path={`/api/clients/${chart.client.id}/staff-blocks/${block.id}/lift`}
      body={() => ({ reason })}
      save={words('staff-block.lift')}
      saved={words('staff-block.lifted')}
      onClose={onClose}
    >
      <TextArea
        label={words('staff-block.lift.reason')}
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
