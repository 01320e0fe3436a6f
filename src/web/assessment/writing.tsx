// Writing an assessment: the parts of life on one side with how far one has come, one of them at a time on the other. It saves
// itself; Alt with the arrow keys goes from part to part, Ctrl-Enter says “we talked about this” and goes on.
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useEffect, useMemo, useRef, useState } from 'react';
import type { AssessmentView } from '#contract/assessment.ts';
import type { ChartView } from '#contract/client.ts';
import { whyNotSignAssessment } from '#domain/cycle/assessment.ts';
import { read } from '#web/shell/api.ts';
import { useAutosave } from '#web/shell/autosave.ts';
import { AutosaveBanners, SavedMark } from '#web/shell/both-sides.tsx';
import { useDomainLabel } from '#web/shell/domain-label.ts';
import { Button } from '#web/ui/button.tsx';
import { useDayText } from '#web/ui/day-field.tsx';
import { useWords } from '#web/ui/words.ts';
import { DomainList } from './domain-list.tsx';
import { DomainPanel } from './domain-panel.tsx';
import { Finish } from './finish.tsx';
import { type AssessmentForm, adoptIds, assessedIn, bodyFrom, type DomainForm, emptyDomain, formFrom } from './form.ts';
import { partsOf } from './parts.ts';
import { finishStep } from './steps.ts';
import styles from './writing.module.css';

export type WritingProps = { readonly view: AssessmentView; readonly chart: ChartView; readonly onBack: () => void };

export const Writing = ({ view, chart, onBack }: WritingProps) => {
  const words = useWords();
  const dayText = useDayText();
  const domainLabel = useDomainLabel();
  const queries = useQueryClient();
  const path = `/api/assessments/${view.id}`;
  const codes = view.domainList.map(({ code }) => code);
  const parts = (form: AssessmentForm) => partsOf(form, words, domainLabel);
  const saved = useAutosave<AssessmentForm, AssessmentView>(view, {
    key: `assessment:${view.id}`,
    path,
    readValue: formFrom,
    readVersion: ({ version }) => version,
    bodyOf: bodyFrom,
    adopt: adoptIds,
    parts: (form) => parts(form),
    onSaved: (now) => queries.setQueryData(['api', path], now),
  });
  const form = saved.value;
  const last = useQuery({
    ...read<AssessmentView>(`/api/assessments/${view.prefilledFrom}`),
    enabled: view.prefilledFrom !== null,
  });
  const missing = useMemo(() => whyNotSignAssessment(assessedIn(form), codes), [form, codes]);

  const { domain: asked } = useSearch({ from: '/signed-in/clients/$clientId/assessment' });
  const navigate = useNavigate({ from: '/clients/$clientId/assessment' });
  const steps = [...codes, finishStep];
  // Decided once: a part must not slip away under somebody's hands because it was just talked about.
  const [first] = useState(() => codes.find((code) => !form.domains[code]?.discussed) ?? finishStep);
  const step = steps.find((each) => each === asked) ?? first;
  const panel = useRef<HTMLDivElement>(null);
  const isMoved = useRef(false);
  const goTo = (next: string | undefined) => {
    if (next === undefined) return;
    isMoved.current = true;
    navigate({ search: { assessment: view.id, domain: next }, replace: true, resetScroll: false });
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: arriving at another part moves the focus to its heading
  useEffect(() => {
    if (!isMoved.current) return;
    panel.current?.querySelector<HTMLElement>('h3')?.focus({ preventScroll: true });
    panel.current?.scrollIntoView({ block: 'start' });
  }, [step]);
  const by = (count: number) => steps[steps.indexOf(step) + count];
  const change = (code: string, next: Partial<DomainForm>) =>
    saved.set((now) => ({
      ...now,
      domains: { ...now.domains, [code]: { ...(now.domains[code] ?? emptyDomain), discussed: true, ...next } },
    }));
  const talkedAndNext = () => {
    change(step, {});
    goTo(by(1));
  };

  return (
    <form
      className={styles.writing}
      aria-label={words(`assessment.kind.${view.kind}`)}
      onSubmit={(event) => event.preventDefault()}
      onKeyDown={(event) => {
        if (event.altKey && (event.key === 'ArrowDown' || event.key === 'ArrowUp')) {
          event.preventDefault();
          goTo(by(event.key === 'ArrowDown' ? 1 : -1));
        }
        if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && step !== finishStep) {
          event.preventDefault();
          talkedAndNext();
        }
      }}
    >
      <div className={styles.bar}>
        <Button size="small" look="quiet" onClick={onBack}>
          {words('assessment-screen.back')}
        </Button>
        <p className={styles.about}>
          <b>{words(`assessment.kind.${view.kind}`)}</b> · {dayText(form.day, 'short')}
        </p>
        <SavedMark saved={saved} />
      </div>
      <AutosaveBanners saved={saved} parts={parts(form)} onSettle={saved.settle} />
      <div className={styles.sides}>
        <DomainList form={form} codes={codes} step={step} missing={missing} onGo={goTo} />
        <div className={styles.panel} ref={panel}>
          {step === finishStep ? (
            <Finish
              view={view}
              chart={chart}
              saved={saved}
              missing={missing}
              onGo={goTo}
              onPrevious={() => goTo(by(-1))}
            />
          ) : (
            <DomainPanel
              key={step}
              code={step}
              entry={form.domains[step] ?? emptyDomain}
              last={last.data ? (formFrom(last.data).domains[step] ?? null) : null}
              lastDay={last.data?.day ?? null}
              called={chart.client.chosenName ?? (chart.client.givenName || chart.client.name)}
              missing={missing.filter(({ params }) => params?.domain === step)}
              onChange={(next) => change(step, next)}
              onPrevious={by(-1) === undefined ? null : () => goTo(by(-1))}
              onNext={talkedAndNext}
            />
          )}
        </div>
      </div>
    </form>
  );
};
