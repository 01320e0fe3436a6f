import { queryOptions, useQuery } from '@tanstack/react-query';
import type { SessionView } from '#contract/session.ts';
import { get, send } from './api.ts';
import { keepAll, openDrafts, sendAll } from './kept-drafts.ts';

/** Nobody is signed in on this page before their drafts are open to them. */
export const entered = async (session: SessionView): Promise<SessionView> => {
  await openDrafts(session.staff.id, session.draftKey);
  return session;
};

export const sessionQuery = queryOptions({
  queryKey: ['session'],
  // Without the abort signal: whoever stops watching must not cancel the answer everyone waits for.
  queryFn: async () => entered(await get<SessionView>('/api/session')),
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

export const signOutReasons = ['ended', 'idle', 'unsent'] as const;
/** The session ended, nobody worked for a while, or something typed could not be sent before. */
export type SignOutReason = (typeof signOutReasons)[number];

let isLeaving = false;

/** To the sign-in by a full load, so that nothing of this person stays in memory; what was typed is locked on the device first. */
export const leave = async (why: SignOutReason | null, back?: string): Promise<void> => {
  if (isLeaving) return;
  isLeaving = true;
  await keepAll();
  const search = new URLSearchParams({ ...(why && { why }), ...(back && { back }) });
  window.location.assign(search.size > 0 ? `/sign-in?${search}` : '/sign-in');
};

export const useSignOut = (): (() => Promise<void>) => async () => {
  const isSent = await sendAll();
  await send('DELETE', '/api/session').catch(() => undefined);
  await leave(isSent ? null : 'unsent');
};
