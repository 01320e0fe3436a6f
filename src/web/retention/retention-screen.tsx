// How long records are kept, which of them may go, and what a legal hold keeps.
import IconPlus from '@tabler/icons-react/icons/IconPlus';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import type { NamedRecord } from '#contract/fields.ts';
import type { RecordsToPurge, RetentionView } from '#contract/retention.ts';
import type { Day } from '#domain/basics/day.ts';
import type { RecordKind } from '#domain/people/retention.ts';
import { read } from '#web/shell/api.ts';
import { useBirthText } from '#web/shell/birth-text.ts';
import { Fetched } from '#web/shell/fetched.tsx';
import { Screen, Stack } from '#web/shell/screen.tsx';
import { useSession } from '#web/shell/session.ts';
import { Button } from '#web/ui/button.tsx';
import { Card, Row, RowList } from '#web/ui/card.tsx';
import { RadioChips } from '#web/ui/choices.tsx';
import { Pager } from '#web/ui/data-table.tsx';
import { useDayText } from '#web/ui/day-field.tsx';
import { EmptyState } from '#web/ui/states.tsx';
import { Tag } from '#web/ui/tag.tsx';
import { useWords } from '#web/ui/words.ts';
import styles from './retention.module.css';

const forms = () => import('./retention-forms.tsx');
const ScheduleForm = lazy(() => forms().then((module) => ({ default: module.ScheduleForm })));
const HoldForm = lazy(() => forms().then((module) => ({ default: module.HoldForm })));
const EndHoldForm = lazy(() => forms().then((module) => ({ default: module.EndHoldForm })));
const AskPurgeForm = lazy(() => forms().then((module) => ({ default: module.AskPurgeForm })));

type Schedule = RetentionView['schedule'];
type Hold = RetentionView['holds'][number];
type Doing =
  | { readonly form: 'schedule' }
  | { readonly form: 'hold'; readonly record: NamedRecord | null }
  | { readonly form: 'end-hold'; readonly hold: Hold }
  | { readonly form: 'purge'; readonly record: NamedRecord };

export const RetentionScreen = () => {
  const words = useWords();
  const retention = useQuery(read<RetentionView>('/api/agency/retention'));
  const [kind, setKind] = useState<RecordKind | 'all'>('all');
  const [doing, setDoing] = useState<Doing | null>(null);
  const close = () => setDoing(null);
  return (
    <Screen title={words('retention.title')} lede={words('retention.lede')}>
      <Fetched query={retention}>
        {({ schedule, holds }) => (
          <Stack>
            <ScheduleCard schedule={schedule} onKind={setKind} onDo={setDoing} />
            <RecordsCard kind={kind} onKind={setKind} onDo={setDoing} />
            <HoldsCard holds={holds} onDo={setDoing} />
            <Suspense>
              {doing?.form === 'schedule' && <ScheduleForm schedule={schedule} onClose={close} />}
              {doing?.form === 'hold' && <HoldForm record={doing.record} onClose={close} />}
              {doing?.form === 'end-hold' && <EndHoldForm hold={doing.hold} onClose={close} />}
              {doing?.form === 'purge' && <AskPurgeForm record={doing.record} onClose={close} />}
            </Suspense>
          </Stack>
        )}
      </Fetched>
    </Screen>
  );
};

const ScheduleCard = ({
  schedule,
  onKind,
  onDo,
}: {
  readonly schedule: Schedule;
  readonly onKind: (kind: RecordKind) => void;
  readonly onDo: (doing: Doing) => void;
}) => {
  const words = useWords();
  const administers = useSession().staff.roles.includes('administrator');
  return (
    <Card
      title={words('retention.schedule')}
      padding="none"
      actions={
        administers && (
          <Button size="small" onClick={() => onDo({ form: 'schedule' })}>
            {words('retention.schedule.edit')}
          </Button>
        )
      }
    >
      <RowList label={words('retention.schedule')}>
        {schedule.map((line) => (
          <Row
            key={line.kind}
            title={words(`retention.kind.${line.kind}`)}
            detail={
              <div className={styles.lines}>
                <div>{words(`retention.years.${line.kind}`, { years: line.years })}</div>
                <div>{words(`retention.why.${line.kind}`)}</div>
              </div>
            }
            status={line.years !== line.usual && <Tag tone="info">{words('retention.own-years')}</Tag>}
            action={
              line.due &&
              line.due.n > 0 && (
                <Button
                  size="small"
                  look="quiet"
                  onClick={() => {
                    onKind(line.kind as RecordKind);
                    document.getElementById('records-to-purge')?.scrollIntoView();
                  }}
                >
                  {words('retention.due', { count: line.due.n })}
                </Button>
              )
            }
          />
        ))}
      </RowList>
    </Card>
  );
};

const kinds = ['all', 'adult-record', 'minor-record', 'never-enrolled'] as const;
const onePage = 50;

const useRecordText = () => {
  const words = useWords();
  const birthText = useBirthText();
  return ({ number, birthDate }: NamedRecord) =>
    [words('retention.number', { number: String(number) }), birthText(birthDate)].filter(Boolean).join(' · ');
};

const RecordsCard = ({
  kind,
  onKind,
  onDo,
}: {
  readonly kind: RecordKind | 'all';
  readonly onKind: (kind: RecordKind | 'all') => void;
  readonly onDo: (doing: Doing) => void;
}) => {
  const words = useWords();
  const dayText = useDayText();
  const recordText = useRecordText();
  const [page, setPage] = useState({ kind, from: 0 });
  const from = page.kind === kind ? page.from : 0;
  const records = useQuery({
    ...read<RecordsToPurge>(
      `/api/agency/retention/records?limit=${onePage}&cursor=${from}${kind === 'all' ? '' : `&kind=${kind}`}`,
    ),
    placeholderData: keepPreviousData,
  });
  return (
    <Card title={<span id="records-to-purge">{words('retention.records')}</span>} padding="none">
      <Fetched query={records}>
        {({ items, total, next }) => (
          <>
            {(total > 0 || kind !== 'all') && (
              <div className={styles.filter}>
                <RadioChips
                  label={words('retention.records.kind')}
                  name="kind"
                  options={kinds.map((value) => ({ value, label: words(`retention.kind.${value}`) }))}
                  value={kind}
                  onChange={onKind}
                />
              </div>
            )}
            {items.length === 0 ? (
              <EmptyState title={words('retention.records.none')}>{words('retention.records.none.why')}</EmptyState>
            ) : (
              <RowList label={words('retention.records')}>
                {items.map((record) => (
                  <Row
                    key={record.client.id}
                    title={record.client.name}
                    detail={[
                      recordText(record.client),
                      words('retention.last-on', { day: dayText(record.lastOn as Day, 'short') }),
                      words('retention.kept-until', { day: dayText(record.keptUntil as Day, 'short') }),
                    ].join(' · ')}
                    status={
                      record.isAsked ? (
                        <Tag tone="due">{words('retention.asked')}</Tag>
                      ) : (
                        <Tag>{words(`retention.kind.${record.kind}`)}</Tag>
                      )
                    }
                    action={
                      <>
                        <Button size="small" look="quiet" onClick={() => onDo({ form: 'hold', record: record.client })}>
                          {words('retention.hold.this')}
                        </Button>
                        <Button
                          size="small"
                          whyNot={record.isAsked ? words('retention.asked') : null}
                          onClick={() => onDo({ form: 'purge', record: record.client })}
                        >
                          {words('retention.purge.ask')}
                        </Button>
                      </>
                    }
                  />
                ))}
              </RowList>
            )}
            {total > onePage && (
              <Pager
                shown={items.length}
                total={total}
                hasNext={next !== null}
                hasPrevious={from > 0}
                onNext={() => setPage({ kind, from: from + onePage })}
                onPrevious={() => setPage({ kind, from: Math.max(0, from - onePage) })}
              />
            )}
          </>
        )}
      </Fetched>
    </Card>
  );
};

const HoldsCard = ({ holds, onDo }: { readonly holds: readonly Hold[]; readonly onDo: (doing: Doing) => void }) => {
  const words = useWords();
  const dayText = useDayText();
  const recordText = useRecordText();
  return (
    <Card
      title={words('retention.holds')}
      padding="none"
      actions={
        <Button size="small" icon={IconPlus} onClick={() => onDo({ form: 'hold', record: null })}>
          {words('retention.hold.place')}
        </Button>
      }
    >
      {holds.length === 0 ? (
        <EmptyState title={words('retention.holds.none')}>{words('retention.holds.none.why')}</EmptyState>
      ) : (
        <RowList label={words('retention.holds')}>
          {holds.map((hold) => (
            <Row
              key={hold.id}
              title={hold.client.name}
              detail={
                <div className={styles.lines}>
                  <div>{recordText(hold.client)}</div>
                  <div>
                    {words('retention.hold.by', {
                      name: hold.placedBy.name,
                      from: dayText(hold.from as Day),
                      to: hold.to ? dayText(hold.to as Day) : 'none',
                    })}
                  </div>
                  <div>{hold.reason}</div>
                </div>
              }
              status={<Tag tone="info">{words('retention.hold')}</Tag>}
              action={
                <Button size="small" look="quiet" onClick={() => onDo({ form: 'end-hold', hold })}>
                  {words('retention.hold.end')}
                </Button>
              }
            />
          ))}
        </RowList>
      )}
    </Card>
  );
};
