// Every act of an enrolment in words, the newest first. What was entered in error stays to be read, struck through, with its reason;
// saying so is rare, and stands behind three dots.
import IconDots from '@tabler/icons-react/icons/IconDots';
import { lazy, Suspense, useState } from 'react';
import { useIntl } from 'react-intl';
import type { ChartView } from '#contract/client.ts';
import type { EnrolmentView } from '#contract/enrolment.ts';
import type { Day } from '#domain/basics/day.ts';
import { Card } from '#web/ui/card.tsx';
import { useDayText } from '#web/ui/day-field.tsx';
import { useWords } from '#web/ui/words.ts';
import styles from './cycle-tab.module.css';

const Menu = lazy(() => import('#web/ui/menu.tsx').then((module) => ({ default: module.Menu })));
const WithdrawForm = lazy(() => import('./act-forms.tsx').then((module) => ({ default: module.WithdrawForm })));

type Happened = EnrolmentView['history'][number];

export const HistoryCard = ({ enrolment, chart }: { readonly enrolment: EnrolmentView; readonly chart: ChartView }) => {
  const words = useWords();
  const intl = useIntl();
  const dayText = useDayText();
  const [withdrawn, setWithdrawn] = useState<Happened | null>(null);
  const mayWithdraw = chart.may.includes('withdraw-act');
  return (
    <Card title={words('cycle-page.history')}>
      {withdrawn && (
        <Suspense>
          <WithdrawForm
            enrolmentId={enrolment.id}
            happened={withdrawn}
            chart={chart}
            onClose={() => setWithdrawn(null)}
          />
        </Suspense>
      )}
      <ol className={styles.history}>
        {enrolment.history.toReversed().map((happened) => (
          <li key={happened.id} data-row className={happened.withdrawn ? styles.withdrawn : undefined}>
            <span className={styles.on}>{dayText(happened.on as Day, 'short')}</span>
            <span className={styles.what}>
              <span className={styles.act}>{words(`cycle-page.happened.${happened.act}`)}</span>
              <ActDetail happened={happened} />
              <span className="small muted">
                {happened.by &&
                  words('cycle-page.history.by', {
                    who: happened.by,
                    at: intl.formatDate(happened.recordedAt, { dateStyle: 'medium', timeStyle: 'short' }),
                  })}
              </span>
              {happened.withdrawn && (
                <span className={styles.reason}>
                  {words('cycle-page.history.withdrawn', { reason: happened.withdrawn.reason })}
                </span>
              )}
            </span>
            {mayWithdraw && !happened.withdrawn && happened.act !== 'refer' && (
              <Suspense fallback={<span className={styles.menuPlace} />}>
                <Menu
                  label={words('cycle-page.history.menu', { what: words(`cycle-page.happened.${happened.act}`) })}
                  icon={IconDots}
                  look="quiet"
                  size="small"
                  choices={[
                    {
                      key: 'withdraw',
                      label: words('cycle-page.history.withdraw'),
                      isDangerous: true,
                      onChoose: () => setWithdrawn(happened),
                    },
                  ]}
                />
              </Suspense>
            )}
          </li>
        ))}
      </ol>
    </Card>
  );
};

const ActDetail = ({ happened: { params } }: { readonly happened: Happened }) => {
  const words = useWords();
  const parts = [
    typeof params.priority === 'string' ? words(`enrolment.priority.${params.priority}`) : null,
    typeof params.waiver === 'string' && params.waiver ? params.waiver : null,
    typeof params.reason === 'string' && params.reason
      ? /^[a-z-]+$/.test(params.reason)
        ? words(`closing.reason.${params.reason}`)
        : params.reason
      : null,
  ].filter(Boolean);
  return parts.length > 0 ? <span>{parts.join(' · ')}</span> : null;
};
