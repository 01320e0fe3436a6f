import { ClosePart } from '#web/review/close-part.tsx';
import { ChartTab } from './chart-tab.tsx';

export const CloseTab = () => (
  <ChartTab titled="review-screen.close.tab">{(chart) => <ClosePart chart={chart} />}</ChartTab>
);
