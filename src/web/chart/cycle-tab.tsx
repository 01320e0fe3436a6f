// The course of a person through a programme: its cycles, what was done and when, and what may be done now.
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import type { ChartView } from '#contract/client.ts';
import type { EnrolmentView } from '#contract/enrolment.ts';
import { read } from '#web/shell/api.ts';
import { Fetched } from '#web/shell/fetched.tsx';
import { Button } from '#web/ui/button.tsx';
import { Card } from '#web/ui/card.tsx';
import { RadioChips } from '#web/ui/choices.tsx';
import { EmptyState } from '#web/ui/states.tsx';
import { useWords } from '#web/ui/words.ts';
import { ChartTab } from './chart-tab.tsx';
import { ActsCard } from './cycle-acts.tsx';
import { CyclesCard } from './cycle-cycles.tsx';
import { EndingCard } from './cycle-ending.tsx';
import { CriteriaCard, FactsCard } from './cycle-facts.tsx';
import { HistoryCard } from './cycle-history.tsx';
import styles from './overview-tab.module.css';

const ReferForm = lazy(() => import('./act-forms.tsx').then((module) => ({ default: module.ReferForm })));

export const CycleTab = () => <ChartTab titled="chart.part.cycle">{(chart) => <Enrolments chart={chart} />}</ChartTab>;

const Enrolments = ({ chart }: { readonly chart: ChartView }) => {
  const words = useWords();
  const [chosen, setChosen] = useState<string | null>(null);
  const [isReferring, setReferring] = useState(false);
  const { enrolments } = chart;
  const shown =
    enrolments.find(({ id }) => id === chosen) ??
    enrolments.find(({ state }) => state !== 'ended') ??
    enrolments.at(-1);
  const canRefer = chart.may.includes('refer-client');
  const refer = canRefer ? () => setReferring(true) : null;
  return (
    <>
      {isReferring && (
        <Suspense>
          <ReferForm chart={chart} onClose={() => setReferring(false)} />
        </Suspense>
      )}
      {shown === undefined ? (
        <Card>
          <EmptyState
            title={words('chart.cycle.none', { name: chart.client.name })}
            action={refer && <Button onClick={refer}>{words('cycle-page.act.refer')}</Button>}
          >
            {words('chart.cycle.none.why')}
          </EmptyState>
        </Card>
      ) : (
        <div className={styles.main}>
          {enrolments.length > 1 && (
            <RadioChips
              label={words('cycle-page.enrolments')}
              options={enrolments.map(({ id, programme, state }) => ({
                value: id,
                label: words('cycle-page.enrolment', {
                  programme: programme.name,
                  state: words(`enrolment.state.${state}`),
                }),
              }))}
              value={shown.id}
              onChange={setChosen}
            />
          )}
          <OneEnrolment key={shown.id} enrolmentId={shown.id} chart={chart} onRefer={refer} />
        </div>
      )}
    </>
  );
};

const OneEnrolment = ({
  enrolmentId,
  chart,
  onRefer,
}: {
  readonly enrolmentId: string;
  readonly chart: ChartView;
  readonly onRefer: (() => void) | null;
}) => {
  const query = useQuery(read<EnrolmentView>(`/api/enrolments/${enrolmentId}`));
  return (
    <Fetched query={query} lines={8}>
      {(enrolment) => (
        <div className={styles.overview}>
          <div className={styles.across}>
            <CyclesCard enrolment={enrolment} />
          </div>
          <div className={styles.main}>
            <EndingCard enrolment={enrolment} />
            <ActsCard enrolment={enrolment} chart={chart} onRefer={onRefer} />
            <HistoryCard enrolment={enrolment} chart={chart} />
          </div>
          <div className={styles.aside}>
            <FactsCard enrolment={enrolment} chart={chart} />
            <CriteriaCard enrolment={enrolment} />
          </div>
        </div>
      )}
    </Fetched>
  );
};
