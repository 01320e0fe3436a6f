// Who opened, changed or tried to open this record, in plain words: the person may ask for this list and should be able to read it.
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useIntl } from 'react-intl';
import type { ChartView } from '#contract/client.ts';
import type { Looks } from '#contract/key-events.ts';
import { addDays, type Day } from '#domain/basics/day.ts';
import { read } from '#web/shell/api.ts';
import { Fetched } from '#web/shell/fetched.tsx';
import { useSession } from '#web/shell/session.ts';
import { Button, buttonClass } from '#web/ui/button.tsx';
import { Card, Row, RowList } from '#web/ui/card.tsx';
import { DayField, useDayText, useToday } from '#web/ui/day-field.tsx';
import { EmptyState } from '#web/ui/states.tsx';
import { Avatar, Tag } from '#web/ui/tag.tsx';
import { useWords } from '#web/ui/words.ts';
import { ChartTab } from './chart-tab.tsx';
import { ForCareTeam } from './for-care-team.tsx';
import { type LooksOfOne, looksByDay } from './looks-by-day.ts';
import styles from './who-looked-tab.module.css';

export const WhoLookedTab = () => (
  <ChartTab titled="chart.part.who-looked" lede="who-looked.lede">
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
  const dayText = useDayText();
  const zone = useSession().staff.agency.timeZone;
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
      actions={
        <Link
          to="/clients/$clientId/who-looked/print"
          params={{ clientId: chart.client.id }}
          className={buttonClass('secondary', 'small')}
        >
          {words('who-looked.paper.open')}
        </Link>
      }
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
              {looksByDay(items, zone).map(({ day, lines }) => (
                <section key={day} className={styles.day}>
                  <h3>{dayText(day)}</h3>
                  <RowList label={dayText(day)}>
                    {lines.map((line) => (
                      <LookRow key={line.key} line={line} />
                    ))}
                  </RowList>
                </section>
              ))}
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

const LookRow = ({ line }: { readonly line: LooksOfOne }) => {
  const words = useWords();
  const intl = useIntl();
  const time = (at: string) => intl.formatTime(at, { hour: 'numeric', minute: '2-digit' });
  const known = (key: string, otherwise: string) => (intl.messages[key] ? words(key) : otherwise);
  const parts = line.parts.map((part) => known(`looked.part.${part}`, part));
  return (
    <Row
      leading={<Avatar name={line.who.name} size="small" />}
      title={line.who.name}
      detail={words('who-looked.line', {
        access: words(`looked.access.${line.access}`),
        parts: intl.formatList(parts, { type: 'unit' }),
        basis:
          line.access === 'refused'
            ? known(`refusal.${line.basis}`, line.basis)
            : known(`looked.basis.${line.basis}`, line.basis),
      })}
      status={
        <>
          {line.access === 'refused' && <Tag tone="over">{words('looked.access.refused')}</Tag>}
          <span className="small muted">
            {line.count > 1
              ? words('who-looked.times', { count: line.count, from: time(line.firstAt), to: time(line.lastAt) })
              : time(line.lastAt)}
          </span>
        </>
      }
    />
  );
};
