import type { ReactNode } from 'react';
import type { ChartView } from '#contract/client.ts';
import type { Permission } from '#domain/access/policy.ts';
import { Card } from '#web/ui/card.tsx';
import { EmptyState } from '#web/ui/states.tsx';
import { useWords } from '#web/ui/words.ts';

/** What is not the reader's says so and whom to ask, without telling what is there. */
export const ForCareTeam = ({
  chart,
  permission,
  children,
}: {
  readonly chart: ChartView;
  readonly permission: Permission;
  readonly children: ReactNode;
}) => {
  const words = useWords();
  if (chart.may.includes(permission)) return children;
  return (
    <Card>
      <EmptyState title={words('chart.hidden.title')}>
        {words('chart.hidden.care')} {words('chart.hidden.next')}
      </EmptyState>
    </Card>
  );
};
