import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { ChartView } from '#contract/client.ts';
import type { NoteList as Notes } from '#contract/contact.ts';
import { read } from '#web/shell/api.ts';
import { EntryMenu } from '#web/shell/entry-menu.tsx';
import { Fetched } from '#web/shell/fetched.tsx';
import { Button } from '#web/ui/button.tsx';
import { Card } from '#web/ui/card.tsx';
import { Pager } from '#web/ui/data-table.tsx';
import { EmptyState } from '#web/ui/states.tsx';
import { useWords } from '#web/ui/words.ts';
import styles from './contact-list.module.css';
import type { Doing } from './doing.ts';
import { NoteText } from './note-text.tsx';

const pageSize = 20;

export const NoteList = ({ chart, onDo }: { readonly chart: ChartView; readonly onDo: (doing: Doing) => void }) => {
  const words = useWords();
  const [start, setStart] = useState(0);
  const query = useQuery({
    ...read<Notes>(`/api/clients/${chart.client.id}/notes?limit=${pageSize}${start > 0 ? `&cursor=${start}` : ''}`),
    placeholderData: (before) => before,
  });
  const write = chart.may.includes('write-note') ? (
    <Button size="small" onClick={() => onDo({ what: 'write' })}>
      {words('contacts.note.new')}
    </Button>
  ) : null;
  return (
    <Card title={words('contacts.list.notes')} actions={write} padding="none">
      <Fetched query={query} lines={8}>
        {({ items, total, next }) =>
          items.length === 0 ? (
            <EmptyState title={words('contacts.note.empty')}>{words('contacts.note.empty.why')}</EmptyState>
          ) : (
            <>
              <ol className={styles.entries}>
                {items.map((note) => (
                  <li key={note.id} id={note.id} className={styles.entry} data-row>
                    <div className={styles.body}>
                      <NoteText note={note} chart={chart} onDo={onDo} />
                    </div>
                    {note.state === 'signed' && (
                      <EntryMenu
                        label={words('contacts.note.actions')}
                        chart={chart}
                        onDo={(what) => onDo({ what, kind: 'note', id: note.id })}
                      />
                    )}
                  </li>
                ))}
              </ol>
              {(next || start > 0) && (
                <Pager
                  shown={items.length}
                  total={total}
                  hasNext={next !== null}
                  hasPrevious={start > 0}
                  onNext={() => next && setStart(Number(next))}
                  onPrevious={() => setStart(Math.max(0, start - pageSize))}
                />
              )}
            </>
          )
        }
      </Fetched>
    </Card>
  );
};
