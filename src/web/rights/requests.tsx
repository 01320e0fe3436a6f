// What this person asked of their record, and how it was answered: to see it, and to have it corrected.
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import type { ChartView } from '#contract/client.ts';
import type { RequestsView, RequestView } from '#contract/rights.ts';
import { read } from '#web/shell/api.ts';
import { Fetched } from '#web/shell/fetched.tsx';
import { Button } from '#web/ui/button.tsx';
import { Card } from '#web/ui/card.tsx';
import { EmptyState } from '#web/ui/states.tsx';
import { useWords } from '#web/ui/words.ts';
import { Copies, Making } from './copies.tsx';
import type { RequestAct, RequestDoing } from './request-doing.ts';
import { RequestLine } from './request-line.tsx';
import styles from './requests.module.css';

const AskForm = lazy(() => import('./ask-forms.tsx').then((module) => ({ default: module.AskForm })));
const AnswerForm = lazy(() => import('./answer-form.tsx').then((module) => ({ default: module.AnswerForm })));
const CopyForm = lazy(() => import('./copy-form.tsx').then((module) => ({ default: module.CopyForm })));
const StepForm = lazy(() => import('./step-forms.tsx').then((module) => ({ default: module.StepForm })));

/** What can be done with a request as it stands, the first thing first. */
const actsOn = (request: RequestView, may: ChartView['may']): readonly RequestAct[] => {
  const { kind, state, review, beside, whyNot, extension } = request;
  const said = (what: 'disagreement' | 'rebuttal') => beside.some((each) => each.kind === what);
  const acts: readonly (readonly [RequestAct, boolean])[] = [
    ['copy', state === 'open' && kind === 'access' && request.makingJobId === null && may.includes('make-package')],
    ['answer', state === 'open' && may.includes(kind === 'access' ? 'answer-access' : 'answer-amendment')],
    ['extend', state === 'open' && extension === null && may.includes('answer-access')],
    ['take-back', state === 'open' && may.includes('answer-access')],
    ['ask-review', whyNot.askReview.length === 0 && may.includes('ask-denial-review')],
    ['review', review !== null && review.outcome === null && may.includes('review-denial')],
    ['disagreement', whyNot.disagree.length === 0 && may.includes('add-disagreement')],
    ['rebuttal', said('disagreement') && !said('rebuttal') && may.includes('add-rebuttal')],
  ];
  return acts.flatMap(([act, isOpen]) => (isOpen ? [act] : []));
};

const Forms = ({
  chart,
  view,
  doing,
  onClose,
}: {
  readonly chart: ChartView;
  readonly view: RequestsView;
  readonly doing: RequestDoing;
  readonly onClose: () => void;
}) => {
  if ('ask' in doing)
    return (
      <AskForm
        what={doing.ask}
        client={chart.client}
        entries={view.entries}
        representatives={view.representatives}
        onClose={onClose}
      />
    );
  if (doing.what === 'answer') return <AnswerForm request={doing.request} onClose={onClose} />;
  if (doing.what === 'copy') return <CopyForm request={doing.request} entries={view.entries} onClose={onClose} />;
  return <StepForm step={doing.what} request={doing.request} onClose={onClose} />;
};

export const Requests = ({ chart }: { readonly chart: ChartView }) => {
  const words = useWords();
  const [doing, setDoing] = useState<RequestDoing | null>(null);
  const query = useQuery(read<RequestsView>(`/api/clients/${chart.client.id}/requests`));
  return (
    <>
      {doing && query.data && (
        <Suspense>
          <Forms chart={chart} view={query.data} doing={doing} onClose={() => setDoing(null)} />
        </Suspense>
      )}
      <div className={styles.top}>
        {chart.may.includes('request-access') && (
          <Button look="primary" onClick={() => setDoing({ ask: 'access' })}>
            {words('requests.ask.access')}
          </Button>
        )}
        {chart.may.includes('request-amendment') && (
          <Button onClick={() => setDoing({ ask: 'amendment' })}>{words('requests.ask.amendment')}</Button>
        )}
      </div>
      <Card padding="none">
        <Fetched query={query} lines={4}>
          {({ items }) =>
            items.length === 0 ? (
              <EmptyState title={words('requests.none')}>{words('requests.none.why')}</EmptyState>
            ) : (
              <ul>
                {items.map((request) => (
                  <RequestLine
                    key={request.id}
                    request={request}
                    today={chart.today}
                    actions={actsOn(request, chart.may).map((act, index) => (
                      <Button
                        key={act}
                        size="small"
                        look={index === 0 ? 'secondary' : 'quiet'}
                        onClick={() => setDoing({ what: act, request })}
                      >
                        {words(`requests.act.${act}`)}
                      </Button>
                    ))}
                  >
                    <Copies request={request} />
                    {request.makingJobId && <Making key={request.makingJobId} jobId={request.makingJobId} />}
                  </RequestLine>
                ))}
              </ul>
            )
          }
        </Fetched>
      </Card>
    </>
  );
};
