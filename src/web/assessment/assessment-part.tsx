// The assessments of a client: the one being written, or what holds now, how to begin one, and every one there was.
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import type { AssessmentList, AssessmentView } from '#contract/assessment.ts';
import type { ChartView } from '#contract/client.ts';
import { read } from '#web/shell/api.ts';
import { Fetched } from '#web/shell/fetched.tsx';
import { AssessmentOverview } from './assessment-overview.tsx';
import { SignedAssessment } from './signed-assessment.tsx';
import { Writing } from './writing.tsx';

export const AssessmentPart = ({ chart }: { readonly chart: ChartView }) => {
  const { assessment: asked } = useSearch({ from: '/signed-in/clients/$clientId/assessment' });
  const navigate = useNavigate({ from: '/clients/$clientId/assessment' });
  const list = useQuery(read<AssessmentList>(`/api/clients/${chart.client.id}/assessments`));
  const open = (assessment: string | undefined) => navigate({ search: { assessment, domain: undefined } });
  return (
    <Fetched query={list} lines={8}>
      {(data) => {
        const chosen = data.items.find(({ id }) => id === asked);
        return chosen ? (
          <One key={chosen.id} id={chosen.id} chart={chart} onBack={() => open(undefined)} />
        ) : (
          <AssessmentOverview chart={chart} list={data} onOpen={open} />
        );
      }}
    </Fetched>
  );
};

const One = ({
  id,
  chart,
  onBack,
}: {
  readonly id: string;
  readonly chart: ChartView;
  readonly onBack: () => void;
}) => {
  const assessment = useQuery(read<AssessmentView>(`/api/assessments/${id}`));
  return (
    <Fetched query={assessment} lines={8}>
      {(view) =>
        view.state === 'draft' && chart.may.includes('save-assessment') ? (
          <Writing view={view} chart={chart} onBack={onBack} />
        ) : (
          <SignedAssessment view={view} chart={chart} onBack={onBack} />
        )
      }
    </Fetched>
  );
};
