// A shift: who answers for which programme, from when to when. The night that comes is what is asked for most.
import { useState } from 'react';
import type { ShiftsListed } from '#contract/on-call.ts';
import { addDays, type Day } from '#domain/basics/day.ts';
import { instantAt } from '#domain/basics/instant.ts';
import { DrawerForm } from '#web/shell/drawer-form.tsx';
import { useSession } from '#web/shell/session.ts';
import { ComboBox } from '#web/ui/combo-box.tsx';
import { DayField, TimeField, useToday } from '#web/ui/day-field.tsx';
import { FieldRow } from '#web/ui/form.tsx';
import { Select } from '#web/ui/select.tsx';
import { useWords } from '#web/ui/words.ts';

type Named = ShiftsListed['staff'];
const asOptions = (named: Named) => named.map(({ id, name }) => ({ value: id, label: name }));

export const ShiftForm = ({
  programmes,
  staff,
  onClose,
}: {
  readonly programmes: Named;
  readonly staff: Named;
  readonly onClose: () => void;
}) => {
  const words = useWords();
  const today = useToday();
  const zone = useSession().staff.agency.timeZone;
  const [programmeId, setProgrammeId] = useState(programmes.length === 1 ? (programmes[0]?.id ?? '') : '');
  const [staffId, setStaffId] = useState<string | null>(null);
  const [fromDay, setFromDay] = useState<Day | null>(today);
  const [fromTime, setFromTime] = useState<string | null>('19:00');
  const [toDay, setToDay] = useState<Day | null>(addDays(today, 1));
  const [toTime, setToTime] = useState<string | null>('07:00');
  const [errors, setErrors] = useState<Record<string, string>>({});
  const body = () => {
    setErrors({
      ...(programmeId === '' && { programmeId: words('on-call.programme.missing') }),
      ...(staffId === null && { staffId: words('on-call.staff.missing') }),
      ...((fromDay === null || fromTime === null) && { from: words('on-call.when.missing') }),
      ...((toDay === null || toTime === null) && { to: words('on-call.when.missing') }),
    });
    if (programmeId === '' || staffId === null || !fromDay || !fromTime || !toDay || !toTime) return null;
    return { programmeId, staffId, from: instantAt(zone, fromDay, fromTime), to: instantAt(zone, toDay, toTime) };
  };
  return (
    <DrawerForm
      title={words('on-call.add')}
      about={words('on-call.add.about')}
      path="/api/on-call/shifts"
      body={body}
      errors={errors}
      save={words('on-call.save')}
      saved={words('on-call.saved')}
      onClose={onClose}
    >
      <Select
        label={words('on-call.programme')}
        name="programmeId"
        isRequired
        placeholder={words('on-call.programme.choose')}
        options={asOptions(programmes)}
        value={programmeId}
        onChange={setProgrammeId}
      />
      <ComboBox
        label={words('on-call.staff')}
        name="staffId"
        isRequired
        options={asOptions(staff)}
        value={staffId}
        onChange={setStaffId}
      />
      <FieldRow>
        <DayField label={words('on-call.from.day')} name="from" isRequired value={fromDay} onChange={setFromDay} />
        <TimeField label={words('on-call.from.time')} isRequired value={fromTime} onChange={setFromTime} />
      </FieldRow>
      <FieldRow>
        <DayField label={words('on-call.to.day')} name="to" isRequired value={toDay} onChange={setToDay} />
        <TimeField label={words('on-call.to.time')} isRequired value={toTime} onChange={setToTime} />
      </FieldRow>
    </DrawerForm>
  );
};
