// A plan under way, the person's words largest: steps are ticked off, goals are rated, earlier versions stand beside it.
import IconPrinter from '@tabler/icons-react/icons/IconPrinter';
import { Link } from '@tanstack/react-router';
import type { ChartView } from '#contract/client.ts';
import type { PlanPage, PlanView } from '#contract/plan.ts';
import type { Day } from '#domain/basics/day.ts';
import { AddendaWithActions } from '#web/shell/addenda.tsx';
import { dayThatCame } from '#web/shell/day-that-came.ts';
import { useDomainLabel } from '#web/shell/domain-label.ts';
import { Columns } from '#web/shell/screen.tsx';
import { Banner } from '#web/ui/banner.tsx';
import { Button, buttonClass } from '#web/ui/button.tsx';
import { Card, Row, RowList } from '#web/ui/card.tsx';
import { useDayText, useToday } from '#web/ui/day-field.tsx';
import { Tag } from '#web/ui/tag.tsx';
import { useWords } from '#web/ui/words.ts';
import { GoalUnderWay } from './goal-under-way.tsx';
import styles from './plan.module.css';
import { StartPlan } from './start.tsx';

export type FollowPlanProps = {
  readonly page: PlanPage;
  readonly plan: PlanView;
  readonly chart: ChartView;
  readonly onOpen: (planId: string | undefined) => void;
  readonly onCompare: (otherId: string) => void;
};

type Version = Pick<PlanView, 'state' | 'cycleId'>;

/** A plan is signed for one cycle and ends with it, though nothing was written on it that day. */
const endOf = ({ state, cycleId }: Version, chart: ChartView, today: Day): Day | null => {
  const cycles = chart.enrolments.flatMap((enrolment) => enrolment.cycles);
  const to = state === 'signed' && cycles.find(({ id }) => id === cycleId)?.to;
  return to ? dayThatCame(to, today) : null;
};

const useStateText = (chart: ChartView) => {
  const words = useWords();
  const dayText = useDayText();
  const today = useToday();
  return (version: Version): string => {
    const ended = endOf(version, chart, today);
    return ended
      ? words('plan-screen.version.ended', { on: dayText(ended, 'short') })
      : words(`plan.state.${version.state}`);
  };
};

export const FollowPlan = ({ page, plan, chart, onOpen, onCompare }: FollowPlanProps) => {
  const words = useWords();
  const dayText = useDayText();
  const domainLabel = useDomainLabel();
  const today = useToday();
  const stateText = useStateText(chart);
  const isHeld = (version: Version) => version.state === 'signed' && endOf(version, chart, today) === null;
  const isInForce = isHeld(plan);
  // A cycle that has just begun has no plan in force yet: the last one of the cycle before is what there is to start from.
  const hasCurrent = page.versions.some(isHeld);
  const called = chart.client.chosenName ?? (chart.client.givenName || chart.client.name);
  const goals = plan.goals.filter(({ dropped }) => !dropped);
  return (
    <div className={styles.page}>
      {!isInForce && (
        <Banner
          title={words('plan-screen.earlier', { version: plan.version, state: stateText(plan) })}
          actions={
            hasCurrent && (
              <Button size="small" onClick={() => onOpen(undefined)}>
                {words('plan-screen.to-current')}
              </Button>
            )
          }
        />
      )}
      {page.draft && (isInForce || !hasCurrent) && (
        <Banner
          title={words(isInForce ? 'plan-screen.draft-exists' : 'plan-screen.draft-alone', {
            version: page.draft.version,
          })}
          actions={
            <Button size="small" look="primary" onClick={() => onOpen(page.draft?.id)}>
              {words('plan-screen.go-on', { version: page.draft.version })}
            </Button>
          }
        />
      )}
      <Columns
        aside={
          <>
            <div className={styles.start}>
              <Link
                to="/clients/$clientId/plan/print"
                params={{ clientId: chart.client.id }}
                search={{ version: isInForce ? undefined : plan.id }}
                className={buttonClass()}
              >
                <IconPrinter aria-hidden />
                {words('plan-screen.print', { name: called })}
              </Link>
              {(isInForce || !hasCurrent) && !page.draft && (
                <StartPlan chart={chart} page={page} hasCurrent={hasCurrent} onStarted={onOpen} />
              )}
            </div>
            <Facts page={page} plan={plan} />
            <Versions page={page} chart={chart} plan={plan} onOpen={onOpen} onCompare={onCompare} />
          </>
        }
      >
        {plan.vision && (
          <section className={styles.vision} aria-label={words('plan-screen.vision')}>
            <p className={styles.visionText}>“{plan.vision}”</p>
            <p className="muted">{words('plan-screen.vision.of', { name: called })}</p>
          </section>
        )}
        {goals.map((goal) => (
          <GoalUnderWay
            key={goal.thread}
            goal={goal}
            page={page}
            called={called}
            domain={domainLabel(goal.domain)}
            isInForce={isInForce}
            mayChange={isInForce && chart.may.includes('change-step')}
          />
        ))}
        {plan.crisisNote && (
          <Card title={words('plan-screen.crisisNote')}>
            <p className={styles.prose}>{plan.crisisNote}</p>
          </Card>
        )}
        {plan.deferred.length > 0 && (
          <Card title={words('plan-screen.deferred')}>
            <ul className={styles.list}>
              {plan.deferred.map(({ need, reason }) => {
                const known = page.needs.find(({ thread }) => thread === need);
                return (
                  <li key={need}>
                    <b>{known?.label || (known && domainLabel(known.domain))}</b>: {reason}
                  </li>
                );
              })}
            </ul>
          </Card>
        )}
        {plan.clientSignature && (
          <p className="muted">
            {words('plan-screen.signed-line', {
              how: words(`signature.${plan.clientSignature.kind}`),
              name: plan.clientSignature.name || called,
              on: dayText(plan.clientSignature.on as Day),
              who: plan.signedBy ?? '',
            })}
            {plan.clientSignature.reason && <> “{plan.clientSignature.reason}”</>}
          </p>
        )}
        {plan.state !== 'draft' && (
          <div>
            <AddendaWithActions entry={{ kind: 'plan', id: plan.id }} addenda={plan.addenda} chart={chart} />
          </div>
        )}
      </Columns>
    </div>
  );
};

const Facts = ({ page, plan }: Pick<FollowPlanProps, 'page' | 'plan'>) => {
  const words = useWords();
  const dayText = useDayText();
  const { attainment, ownSteps } = page;
  return (
    <Card title={words('plan-screen.facts')}>
      <ul className={styles.list}>
        {plan.reviewDueOn && <li>{words('plan-screen.facts.review', { on: dayText(plan.reviewDueOn as Day) })}</li>}
        {ownSteps.of > 0 && (
          <li>{words('plan-screen.facts.own', { own: ownSteps.own, natural: ownSteps.natural, of: ownSteps.of })}</li>
        )}
        <li>
          {attainment.change === null
            ? words('plan-screen.facts.no-attainment', { leftOut: attainment.leftOut })
            : words('plan-screen.facts.attainment', {
                baseline: attainment.baseline ?? 0,
                achieved: attainment.achieved ?? 0,
                n: attainment.n,
                leftOut: attainment.leftOut,
              })}
        </li>
      </ul>
    </Card>
  );
};

const Versions = ({ page, plan, chart, onOpen, onCompare }: FollowPlanProps) => {
  const words = useWords();
  const dayText = useDayText();
  const today = useToday();
  const stateText = useStateText(chart);
  return (
    <Card title={words('plan-screen.versions')} padding="none">
      <RowList label={words('plan-screen.versions')}>
        {page.versions.map((version) => (
          <Row
            key={version.id}
            title={
              <button
                type="button"
                className={styles.open}
                aria-current={version.id === plan.id ? 'true' : undefined}
                onClick={() => onOpen(version.id)}
              >
                {words('plan-screen.version', { cycle: version.cycleNumber ?? 1, version: version.version })}
              </button>
            }
            detail={
              <>
                {dayText(version.day as Day, 'short')} · {words('plan-screen.goals', { count: version.goals })}
              </>
            }
            status={
              <Tag tone={version.state === 'signed' && !endOf(version, chart, today) ? 'ok' : 'neutral'}>
                {stateText(version)}
              </Tag>
            }
            action={
              version.id !== plan.id &&
              version.state !== 'draft' && (
                <Button size="small" look="quiet" onClick={() => onCompare(version.id)}>
                  {words('plan-screen.compare')}
                </Button>
              )
            }
          />
        ))}
      </RowList>
    </Card>
  );
};
