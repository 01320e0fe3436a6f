import { ContactsAndNotes } from '#web/contacts/contacts-and-notes.tsx';
import { ChartTab } from './chart-tab.tsx';
import { ForCareTeam } from './for-care-team.tsx';

export const ContactsTab = () => (
  <ChartTab titled="chart.part.contacts">
    {(chart) => (
      <ForCareTeam chart={chart} permission="read-contacts">
        <ContactsAndNotes chart={chart} />
      </ForCareTeam>
    )}
  </ChartTab>
);
