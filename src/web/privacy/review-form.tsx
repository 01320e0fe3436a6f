// What it was: the privacy officer's answer to a broken glass, told to whoever broke it.
import { useState } from 'react';
import type { GlassView } from '#contract/privacy.ts';
import { type ReviewOutcome, reviewOutcomes } from '#domain/access/glass.ts';
import { DrawerForm } from '#web/shell/drawer-form.tsx';
import { useMomentText } from '#web/shell/moment-text.ts';
import { RadioChips } from '#web/ui/choices.tsx';
import { DefinitionList } from '#web/ui/details.tsx';
import { TextArea } from '#web/ui/text-field.tsx';
import { useWords } from '#web/ui/words.ts';

export const ReviewForm = ({ glass, onClose }: { readonly glass: GlassView; readonly onClose: () => void }) => {
  const words = useWords();
  const momentText = useMomentText();
  const [outcome, setOutcome] = useState<ReviewOutcome | null>(null);
  const [note, setNote] = useState('');
  const [errors, setErrors] = useState<Record<string, string>>({});
  const body = () => {
    setErrors(outcome === null ? { outcome: words('privacy.outcome.missing') } : {});
    return outcome === null ? null : { outcome, note: note.trim() || null };
  };
  return (
    <DrawerForm
      title={words('privacy.review.title')}
      about={words('privacy.review.about')}
      path={`/api/glass/${glass.id}/review`}
      body={body}
      errors={errors}
      save={words('privacy.review.save')}
      saved={words('privacy.review.saved')}
      onClose={onClose}
    >
      <DefinitionList
        items={[
          { term: words('privacy.review.who'), value: glass.staff.name },
          { term: words('privacy.review.record'), value: `${glass.client.name} · ${glass.client.number}` },
          { term: words('privacy.review.when'), value: momentText(glass.brokenAt) },
          {
            term: words('privacy.review.why'),
            value: `${words(`glass.reason.${glass.reason}`)}: ${glass.explanation}`,
          },
        ]}
      />
      <RadioChips
        label={words('privacy.outcome')}
        name="outcome"
        isRequired
        options={reviewOutcomes.map((value) => ({ value, label: words(`privacy.outcome.${value}`) }))}
        value={outcome}
        onChange={setOutcome}
      />
      <TextArea
        label={words('privacy.review.note')}
        name="note"
        rows={3}
        maxLength={500}
        value={note}
        onChange={setNote}
      />
    </DrawerForm>
  );
};
