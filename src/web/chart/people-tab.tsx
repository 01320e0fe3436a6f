import { OneRecord } from '#web/approvals/one-record.tsx';
import { People } from '#web/people/people.tsx';
import { IdentityCard } from '#web/registration/identity-card.tsx';
import { Stack } from '#web/shell/screen.tsx';
import { ChartTab } from './chart-tab.tsx';

export const PeopleTab = () => (
  <ChartTab titled="chart.part.people">
    {(chart) => (
      <Stack>
        <OneRecord chart={chart} />
        <People chart={chart} identity={(identifiers) => <IdentityCard chart={chart} identifiers={identifiers} />} />
      </Stack>
    )}
  </ChartTab>
);
