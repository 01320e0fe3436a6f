import { Requests } from '#web/rights/requests.tsx';
import { ChartTab } from './chart-tab.tsx';
import { ForCareTeam } from './for-care-team.tsx';

export const RequestsTab = () => (
  <ChartTab titled="chart.part.requests" lede="requests.about">
    {(chart) => (
      <ForCareTeam chart={chart} permission="read-requests">
        <Requests chart={chart} />
      </ForCareTeam>
    )}
  </ChartTab>
);
