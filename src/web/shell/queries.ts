import { QueryClient } from '@tanstack/react-query';
import { Problem } from './api.ts';

/** Reads stay fresh for half a minute and are tried again only when the fault may pass; a refusal is an answer. */
export const createQueries = (): QueryClient =>
  new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 30_000,
        networkMode: 'always',
        retry: (failures, error) => failures < 2 && error instanceof Problem && error.isPassing,
      },
      mutations: { networkMode: 'always', retry: false },
    },
  });
