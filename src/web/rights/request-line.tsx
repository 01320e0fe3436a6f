// One request: what was asked and by whom, how much of its term is left, what was answered, and what can be done next.
import type { ReactNode } from 'react';
import type { RequestView } from '#contract/rights.ts';
import type { Day } from '#domain/basics/day.ts';
import { LegalClock, toneOf } from '#web/shell/legal-clock.tsx';
import { useNearDay } from '#web/shell/near-day.tsx';
import { useDayText } from '#web/ui/day-field.tsx';
import { Tag } from '#web/ui/tag.tsx';
import { useWords } from '#web/ui/words.ts';
import { useEntryLabel } from './entry-label.ts';
import styles from './requests.module.css';

const Answer = ({ request }: { readonly request: RequestView }) => {
  const words = useWords();
  const dayText = useDayText();
  const { answer, review, beside, clientName: name } = request;
  const day = (on: string) => dayText(on as Day, 'short');
  return (
    <>
      {answer && (
        <div className={styles.answer}>
          <p className={styles.head}>
            <b>{words(`requests.decision.${request.kind}.${answer.decision}`)}</b>
            <span className="small muted">
              {words('requests.answered.by', { day: day(answer.on), who: answer.by ?? '' })}
            </span>
          </p>
          <p className={styles.text}>{answer.text}</p>
          {answer.grounds.length > 0 && (
            <ul className={styles.groundList}>
              {answer.grounds.map((ground) => (
                <li key={ground}>{words(`requests.ground.${ground}`)}</li>
              ))}
            </ul>
          )}
          {answer.determinedBy && (
            <p className="small muted">{words('requests.determined', { who: answer.determinedBy })}</p>
          )}
          {answer.told.length > 0 && (
            <p className="small muted">{words('requests.told.list', { who: answer.told.join(', ') })}</p>
          )}
        </div>
      )}
      {review && (
        <div className={styles.answer}>
          <p>
            {review.outcome && review.on
              ? words(`requests.reviewed.${review.outcome}`, { day: day(review.on), who: review.by ?? '' })
              : words('requests.review.waiting', { day: day(review.askedOn) })}
          </p>
          {review.reason && <p className={styles.text}>{review.reason}</p>}
        </div>
      )}
      {beside.map(({ id, kind, text }) => (
        <div key={id} className={kind === 'disagreement' ? styles.quote : styles.answer}>
          <p className="small muted">{words(`requests.beside.${kind}`, { name })}</p>
          <p className={styles.text}>{text}</p>
        </div>
      ))}
    </>
  );
};

export const RequestLine = ({
  request,
  today,
  named,
  children,
  actions,
}: {
  readonly request: RequestView;
  readonly today: string;
  /** Above the line where it stands among other people's: whose it is. */
  readonly named?: ReactNode;
  readonly children?: ReactNode;
  readonly actions?: ReactNode;
}) => {
  const words = useWords();
  const near = useNearDay();
  const entryLabel = useEntryLabel();
  const { kind, state, askedBy } = request;
  const isOpen = state === 'open';
  return (
    <li className={styles.request} data-row>
      <div className={styles.main}>
        {named}
        <p className={styles.head}>
          <b>{words(`task.kind.${kind}-request`)}</b>
          {isOpen ? (
            <Tag tone={toneOf(request.dueBy as Day, today as Day)}>{near(request.dueBy)}</Tag>
          ) : (
            <Tag>{words(`requests.state.${state}`)}</Tag>
          )}
        </p>
        <p className={styles.facts}>
          {[
            words(`requests.came.${request.how}`, { day: near(request.requestedOn) }),
            askedBy && words('requests.for', { name: askedBy.name, paper: askedBy.under ?? '' }),
            request.form && words(`requests.form.${request.form}`),
            request.largePrint ? words('requests.largePrint') : null,
            request.entry && entryLabel(request.entry),
            request.ownerName,
          ]
            .filter(Boolean)
            .join(' · ')}
        </p>
        {isOpen && (
          <div className={styles.clock}>
            <LegalClock
              kind={`${kind}-request`}
              from={request.requestedOn}
              to={request.dueBy}
              today={today}
              extension={request.extension}
            />
          </div>
        )}
        {request.note && <p className={styles.text}>{request.note}</p>}
        <Answer request={request} />
        {state === 'cancelled' && request.outcome && <p className={styles.text}>{request.outcome}</p>}
        {children}
      </div>
      {actions && <div className={styles.actions}>{actions}</div>}
    </li>
  );
};
