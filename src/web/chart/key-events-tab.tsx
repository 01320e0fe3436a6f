import { KeyEvents } from '#web/key-events/key-events.tsx';
import { ChartTab } from './chart-tab.tsx';
import { ForCareTeam } from './for-care-team.tsx';

export const KeyEventsTab = () => (
  <ChartTab titled="chart.part.key-events">
    {(chart) => (
      <ForCareTeam chart={chart} permission="read-key-events">
        <KeyEvents chart={chart} />
      </ForCareTeam>
    )}
  </ChartTab>
);
