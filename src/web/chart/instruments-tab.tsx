import { useSearch } from '@tanstack/react-router';
import { InstrumentsPart } from '#web/instruments/instruments-part.tsx';
import { SheetsCard } from '#web/sheets/sheets-card.tsx';
import { Stack } from '#web/shell/screen.tsx';
import { ChartTab } from './chart-tab.tsx';

export const InstrumentsTab = () => {
  const { sitting } = useSearch({ from: '/signed-in/clients/$clientId/instruments' });
  return (
    <ChartTab titled="chart.part.instruments">
      {(chart) => (
        <Stack>
          <InstrumentsPart chart={chart} />
          {!sitting && <SheetsCard chart={chart} />}
        </Stack>
      )}
    </ChartTab>
  );
};
