// What is open of the person's safety, for whoever is called: what is owed, and the way to say that they have taken it up.
import { useQuery } from '@tanstack/react-query';
import type { EpisodeList } from '#contract/safety.ts';
import { read } from '#web/shell/api.ts';
import { SafetyEpisodeCard } from '#web/shell/safety-episode.tsx';

export const SafetyPart = ({ clientId, name }: { readonly clientId: string; readonly name: string }) => {
  const { data } = useQuery(read<EpisodeList>(`/api/clients/${clientId}/safety`));
  return data?.items
    .filter(({ state }) => state === 'open')
    .map((episode) => <SafetyEpisodeCard key={episode.id} episode={episode} name={name} />);
};
