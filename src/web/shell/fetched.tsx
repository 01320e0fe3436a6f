import type { ReactNode } from 'react';
import { ErrorState, Skeleton } from '#web/ui/states.tsx';

export type FetchedProps<Data> = {
  readonly query: {
    readonly data: Data | undefined;
    readonly error: unknown;
    readonly isPending: boolean;
    readonly refetch: () => unknown;
  };
  readonly lines?: number;
  readonly children: (data: Data) => ReactNode;
};

/** What a query brought, or its skeleton, or why it failed. Data in hand stays in view while a later read fails. */
export const Fetched = <Data,>({ query, lines = 4, children }: FetchedProps<Data>) => {
  if (query.data !== undefined) return children(query.data);
  if (query.isPending) return <Skeleton lines={lines} />;
  return <ErrorState error={query.error} onRetry={() => query.refetch()} />;
};
