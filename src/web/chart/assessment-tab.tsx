import { AssessmentPart } from '#web/assessment/assessment-part.tsx';
import { ChartTab } from './chart-tab.tsx';

export const AssessmentTab = () => (
  <ChartTab titled="chart.part.assessment">{(chart) => <AssessmentPart chart={chart} />}</ChartTab>
);
