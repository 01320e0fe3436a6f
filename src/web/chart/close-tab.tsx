import { ClosePart } from '#web/review/close-part.tsx';
import { ChartTab } from './chart-tab.tsx';

export const CloseTab = () => (
  <ChartTab title="review-screen.close.tab">{(chart) => <ClosePart chart={chart} />}</ChartTab>
);
