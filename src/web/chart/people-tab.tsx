import { People } from '#web/people/people.tsx';
import { IdentityCard } from '#web/registration/identity-card.tsx';
import { ChartTab } from './chart-tab.tsx';

export const PeopleTab = () => (
  <ChartTab titled="chart.part.people">
    {(chart) => (
      <People chart={chart} identity={(identifiers) => <IdentityCard chart={chart} identifiers={identifiers} />} />
    )}
  </ChartTab>
);
