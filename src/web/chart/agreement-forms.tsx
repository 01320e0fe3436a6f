// What is agreed with one person within the service model: how often they are seen, and the phase they are in.
import { useState } from 'react';
import type { EnrolmentView } from '#contract/enrolment.ts';
import type { Day } from '#domain/basics/day.ts';
import type { Refusal } from '#domain/basics/result.ts';
import type { WindowUnit } from '#domain/basics/window.ts';
import { whyNotAgree } from '#domain/cycle/agreements.ts';
import { checkContactPlan } from '#domain/models/contact-plan.ts';
import { windowUnits } from '#domain/models/definition.ts';
import { DrawerForm } from '#web/shell/drawer-form.tsx';
import { useFieldErrors } from '#web/shell/sentence.ts';
import { Checkbox, RadioChips } from '#web/ui/choices.tsx';
import { DayField, useToday } from '#web/ui/day-field.tsx';
import { NumberField } from '#web/ui/number-field.tsx';
import { Select } from '#web/ui/select.tsx';
import { useWords } from '#web/ui/words.ts';
import { contactPlanOn, usePhaseLabel } from './agreed.ts';

type Agreeable = NonNullable<EnrolmentView['agreeable']>;
type Agreed = { readonly state: string; readonly enrolledOn: Day | null; readonly endedOn: Day | null };
export type Agreement = 'contact-plan' | 'phase';

export type AgreementFormProps = {
  readonly which: Agreement;
  readonly enrolment: EnrolmentView;
  readonly agreeable: Agreeable;
  readonly name: string;
  readonly onClose: () => void;
};

export const AgreementForm = (props: AgreementFormProps) =>
  props.which === 'phase' ? <PhaseForm {...props} /> : <ContactPlanForm {...props} />;

/** A plan's own refusals point at its fields; the day's at the day. */
const useChecked = (enrolment: EnrolmentView) => {
  const today = useToday();
  const fieldErrors = useFieldErrors();
  const [errors, setErrors] = useState<Record<string, string>>({});
  const check = (from: Day | null, refusals: readonly Refusal[]): boolean => {
    const found = fieldErrors([...whyNotAgree(enrolment as Agreed, from ?? today, today), ...refusals], 'from');
    setErrors(found);
    return Object.keys(found).length === 0;
  };
  return { errors, check, today };
};

const ContactPlanForm = ({ enrolment, agreeable, name, onClose }: AgreementFormProps) => {
  const words = useWords();
  const { errors, check, today } = useChecked(enrolment);
  const { standard } = agreeable;
  const now = contactPlanOn(enrolment, today);
  const [count, setCount] = useState<number | null>(now?.count ?? standard.count);
  const [window, setWindow] = useState<WindowUnit>(now?.window ?? standard.window);
  const [from, setFrom] = useState<Day | null>(today);
  const [isOver, setOver] = useState(false);
  const body = () => {
    const plan = { count: count ?? 0, window };
    const checked = isOver ? null : checkContactPlan(plan, standard);
    if (!check(from, checked && !checked.ok ? checked.refusals : [])) return null;
    return { from: from ?? undefined, plan: isOver ? null : plan };
  };
  return (
    <DrawerForm
      title={words('agree.contact-plan')}
      about={words('agree.contact-plan.about', {
        name,
        count: standard.count,
        window: words(`models.window.${standard.window}`),
      })}
      path={`/api/enrolments/${enrolment.id}/contact-plan`}
      body={body}
      errors={errors}
      save={words('contacts.save')}
      saved={words('agree.saved')}
      onClose={onClose}
    >
      {now && <Checkbox label={words('agree.standard-again')} isSelected={isOver} onChange={setOver} />}
      {!isOver && (
        <>
          <NumberField
            label={words('agree.count')}
            name="count"
            isRequired
            min={1}
            max={100}
            value={count}
            onChange={setCount}
          />
          <Select
            label={words('agree.window')}
            name="window"
            isRequired
            options={windowUnits.map((unit) => ({ value: unit, label: words(`models.window.${unit}`) }))}
            value={window}
            onChange={setWindow}
          />
        </>
      )}
      <AgreedFrom enrolment={enrolment} value={from} onChange={setFrom} />
    </DrawerForm>
  );
};

const PhaseForm = ({ enrolment, agreeable, name, onClose }: AgreementFormProps) => {
  const words = useWords();
  const labelOf = usePhaseLabel(agreeable);
  const { errors, check, today } = useChecked(enrolment);
  const [phase, setPhase] = useState<string | null>(null);
  const [from, setFrom] = useState<Day | null>(today);
  const [isAsked, setAsked] = useState(false);
  const body = () => {
    setAsked(phase === null);
    return check(from, []) && phase !== null ? { from: from ?? undefined, phase } : null;
  };
  return (
    <DrawerForm
      title={words('agree.phase')}
      about={words('agree.phase.about', { name, phase: labelOf(agreeable.phase.key) })}
      path={`/api/enrolments/${enrolment.id}/phase`}
      body={body}
      errors={{ ...errors, ...(isAsked && phase === null && { phase: words('agree.error.phase') }) }}
      save={words('contacts.save')}
      saved={words('agree.saved')}
      onClose={onClose}
    >
      <RadioChips
        label={words('agree.phase.to')}
        name="phase"
        isRequired
        options={agreeable.phases
          .filter(({ key }) => key !== agreeable.phase.key)
          .map(({ key }) => ({ value: key, label: labelOf(key) }))}
        value={phase}
        onChange={setPhase}
      />
      <AgreedFrom enrolment={enrolment} value={from} onChange={setFrom} />
    </DrawerForm>
  );
};

const AgreedFrom = ({
  enrolment,
  value,
  onChange,
}: {
  readonly enrolment: EnrolmentView;
  readonly value: Day | null;
  readonly onChange: (day: Day | null) => void;
}) => {
  const words = useWords();
  const today = useToday();
  return (
    <DayField
      label={words('agree.from')}
      name="from"
      {...(enrolment.enrolledOn && { min: enrolment.enrolledOn as Day })}
      max={today}
      value={value}
      onChange={onChange}
    />
  );
};
