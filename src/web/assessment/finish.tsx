// The end of an assessment: in short, who helped, what is still missing before it can be signed, and the signing itself, which
// names the client and is never the default key.
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import type { AssessmentView } from '#contract/assessment.ts';
import type { ChartView } from '#contract/client.ts';
import type { Refusal } from '#domain/basics/result.ts';
import { unmetNeeds } from '#domain/cycle/assessment.ts';
import type { useAutosave } from '#web/shell/autosave.ts';
import { useDomainLabel } from '#web/shell/domain-label.ts';
import { useSend } from '#web/shell/send.ts';
import { useSentence } from '#web/shell/sentence.ts';
import { Banner } from '#web/ui/banner.tsx';
import { Button } from '#web/ui/button.tsx';
import { DayField, useToday } from '#web/ui/day-field.tsx';
import { notify } from '#web/ui/notices.ts';
import { ErrorState } from '#web/ui/states.tsx';
import { Tag } from '#web/ui/tag.tsx';
import { TextArea, TextField } from '#web/ui/text-field.tsx';
import { useWords } from '#web/ui/words.ts';
import panelStyles from './domain-panel.module.css';
import styles from './finish.module.css';
import { type AssessmentForm, assessedIn } from './form.ts';

export type FinishProps = {
  readonly view: AssessmentView;
  readonly chart: ChartView;
  readonly saved: ReturnType<typeof useAutosave<AssessmentForm, AssessmentView>>;
  readonly missing: readonly Refusal[];
  readonly onGo: (domain: string) => void;
  readonly onPrevious: () => void;
};

export const Finish = ({ view, chart, saved, missing, onGo, onPrevious }: FinishProps) => {
  const words = useWords();
  const sentence = useSentence();
  const domainLabel = useDomainLabel();
  const today = useToday();
  const form = saved.value;
  const { needs, strengths } = assessedIn(form);
  const set = (next: Partial<AssessmentForm>) => saved.set((now) => ({ ...now, ...next }));
  return (
    <section className={panelStyles.panel} aria-labelledby="assessment-finish">
      <header>
        <h3 id="assessment-finish" tabIndex={-1} data-focus-quietly className={panelStyles.title}>
          {words('assessment-screen.finish')}
        </h3>
        <p className={panelStyles.ask}>{words('assessment-screen.finish.about')}</p>
      </header>
      <div className={styles.pair}>
        <DayField
          label={words('assessment-screen.day')}
          value={form.day}
          max={today}
          onChange={(day) => day && set({ day })}
        />
        <TextField
          label={words('assessment-screen.informants')}
          description={words('assessment-screen.informants.help')}
          value={form.informants}
          onChange={(informants) => set({ informants })}
          maxLength={500}
        />
      </div>
      <TextArea
        label={words('assessment-screen.summary')}
        description={words('assessment-screen.summary.help')}
        value={form.summary}
        onChange={(summary) => set({ summary })}
        maxLength={20_000}
      />
      <div className={styles.found}>
        <div>
          <h4>{words('assessment-screen.found.needs')}</h4>
          {unmetNeeds(needs).length === 0 ? (
            <p className="muted">{words('assessment-screen.found.no-needs')}</p>
          ) : (
            <ul>
              {unmetNeeds(needs).map((need) => (
                <li key={need.thread}>
                  <button type="button" className={styles.link} onClick={() => onGo(need.domain)}>
                    {need.label || domainLabel(need.domain)}
                  </button>{' '}
                  {need.priority && (
                    <Tag tone={need.priority === 1 ? 'due' : 'neutral'}>{words(`need.priority.${need.priority}`)}</Tag>
                  )}
                </li>
              ))}
            </ul>
          )}
        </div>
        <div>
          <h4>{words('assessment-screen.found.strengths')}</h4>
          {strengths.length === 0 ? (
            <p className="muted">{words('assessment-screen.found.no-strengths')}</p>
          ) : (
            <ul>
              {strengths.map((strength) => (
                <li key={strength.id}>
                  <button type="button" className={styles.link} onClick={() => onGo(strength.domain)}>
                    {strength.text}
                  </button>
                </li>
              ))}
            </ul>
          )}
        </div>
      </div>
      {missing.length > 0 && (
        <Banner title={words('assessment-screen.missing.title', { count: missing.length })}>
          <ul className={styles.missing}>
            {missing.map((each) => (
              <li key={`${each.code}${each.pointer}`}>
                {typeof each.params?.domain === 'string' ? (
                  <button type="button" className={styles.link} onClick={() => onGo(`${each.params?.domain}`)}>
                    {sentence('refusal.', each)}
                  </button>
                ) : (
                  sentence('refusal.', each)
                )}
              </li>
            ))}
          </ul>
        </Banner>
      )}
      <Signing view={view} chart={chart} saved={saved} missing={missing} onPrevious={onPrevious} />
    </section>
  );
};

const Signing = ({
  view,
  chart,
  saved,
  missing,
  onPrevious,
}: Pick<FinishProps, 'view' | 'chart' | 'saved' | 'missing' | 'onPrevious'>) => {
  const words = useWords();
  const navigate = useNavigate();
  const [isAsking, setAsking] = useState(false);
  const asked = useRef<HTMLParagraphElement>(null);
  useEffect(() => {
    if (isAsking) asked.current?.focus();
  }, [isAsking]);
  const sign = useSend('POST', `/api/assessments/${view.id}/sign`, {
    version: saved.version(),
    onDone: () => {
      notify(words('assessment-screen.signed', { name: chart.client.name }));
      navigate({ to: '/clients/$clientId/plan', params: { clientId: chart.client.id } });
    },
  });
  const mayNot = chart.may.includes('sign-assessment') ? null : words('assessment-screen.sign.not-yours');
  const whyNot =
    mayNot ?? (missing.length > 0 ? words('assessment-screen.sign.why-not', { count: missing.length }) : null);
  return (
    <>
      {sign.problem && <ErrorState error={sign.problem} title={words('assessment-screen.sign.failed')} />}
      {isAsking ? (
        <div className={styles.asking}>
          <p ref={asked} tabIndex={-1} data-focus-quietly>
            <b>{words('assessment-screen.sign.ask', { name: chart.client.name })}</b>{' '}
            {words('assessment-screen.sign.stays')}
          </p>
          <div className={panelStyles.move}>
            <Button
              look="primary"
              isBusy={sign.isBusy}
              onClick={async () => {
                if (await saved.flush()) sign.send({});
              }}
            >
              {words('assessment-screen.sign.yes')}
            </Button>
            <Button onClick={() => setAsking(false)}>{words('assessment-screen.sign.no')}</Button>
          </div>
        </div>
      ) : (
        <footer className={panelStyles.footer}>
          <Button onClick={onPrevious}>{words('assessment-screen.previous')}</Button>
          <Button look="primary" whyNot={whyNot} onClick={() => setAsking(true)}>
            {words('assessment-screen.sign')}
          </Button>
        </footer>
      )}
    </>
  );
};
