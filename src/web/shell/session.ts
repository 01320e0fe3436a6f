import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query';
import type { SessionView } from '#contract/session.ts';
import { get, send } from './api.ts';

export const sessionQuery = queryOptions({
  queryKey: ['session'],
  // Without the abort signal: whoever stops watching must not cancel the answer everyone waits for.
  queryFn: () => get<SessionView>('/api/session'),
  staleTime: Number.POSITIVE_INFINITY,
  gcTime: Number.POSITIVE_INFINITY,
});

/** Who is signed in. Only on screens behind the sign-in. */
export const useSession = (): SessionView => {
  const { data } = useQuery({ ...sessionQuery, enabled: false });
  if (!data) throw new Error('useSession stands outside the signed-in part');
  return data;
};

/** Who is signed in, if anyone is. */
export const useMaybeSession = (): SessionView | undefined => useQuery({ ...sessionQuery, enabled: false }).data;

export const useSignOut = (): (() => Promise<void>) => {
  const queries = useQueryClient();
  return async () => {
    await send('DELETE', '/api/session').catch(() => undefined);
    queries.clear();
    // A full load, so that nothing of this person stays in memory.
    window.location.assign('/sign-in');
  };
};
