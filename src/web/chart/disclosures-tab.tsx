import { Disclosures } from '#web/disclosures/disclosures.tsx';
import { ChartTab } from './chart-tab.tsx';
import { ForCareTeam } from './for-care-team.tsx';

export const DisclosuresTab = () => (
  <ChartTab titled="chart.part.disclosures" lede="disclosures.lede">
    {(chart) => (
      <ForCareTeam chart={chart} permission="read-disclosures">
        <Disclosures
          clientId={chart.client.id}
          mayRecord={chart.may.includes('record-disclosure')}
          mayAccount={chart.may.includes('make-accounting')}
        />
      </ForCareTeam>
    )}
  </ChartTab>
);
