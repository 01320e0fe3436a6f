import { Tasks } from '#web/work/tasks.tsx';
import { ChartTab } from './chart-tab.tsx';
import { ForCareTeam } from './for-care-team.tsx';

export const TasksTab = () => (
  <ChartTab titled="chart.part.tasks">
    {(chart) => (
      <ForCareTeam chart={chart} permission="make-task">
        <Tasks chart={chart} />
      </ForCareTeam>
    )}
  </ChartTab>
);
