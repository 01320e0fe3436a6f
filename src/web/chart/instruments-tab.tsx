import { InstrumentsPart } from '#web/instruments/instruments-part.tsx';
import { ChartTab } from './chart-tab.tsx';

export const InstrumentsTab = () => (
  <ChartTab titled="chart.part.instruments">{(chart) => <InstrumentsPart chart={chart} />}</ChartTab>
);
