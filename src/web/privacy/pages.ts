// A list that the server gives out in pages, from the address that stands behind a figure.
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { read } from '#web/shell/api.ts';

type Listed = { readonly items: readonly unknown[]; readonly total: number; readonly next: string | null };

const pageLength = 50;

export const usePages = <Listing extends Listed>(rows: string) => {
  const [place, setPlace] = useState<{ readonly rows: string; readonly cursors: readonly string[] }>({
    rows,
    cursors: [],
  });
  // Another list begins at its own beginning.
  const cursors = place.rows === rows ? place.cursors : [];
  const cursor = cursors.at(-1);
  const query = useQuery({
    ...read<Listing>(`${rows}&limit=${pageLength}${cursor ? `&cursor=${cursor}` : ''}`),
    placeholderData: keepPreviousData,
  });
  const next = query.data?.next ?? null;
  return {
    query,
    pager: query.data &&
      query.data.total > query.data.items.length && {
        shown: query.data.items.length,
        total: query.data.total,
        hasNext: next !== null,
        hasPrevious: cursors.length > 0,
        onNext: () => next && setPlace({ rows, cursors: [...cursors, next] }),
        onPrevious: () => setPlace({ rows, cursors: cursors.slice(0, -1) }),
      },
  };
};
