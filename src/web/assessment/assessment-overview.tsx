// What holds now: needs, most pressing first, and strengths; and every assessment there was.
import type { AssessmentList } from '#contract/assessment.ts';
import type { ChartView } from '#contract/client.ts';
import type { Day } from '#domain/basics/day.ts';
import { useDomainLabel } from '#web/shell/domain-label.ts';
import { Columns } from '#web/shell/screen.tsx';
import { Banner } from '#web/ui/banner.tsx';
import { Button } from '#web/ui/button.tsx';
import { Card, Row, RowList } from '#web/ui/card.tsx';
import { useDayText } from '#web/ui/day-field.tsx';
import { EmptyState } from '#web/ui/states.tsx';
import { Tag, type Tone } from '#web/ui/tag.tsx';
import { useWords } from '#web/ui/words.ts';
import styles from './assessment-overview.module.css';
import { StartAssessment } from './start.tsx';

const levelTone: Record<string, Tone> = { unmet: 'due', met: 'ok', unknown: 'info', none: 'neutral' };

export const AssessmentOverview = ({
  chart,
  list,
  onOpen,
}: {
  readonly chart: ChartView;
  readonly list: AssessmentList;
  readonly onOpen: (id: string) => void;
}) => {
  const words = useWords();
  const dayText = useDayText();
  const domainLabel = useDomainLabel();
  const drafts = list.items.filter(({ state }) => state === 'draft');
  const signed = list.items.filter(({ state }) => state !== 'draft');
  const open = chart.enrolments.filter(
    ({ id, state, cycles }) =>
      state !== 'ended' && !drafts.some(({ cycleId }) => cycles.some((cycle) => cycle.id === cycleId)) && id,
  );
  const needs = list.needs
    .filter(({ level }) => level !== 'none')
    .toSorted((a, b) => order(a.level) - order(b.level) || (a.priority ?? 4) - (b.priority ?? 4));
  const start = open.map((enrolment) => (
    <StartAssessment
      key={enrolment.id}
      enrolment={enrolment}
      chart={chart}
      isAgain={signed.length > 0}
      isOnly={open.length === 1 && drafts.length === 0}
      onStarted={onOpen}
    />
  ));
  return (
    <div className={styles.overview}>
      {drafts.map((draft) => (
        <Banner
          key={draft.id}
          title={words('assessment-screen.draft', { day: dayText(draft.day as Day, 'short'), who: draft.author.name })}
          actions={
            <Button look="primary" size="small" onClick={() => onOpen(draft.id)}>
              {words('assessment-screen.draft.go-on')}
            </Button>
          }
        >
          {words('assessment-screen.draft.about')}
        </Banner>
      ))}
      {signed.length === 0 && needs.length === 0 && list.strengths.length === 0 ? (
        <Card>
          <EmptyState
            title={words(drafts.length > 0 ? 'assessment-screen.none-signed' : 'assessment-screen.none', {
              name: chart.client.name,
            })}
            action={start.length > 0 && <div className={styles.start}>{start}</div>}
          >
            {words(drafts.length > 0 ? 'assessment-screen.none-signed.why' : 'assessment-screen.none.why')}
          </EmptyState>
        </Card>
      ) : (
        <Columns
          aside={
            <>
              {start.length > 0 && <div className={styles.start}>{start}</div>}
              <Card title={words('assessment-screen.earlier')} padding="none">
                <RowList label={words('assessment-screen.earlier')}>
                  {signed.map((each) => (
                    <Row
                      key={each.id}
                      title={
                        <button type="button" className={styles.open} onClick={() => onOpen(each.id)}>
                          {dayText(each.day as Day)}
                        </button>
                      }
                      detail={
                        <>
                          {words(`assessment.kind.${each.kind}`)}
                          {each.signedBy && <> · {each.signedBy}</>}
                        </>
                      }
                      status={each.state === 'in-error' && <Tag>{words('assessment.state.in-error')}</Tag>}
                    />
                  ))}
                </RowList>
              </Card>
            </>
          }
        >
          <Card title={words('assessment-screen.strengths-now')} aside={String(list.strengths.length)}>
            <ul className={styles.strengths}>
              {list.strengths.map((strength) => (
                <li key={strength.id}>
                  <span className={styles.strength}>{strength.words ? `“${strength.text}”` : strength.text}</span>
                  <span className={styles.quiet}>
                    {domainLabel(strength.domain)} · {words(`strength.aspect.${strength.aspect}`)}
                  </span>
                </li>
              ))}
            </ul>
          </Card>
          <Card title={words('assessment-screen.needs-now')} aside={String(needs.length)} padding="none">
            <RowList label={words('assessment-screen.needs-now')}>
              {needs.map((need) => (
                <Row
                  key={need.thread}
                  title={need.label || domainLabel(need.domain)}
                  detail={
                    <>
                      {domainLabel(need.domain)}
                      {need.words && <span className={styles.words}>“{need.words}”</span>}
                    </>
                  }
                  status={
                    <>
                      {need.priority !== null && (
                        <span className="small muted">{words(`need.priority.${need.priority}`)}</span>
                      )}
                      <Tag tone={levelTone[need.level] ?? 'neutral'}>{words(`need.level.${need.level}`)}</Tag>
                    </>
                  }
                />
              ))}
            </RowList>
          </Card>
        </Columns>
      )}
    </div>
  );
};

const order = (level: string) => ['unmet', 'unknown', 'met'].indexOf(level);
