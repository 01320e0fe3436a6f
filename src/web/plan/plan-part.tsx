// The plan of a client: the version in force to follow, a version to read or compare, or the next one being written.
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import type { ChartView } from '#contract/client.ts';
import type { PlanPage } from '#contract/plan.ts';
import { read } from '#web/shell/api.ts';
import { Fetched } from '#web/shell/fetched.tsx';
import { Card } from '#web/ui/card.tsx';
import { EmptyState, Skeleton } from '#web/ui/states.tsx';
import { useWords } from '#web/ui/words.ts';
import { FollowPlan } from './follow-plan.tsx';
import { StartPlan } from './start.tsx';

const WritePlan = lazy(() => import('./write-plan.tsx').then((module) => ({ default: module.WritePlan })));
const Compare = lazy(() => import('./compare.tsx').then((module) => ({ default: module.Compare })));

export const PlanPart = ({ chart }: { readonly chart: ChartView }) => {
  const words = useWords();
  const { version, beside } = useSearch({ from: '/signed-in/clients/$clientId/plan' });
  const navigate = useNavigate({ from: '/clients/$clientId/plan' });
  const open = (id: string | undefined) => navigate({ search: { version: id, beside: undefined } });
  const path = `/api/clients/${chart.client.id}/plan`;
  const page = useQuery(read<PlanPage>(version ? `${path}?planId=${version}` : path));
  return (
    <Fetched query={page} lines={8}>
      {(data) => {
        const { plan } = data;
        if (plan === null)
          return (
            <Card>
              <EmptyState
                title={words('plan-screen.none', { name: chart.client.name })}
                action={<StartPlan chart={chart} page={data} onStarted={open} />}
              >
                {words('plan-screen.none.why')}
              </EmptyState>
            </Card>
          );
        if (beside && beside !== plan.id)
          return (
            <Suspense fallback={<Skeleton lines={8} />}>
              <Compare
                page={data}
                plan={plan}
                besideId={beside}
                clientId={chart.client.id}
                onBack={() => open(version)}
              />
            </Suspense>
          );
        if (plan.state === 'draft' && chart.may.includes('save-plan'))
          return (
            <Suspense fallback={<Skeleton lines={8} />}>
              <WritePlan key={plan.id} page={data} plan={plan} chart={chart} onLeave={() => open(undefined)} />
            </Suspense>
          );
        return (
          <FollowPlan
            page={data}
            plan={plan}
            chart={chart}
            onOpen={open}
            onCompare={(other) => navigate({ search: { version: plan.id, beside: other } })}
          />
        );
      }}
    </Fetched>
  );
};
