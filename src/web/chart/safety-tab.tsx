// Every time somebody's safety had to be looked after, the open one first.
import { useQuery } from '@tanstack/react-query';
import type { EpisodeList } from '#contract/safety.ts';
import { read } from '#web/shell/api.ts';
import { Fetched } from '#web/shell/fetched.tsx';
import { SafetyEpisodeCard } from '#web/shell/safety-episode.tsx';
import { Stack } from '#web/shell/screen.tsx';
import { Card } from '#web/ui/card.tsx';
import { EmptyState } from '#web/ui/states.tsx';
import { useWords } from '#web/ui/words.ts';
import { ChartTab } from './chart-tab.tsx';

export const SafetyTab = () => (
  <ChartTab titled="chart.part.safety">{({ client }) => <Episodes clientId={client.id} name={client.name} />}</ChartTab>
);

const Episodes = ({ clientId, name }: { readonly clientId: string; readonly name: string }) => {
  const words = useWords();
  const query = useQuery(read<EpisodeList>(`/api/clients/${clientId}/safety`));
  return (
    <Fetched query={query} lines={8}>
      {({ items }) =>
        items.length === 0 ? (
          <Card>
            <EmptyState title={words('safety-screen.none')}>{words('safety-screen.none.why')}</EmptyState>
          </Card>
        ) : (
          <Stack>
            {items.map((episode) => (
              <SafetyEpisodeCard key={episode.id} episode={episode} name={name} />
            ))}
          </Stack>
        )
      }
    </Fetched>
  );
};
