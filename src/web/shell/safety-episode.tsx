// A safety episode wherever it is shown: what gave rise to it, what is owed and by when, the steps that can be taken now, and all that
// was done, with who and when.
import { lazy, Suspense, useState } from 'react';
import { useIntl } from 'react-intl';
import type { EpisodeView } from '#contract/safety.ts';
import { Button } from '#web/ui/button.tsx';
import { Card } from '#web/ui/card.tsx';
import { Tag } from '#web/ui/tag.tsx';
import { useWords } from '#web/ui/words.ts';
import { useMomentText } from './moment-text.ts';
import styles from './safety-episode.module.css';
import { useWhyNot } from './sentence.ts';

const SafetyStepForm = lazy(() =>
  import('./safety-step-form.tsx').then((module) => ({ default: module.SafetyStepForm })),
);

/** What is still to be done, each with the time by which. */
export const OwedList = ({ owed }: { readonly owed: EpisodeView['owed'] }) => {
  const words = useWords();
  const intl = useIntl();
  return (
    <ul className={styles.owed} aria-label={words('safety-screen.owed')}>
      {owed.map(({ step, by, isLate }) => (
        <li key={step}>
          <span>{words(`safety.owed.${step}`)}</span>
          <Tag tone={isLate ? 'over' : 'due'}>
            {words(isLate ? 'safety-screen.was-owed-by' : 'safety-screen.owed-by', {
              at: intl.formatDate(by, { weekday: 'short', hour: 'numeric', minute: '2-digit' }),
            })}
          </Tag>
        </li>
      ))}
    </ul>
  );
};

export const SafetyEpisodeCard = ({ episode, name }: { readonly episode: EpisodeView; readonly name: string }) => {
  const words = useWords();
  const intl = useIntl();
  const whyNot = useWhyNot();
  const momentText = useMomentText();
  const [step, setStep] = useState<string | null>(null);
  const ready = episode.may.filter((each) => each.why.length === 0);
  const closing = episode.may.find((each) => each.step === 'close' && each.why.length > 0);
  const [next] = episode.owed;
  return (
    <Card
      tone={episode.state === 'open' ? 'alert' : 'plain'}
      title={words(`safety.severity.${episode.severity}`)}
      aside={
        episode.state === 'closed' ? (
          <Tag tone="ok">{words('safety.state.closed')}</Tag>
        ) : (
          words('safety-screen.since', { at: momentText(episode.raisedAt) })
        )
      }
    >
      <div className={styles.episode}>
        <p>
          {words('safety-screen.raised', {
            what: intl.formatList([...new Set(episode.flags.map(({ abbreviation }) => abbreviation))]),
            who: episode.with.name,
          })}
          {episode.takenUpBy
            ? ` ${words('safety-screen.taken-up', { who: episode.takenUpBy })}`
            : episode.told.length > 0 &&
              ` ${words('safety-screen.told', { who: intl.formatList(episode.told.map((each) => each.name)) })}`}
        </p>
        {episode.owed.length > 0 && <OwedList owed={episode.owed} />}
        {ready.length > 0 && (
          <div className={styles.actions}>
            {ready.map((each) => (
              <Button
                key={each.step}
                size="small"
                look={each.step === next?.step ? 'primary' : 'secondary'}
                onClick={() => setStep(each.step)}
              >
                {words(`safety-screen.do.${each.step}`)}
              </Button>
            ))}
          </div>
        )}
        {closing && <p className="small muted">{whyNot(closing.why)}</p>}
        <details className={styles.steps} open={episode.state === 'open'}>
          <summary>{words('safety-screen.steps', { count: episode.steps.length })}</summary>
          <ol>
            {episode.steps.map((each, at) => (
              <li key={each.id}>
                <b>{at === 0 ? words('safety-screen.opened') : words(`safety.step.${each.step}`)}</b>
                {each.detail && <> · {words(`safety.${each.detail.kind}.${each.detail.code}`)}</>}
                {each.receivedBy && <> · {each.receivedBy}</>}
                <span className="small muted">
                  {momentText(each.at)}
                  {each.by && <> · {each.by}</>}
                </span>
                {each.note && <span className={styles.note}>{each.note}</span>}
              </li>
            ))}
          </ol>
        </details>
      </div>
      {step && (
        <Suspense>
          <SafetyStepForm episode={episode} step={step} name={name} onClose={() => setStep(null)} />
        </Suspense>
      )}
    </Card>
  );
};
