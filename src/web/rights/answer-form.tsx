// The answer to a request: yes, in part, or no with the grounds the law names, in the words the person was told.
import { useState } from 'react';
import type { RequestView } from '#contract/rights.ts';
import type { Day } from '#domain/basics/day.ts';
import {
  type AccessGround,
  type AmendmentGround,
  type AnswerDecision,
  accessGroundNames,
  amendmentGrounds,
  decisions,
  isReviewable,
  whyNotAnswerAccess,
  whyNotAnswerAmendment,
} from '#domain/work/rights.ts';
import { DrawerForm } from '#web/shell/drawer-form.tsx';
import { useFieldErrors } from '#web/shell/sentence.ts';
import { Checkbox, RadioChips } from '#web/ui/choices.tsx';
import { DayField, useToday } from '#web/ui/day-field.tsx';
import { FieldsetShell, useField } from '#web/ui/field.tsx';
import { Select } from '#web/ui/select.tsx';
import { TextArea, TextField } from '#web/ui/text-field.tsx';
import { useWords } from '#web/ui/words.ts';
import { pathOf } from './request-doing.ts';
import styles from './requests.module.css';

type Ground = AccessGround | AmendmentGround;
const none = 'none';

const Grounds = ({
  options,
  value,
  onChange,
}: {
  readonly options: readonly Ground[];
  readonly value: readonly Ground[];
  readonly onChange: (value: Ground[]) => void;
}) => {
  const words = useWords();
  const field = { label: words('requests.grounds'), name: 'grounds' };
  const parts = useField(field);
  return (
    <FieldsetShell {...field} parts={parts}>
      <div className={styles.grounds}>
        {options.map((ground, index) => (
          <Checkbox
            key={ground}
            {...(index === 0 && { id: parts.control.id })}
            label={words(`requests.ground.${ground}`)}
            isSelected={value.includes(ground)}
            onChange={(isSelected) =>
              onChange(options.filter((each) => (each === ground ? isSelected : value.includes(each))))
            }
          />
        ))}
      </div>
    </FieldsetShell>
  );
};

export const AnswerForm = ({ request, onClose }: { readonly request: RequestView; readonly onClose: () => void }) => {
  const words = useWords();
  const today = useToday();
  const fieldErrors = useFieldErrors();
  const isAccess = request.kind === 'access';
  // A copy with something left out is no whole answer.
  const [decision, setDecision] = useState<AnswerDecision>(request.packages[0]?.leftOut ? 'partly' : 'granted');
  const [grounds, setGrounds] = useState<readonly Ground[]>([]);
  const [determinedBy, setDeterminedBy] = useState('');
  const [packageId, setPackageId] = useState<string>(request.packages[0]?.id ?? none);
  const [amendment, setAmendment] = useState('');
  const [told, setTold] = useState('');
  const [text, setText] = useState('');
  const [on, setOn] = useState<Day | null>(today);
  const [errors, setErrors] = useState<Record<string, string>>({});
  const copy = decision === 'denied' ? undefined : request.packages.find(({ id }) => id === packageId);
  const body = () => {
    const asked = {
      requestedOn: request.requestedOn as Day,
      state: request.state,
      doneOn: request.doneOn as Day | null,
      isRepresentative: request.askedBy !== null,
    };
    const answer = { decision, on: on ?? today, text, grounds: decision === 'granted' ? [] : [...grounds] };
    const amended = decision === 'denied' ? '' : amendment;
    const found = isAccess
      ? whyNotAnswerAccess(
          asked,
          { ...answer, grounds: answer.grounds as AccessGround[], determinedBy },
          copy ?? null,
          today,
        )
      : whyNotAnswerAmendment(
          asked,
          { ...answer, grounds: answer.grounds as AmendmentGround[], amendment: amended },
          today,
        );
    setErrors(fieldErrors(found, 'decision'));
    if (found.length > 0) return null;
    return isAccess
      ? { ...answer, determinedBy: determinedBy.trim(), packageId: copy?.id ?? null }
      : {
          ...answer,
          amendment: amended,
          told: told
            .split('\n')
            .map((each) => each.trim())
            .filter(Boolean),
        };
  };
  return (
    <DrawerForm
      title={words(`requests.answer.${request.kind}`)}
      about={words('requests.answer.about', { name: request.clientName })}
      path={`${pathOf(request)}/answer`}
      body={body}
      errors={errors}
      save={words('requests.answer.save')}
      saved={words('requests.answered')}
      onClose={onClose}
    >
      <RadioChips
        label={words('requests.decision')}
        name="decision"
        options={decisions.map((value) => ({ value, label: words(`requests.decision.${request.kind}.${value}`) }))}
        value={decision}
        onChange={setDecision}
      />
      {decision !== 'granted' && (
        <Grounds options={isAccess ? accessGroundNames : amendmentGrounds} value={grounds} onChange={setGrounds} />
      )}
      {decision !== 'granted' && isAccess && isReviewable(grounds as AccessGround[]) && (
        <TextField
          label={words('requests.determinedBy')}
          name="determinedBy"
          description={words('requests.determinedBy.about')}
          isRequired
          maxLength={200}
          value={determinedBy}
          onChange={setDeterminedBy}
        />
      )}
      {isAccess && decision !== 'denied' && (
        <Select
          label={words('requests.package')}
          name="packageId"
          options={[
            { value: none, label: words('requests.package.none') },
            ...request.packages.map((each) => ({
              value: each.id,
              label: words('requests.package.option', { at: new Date(each.madeAt), left: each.leftOut }),
            })),
          ]}
          value={packageId}
          onChange={setPackageId}
        />
      )}
      {!isAccess && decision !== 'denied' && (
        <>
          <TextArea
            label={words('requests.amendment')}
            name="amendment"
            description={words('requests.amendment.about')}
            isRequired
            rows={4}
            maxLength={20_000}
            value={amendment}
            onChange={setAmendment}
          />
          <TextArea
            label={words('requests.told')}
            name="told"
            description={words('requests.told.about')}
            rows={2}
            value={told}
            onChange={setTold}
          />
        </>
      )}
      <TextArea
        label={words('requests.text')}
        name="text"
        description={decision === 'granted' ? undefined : words(`requests.text.${request.kind}`)}
        isRequired
        rows={4}
        maxLength={5000}
        value={text}
        onChange={setText}
      />
      <DayField label={words('requests.answeredOn')} name="on" max={today} value={on} onChange={setOn} />
    </DrawerForm>
  );
};
