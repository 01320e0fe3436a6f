// Everything that was done with a person and written about it, the latest first: contacts with their notes, and the notes alone.
import { useLocation, useNavigate } from '@tanstack/react-router';
import { lazy, Suspense, useState } from 'react';
import type { ChartView } from '#contract/client.ts';
import { Tabs } from '#web/ui/tabs.tsx';
import { useWords } from '#web/ui/words.ts';
import { ContactList } from './contact-list.tsx';
import type { Doing } from './doing.ts';
import { NoteList } from './note-list.tsx';

const EntryForms = lazy(() => import('./entry-forms.tsx').then((module) => ({ default: module.EntryForms })));

export const ContactsAndNotes = ({ chart }: { readonly chart: ChartView }) => {
  const words = useWords();
  const navigate = useNavigate();
  const view = useLocation({ select: ({ search }) => (search as { view?: string }).view });
  const [doing, setDoing] = useState<Doing | null>(null);
  return (
    <>
      <Tabs
        label={words('contacts.list.label')}
        selected={view === 'notes' ? 'notes' : 'contacts'}
        onSelect={(key) =>
          navigate({ to: '.', search: (key === 'notes' ? { view: 'notes' } : {}) as never, replace: true })
        }
        tabs={[
          {
            key: 'contacts',
            label: words('contacts.list.contacts'),
            panel: <ContactList chart={chart} onDo={setDoing} />,
          },
          { key: 'notes', label: words('contacts.list.notes'), panel: <NoteList chart={chart} onDo={setDoing} /> },
        ]}
      />
      {doing && (
        <Suspense>
          <EntryForms chart={chart} doing={doing} onClose={() => setDoing(null)} />
        </Suspense>
      )}
    </>
  );
};
