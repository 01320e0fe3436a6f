// Reviews of a client: the one under way, or how to begin one, and those there were.
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import type { ChartView } from '#contract/client.ts';
import type { EnrolmentView } from '#contract/enrolment.ts';
import type { ReviewList, ReviewView } from '#contract/review.ts';
import type { Day } from '#domain/basics/day.ts';
import { read } from '#web/shell/api.ts';
import { Fetched } from '#web/shell/fetched.tsx';
import { useSend } from '#web/shell/send.ts';
import { useWhyNot } from '#web/shell/sentence.ts';
import { Button } from '#web/ui/button.tsx';
import { Card, Row, RowList } from '#web/ui/card.tsx';
import { RadioChips } from '#web/ui/choices.tsx';
import { useDayText } from '#web/ui/day-field.tsx';
import { EmptyState, ErrorState } from '#web/ui/states.tsx';
import { Tag } from '#web/ui/tag.tsx';
import { useWords } from '#web/ui/words.ts';
import styles from './review.module.css';
import { SignedReview } from './signed-review.tsx';
import { WriteReview } from './write-review.tsx';

export const ReviewPart = ({ chart }: { readonly chart: ChartView }) => {
  const { review: asked } = useSearch({ from: '/signed-in/clients/$clientId/review' });
  const navigate = useNavigate({ from: '/clients/$clientId/review' });
  const path = `/api/clients/${chart.client.id}/reviews`;
  const list = useQuery(read<ReviewList>(path));
  const open = (review: string | undefined) => navigate({ search: { review } });
  return (
    <Fetched query={list} lines={8}>
      {({ items }) => {
        const chosen = items.find(({ id }) => id === asked);
        const drafts = items.filter(({ state }) => state === 'draft');
        const [draft] = drafts;
        const shown = chosen ?? (asked === undefined && drafts.length === 1 ? draft : undefined);
        if (shown?.state === 'draft' && chart.may.includes('save-review'))
          return <WriteReview key={shown.id} view={shown} chart={chart} listPath={path} />;
        if (shown && shown.state !== 'draft')
          return <SignedReview view={shown} chart={chart} onBack={() => open(undefined)} />;
        return (
          <div className={styles.page}>
            <Begin chart={chart} drafts={drafts} onOpen={open} />
            <Earlier reviews={items} onOpen={open} />
          </div>
        );
      }}
    </Fetched>
  );
};

const Begin = ({
  chart,
  drafts,
  onOpen,
}: {
  readonly chart: ChartView;
  readonly drafts: readonly ReviewView[];
  readonly onOpen: (id: string) => void;
}) => {
  const words = useWords();
  const open = chart.enrolments.filter(({ state }) => state === 'enrolled');
  return (
    <Card>
      <EmptyState
        title={words('review-screen.begin.title', { name: chart.client.name })}
        action={
          <div className={styles.start}>
            {drafts.map((draft) => (
              <Button key={draft.id} look="primary" onClick={() => onOpen(draft.id)}>
                {words('review-screen.go-on')}
              </Button>
            ))}
            {open
              .filter(({ id }) => !drafts.some(({ enrolmentId }) => enrolmentId === id))
              .map((enrolment) => (
                <Start
                  key={enrolment.id}
                  enrolment={enrolment}
                  chart={chart}
                  isOnly={open.length === 1}
                  onStarted={onOpen}
                />
              ))}
            <Link to="/clients/$clientId/close" params={{ clientId: chart.client.id }} className={styles.link}>
              {words('review-screen.to-close')}
            </Link>
          </div>
        }
      >
        {words('review-screen.begin.why')}
      </EmptyState>
    </Card>
  );
};

const reasons = ['scheduled', 'event', 'client-asked', 'closing'] as const;

const Start = ({
  enrolment,
  chart,
  isOnly,
  onStarted,
}: {
  readonly enrolment: ChartView['enrolments'][number];
  readonly chart: ChartView;
  readonly isOnly: boolean;
  readonly onStarted: (id: string) => void;
}) => {
  const words = useWords();
  const whyNot = useWhyNot();
  const [reason, setReason] = useState<(typeof reasons)[number]>('scheduled');
  const { data } = useQuery(read<EnrolmentView>(`/api/enrolments/${enrolment.id}`));
  const start = useSend<ReviewView, object>('POST', `/api/enrolments/${enrolment.id}/reviews`, {
    onDone: ({ id }) => onStarted(id),
  });
  const why = chart.may.includes('start-review')
    ? whyNot(data?.acts.find(({ act }) => act === 'start-review')?.why)
    : words('review-screen.not-yours');
  return (
    <>
      {!why && (
        <RadioChips
          label={words('review-screen.reason')}
          options={reasons.map((value) => ({ value, label: words(`review.reason.${value}`) }))}
          value={reason}
          onChange={setReason}
        />
      )}
      <Button
        look={isOnly ? 'primary' : 'secondary'}
        whyNot={why}
        isBusy={start.isBusy}
        onClick={() => start.send({ reason })}
      >
        {isOnly
          ? words('review-screen.begin')
          : words('review-screen.begin.in', { programme: enrolment.programme.name })}
      </Button>
      {why && <p className="muted">{why}</p>}
      {start.problem && <ErrorState error={start.problem} />}
    </>
  );
};

const Earlier = ({
  reviews,
  onOpen,
}: {
  readonly reviews: readonly ReviewView[];
  readonly onOpen: (id: string) => void;
}) => {
  const words = useWords();
  const dayText = useDayText();
  const signed = reviews.filter(({ state }) => state !== 'draft');
  if (signed.length === 0) return null;
  return (
    <Card title={words('review-screen.earlier')} padding="none">
      <RowList label={words('review-screen.earlier')}>
        {signed.map((review) => (
          <Row
            key={review.id}
            title={
              <button type="button" className={styles.open} onClick={() => onOpen(review.id)}>
                {dayText(review.day as Day)}
              </button>
            }
            detail={
              <>
                {review.decision && words(`review.decision.${review.decision}`)}
                {review.clientWords && <span className={styles.rowWords}>“{review.clientWords}”</span>}
              </>
            }
            status={<Tag>{words(`review.reason.${review.reason}`)}</Tag>}
          />
        ))}
      </RowList>
    </Card>
  );
};
