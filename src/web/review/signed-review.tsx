// A signed review, to read.
import type { ChartView } from '#contract/client.ts';
import type { ReviewView } from '#contract/review.ts';
import type { Day } from '#domain/basics/day.ts';
import { AddendaWithActions } from '#web/shell/addenda.tsx';
import { useDomainLabel } from '#web/shell/domain-label.ts';
import { Button } from '#web/ui/button.tsx';
import { Card } from '#web/ui/card.tsx';
import { useDayText } from '#web/ui/day-field.tsx';
import { DefinitionList } from '#web/ui/details.tsx';
import { Tag } from '#web/ui/tag.tsx';
import { useWords } from '#web/ui/words.ts';
import styles from './review.module.css';

export const SignedReview = ({
  view,
  chart,
  onBack,
}: {
  readonly view: ReviewView;
  readonly chart: ChartView;
  readonly onBack: () => void;
}) => {
  const words = useWords();
  const dayText = useDayText();
  const domainLabel = useDomainLabel();
  const unknown = words('review-screen.not-said');
  return (
    <div className={styles.page}>
      <div>
        <Button size="small" look="quiet" onClick={onBack}>
          {words('review-screen.back')}
        </Button>
      </div>
      <Card
        title={words('review-screen.of', { on: dayText(view.day as Day) })}
        aside={view.decision && <Tag tone="info">{words(`review.decision.${view.decision}`)}</Tag>}
      >
        {view.clientWords && <p className={styles.quote}>“{view.clientWords}”</p>}
        <ul className={styles.read}>
          {view.progress.map((progress) => (
            <li key={progress.goal}>
              <b>“{progress.words}”</b>
              <br />
              {progress.level === null
                ? words('review-screen.progress.not-talked')
                : words(`attainment.${progress.level}`)}
              {progress.note && <> · {progress.note}</>}
            </li>
          ))}
        </ul>
        <DefinitionList
          items={[
            {
              term: words('review-screen.satisfaction'),
              value: view.satisfaction ? words(`review-screen.satisfaction.${view.satisfaction}`) : unknown,
            },
            {
              term: words('review-screen.independence'),
              value: view.independence ? words(`review-screen.independence.${view.independence}`) : unknown,
            },
            { term: words('review-screen.attended'), value: view.attended.join(', ') || unknown },
            {
              term: words('review-screen.newNeeds'),
              value:
                view.newNeeds.map(({ domain, label }) => `${domainLabel(domain)}: ${label}`).join('; ') ||
                words('review-screen.newNeeds.no'),
            },
            { term: words('review-screen.decisionReason'), value: view.decisionReason || unknown },
            { term: words('review-screen.signed-by'), value: view.signedBy ?? unknown },
          ]}
        />
        <AddendaWithActions entry={{ kind: 'review', id: view.id }} addenda={view.addenda} chart={chart} />
      </Card>
    </div>
  );
};
