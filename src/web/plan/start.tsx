// Beginning the next version of a plan, going on with the one begun, or saying why not yet.
import { useQuery } from '@tanstack/react-query';
import type { ChartView } from '#contract/client.ts';
import type { EnrolmentView } from '#contract/enrolment.ts';
import type { PlanPage, PlanView } from '#contract/plan.ts';
import { read } from '#web/shell/api.ts';
import { useSend } from '#web/shell/send.ts';
import { useWhyNot } from '#web/shell/sentence.ts';
import { Button } from '#web/ui/button.tsx';
import { notify } from '#web/ui/notices.ts';
import { useWords } from '#web/ui/words.ts';
import styles from './plan.module.css';

export type StartPlanProps = {
  readonly chart: ChartView;
  readonly page: PlanPage;
  /** One is in force: the next is a later version of it. */
  readonly hasCurrent?: boolean;
  readonly onStarted: (planId: string) => void;
};

export const StartPlan = ({ chart, page, hasCurrent = false, onStarted }: StartPlanProps) => {
  const words = useWords();
  const { draft } = page;
  if (draft)
    return (
      <Button look="primary" onClick={() => onStarted(draft.id)}>
        {words('plan-screen.go-on', { version: draft.version })}
      </Button>
    );
  const open = chart.enrolments.filter(({ state }) => state !== 'ended');
  return (
    <div className={styles.start}>
      {open.map((enrolment) => (
        <Start
          key={enrolment.id}
          enrolment={enrolment}
          chart={chart}
          isOnly={open.length === 1}
          onStarted={onStarted}
          hasCurrent={hasCurrent}
        />
      ))}
    </div>
  );
};

const Start = ({
  enrolment,
  chart,
  isOnly,
  hasCurrent,
  onStarted,
}: {
  readonly enrolment: ChartView['enrolments'][number];
  readonly chart: ChartView;
  readonly isOnly: boolean;
  readonly hasCurrent: boolean;
  readonly onStarted: (planId: string) => void;
}) => {
  const words = useWords();
  const whyNot = useWhyNot();
  const { data } = useQuery(read<EnrolmentView>(`/api/enrolments/${enrolment.id}`));
  const start = useSend<PlanView, object>('POST', `/api/enrolments/${enrolment.id}/plans`, {
    onDone: ({ id }) => onStarted(id),
  });
  const why = chart.may.includes('start-plan')
    ? whyNot(data?.acts.find(({ act }) => act === 'sign-plan')?.why)
    : words('plan-screen.start.not-yours');
  return (
    <>
      <Button
        look={isOnly && !hasCurrent ? 'primary' : 'secondary'}
        whyNot={why}
        isBusy={start.isBusy}
        onClick={() =>
          start.sendAndWait({}).catch((problem) => notify(problem.document?.detail ?? '', { tone: 'over' }))
        }
      >
        {isOnly
          ? words(hasCurrent ? 'plan-screen.start.next' : 'plan-screen.start')
          : words('plan-screen.start.in', { programme: enrolment.programme.name })}
      </Button>
      {why && <p className="small muted">{why}</p>}
    </>
  );
};
