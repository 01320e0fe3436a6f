// What was decided together: five ways on, each with what follows from it, what speaks for it, or why it is not open. Signing
// names the client; what ends something says so before.
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import type { ChartView } from '#contract/client.ts';
import type { ReviewSigned, ReviewView } from '#contract/review.ts';
import type { Refusal } from '#domain/basics/result.ts';
import { closingReasonsFor } from '#domain/cycle/closing.ts';
import type { Decision } from '#domain/cycle/review.ts';
import type { Owner } from '#domain/people/owner.ts';
import type { useAutosave } from '#web/shell/autosave.ts';
import { useDraft } from '#web/shell/draft.tsx';
import { OwnerField, useArrangement } from '#web/shell/owner-field.tsx';
import { useSend } from '#web/shell/send.ts';
import { useSentence } from '#web/shell/sentence.ts';
import { Banner } from '#web/ui/banner.tsx';
import { Button } from '#web/ui/button.tsx';
import { Card } from '#web/ui/card.tsx';
import { DayField, useToday } from '#web/ui/day-field.tsx';
import { notify } from '#web/ui/notices.ts';
import { Select } from '#web/ui/select.tsx';
import { ErrorState } from '#web/ui/states.tsx';
import { TextArea } from '#web/ui/text-field.tsx';
import { useWords } from '#web/ui/words.ts';
import { closingFieldsOf, type Ending, emptyEnding, leftoversOf, openWorkIn } from './ending.ts';
import { EndingFields, Leftovers, openIn } from './ending-fields.tsx';
import type { ReviewForm } from './form.ts';
import styles from './review.module.css';

type Filled = Ending & { readonly toProgrammeId: string; readonly toOwner: Owner | null };

export type DecideProps = {
  readonly view: ReviewView;
  readonly chart: ChartView;
  readonly saved: ReturnType<typeof useAutosave<ReviewForm, ReviewView>>;
  readonly missing: readonly Refusal[];
  readonly called: string;
};

export const Decide = ({ view, chart, saved, missing, called }: DecideProps) => {
  const words = useWords();
  const sentence = useSentence();
  const today = useToday();
  const form = saved.value;
  const set = (next: Partial<ReviewForm>) => saved.set((now) => ({ ...now, ...next }));
  const draft = useDraft<Filled>(`review-ending:${view.id}`, { ...emptyEnding, toProgrammeId: '', toOwner: null });
  const signing = useSigning(view, chart, saved, draft.value, draft.clear);
  const isOpen = (decision: Decision) => {
    const why = view.decisions.find((each) => each.decision === decision)?.why ?? [];
    // Needs just written down open the next cycle before the record has answered.
    return why.filter(({ code }) => code !== 'next-cycle-without-need' || form.newNeeds.length === 0);
  };
  const change = (next: Partial<Filled>) => draft.set((now) => ({ ...now, ...next }));
  const named = openWorkIn(signing.problem);
  const open = openIn(chart, view.enrolmentId, named);
  return (
    <Card title={words('review-screen.decision')}>
      <div className={styles.fields}>
        <fieldset className={styles.decisions}>
          <legend className="visually-hidden">{words('review-screen.decision')}</legend>
          {view.decisions.map(({ decision, suggestedBy }) => {
            const why = isOpen(decision);
            return (
              <label key={decision} className={styles.decision} data-blocked={why.length > 0 || undefined}>
                <input
                  type="radio"
                  name="decision"
                  checked={form.decision === decision}
                  disabled={why.length > 0}
                  onChange={() => set({ decision })}
                />
                <span>
                  <b>{words(`review.decision.${decision}`)}</b>
                  <span className={styles.follows}>{words(`review-screen.follows.${decision}`)}</span>
                  {suggestedBy.map((each) => (
                    <span key={each.code} className={styles.suggested}>
                      {sentence('review.suggestion.', each)}
                    </span>
                  ))}
                  {why.map((each) => (
                    <span key={each.code} className={styles.whyNot}>
                      {sentence('refusal.', each)}
                    </span>
                  ))}
                </span>
              </label>
            );
          })}
        </fieldset>
        <TextArea
          label={words('review-screen.decisionReason')}
          value={form.decisionReason}
          onChange={(decisionReason) => set({ decisionReason })}
          rows={2}
          maxLength={5000}
        />
        {(form.decision === 'continue' || form.decision === 'revise-plan') && (
          <DayField
            label={words('review-screen.nextReviewOn')}
            value={form.nextReviewOn}
            min={today}
            onChange={(nextReviewOn) => set({ nextReviewOn })}
          />
        )}
        {form.decision === 'step-down' && <StepDown view={view} chart={chart} filled={draft.value} onChange={change} />}
        {form.decision === 'close' && (
          <EndingFields
            ending={draft.value}
            onChange={change}
            reasons={closingReasonsFor('enrolled', true)}
            called={called}
            open={open}
          />
        )}
        {form.decision !== 'close' && named && (
          <Leftovers ending={draft.value} onChange={change} open={{ tasks: [], referrals: [], drafts: named.drafts }} />
        )}
        {missing.length > 0 && (
          <Banner title={words('review-screen.missing', { count: missing.length })}>
            <ul>
              {missing.map((each) => (
                <li key={`${each.code}${each.pointer}`}>{sentence('refusal.', each)}</li>
              ))}
            </ul>
          </Banner>
        )}
        <Signing signing={signing} form={form} filled={draft.value} chart={chart} view={view} missing={missing} />
      </div>
    </Card>
  );
};

const StepDown = ({
  view,
  chart,
  filled,
  onChange,
}: Pick<DecideProps, 'view' | 'chart'> & {
  readonly filled: Filled;
  readonly onChange: (next: Partial<Filled>) => void;
}) => {
  const words = useWords();
  const { data: agency } = useArrangement();
  const here = chart.enrolments.find(({ id }) => id === view.enrolmentId)?.programme.id;
  const programmes = (agency?.programmes ?? []).filter(({ id, closedOn }) => id !== here && closedOn === null);
  return (
    <div className={styles.pair}>
      <Select
        label={words('review-screen.step-down.to')}
        value={filled.toProgrammeId}
        placeholder={words('review-screen.step-down.choose')}
        onChange={(toProgrammeId) => onChange({ toProgrammeId })}
        options={programmes.map(({ id, name }) => ({ value: id, label: name }))}
      />
      <OwnerField
        label={words('review-screen.step-down.owner')}
        programmeId={filled.toProgrammeId || undefined}
        value={filled.toOwner}
        onChange={(toOwner) => onChange({ toOwner })}
      />
    </div>
  );
};

const useSigning = (
  view: ReviewView,
  chart: ChartView,
  saved: DecideProps['saved'],
  filled: Filled,
  forget: () => void,
) => {
  const words = useWords();
  const navigate = useNavigate();
  const { name, id: clientId } = chart.client;
  const sign = useSend<ReviewSigned, object>('POST', `/api/reviews/${view.id}/sign`, {
    version: saved.version(),
    onDone: ({ decision, assessmentId }) => {
      forget();
      notify(words(`review-screen.signed.${decision}`, { name }));
      const params = { clientId };
      if (decision === 'next-cycle')
        navigate({
          to: '/clients/$clientId/assessment',
          params,
          search: { assessment: assessmentId ?? undefined, domain: undefined },
        });
      else if (decision === 'continue' || decision === 'revise-plan')
        navigate({ to: '/clients/$clientId/plan', params });
      else navigate({ to: '/clients/$clientId/cycle', params });
    },
  });
  return {
    ...sign,
    go: async () => {
      if (!(await saved.flush())) return;
      const { decision } = saved.value;
      sign.send({
        ...(decision === 'step-down' && {
          stepDown: { toProgrammeId: filled.toProgrammeId, owner: filled.toOwner },
        }),
        ...(decision === 'close' && { closing: { reason: filled.reason, ...closingFieldsOf(filled) } }),
        leftovers: leftoversOf(filled),
      });
    },
  };
};

const Signing = ({
  signing,
  form,
  filled,
  chart,
  view,
  missing,
}: {
  readonly signing: ReturnType<typeof useSigning>;
  readonly form: ReviewForm;
  readonly filled: Filled;
  readonly chart: ChartView;
  readonly view: ReviewView;
  readonly missing: readonly Refusal[];
}) => {
  const words = useWords();
  const [isAsking, setAsking] = useState(false);
  const asked = useRef<HTMLParagraphElement>(null);
  useEffect(() => {
    if (isAsking) asked.current?.focus();
  }, [isAsking]);
  const programme = chart.enrolments.find(({ id }) => id === view.enrolmentId)?.programme.name ?? '';
  const whyNot = !chart.may.includes('sign-review')
    ? words('review-screen.not-yours')
    : missing.length > 0
      ? words('review-screen.sign.why-not', { count: missing.length })
      : form.decision === 'close' && filled.reason === null
        ? words('refusal.closing-reason-missing')
        : form.decision === 'step-down' && (filled.toProgrammeId === '' || filled.toOwner === null)
          ? words('refusal.step-down-to-missing')
          : null;
  if (!isAsking || whyNot)
    return (
      <div>
        <Button look="primary" whyNot={whyNot} onClick={() => setAsking(true)}>
          {words('review-screen.sign')}
        </Button>
      </div>
    );
  return (
    <div className={styles.asking} data-ends={form.decision === 'close' || undefined}>
      <p ref={asked} tabIndex={-1} data-focus-quietly>
        <b>
          {words(`review-screen.sign.ask.${form.decision}`, {
            name: chart.client.name,
            programme,
            reason: filled.reason ? words(`closing.reason.${filled.reason}`) : '',
          })}
        </b>
      </p>
      {signing.problem && <ErrorState error={signing.problem} title={words('review-screen.sign.failed')} />}
      <div className={styles.choices}>
        <Button
          look={form.decision === 'close' ? 'danger' : 'primary'}
          isBusy={signing.isBusy}
          onClick={() => void signing.go()}
        >
          {words(`review-screen.sign.yes.${form.decision}`)}
        </Button>
        <Button onClick={() => setAsking(false)}>{words('review-screen.sign.no')}</Button>
      </div>
    </div>
  );
};
