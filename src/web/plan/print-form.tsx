import { useState } from 'react';
import type { DisclosureMade } from '#contract/disclosures.ts';
import type { PlanView } from '#contract/plan.ts';
import type { Day } from '#domain/basics/day.ts';
import { DrawerForm } from '#web/shell/drawer-form.tsx';
import { ForWhomFields, useAskedOf, useForWhom } from '#web/shell/for-whom.tsx';
import { useToday } from '#web/ui/day-field.tsx';
import { useWords } from '#web/ui/words.ts';

/** Asked before a plan goes on paper: for the person themself one press, for others with what allows it. */
export const PrintForm = ({
  clientId,
  name,
  plan,
  onClose,
  onMade,
}: {
  readonly clientId: string;
  readonly name: string;
  readonly plan: PlanView;
  readonly onClose: () => void;
  readonly onMade: (made: DisclosureMade) => void;
}) => {
  const words = useWords();
  const today = useToday();
  const askedOf = useAskedOf(name, today);
  const [whom, setWhom] = useForWhom(true);
  const [errors, setErrors] = useState<Record<string, string>>({});
  const body = () => {
    const on = plan.day as Day;
    const asked = askedOf(whom, { day: today, way: 'print', kinds: ['plans'], from: on, to: on }, setErrors);
    if (asked === null) return null;
    const { day: _, way: __, ...sent } = asked;
    return { ...sent, planId: plan.id };
  };
  return (
    <DrawerForm<DisclosureMade>
      title={words('disclosure.print.title')}
      about={words('disclosure.print.about')}
      path={`/api/clients/${clientId}/prints`}
      body={body}
      errors={errors}
      save={words('disclosure.print')}
      saved={words('disclosure.print.made')}
      onClose={onClose}
      onSaved={onMade}
    >
      <ForWhomFields whom={whom} onChange={setWhom} clientName={name} way="print" />
    </DrawerForm>
  );
};
