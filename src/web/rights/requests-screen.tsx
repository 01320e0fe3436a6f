// Requests about the record for those who answer them: which are open and until when, which denials wait for a review.

import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { lazy, Suspense, useState } from 'react';
import type { RequestList, RequestView } from '#contract/rights.ts';
import { careRoles } from '#domain/access/actor.ts';
import { read } from '#web/shell/api.ts';
import { Fetched } from '#web/shell/fetched.tsx';
import { Screen } from '#web/shell/screen.tsx';
import { useSession } from '#web/shell/session.ts';
import { Button } from '#web/ui/button.tsx';
import { Card } from '#web/ui/card.tsx';
import { Segmented } from '#web/ui/choices.tsx';
import { useToday } from '#web/ui/day-field.tsx';
import { EmptyState } from '#web/ui/states.tsx';
import { useWords } from '#web/ui/words.ts';
import { RequestLine } from './request-line.tsx';
import styles from './requests.module.css';

const StepForm = lazy(() => import('./step-forms.tsx').then((module) => ({ default: module.StepForm })));

const lists = ['open', 'review', 'done'] as const;

export const RequestsScreen = () => {
  const words = useWords();
  const today = useToday();
  const { staff } = useSession();
  const [list, setList] = useState<(typeof lists)[number]>('open');
  const [reviewing, setReviewing] = useState<RequestView | null>(null);
  const query = useQuery(read<RequestList>(`/api/requests?state=${list}&limit=100`));
  const opensCharts = staff.roles.some((role) => (careRoles as readonly string[]).includes(role));
  const reviews = staff.roles.some((role) => ['team-lead', 'supervisor', 'privacy-officer'].includes(role));
  return (
    <Screen title={words('requests.title')} lede={words('requests.lede')}>
      {reviewing && (
        <Suspense>
          <StepForm step="review" request={reviewing} onClose={() => setReviewing(null)} />
        </Suspense>
      )}
      <Card
        title={words(`requests.list.${list}`)}
        aside={query.data && words('requests.count', { count: query.data.total })}
        padding="none"
        actions={
          <Segmented
            label={words('requests.list')}
            isLabelHidden
            options={lists.map((value) => ({ value, label: words(`requests.list.${value}`) }))}
            value={list}
            onChange={setList}
          />
        }
      >
        <Fetched query={query} lines={5}>
          {({ items }) =>
            items.length === 0 ? (
              <EmptyState title={words(`requests.list.none.${list}`)}>{words('requests.list.why')}</EmptyState>
            ) : (
              <ul>
                {items.map((request) => (
                  <RequestLine
                    key={request.id}
                    request={request}
                    today={today}
                    named={
                      opensCharts ? (
                        <Link
                          to="/clients/$clientId/requests"
                          params={{ clientId: request.clientId }}
                          className={styles.name}
                        >
                          {request.clientName}
                        </Link>
                      ) : (
                        <span className={styles.name}>{request.clientName}</span>
                      )
                    }
                    actions={
                      list === 'review' &&
                      reviews && (
                        <Button size="small" onClick={() => setReviewing(request)}>
                          {words('requests.act.review')}
                        </Button>
                      )
                    }
                  />
                ))}
              </ul>
            )
          }
        </Fetched>
      </Card>
    </Screen>
  );
};
