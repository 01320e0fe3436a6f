import { useQuery } from '@tanstack/react-query';
import type { ChartView } from '#contract/client.ts';
import type { KeyEventsView } from '#contract/key-events.ts';
import type { Day } from '#domain/basics/day.ts';
import { nightsByMonth } from '#web/key-events/nights-by-month.ts';
import { NightsChart } from '#web/key-events/nights-chart.tsx';
import { read } from '#web/shell/api.ts';
import { Card } from '#web/ui/card.tsx';
import { useWords } from '#web/ui/words.ts';

const months = 24;

/** Shown only where there was a stay: its absence is no news on every chart. */
export const HospitalCard = ({ chart }: { readonly chart: ChartView }) => {
  const words = useWords();
  const { data } = useQuery(read<KeyEventsView>(`/api/clients/${chart.client.id}/key-events`));
  const stays = (data?.items ?? []).flatMap((item) => (item.what === 'stay' ? [item.stay] : []));
  const nights = nightsByMonth(stays, chart.today as Day, months);
  if (nights.every(({ nights: count }) => count === 0)) return null;
  const enrolledOn = chart.enrolments.find(({ state }) => state === 'enrolled')?.enrolledOn ?? null;
  return (
    <Card title={words('chart.hospital')} aside={words('chart.hospital.months', { months })}>
      <NightsChart nights={nights} enrolledOn={enrolledOn} asOf={chart.today} />
    </Card>
  );
};
