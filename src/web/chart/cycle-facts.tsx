import { lazy, Suspense, useState } from 'react';
import { useIntl } from 'react-intl';
import type { ChartView } from '#contract/client.ts';
import type { EnrolmentView } from '#contract/enrolment.ts';
import type { Day } from '#domain/basics/day.ts';
import { dayThatCame } from '#web/shell/day-that-came.ts';
import { Button } from '#web/ui/button.tsx';
import { Card } from '#web/ui/card.tsx';
import { useDayText, useToday } from '#web/ui/day-field.tsx';
import { DefinitionList } from '#web/ui/details.tsx';
import { Tag } from '#web/ui/tag.tsx';
import { useWords } from '#web/ui/words.ts';
import { contactPlanOn, usePhaseLabel } from './agreed.ts';
import type { Agreement } from './agreement-forms.tsx';
import styles from './cycle-tab.module.css';

const AgreementForm = lazy(() => import('./agreement-forms.tsx').then((module) => ({ default: module.AgreementForm })));

export const FactsCard = ({ enrolment, chart }: { readonly enrolment: EnrolmentView; readonly chart: ChartView }) => {
  const words = useWords();
  const today = useToday();
  const phaseLabel = usePhaseLabel(enrolment.agreeable);
  const [agreeing, setAgreeing] = useState<Agreement | null>(null);
  const dayText = useDayText();
  const day = (on: string) => dayText(on as Day);
  const plan = contactPlanOn(enrolment, today);
  const { agreeable } = enrolment;
  const isOpen = enrolment.state === 'enrolled' && agreeable !== null;
  const mayPlan = isOpen && agreeable.contactPlans && chart.may.includes('agree-contact-plan');
  const hasPhases = agreeable !== null && agreeable.phases.length > 1;
  const mayPhase = isOpen && hasPhases && chart.may.includes('set-phase');
  const items: { term: string; value: string }[] = [
    { term: words('cycle-page.referred'), value: day(enrolment.referredOn) },
    ...(enrolment.referralSource ? [{ term: words('cycle-page.source'), value: enrolment.referralSource }] : []),
    ...(enrolment.referralReason ? [{ term: words('cycle-page.why'), value: enrolment.referralReason }] : []),
    { term: words('cycle-page.attempts'), value: String(enrolment.attempts) },
    {
      term: words('cycle-page.engage'),
      value: words(enrolment.firstReachedOn ? 'enrolment.days-to-engage' : 'enrolment.days-not-engaged', {
        days: enrolment.daysToEngage,
      }),
    },
    ...(enrolment.priority && enrolment.state !== 'enrolled'
      ? [{ term: words('cycle-page.priority'), value: words(`enrolment.priority.${enrolment.priority}`) }]
      : []),
    ...(enrolment.waitlistedOn ? [{ term: words('cycle-page.waitlisted'), value: day(enrolment.waitlistedOn) }] : []),
    ...(enrolment.enrolledOn ? [{ term: words('cycle-page.enrolled'), value: day(enrolment.enrolledOn) }] : []),
    ...(plan
      ? [
          {
            term: words('cycle-page.agreed'),
            value: words('cycle-page.agreedLine', {
              count: plan.count,
              window: words(`models.window.${plan.window}`),
              from: day(plan.from),
            }),
          },
        ]
      : []),
    ...(hasPhases
      ? [
          {
            term: words('cycle-page.phase'),
            value: [
              phaseLabel(agreeable.phase.key),
              words('people.since', { from: day(agreeable.phase.from) }),
              agreeable.phase.endsBefore && words('agree.phase.next', { on: day(agreeable.phase.endsBefore) }),
            ]
              .filter(Boolean)
              .join(' · '),
          },
        ]
      : []),
    ...(enrolment.endedOn
      ? [
          {
            term: words('cycle-page.ended'),
            value: [
              day(dayThatCame(enrolment.endedOn, today)),
              enrolment.closeReason && words(`closing.reason.${enrolment.closeReason}`),
            ]
              .filter(Boolean)
              .join(' · '),
          },
        ]
      : []),
  ];
  return (
    <Card title={words('cycle-page.facts')}>
      {agreeing && agreeable && (
        <Suspense>
          <AgreementForm
            which={agreeing}
            enrolment={enrolment}
            agreeable={agreeable}
            name={chart.client.name}
            onClose={() => setAgreeing(null)}
          />
        </Suspense>
      )}
      <DefinitionList items={items} />
      {(mayPlan || mayPhase) && (
        <div className={styles.agree}>
          {mayPlan && (
            <Button size="small" onClick={() => setAgreeing('contact-plan')}>
              {words('agree.contact-plan')}
            </Button>
          )}
          {mayPhase && (
            <Button size="small" onClick={() => setAgreeing('phase')}>
              {words('agree.phase')}
            </Button>
          )}
        </div>
      )}
    </Card>
  );
};

const useCriterionLabel = (enrolment: EnrolmentView) => {
  const { locale } = useIntl();
  const words = useWords();
  return (code: string): string => {
    const criterion = enrolment.criteria.find((each) => each.code === code);
    const label = criterion?.label?.[locale.slice(0, 2)] ?? criterion?.label?.en ?? code;
    return criterion?.required === false ? words('enrolment.criterion.not-required', { label }) : label;
  };
};

export const CriteriaCard = ({ enrolment }: { readonly enrolment: EnrolmentView }) => {
  const words = useWords();
  const dayText = useDayText();
  const labelOf = useCriterionLabel(enrolment);
  return (
    <Card
      title={words('cycle-page.criteria')}
      aside={
        enrolment.criteria.length > 0
          ? enrolment.eligibilityCheckedOn
            ? words('cycle-page.criteria.checked', { on: dayText(enrolment.eligibilityCheckedOn as Day, 'short') })
            : words('cycle-page.criteria.notChecked')
          : undefined
      }
    >
      {enrolment.criteria.length === 0 ? (
        <p className="muted">{words('cycle-page.criteria.none')}</p>
      ) : (
        <ul className={styles.criteria}>
          {enrolment.criteria.map(({ code }) => {
            const found = enrolment.eligibility.find(({ criterion }) => criterion === code);
            const met = found?.met ?? 'unknown';
            return (
              <li key={code}>
                <span>
                  {labelOf(code)}
                  {found?.note && <span className="small muted"> {found.note}</span>}
                </span>
                <Tag tone={met === true ? 'ok' : met === false ? 'over' : 'neutral'}>
                  {words(`enrolment.criterion.${met}`)}
                </Tag>
              </li>
            );
          })}
        </ul>
      )}
    </Card>
  );
};
