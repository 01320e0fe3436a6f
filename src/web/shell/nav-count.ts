import { type QueryClient, useQuery } from '@tanstack/react-query';

const keyOf = (name: string) => ['count', name] as const;

/** A screen that has just counted its rows tells the rail. The number always opens exactly those rows. */
export const tellCount = (queries: QueryClient, name: string, count: number): void => {
  queries.setQueryData(keyOf(name), count);
};

export const useToldCount = (name: string): number | undefined =>
  useQuery<number>({ queryKey: keyOf(name), enabled: false, gcTime: Number.POSITIVE_INFINITY, queryFn: () => 0 }).data;
