// What was asked of other organizations for this person: where each stands, whose work it is, and the day somebody looks again.
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import type { ChartView } from '#contract/client.ts';
import type { ReferralList, ReferralView } from '#contract/referral.ts';
import type { Day } from '#domain/basics/day.ts';
import { isOpenReferral } from '#domain/linking/referrals.ts';
import { read } from '#web/shell/api.ts';
import { Fetched } from '#web/shell/fetched.tsx';
import { useNearDay } from '#web/shell/near-day.tsx';
import { Button } from '#web/ui/button.tsx';
import { Card } from '#web/ui/card.tsx';
import { useDayText } from '#web/ui/day-field.tsx';
import { EmptyState } from '#web/ui/states.tsx';
import { Tag } from '#web/ui/tag.tsx';
import { useWords } from '#web/ui/words.ts';
import styles from './referrals.module.css';

const MakeReferral = lazy(() => import('./referral-forms.tsx').then((module) => ({ default: module.MakeReferral })));
const MoveReferral = lazy(() => import('./referral-forms.tsx').then((module) => ({ default: module.MoveReferral })));

export const Referrals = ({ chart }: { readonly chart: ChartView }) => {
  const words = useWords();
  const query = useQuery(read<ReferralList>(`/api/clients/${chart.client.id}/referrals`));
  const [isMaking, setMaking] = useState(false);
  const [doing, setDoing] = useState<ReferralView | null>(null);
  const make = chart.may.includes('make-referral') ? (
    <Button look="primary" onClick={() => setMaking(true)}>
      {words('referrals.make')}
    </Button>
  ) : null;
  return (
    <>
      <Suspense>
        {isMaking && <MakeReferral chart={chart} onClose={() => setMaking(false)} />}
        {doing && <MoveReferral referral={doing} chart={chart} onClose={() => setDoing(null)} />}
      </Suspense>
      <Fetched query={query} lines={6}>
        {({ items }) => {
          const open = items.filter(({ state }) => isOpenReferral(state));
          const ended = items.filter(({ state }) => !isOpenReferral(state));
          if (items.length === 0)
            return (
              <Card>
                <EmptyState title={words('referrals.empty')} action={make}>
                  {words('referrals.empty.why')}
                </EmptyState>
              </Card>
            );
          return (
            <div className={styles.parts}>
              {make && <div>{make}</div>}
              {open.length > 0 && (
                <Card
                  title={words('referrals.open')}
                  aside={words('chart.count', { count: open.length })}
                  padding="none"
                >
                  <ReferralRows referrals={open} chart={chart} onDo={setDoing} />
                </Card>
              )}
              {ended.length > 0 && (
                <Card
                  title={words('referrals.ended')}
                  aside={words('chart.count', { count: ended.length })}
                  padding="none"
                >
                  <ReferralRows referrals={ended} chart={chart} onDo={setDoing} />
                </Card>
              )}
            </div>
          );
        }}
      </Fetched>
    </>
  );
};

const ReferralRows = ({
  referrals,
  chart,
  onDo,
}: {
  readonly referrals: readonly ReferralView[];
  readonly chart: ChartView;
  readonly onDo: (referral: ReferralView) => void;
}) => (
  <ul>
    {referrals.map((referral) => (
      <ReferralRow key={referral.id} referral={referral} chart={chart} onDo={onDo} />
    ))}
  </ul>
);

const ReferralRow = ({
  referral,
  chart,
  onDo,
}: {
  readonly referral: ReferralView;
  readonly chart: ChartView;
  readonly onDo: (referral: ReferralView) => void;
}) => {
  const words = useWords();
  const near = useNearDay();
  const dayText = useDayText();
  const mayMove = chart.may.includes('move-referral');
  const dated = (key: string, on: string | null) =>
    on ? words(`referrals.${key}`, { day: dayText(on as Day, 'short') }) : null;
  const facts = [
    dated('sentOn', referral.sentOn),
    referral.daysUnanswered ? words('referrals.unanswered', { days: referral.daysUnanswered }) : null,
    dated('answeredOn', referral.answeredOn),
    dated('receivedOn', referral.receivedOn),
    referral.ownerName ? words('referrals.owner', { name: referral.ownerName }) : null,
    referral.contactName,
  ].filter((part) => part !== null);
  return (
    <li className={styles.referral} data-row>
      <div className={styles.main}>
        <p className={styles.head}>
          <b>{referral.organization}</b>
          {referral.service && <span>{referral.service}</span>}
          <Tag tone={isOpenReferral(referral.state) ? 'info' : 'neutral'}>
            {words(`referral.state.${referral.state}`)}
          </Tag>
          {referral.nextOn && (
            <Tag tone={referral.nextOn < chart.today ? 'over' : referral.nextOn === chart.today ? 'due' : 'neutral'}>
              {words('referrals.next', { day: near(referral.nextOn) })}
            </Tag>
          )}
          {/* Getting the service is not the same as the need being met. */}
          {referral.needMet !== null && (
            <Tag tone={referral.needMet ? 'ok' : 'due'}>
              {words(referral.needMet ? 'referrals.needMet' : 'referrals.needNotMet')}
            </Tag>
          )}
        </p>
        {referral.goal && <p className={styles.goal}>{words('chart.quote', { words: referral.goal.words })}</p>}
        {referral.need && (
          <p className={styles.facts}>
            {words('referrals.need', { need: referral.need.label, domain: words(`domain.${referral.need.domain}`) })}
          </p>
        )}
        <p className={styles.facts}>
          {facts.join(' · ')}
          {referral.contactPhone && (
            <>
              {' · '}
              <a href={`tel:${referral.contactPhone.replace(/[^+\d]/g, '')}`}>{referral.contactPhone}</a>
            </>
          )}
        </p>
        {referral.note && <p className={styles.note}>{referral.note}</p>}
      </div>
      {isOpenReferral(referral.state) && (
        <div className={styles.actions}>
          <Button size="small" whyNot={mayMove ? null : words('chart.hidden.care')} onClick={() => onDo(referral)}>
            {words('referrals.move')}
          </Button>
        </div>
      )}
    </li>
  );
};
