// Where a person was and what happened to them, in one line of time, the latest first. A stay is never rewritten: what turns out
// differently stands in place of the old entry.
import IconBuildingHospital from '@tabler/icons-react/icons/IconBuildingHospital';
import IconFlag from '@tabler/icons-react/icons/IconFlag';
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import type { ChartView } from '#contract/client.ts';
import type { AddendumView } from '#contract/fields.ts';
import type { KeyEventsView, KeyEventView, StayView } from '#contract/key-events.ts';
import { type Day, daysBetween } from '#domain/basics/day.ts';
import { Addenda } from '#web/shell/addenda.tsx';
import { read } from '#web/shell/api.ts';
import { EntryMenu } from '#web/shell/entry-menu.tsx';
import { Fetched } from '#web/shell/fetched.tsx';
import { Button } from '#web/ui/button.tsx';
import { Card } from '#web/ui/card.tsx';
import { classNames } from '#web/ui/class-names.ts';
import { useDayText } from '#web/ui/day-field.tsx';
import { EmptyState } from '#web/ui/states.tsx';
import { Tag } from '#web/ui/tag.tsx';
import { useWords } from '#web/ui/words.ts';
import type { EventDoing } from './event-doing.ts';
import styles from './key-events.module.css';
import { nightsByMonth } from './nights-by-month.ts';
import { NightsChart } from './nights-chart.tsx';

const EventForms = lazy(() => import('./event-forms.tsx').then((module) => ({ default: module.EventForms })));

export const KeyEvents = ({ chart }: { readonly chart: ChartView }) => {
  const words = useWords();
  const query = useQuery(read<KeyEventsView>(`/api/clients/${chart.client.id}/key-events`));
  const [doing, setDoing] = useState<EventDoing | null>(null);
  const mayRecord = chart.may.includes('record-stay');
  const actions = mayRecord ? (
    <>
      <Button onClick={() => setDoing({ what: 'event', event: null })}>{words('key-events.add.event')}</Button>
      <Button onClick={() => setDoing({ what: 'stay', stay: null })}>{words('key-events.add.stay')}</Button>
    </>
  ) : null;
  return (
    <>
      {doing && (
        <Suspense>
          <EventForms chart={chart} doing={doing} onClose={() => setDoing(null)} />
        </Suspense>
      )}
      <Fetched query={query} lines={6}>
        {({ items }) => {
          const stays = items.flatMap((item) => (item.what === 'stay' ? [item.stay] : []));
          const nights = nightsByMonth(stays, chart.today as Day, 24);
          return (
            <div className={styles.parts}>
              <Card title={words('key-events.title')} actions={actions} padding={items.length > 0 ? 'none' : 'normal'}>
                {items.length === 0 ? (
                  <EmptyState title={words('key-events.empty')}>{words('key-events.empty.why')}</EmptyState>
                ) : (
                  <ol className={styles.line}>
                    {items.map((item) =>
                      item.what === 'stay' ? (
                        <StayLine
                          key={item.stay.id}
                          stay={item.stay}
                          addenda={item.addenda}
                          chart={chart}
                          onDo={setDoing}
                        />
                      ) : (
                        <EventLine
                          key={item.event.id}
                          event={item.event}
                          addenda={item.addenda}
                          chart={chart}
                          onDo={setDoing}
                        />
                      ),
                    )}
                  </ol>
                )}
              </Card>
              {nights.some(({ nights: count }) => count > 0) && (
                <Card title={words('chart.hospital')} aside={words('chart.hospital.months', { months: 24 })}>
                  <NightsChart
                    nights={nights}
                    enrolledOn={chart.enrolments.find(({ state }) => state === 'enrolled')?.enrolledOn ?? null}
                    asOf={chart.today}
                  />
                </Card>
              )}
            </div>
          );
        }}
      </Fetched>
    </>
  );
};

const StayLine = ({
  stay,
  addenda,
  chart,
  onDo,
}: {
  readonly stay: StayView;
  readonly addenda: readonly AddendumView[];
  readonly chart: ChartView;
  readonly onDo: (doing: EventDoing) => void;
}) => {
  const words = useWords();
  const dayText = useDayText();
  const day = (on: string) => dayText(on as Day, 'short');
  const mayCorrect = chart.may.includes('correct-stay');
  const correction = {
    key: 'correct',
    label: words('contacts.correct'),
    onChoose: () => onDo({ what: 'stay', stay }),
  };
  const isNow = !stay.cancelled && (stay.to === null || stay.to > chart.today);
  return (
    <li className={styles.entry} data-row>
      <span className={stay.cancelled ? styles.mark : styles.stayMark}>
        <IconBuildingHospital aria-hidden />
      </span>
      <div className={styles.body}>
        <p className={styles.head}>
          <b className={stay.cancelled ? styles.struck : undefined}>{words(`stay-setting.${stay.setting}`)}</b>
          <span>
            {stay.to
              ? words('key-events.stay.span', {
                  from: day(stay.from),
                  to: day(stay.to),
                  nights: daysBetween(stay.from as Day, stay.to as Day),
                })
              : words('key-events.stay.since', { from: day(stay.from) })}
          </span>
          {isNow && <Tag tone="over">{words('key-events.stay.now')}</Tag>}
          {stay.certainty !== 'confirmed' && <Tag tone="due">{words(`stay-certainty.${stay.certainty}`)}</Tag>}
          {stay.cancelled && <Tag>{words('stay.cancelled')}</Tag>}
        </p>
        <p className={styles.facts}>
          {[
            stay.place,
            words('key-events.source', { source: stay.source }),
            stay.teamInvolved ? words('key-events.stay.teamInvolved') : null,
            stay.plannedJointly ? words('key-events.stay.plannedJointly') : null,
            stay.replaces ? words('key-events.corrected', { who: stay.recordedBy.name }) : stay.recordedBy.name,
          ]
            .filter(Boolean)
            .join(' · ')}
        </p>
        <Addenda addenda={addenda} name={chart.client.name} />
      </div>
      {!stay.cancelled && (
        <div className={styles.actions}>
          {isNow && mayCorrect && (
            <Button size="small" onClick={() => onDo({ what: 'stay', stay })}>
              {words('key-events.stay.end')}
            </Button>
          )}
          <EntryMenu
            label={words('key-events.actions')}
            chart={chart}
            choices={mayCorrect && !isNow ? [correction] : []}
            onDo={(what) => onDo({ what, kind: 'stay', id: stay.id })}
          />
        </div>
      )}
    </li>
  );
};

const EventLine = ({
  event,
  addenda,
  chart,
  onDo,
}: {
  readonly event: KeyEventView;
  readonly addenda: readonly AddendumView[];
  readonly chart: ChartView;
  readonly onDo: (doing: EventDoing) => void;
}) => {
  const words = useWords();
  const dayText = useDayText();
  return (
    <li className={classNames(styles.entry, styles.event)} data-row>
      <span className={styles.mark}>
        <IconFlag aria-hidden />
      </span>
      <div className={styles.body}>
        <p className={styles.head}>
          <b>{event.text}</b>
          <Tag>{words(`key-event-kind.${event.kind}`)}</Tag>
        </p>
        <p className={styles.facts}>
          {[
            dayText(event.day as Day, 'short'),
            words('key-events.source', { source: event.source }),
            event.replaces ? words('key-events.corrected', { who: event.recordedBy.name }) : event.recordedBy.name,
          ].join(' · ')}
        </p>
        <Addenda addenda={addenda} name={chart.client.name} />
      </div>
      <EntryMenu
        label={words('key-events.actions')}
        chart={chart}
        choices={
          chart.may.includes('correct-key-event')
            ? [{ key: 'correct', label: words('contacts.correct'), onChoose: () => onDo({ what: 'event', event }) }]
            : []
        }
        onDo={(what) => onDo({ what, kind: 'key-event', id: event.id })}
      />
    </li>
  );
};
