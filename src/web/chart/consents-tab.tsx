import { Consents } from '#web/consent/consents.tsx';
import { ChartTab } from './chart-tab.tsx';
import { ForCareTeam } from './for-care-team.tsx';

export const ConsentsTab = () => (
  <ChartTab titled="chart.part.consents">
    {(chart) => (
      <ForCareTeam chart={chart} permission="read-consents">
        <Consents chart={chart} />
      </ForCareTeam>
    )}
  </ChartTab>
);
