import { useIntl } from 'react-intl';
import type { EnrolmentView } from '#contract/enrolment.ts';
import type { Day } from '#domain/basics/day.ts';
import { Card } from '#web/ui/card.tsx';
import { useDayText } from '#web/ui/day-field.tsx';
import { DefinitionList } from '#web/ui/details.tsx';
import { Tag } from '#web/ui/tag.tsx';
import { useWords } from '#web/ui/words.ts';
import styles from './cycle-tab.module.css';

export const FactsCard = ({ enrolment }: { readonly enrolment: EnrolmentView }) => {
  const words = useWords();
  const dayText = useDayText();
  const day = (on: string) => dayText(on as Day);
  const plan = enrolment.contactPlans.at(-1);
  const phase = enrolment.phaseMoves.at(-1);
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
    ...(phase ? [{ term: words('cycle-page.phase'), value: `${phase.phase}, ${day(phase.from)}` }] : []),
    ...(enrolment.endedOn
      ? [
          {
            term: words('cycle-page.ended'),
            value: [day(enrolment.endedOn), enrolment.closeReason && words(`closing.reason.${enrolment.closeReason}`)]
              .filter(Boolean)
              .join(' · '),
          },
        ]
      : []),
  ];
  return (
    <Card title={words('cycle-page.facts')}>
      <DefinitionList items={items} />
    </Card>
  );
};

export const useCriterionLabel = (enrolment: EnrolmentView) => {
  const { locale } = useIntl();
  return (code: string): string => {
    const label = enrolment.criteria.find((each) => each.code === code)?.label;
    return label?.[locale.slice(0, 2)] ?? label?.en ?? code;
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
