import { Referrals } from '#web/linking/referrals.tsx';
import { ChartTab } from './chart-tab.tsx';
import { ForCareTeam } from './for-care-team.tsx';

export const ReferralsTab = () => (
  <ChartTab titled="chart.part.referrals">
    {(chart) => (
      <ForCareTeam chart={chart} permission="read-referrals">
        <Referrals chart={chart} />
      </ForCareTeam>
    )}
  </ChartTab>
);
