// A signed assessment, to read: the person's words first in every part of life.
import type { AssessmentView } from '#contract/assessment.ts';
import type { ChartView } from '#contract/client.ts';
import type { Day } from '#domain/basics/day.ts';
import { AddendaWithActions } from '#web/shell/addenda.tsx';
import { useDomainLabel } from '#web/shell/domain-label.ts';
import { Button } from '#web/ui/button.tsx';
import { Card } from '#web/ui/card.tsx';
import { useDayText } from '#web/ui/day-field.tsx';
import { Tag } from '#web/ui/tag.tsx';
import { useWords } from '#web/ui/words.ts';
import styles from './assessment-overview.module.css';

export const SignedAssessment = ({
  view,
  chart,
  onBack,
}: {
  readonly view: AssessmentView;
  readonly chart: ChartView;
  readonly onBack: () => void;
}) => {
  const words = useWords();
  const dayText = useDayText();
  const domainLabel = useDomainLabel();
  const written = view.domainList.filter(({ code }) => view.domains[code]);
  return (
    <div className={styles.overview}>
      <div>
        <Button size="small" look="quiet" onClick={onBack}>
          {words('assessment-screen.back')}
        </Button>
      </div>
      <Card
        title={`${words(`assessment.kind.${view.kind}`)}, ${dayText(view.day as Day)}`}
        aside={
          <>
            {view.state !== 'signed' && <Tag>{words(`assessment.state.${view.state}`)}</Tag>}
            {view.signedBy && words('assessment-screen.signed-by', { who: view.signedBy })}
          </>
        }
      >
        {view.summary && <p className={styles.prose}>{view.summary}</p>}
        {view.informants && (
          <p className="muted">
            {words('assessment-screen.informants')}: {view.informants}
          </p>
        )}
        {written.map(({ code }) => (
          <Domain key={code} label={domainLabel(code)} entry={view.domains[code]} />
        ))}
        {view.state !== 'draft' && (
          <AddendaWithActions entry={{ kind: 'assessment', id: view.id }} addenda={view.addenda} chart={chart} />
        )}
      </Card>
    </div>
  );
};

const Domain = ({
  label,
  entry,
}: {
  readonly label: string;
  readonly entry: AssessmentView['domains'][string] | undefined;
}) => {
  const words = useWords();
  if (!entry) return null;
  const facts = (['situation', 'wishes', 'barriers'] as const).filter((field) => entry[field].trim());
  return (
    <section className={styles.domain}>
      <h4>{label}</h4>
      {entry.words && <p className={styles.quote}>“{entry.words}”</p>}
      <div className={styles.facts}>
        {facts.map((field) => (
          <div key={field}>
            <p className={styles.term}>{words(`assessment.field.${field}`)}</p>
            <p className={styles.prose}>{entry[field]}</p>
          </div>
        ))}
        {entry.strengths.length > 0 && (
          <div>
            <p className={styles.term}>{words('assessment.field.strengths')}</p>
            <ul>
              {entry.strengths.map(({ id, text }) => (
                <li key={id}>{text}</li>
              ))}
            </ul>
          </div>
        )}
      </div>
      <ul className={styles.needs}>
        {entry.needs.map((need) => (
          <li key={need.thread}>
            <Tag tone={need.level === 'unmet' ? 'due' : need.level === 'met' ? 'ok' : 'neutral'}>
              {words(`need.level.${need.level}`)}
            </Tag>{' '}
            {need.label}
            {need.priority && <span className="muted"> · {words(`need.priority.${need.priority}`)}</span>}
            {need.words && <p className={styles.quote}>“{need.words}”</p>}
            {(need.origin || need.upkeep) && (
              <p className="muted">
                {need.origin && `${words('assessment.field.origin')}: ${need.origin}`}{' '}
                {need.upkeep && `${words('assessment.field.upkeep')}: ${need.upkeep}`}
              </p>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
};
