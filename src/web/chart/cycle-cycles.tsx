import type { EnrolmentView } from '#contract/enrolment.ts';
import { dayThatCame } from '#web/shell/day-that-came.ts';
import { Card } from '#web/ui/card.tsx';
import { useDayText, useToday } from '#web/ui/day-field.tsx';
import { Tag } from '#web/ui/tag.tsx';
import { useWords } from '#web/ui/words.ts';
import { FunctionsBridge } from './cycle-card.tsx';
import styles from './cycle-tab.module.css';

/** The newest cycle in full; the earlier ones by what opened them and what came of them. */
export const CyclesCard = ({ enrolment }: { readonly enrolment: EnrolmentView }) => {
  const words = useWords();
  const newest = enrolment.cycles.at(-1);
  return (
    <Card title={words('cycle-page.cycles')}>
      <div className={styles.cycles}>
        {enrolment.cycles.toReversed().map((cycle) => (
          <section key={cycle.id} className={styles.cycle}>
            <CycleHeading cycle={cycle} />
            {cycle === newest ? (
              <FunctionsBridge
                functions={cycle.functions}
                isClosed={cycle.to !== null}
                label={words('chart.cycle.bridge', { number: cycle.number })}
              />
            ) : (
              <details>
                <summary className={styles.fold}>{words('chart.cycle.bridge', { number: cycle.number })}</summary>
                <FunctionsBridge
                  functions={cycle.functions}
                  isClosed
                  label={words('chart.cycle.bridge', { number: cycle.number })}
                />
              </details>
            )}
          </section>
        ))}
      </div>
    </Card>
  );
};

const CycleHeading = ({ cycle }: { readonly cycle: EnrolmentView['cycles'][number] }) => {
  const words = useWords();
  const dayText = useDayText();
  const today = useToday();
  const day = (on: string) => dayText(dayThatCame(on, today), 'short');
  const [from, to] = [day(cycle.from), cycle.to && day(cycle.to)];
  return (
    <header className={styles.cycleHead}>
      <h3>{words('cycle.number', { number: cycle.number })}</h3>
      <Tag tone={cycle.to === null ? 'info' : 'neutral'}>
        {cycle.result ? words(`cycle.result.${cycle.result}`) : words(`cycle.stage.${cycle.stage}`)}
      </Tag>
      <p className="small muted">
        {[
          words(`cycle.opened-by.${cycle.openedBy.kind}`),
          to === null
            ? words('cycle-page.cycle.since', { from })
            : from === to
              ? words('cycle-page.cycle.day', { on: from })
              : words('cycle-page.cycle.span', { from, to }),
          cycle.ownerName && words('cycle-page.cycle.owner', { name: cycle.ownerName }),
        ]
          .filter(Boolean)
          .join(' · ')}
      </p>
      {cycle.resultReason && <p className="small muted">{words(`closing.reason.${cycle.resultReason}`)}</p>}
    </header>
  );
};
