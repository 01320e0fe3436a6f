// The cycle as a bridge: what is done, what comes next, and why the rest waits; of an ended one, how it ended and the way back.
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { ChartView } from '#contract/client.ts';
import { type ClosingReason, closingRule } from '#domain/cycle/closing.ts';
import { dayThatCame } from '#web/shell/day-that-came.ts';
import { useNearDay } from '#web/shell/near-day.tsx';
import { useSentence } from '#web/shell/sentence.ts';
import { buttonClass } from '#web/ui/button.tsx';
import { Card } from '#web/ui/card.tsx';
import { Footbridge } from '#web/ui/footbridge.tsx';
import { EmptyState } from '#web/ui/states.tsx';
import { useWords } from '#web/ui/words.ts';
import styles from './cycle-card.module.css';

type Enrolment = ChartView['enrolments'][number];
export type FunctionState = Enrolment['functions'][number];

const placeOf: Readonly<Record<string, string>> = {
  outreach: 'cycle',
  assessment: 'assessment',
  planning: 'plan',
  implementation: 'referrals',
  monitoring: 'contacts',
  review: 'review',
};

const functionPath = (clientId: string, which: string) => `/clients/${clientId}/${placeOf[which] ?? 'cycle'}`;

/** The enrolments in force first; an ended one only where there is no other. */
const shownEnrolments = (enrolments: readonly Enrolment[]): readonly Enrolment[] => {
  const open = enrolments.filter(({ state }) => state !== 'ended');
  return open.length > 0 ? open : enrolments.slice(-1);
};

export const CycleCard = ({ chart }: { readonly chart: ChartView }) => {
  const words = useWords();
  const shown = shownEnrolments(chart.enrolments);
  const clientId = chart.client.id;
  if (shown.length === 0)
    return (
      <Card title={words('chart.cycle.title')}>
        <EmptyState
          title={words('chart.cycle.none', { name: chart.client.name })}
          action={
            <Link to="/clients/$clientId/cycle" params={{ clientId }} className={buttonClass('primary')}>
              {words('chart.cycle.refer')}
            </Link>
          }
        >
          {words('chart.cycle.none.why')}
        </EmptyState>
      </Card>
    );
  return shown.map((enrolment) => <OneCycle key={enrolment.id} enrolment={enrolment} chart={chart} />);
};

const OneCycle = ({ enrolment, chart }: { readonly enrolment: Enrolment; readonly chart: ChartView }) => {
  const words = useWords();
  const near = useNearDay();
  const clientId = chart.client.id;
  const cycle = enrolment.cycles.at(-1);
  const isOver = enrolment.state === 'ended';
  const next = enrolment.functions.find(({ state }) => state === 'next' || state === 'under-way');
  const isOnly = chart.enrolments.filter(({ state }) => state !== 'ended').length < 2;
  return (
    <Card
      title={
        <span className={styles.title}>
          {words('cycle.number', { number: cycle?.number ?? 1 })}
          <span className={styles.opened}>
            {cycle &&
              words('chart.cycle.opened', {
                how: words(`cycle.opened-by.${cycle.openedBy}`),
                on: near(dayThatCame(cycle.from, chart.today)),
              })}
          </span>
        </span>
      }
      aside={isOnly ? undefined : enrolment.programme.name}
      actions={
        <>
          {enrolment.cycles.length > 1 && (
            <Link to="/clients/$clientId/cycle" params={{ clientId }} className={buttonClass('quiet', 'small')}>
              {words('chart.cycle.earlier', { count: enrolment.cycles.length - 1 })}
            </Link>
          )}
          {isOver
            ? mayReopen(chart, enrolment) && (
                <Link
                  to="/clients/$clientId/close"
                  params={{ clientId }}
                  search={{ enrolment: enrolment.id }}
                  className={buttonClass('secondary', 'small')}
                >
                  {words('cycle-page.act.reopen')}
                </Link>
              )
            : next && (
                <Link to={functionPath(clientId, next.function)} className={buttonClass('secondary', 'small')}>
                  {words(`chart.next.${next.function}`)}
                </Link>
              )}
        </>
      }
    >
      {isOver && (
        <p className={styles.ended}>
          <b>{words('chart.cycle.ended', { on: near(dayThatCame(enrolment.endedOn ?? chart.today, chart.today)) })}</b>
          {enrolment.closeReason && <span>{words(`closing.reason.${enrolment.closeReason}`)}</span>}
        </p>
      )}
      <FunctionsBridge
        functions={enrolment.functions}
        isClosed={isOver}
        label={words('chart.cycle.bridge', { number: cycle?.number ?? 1 })}
        link={(which, content) => <Link to={functionPath(clientId, which)}>{content}</Link>}
      />
    </Card>
  );
};

const mayReopen = (chart: ChartView, { closeReason }: Enrolment): boolean =>
  chart.may.includes('reopen-enrolment') && closingRule(closeReason as ClosingReason).mayReopen;

export const FunctionsBridge = ({
  functions,
  isClosed,
  label,
  link,
}: {
  readonly functions: readonly FunctionState[];
  /** Nothing waits in a closed cycle: what was not done is left out. */
  readonly isClosed: boolean;
  readonly label: string;
  readonly link?: (which: string, content: ReactNode) => ReactNode;
}) => {
  const words = useWords();
  const sentence = useSentence();
  const waiting = isClosed ? [] : functions.filter(({ state, why }) => state === 'not-yet' && why.length > 0);
  const detailOf = ({ state, details }: FunctionState) =>
    details.length > 0 && (isClosed || state !== 'not-yet')
      ? details.map((detail) => (
          <span key={detail.code} className={styles.detail}>
            {sentence('cycle.detail.', detail)}
          </span>
        ))
      : words(isClosed && state === 'not-yet' ? 'cycle.state.left-out' : `cycle.state.${state}`);
  return (
    <>
      <Footbridge
        label={label}
        stones={functions.map((each) => ({
          key: each.function,
          label: words(`cycle.function.${each.function}`),
          detail: detailOf(each),
          state: each.state === 'done' ? 'done' : each.state === 'not-yet' ? 'to-come' : 'under-way',
          ...(link && { wrap: (content: ReactNode) => link(each.function, content) }),
        }))}
      />
      {waiting.length > 0 && (
        <details className={styles.waiting}>
          <summary>{words('chart.cycle.whyNotYet')}</summary>
          <ul>
            {waiting.map((each) => (
              <li key={each.function}>
                <b>{words(`cycle.function.${each.function}`)}:</b>{' '}
                {each.why.map((why) => sentence('refusal.', why)).join(' ')}
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
};
