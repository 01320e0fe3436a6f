import { PlanPart } from '#web/plan/plan-part.tsx';
import { ChartTab } from './chart-tab.tsx';

export const PlanTab = () => <ChartTab titled="chart.part.plan">{(chart) => <PlanPart chart={chart} />}</ChartTab>;
