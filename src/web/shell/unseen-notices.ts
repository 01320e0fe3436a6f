// How many notices wait to be seen, for the rail. Asked when the app opens and with everything else that is read anew after a write,
// never by a clock of its own: that would keep a session alive at which nobody sits.
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { NoticesListed } from '#contract/privacy.ts';
import { read } from './api.ts';
import { tellCount } from './nav-count.ts';

/** The unseen come first. */
export const unseenNotices = '/api/notices?limit=100';

export const TellUnseenNotices = (): null => {
  const queries = useQueryClient();
  const { data } = useQuery(read<NoticesListed>(unseenNotices));
  const count = data?.items.filter(({ seenAt }) => seenAt === null).length;
  useEffect(() => {
    if (count !== undefined) tellCount(queries, 'notices', count);
  }, [queries, count]);
  return null;
};
