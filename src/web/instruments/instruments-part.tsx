// What a client was asked and answers: what is asked for, what is begun, how the scores went; or one sitting, answered or to be answered.
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import type { ChartView } from '#contract/client.ts';
import type { SittingList, SittingView } from '#contract/instruments.ts';
import { read } from '#web/shell/api.ts';
import { Fetched } from '#web/shell/fetched.tsx';
import { AnswerTogether } from './answer-together.tsx';
import { AnsweredSitting } from './answered-sitting.tsx';
import { InstrumentsOverview } from './instruments-overview.tsx';

export const InstrumentsPart = ({ chart }: { readonly chart: ChartView }) => {
  const { sitting: asked } = useSearch({ from: '/signed-in/clients/$clientId/instruments' });
  const navigate = useNavigate({ from: '/clients/$clientId/instruments' });
  const list = useQuery(read<SittingList>(`/api/clients/${chart.client.id}/sittings`));
  const open = (sitting: string | undefined) => navigate({ search: { sitting } });
  if (asked) return <One key={asked} id={asked} chart={chart} onBack={() => open(undefined)} />;
  return (
    <Fetched query={list} lines={8}>
      {(data) => <InstrumentsOverview chart={chart} list={data} onOpen={open} />}
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
  const sitting = useQuery(read<SittingView>(`/api/sittings/${id}`));
  return (
    <Fetched query={sitting} lines={8}>
      {(view) =>
        view.state === 'draft' && chart.may.includes('save-sitting') ? (
          <AnswerTogether view={view} chart={chart} onBack={onBack} />
        ) : (
          <AnsweredSitting view={view} chart={chart} onBack={onBack} />
        )
      }
    </Fetched>
  );
};
