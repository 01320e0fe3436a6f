// Beginning an assessment in an enrolment, or saying why not yet.
import { useQuery } from '@tanstack/react-query';
import type { AssessmentView } from '#contract/assessment.ts';
import type { ChartView } from '#contract/client.ts';
import type { EnrolmentView } from '#contract/enrolment.ts';
import { read } from '#web/shell/api.ts';
import { useSend } from '#web/shell/send.ts';
import { useWhyNot } from '#web/shell/sentence.ts';
import { Button } from '#web/ui/button.tsx';
import { notify } from '#web/ui/notices.ts';
import { useWords } from '#web/ui/words.ts';

export const StartAssessment = ({
  enrolment,
  chart,
  isAgain,
  isOnly,
  onStarted,
}: {
  readonly enrolment: ChartView['enrolments'][number];
  readonly chart: ChartView;
  /** There was a signed assessment before. */
  readonly isAgain: boolean;
  readonly isOnly: boolean;
  readonly onStarted: (id: string) => void;
}) => {
  const words = useWords();
  const whyNot = useWhyNot();
  const { data } = useQuery(read<EnrolmentView>(`/api/enrolments/${enrolment.id}`));
  const start = useSend<AssessmentView, object>('POST', `/api/enrolments/${enrolment.id}/assessments`, {
    onDone: ({ id }) => onStarted(id),
  });
  const act = data?.acts.find((each) => each.act === 'sign-assessment');
  const why = chart.may.includes('start-assessment') ? whyNot(act?.why) : words('assessment-screen.start.not-yours');
  return (
    <>
      <Button
        look={isOnly ? 'primary' : 'secondary'}
        whyNot={why}
        isBusy={start.isBusy}
        onClick={() =>
          start.sendAndWait({}).catch((problem) => notify(problem.document?.detail ?? '', { tone: 'over' }))
        }
      >
        {isOnly
          ? words(isAgain ? 'assessment-screen.start.again' : 'assessment-screen.start')
          : words('assessment-screen.start.in', { programme: enrolment.programme.name })}
      </Button>
      {why && <p className="small muted">{why}</p>}
    </>
  );
};
