// One step in a safety episode. What a clinician closes, and what an assessment rests on, the server asks once more.
import { useState } from 'react';
import type { EpisodeView } from '#contract/safety.ts';
import {
  type Companion,
  companions,
  type Finding,
  findings,
  type Outcome,
  outcomes,
  type Receiver,
  receivers,
} from '#domain/safety/episode.ts';
import { RadioChips } from '#web/ui/choices.tsx';
import { Select } from '#web/ui/select.tsx';
import { TextArea, TextField } from '#web/ui/text-field.tsx';
import { useWords } from '#web/ui/words.ts';
import { DrawerForm } from './drawer-form.tsx';

export const SafetyStepForm = ({
  episode,
  step,
  name,
  onClose,
}: {
  readonly episode: EpisodeView;
  readonly step: string;
  readonly name: string;
  readonly onClose: () => void;
}) => {
  const words = useWords();
  const [note, setNote] = useState('');
  const [companion, setCompanion] = useState<Companion>('worker');
  const [finding, setFinding] = useState<Finding | null>(null);
  const [sittingId, setSittingId] = useState(episode.screens[0]?.sittingId ?? '');
  const [to, setTo] = useState<Receiver | null>(null);
  const [receivedBy, setReceivedBy] = useState('');
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const [isMissing, setMissing] = useState(false);
  const options = <Code extends string>(kind: string, codes: readonly Code[]) =>
    codes.map((value) => ({ value, label: words(`safety.${kind}.${value}`) }));
  const missing: Record<string, string | undefined> = {
    ...(step === 'assess' && finding === null && { finding: words('safety-screen.choose') }),
    ...(step === 'hand-over' && to === null && { to: words('safety-screen.choose') }),
    ...(step === 'hand-over' && !receivedBy.trim() && { receivedBy: words('refusal.safety-hand-over-to-nobody') }),
    ...(step === 'close' && outcome === null && { outcome: words('safety-screen.choose') }),
    ...(step === 'close' && !note.trim() && { reason: words('refusal.safety-close-without-reason') }),
  };
  const fields: Record<string, Record<string, unknown>> = {
    accompany: { companion },
    assess: { finding, ...(sittingId && { sittingId }) },
    'hand-over': { to, receivedBy: receivedBy.trim() },
    close: { outcome, reason: note.trim() },
  };
  return (
    <DrawerForm
      title={words(`safety-screen.do.${step}`)}
      about={words('safety-screen.about', { name })}
      path={`/api/safety/${episode.id}/steps`}
      body={() => {
        setMissing(true);
        if (Object.keys(missing).length > 0) return null;
        return { step, ...fields[step], ...(step !== 'close' && note.trim() && { note: note.trim() }) };
      }}
      errors={isMissing ? missing : {}}
      save={words('safety-screen.save')}
      saved={words('safety-screen.saved')}
      onClose={onClose}
    >
      {step === 'accompany' && (
        <RadioChips
          label={words('safety-screen.companion')}
          name="companion"
          value={companion}
          onChange={setCompanion}
          options={options('companion', companions)}
        />
      )}
      {step === 'assess' && (
        <>
          {episode.screens.length > 0 && (
            <Select
              label={words('safety-screen.screen')}
              name="sittingId"
              value={sittingId}
              onChange={setSittingId}
              placeholder={words('safety-screen.screen.none')}
              options={episode.screens.map((each) => ({
                value: each.sittingId,
                label: `${each.abbreviation}: ${words(`safety.screening.${each.screening}`)}`,
              }))}
            />
          )}
          <RadioChips
            label={words('safety-screen.finding')}
            name="finding"
            value={finding}
            onChange={setFinding}
            options={options('finding', findings)}
          />
        </>
      )}
      {step === 'hand-over' && (
        <>
          <RadioChips
            label={words('safety-screen.receiver')}
            name="to"
            value={to}
            onChange={setTo}
            options={options('receiver', receivers)}
          />
          <TextField
            label={words('safety-screen.received-by')}
            name="receivedBy"
            value={receivedBy}
            onChange={setReceivedBy}
            maxLength={200}
          />
        </>
      )}
      {step === 'close' && (
        <RadioChips
          label={words('safety-screen.outcome')}
          name="outcome"
          value={outcome}
          onChange={setOutcome}
          options={options('outcome', outcomes)}
        />
      )}
      <TextArea
        label={words(step === 'close' ? 'safety-screen.reason' : 'safety-screen.note')}
        name={step === 'close' ? 'reason' : 'note'}
        value={note}
        onChange={setNote}
        maxLength={5000}
        isRequired={step === 'close'}
      />
    </DrawerForm>
  );
};
