import { ReviewPart } from '#web/review/review-part.tsx';
import { ChartTab } from './chart-tab.tsx';

export const ReviewTab = () => (
  <ChartTab titled="review-screen.title">{(chart) => <ReviewPart chart={chart} />}</ChartTab>
);
