// A client's chart as every screen about that client reads it: one request, kept for all of them.
import { useQuery } from '@tanstack/react-query';
import type { ChartView } from '#contract/client.ts';
import { read } from './api.ts';

export const useChartOf = (clientId: string) => useQuery(read<ChartView>(`/api/clients/${clientId}/chart`));
