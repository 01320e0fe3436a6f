// Who opened, changed or tried to open this record, in plain words: the person may ask for this list and should be able to read it.
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useIntl } from 'react-intl';
import type { ChartView } from '#contract/client.ts';
import type { Look, Looks } from '#contract/key-events.ts';
import { addDays, type Day } from '#domain/basics/day.ts';
import { read } from '#web/shell/api.ts';
import { Fetched } from '#web/shell/fetched.tsx';
import { Button } from '#web/ui/button.tsx';
import { Card, Row, RowList } from '#web/ui/card.tsx';
import { DayField, useToday } from '#web/ui/day-field.tsx';
import { EmptyState } from '#web/ui/states.tsx';
import { Avatar, Tag } from '#web/ui/tag.tsx';
import { useWords } from '#web/ui/words.ts';
import { ChartTab } from './chart-tab.tsx';
import { ForCareTeam } from './for-care-team.tsx';
import styles from './who-looked-tab.module.css';

export const WhoLookedTab = () => (
  <ChartTab title="chart.part.who-looked" lede="who-looked.lede">
    {(chart) => (
      <ForCareTeam chart={chart} permission="who-looked">
        <WhoLooked chart={chart} />
      </ForCareTeam>
    )}
  </ChartTab>
);

const daysBack = 90;

const WhoLooked = ({ chart }: { readonly chart: ChartView }) => {
  const words = useWords();
  const today = useToday();
  const [from, setFrom] = useState<Day | null>(addDays(today, -daysBack));
  const [cursors, setCursors] = useState<readonly string[]>([]);
  const cursor = cursors.at(-1);
  const query = useQuery({
    ...read<Looks>(
      `/api/clients/${chart.client.id}/who-looked?limit=50${from ? `&from=${from}` : ''}${cursor ? `&cursor=${encodeURIComponent(cursor)}` : ''}`,
    ),
    placeholderData: (before) => before,
  });
  return (
    <Card
      title={words('looked.title')}
      aside={query.data && words('who-looked.count', { count: query.data.total })}
      padding="none"
    >
      <div className={styles.filter}>
        <DayField
          label={words('who-looked.from')}
          value={from}
          max={today}
          onChange={(day) => {
            setFrom(day);
            setCursors([]);
          }}
        />
      </div>
      <Fetched query={query}>
        {({ items, next }) =>
          items.length === 0 ? (
            <EmptyState title={words('who-looked.none')}>{words('who-looked.none.why')}</EmptyState>
          ) : (
            <>
              <RowList label={words('looked.title')}>
                {items.map((look) => (
                  <LookRow key={look.id} look={look} />
                ))}
              </RowList>
              {(next || cursors.length > 0) && (
                <div className={styles.pager}>
                  {cursors.length > 0 && (
                    <Button size="small" onClick={() => setCursors(cursors.slice(0, -1))}>
                      {words('ui.pager.previous')}
                    </Button>
                  )}
                  {next && (
                    <Button size="small" onClick={() => setCursors([...cursors, next])}>
                      {words('ui.pager.next')}
                    </Button>
                  )}
                </div>
              )}
            </>
          )
        }
      </Fetched>
    </Card>
  );
};

const LookRow = ({ look }: { readonly look: Look }) => {
  const words = useWords();
  const intl = useIntl();
  const at = intl.formatDate(look.at, { dateStyle: 'medium', timeStyle: 'short' });
  const known = (key: string, otherwise: string) => (intl.messages[key] ? words(key) : otherwise);
  return (
    <Row
      leading={<Avatar name={look.who.name} size="small" />}
      title={look.who.name}
      detail={words('who-looked.line', {
        access: words(`looked.access.${look.access}`),
        part: known(`looked.part.${look.part}`, look.part),
        basis:
          look.access === 'refused'
            ? known(`refusal.${look.basis}`, look.basis)
            : known(`looked.basis.${look.basis}`, look.basis),
      })}
      status={
        <>
          {look.access === 'refused' && <Tag tone="over">{words('looked.access.refused')}</Tag>}
          <time dateTime={look.at} className="small muted">
            {at}
          </time>
        </>
      }
    />
  );
};
