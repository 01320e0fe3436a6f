// What is asked for, what is begun and how the scores went, with the way to begin.
import type { ChartView } from '#contract/client.ts';
import type { SittingList, SittingSummary } from '#contract/instruments.ts';
import type { Day } from '#domain/basics/day.ts';
import { Columns } from '#web/shell/screen.tsx';
import { useSentence } from '#web/shell/sentence.ts';
import { Banner } from '#web/ui/banner.tsx';
import { Button } from '#web/ui/button.tsx';
import { Card, Row, RowList } from '#web/ui/card.tsx';
import { useDayText } from '#web/ui/day-field.tsx';
import { EmptyState } from '#web/ui/states.tsx';
import { Tag, type Tone } from '#web/ui/tag.tsx';
import { useWords } from '#web/ui/words.ts';
import { BeginSitting } from './begin-sitting.tsx';
import styles from './instruments.module.css';
import { useSaid } from './said.ts';
import { ScoreCourseCard } from './score-course.tsx';

const tones: Readonly<Record<string, Tone>> = { overdue: 'over', due: 'due', 'not-yet': 'neutral' };

export const InstrumentsOverview = ({
  chart,
  list,
  onOpen,
}: {
  readonly chart: ChartView;
  readonly list: SittingList;
  readonly onOpen: (id: string) => void;
}) => {
  const words = useWords();
  const sentence = useSentence();
  const dayText = useDayText();
  const drafts = list.items.filter(({ state }) => state === 'draft');
  const done = list.items.filter(({ state }) => state !== 'draft');
  const due = (chart.due ?? []).filter(
    ({ kind, what }) => kind === 'assessment' && what.params?.instrument && what.params.instrument !== 'comprehensive',
  );
  // The whole of a scale first, its parts behind it.
  const [main, parts] = [
    list.courses.filter(({ score }, at) => score === 'total' || at === firstOf(list, at)),
    list.courses.filter(({ score }, at) => score !== 'total' && at !== firstOf(list, at)),
  ];
  return (
    <div className={styles.overview}>
      {drafts.map((draft) => (
        <Banner
          key={draft.id}
          title={words('instruments.draft', {
            what: draft.abbreviation,
            day: dayText(draft.day as Day, 'short'),
            answered: draft.answered,
            asked: draft.asked,
          })}
          actions={
            <Button look="primary" size="small" onClick={() => onOpen(draft.id)}>
              {words('instruments.draft.go-on')}
            </Button>
          }
        >
          {words('instruments.draft.about')}
        </Banner>
      ))}
      <Columns
        aside={
          <>
            <BeginSitting chart={chart} list={list} onBegun={onOpen} />
            <Card
              title={words('instruments.done')}
              aside={String(done.length)}
              padding={done.length > 0 ? 'none' : 'normal'}
            >
              {done.length === 0 ? (
                <p className="muted">{words('instruments.done.none')}</p>
              ) : (
                <RowList label={words('instruments.done')}>
                  {done.map((sitting) => (
                    <DoneRow key={sitting.id} sitting={sitting} onOpen={onOpen} />
                  ))}
                </RowList>
              )}
            </Card>
          </>
        }
      >
        {due.length > 0 && (
          <Card title={words('instruments.due')} padding="none">
            <RowList label={words('instruments.due')}>
              {due.map((item) => (
                <Row
                  key={item.id}
                  title={<b>{sentence('', item.what)}</b>}
                  status={<Tag tone={tones[item.state] ?? 'neutral'}>{sentence('', item.stands)}</Tag>}
                />
              ))}
            </RowList>
          </Card>
        )}
        {main.length === 0 ? (
          <Card>
            <EmptyState title={words('instruments.none', { name: chart.client.name })}>
              {words('instruments.none.why')}
            </EmptyState>
          </Card>
        ) : (
          main.map((course) => (
            <ScoreCourseCard
              key={`${course.instrument} ${course.score}`}
              course={course}
              parts={parts.filter(({ instrument }) => instrument === course.instrument)}
              onOpen={onOpen}
            />
          ))
        )}
      </Columns>
    </div>
  );
};

/** Where an instrument has no total, its first score stands for it. */
const firstOf = ({ courses }: SittingList, at: number): number => {
  const own = courses.filter(({ instrument }) => instrument === courses[at]?.instrument);
  return own.some(({ score }) => score === 'total') ? -1 : courses.indexOf(own[0] as (typeof courses)[number]);
};

const DoneRow = ({ sitting, onOpen }: { readonly sitting: SittingSummary; readonly onOpen: (id: string) => void }) => {
  const words = useWords();
  const said = useSaid();
  const dayText = useDayText();
  const [first] = sitting.scores;
  return (
    <Row
      title={
        <button type="button" className={styles.open} onClick={() => onOpen(sitting.id)}>
          {sitting.abbreviation}
        </button>
      }
      detail={
        <>
          {dayText(sitting.day as Day)} · {words(`sitting.means.${sitting.means}`)}
        </>
      }
      status={
        sitting.state === 'in-error' ? (
          <Tag>{words('sitting.state.in-error')}</Tag>
        ) : !sitting.complete ? (
          <Tag tone="due">{words('instruments.incomplete')}</Tag>
        ) : (
          first && (
            <b className={styles.figure}>
              {first.result ? said(first.result) : typeof first.value === 'number' ? first.value : ''}
            </b>
          )
        )
      }
    />
  );
};
