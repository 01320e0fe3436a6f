// In the chart of somebody who has a second record: asking that the two be made one.
import { lazy, Suspense, useState } from 'react';
import type { ChartView } from '#contract/client.ts';
import type { Day } from '#domain/basics/day.ts';
import { knownBirthDate } from '#domain/people/client-identity.ts';
import { Button } from '#web/ui/button.tsx';
import { Card, Row, RowList } from '#web/ui/card.tsx';
import { useWords } from '#web/ui/words.ts';

const AskMergeForm = lazy(() => import('./approval-forms.tsx').then((module) => ({ default: module.AskMergeForm })));

export const OneRecord = ({ chart }: { readonly chart: ChartView }) => {
  const words = useWords();
  const [asking, setAsking] = useState<ChartView['links'][number]['other'] | null>(null);
  const doubles = chart.links.filter(({ kind }) => kind === 'same-person');
  if (doubles.length === 0 || !chart.may.includes('ask-merge')) return null;
  const { client } = chart;
  const birthDate = knownBirthDate({ date: client.birthDate as Day | null, precision: client.birthPrecision });
  return (
    <Card title={words('approvals.one-record')} padding="none">
      <RowList label={words('approvals.one-record')}>
        {doubles.map(({ id, other }) => (
          <Row
            key={id}
            title={other.name}
            detail={words('approvals.number', { number: String(other.number) })}
            action={
              <Button size="small" onClick={() => setAsking(other)}>
                {words('approvals.merge.ask')}
              </Button>
            }
          />
        ))}
      </RowList>
      <Suspense>
        {asking && (
          <AskMergeForm
            records={[
              { id: client.id, name: client.name, number: client.number, birthDate },
              { ...asking, birthDate: null },
            ]}
            onClose={() => setAsking(null)}
          />
        )}
      </Suspense>
    </Card>
  );
};
