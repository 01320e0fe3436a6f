// Signing a plan: what is still missing, how the person signs or why not, and the worker's own signature, which names the client
// and is never the default key.
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import type { ChartView } from '#contract/client.ts';
import type { PlanView } from '#contract/plan.ts';
import type { Day } from '#domain/basics/day.ts';
import type { Refusal } from '#domain/basics/result.ts';
import type { ClientSignature } from '#domain/cycle/plan.ts';
import type { useAutosave } from '#web/shell/autosave.ts';
import { useSend } from '#web/shell/send.ts';
import { useSentence } from '#web/shell/sentence.ts';
import { Banner } from '#web/ui/banner.tsx';
import { Button } from '#web/ui/button.tsx';
import { Card } from '#web/ui/card.tsx';
import { RadioChips } from '#web/ui/choices.tsx';
import { DayField, useToday } from '#web/ui/day-field.tsx';
import { notify } from '#web/ui/notices.ts';
import { ErrorState } from '#web/ui/states.tsx';
import { TextArea, TextField } from '#web/ui/text-field.tsx';
import { useWords } from '#web/ui/words.ts';
import type { PlanForm } from './form.ts';
import planStyles from './plan.module.css';
import styles from './write-plan.module.css';

export type SignPlanProps = {
  readonly plan: PlanView;
  readonly chart: ChartView;
  readonly saved: ReturnType<typeof useAutosave<PlanForm, PlanView>>;
  readonly missing: readonly Refusal[];
  readonly goals: number;
  readonly onShow: (pointer: string) => void;
};

const kinds = ['screen', 'paper', 'verbal', 'declined'] as const;

export const SignPlan = ({ plan, chart, saved, missing, goals, onShow }: SignPlanProps) => {
  const words = useWords();
  const sentence = useSentence();
  const today = useToday();
  const navigate = useNavigate({ from: '/clients/$clientId/plan' });
  const [isSigning, setSigning] = useState(false);
  const [kind, setKind] = useState<ClientSignature['kind'] | null>(null);
  const [name, setName] = useState('');
  const [reason, setReason] = useState('');
  const [on, setOn] = useState<Day | null>(today);
  const asked = useRef<HTMLParagraphElement>(null);
  useEffect(() => {
    if (isSigning) asked.current?.focus();
  }, [isSigning]);
  const sign = useSend('POST', `/api/plans/${plan.id}/sign`, {
    version: saved.version(),
    onDone: () => {
      notify(words('plan-screen.signed', { name: chart.client.name }));
      navigate({ search: { version: undefined, beside: undefined } });
    },
  });
  const { name: full } = chart.client;
  const mayNot = chart.may.includes('sign-plan') ? null : words('plan-screen.sign.not-yours');
  const whyNotBegin =
    mayNot ?? (missing.length > 0 ? words('plan-screen.sign.why-not', { count: missing.length }) : null);
  const whyNotSign =
    kind === null
      ? words('plan-screen.sign.choose', { name: full })
      : kind === 'declined' && !reason.trim()
        ? words('refusal.signature-declined-without-reason')
        : kind === 'screen' && !name.trim()
          ? words('plan-screen.sign.type-name')
          : null;
  const signedName = kind === 'screen' ? name.trim() : full;
  return (
    <Card title={words('plan-screen.sign.title')}>
      <div className={styles.sign}>
        {missing.length > 0 && (
          <Banner title={words('plan-screen.missing', { count: missing.length })}>
            <ul>
              {missing.map((each) => {
                const number = /^\/goals\/(\d+)/.exec(each.pointer ?? '')?.[1];
                return (
                  <li key={`${each.code}${each.pointer}${each.params?.need ?? ''}`}>
                    {number === undefined ? (
                      sentence('refusal.', each)
                    ) : (
                      <button type="button" className={styles.link} onClick={() => onShow(each.pointer ?? '')}>
                        {words('plan-screen.goal.number', { number: Number(number) + 1 })}: {sentence('refusal.', each)}
                      </button>
                    )}
                  </li>
                );
              })}
            </ul>
          </Banner>
        )}
        {!isSigning ? (
          <div>
            <p className="muted">{words('plan-screen.sign.about', { goals })}</p>
            <Button look="primary" whyNot={whyNotBegin} onClick={() => setSigning(true)}>
              {words('plan-screen.sign')}
            </Button>
          </div>
        ) : (
          <>
            <p ref={asked} tabIndex={-1} data-focus-quietly>
              <b>{words('plan-screen.sign.ask', { name: full })}</b>
            </p>
            <RadioChips
              label={words('plan-screen.sign.how', { name: full })}
              options={kinds.map((each) => ({ value: each, label: words(`signature.${each}`) }))}
              value={kind}
              onChange={setKind}
            />
            {kind === 'screen' && (
              <div className={styles.signature}>
                <TextField
                  label={words('plan-screen.sign.name', { name: full })}
                  description={words('plan-screen.sign.name.help')}
                  value={name}
                  onChange={setName}
                  maxLength={200}
                />
              </div>
            )}
            {kind === 'declined' && (
              <TextArea
                label={words('plan-screen.sign.reason')}
                description={words('plan-screen.sign.reason.help')}
                value={reason}
                onChange={setReason}
                rows={2}
                maxLength={1000}
                isQuote
              />
            )}
            {kind !== null && <DayField label={words('plan-screen.sign.on')} value={on} max={today} onChange={setOn} />}
            {sign.problem && <ErrorState error={sign.problem} title={words('plan-screen.sign.failed')} />}
            <div className={styles.choices}>
              <Button
                look="primary"
                isBusy={sign.isBusy}
                whyNot={whyNotSign}
                onClick={async () => {
                  if (kind === null || !(await saved.flush())) return;
                  sign.send({ clientSignature: { kind, name: signedName, reason: reason.trim(), on: on ?? today } });
                }}
              >
                {words('plan-screen.sign.yes')}
              </Button>
              <Button onClick={() => setSigning(false)}>{words('plan-screen.sign.no')}</Button>
            </div>
            <p className={planStyles.prose}>{words('plan-screen.sign.stays')}</p>
          </>
        )}
      </div>
    </Card>
  );
};
