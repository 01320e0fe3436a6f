import { useState } from 'react';
import type { DisclosureMade } from '#contract/disclosures.ts';
import type { Day } from '#domain/basics/day.ts';
import type { DisclosedKind } from '#domain/disclosure/disclosing.ts';
import { useToday } from '#web/ui/day-field.tsx';
import { useWords } from '#web/ui/words.ts';
import { DrawerForm } from './drawer-form.tsx';
import { ForWhomFields, useAskedOf, useForWhom } from './for-whom.tsx';

/** What would stand on the paper: parts of the record; of the plan one version, about its day. */
export type OnPaper = {
  readonly kinds: readonly DisclosedKind[];
  readonly planId?: string;
  readonly day?: Day;
};

/** Asked before something of a record goes on paper: for the person themself one press, for others with what allows it. */
export const PrintForm = ({
  clientId,
  name,
  what,
  onClose,
  onMade,
}: {
  readonly clientId: string;
  readonly name: string;
  readonly what: OnPaper;
  readonly onClose: () => void;
  readonly onMade: (made: DisclosureMade) => void;
}) => {
  const words = useWords();
  const today = useToday();
  const askedOf = useAskedOf(name, today);
  const [whom, setWhom] = useForWhom(true);
  const [errors, setErrors] = useState<Record<string, string>>({});
  const { kinds, planId = null, day: on = null } = what;
  const body = () => {
    const asked = askedOf(whom, { day: today, way: 'print', kinds, from: on, to: on }, setErrors);
    if (asked === null) return null;
    const { day: _, way: __, ...sent } = asked;
    return { ...sent, planId };
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
