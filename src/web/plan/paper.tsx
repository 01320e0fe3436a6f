// The sheet itself. Plain language, nothing about risk, diagnoses or scores: it is the person's.
import type { DisclosureMade } from '#contract/disclosures.ts';
import type { GoalView, PlanPage, PlanView } from '#contract/plan.ts';
import type { Day } from '#domain/basics/day.ts';
import { BridgeDrawing } from '#web/ui/bridge-drawing.tsx';
import { useDayText } from '#web/ui/day-field.tsx';
import { useWords } from '#web/ui/words.ts';
import styles from './plan-on-paper.module.css';

export type PaperProps = {
  readonly page: PlanPage;
  readonly plan: PlanView;
  readonly face: NonNullable<PlanPage['clientView']>;
  readonly isLarge: boolean;
  readonly language: 'en' | 'es';
  /** What must go along: the statement of 42 CFR 2.32, and what the consents reach. */
  readonly made: DisclosureMade | null;
};

export const Paper = ({ page, plan, face, isLarge, language, made }: PaperProps) => {
  const words = useWords();
  const dayText = useDayText();
  const goals = plan.goals.filter(({ dropped }) => !dropped);
  return (
    <article className={isLarge ? styles.large : styles.paper} lang={language}>
      <header className={styles.head}>
        <div>
          <p className={styles.agency}>{face.agency}</p>
          <h1 className={styles.title}>{words('plan-paper.title', { name: face.name })}</h1>
          <p>
            {words('plan-paper.about', { programme: face.programme, on: dayText(plan.day as Day) })}
            {plan.state === 'draft' && <b> {words('plan-paper.draft')}</b>}
          </p>
        </div>
        <BridgeDrawing className={styles.drawing} />
      </header>
      {plan.vision && (
        <section>
          <h2>{words('plan-paper.vision')}</h2>
          <p className={styles.vision}>“{plan.vision}”</p>
        </section>
      )}
      {goals.map((goal, index) => (
        <Goal key={goal.thread} goal={goal} number={index + 1} page={page} worker={face.worker} />
      ))}
      {plan.deferred.length > 0 && (
        <section>
          <h2>{words('plan-paper.later')}</h2>
          <ul className={styles.plainList}>
            {plan.deferred.map(({ need, reason }) => {
              const label = page.needs.find(({ thread }) => thread === need)?.label;
              return (
                <li key={need}>
                  {label && <b>{label}: </b>}
                  {reason}
                </li>
              );
            })}
          </ul>
        </section>
      )}
      <section className={styles.together}>
        <h2>{words('plan-paper.hard-day')}</h2>
        {plan.crisisNote && <p className={styles.prose}>{plan.crisisNote}</p>}
        <dl className={styles.calls}>
          {face.worker && (
            <div>
              <dt>{words('plan-paper.worker', { name: face.worker })}</dt>
              <dd>{face.phone ?? words('plan-paper.no-phone')}</dd>
            </div>
          )}
          {face.crisisLines.map(({ label, number }) => (
            <div key={label.en}>
              <dt>{label[language]}</dt>
              <dd>{number[language]}</dd>
            </div>
          ))}
        </dl>
      </section>
      <section>
        <h2>{words('plan-paper.next')}</h2>
        <p>
          {plan.reviewDueOn
            ? words('plan-paper.review', { on: dayText(plan.reviewDueOn as Day) })
            : words('plan-paper.review.open')}{' '}
          {words('plan-paper.rights')}
        </p>
      </section>
      <Signatures plan={plan} face={face} />
      {made?.consents.map(({ id, description }) => (
        <p key={id}>{words('disclosure.under-consent', { description })}</p>
      ))}
      {made?.isPart2 && <p>{words('part2-notice.short')}</p>}
    </article>
  );
};

const Goal = ({
  goal,
  number,
  page,
  worker,
}: {
  readonly goal: GoalView;
  readonly number: number;
  readonly page: PlanPage;
  readonly worker: string | null;
}) => {
  const words = useWords();
  const dayText = useDayText();
  const strengths = page.strengths.filter(({ id }) => goal.strengths.includes(id));
  const steps = goal.steps.filter(({ state }) => state !== 'dropped');
  return (
    <section className={styles.goal}>
      <h2>
        <span className={styles.number}>{words('plan-paper.goal', { number })}</span>
        <span className={styles.words}>“{goal.words}”</span>
      </h2>
      {strengths.length > 0 && (
        <p>
          <b>{words('plan-paper.builds-on')}</b> {strengths.map(({ text }) => text).join(' · ')}
        </p>
      )}
      {steps.length > 0 && (
        <table className={styles.steps}>
          <caption className="visually-hidden">{words('plan-paper.steps')}</caption>
          <thead>
            <tr>
              <th scope="col">{words('plan-paper.who')}</th>
              <th scope="col">{words('plan-paper.what')}</th>
              <th scope="col">{words('plan-paper.by')}</th>
            </tr>
          </thead>
          <tbody>
            {steps.map((step) => (
              <tr key={step.thread}>
                <th scope="row">
                  <span className={styles.box} aria-hidden>
                    {step.state === 'done' ? '✓' : ''}
                  </span>
                  {step.owner === 'client'
                    ? words('plan-paper.me')
                    : step.ownerName || (step.owner === 'worker' && worker) || words(`step.owner.${step.owner}`)}
                </th>
                <td>
                  {step.text}
                  {step.resource && (
                    <span className={styles.with}> {words('plan-paper.with', { resource: step.resource })}</span>
                  )}
                </td>
                <td>
                  {step.state === 'done'
                    ? words('plan-paper.done')
                    : step.dueOn
                      ? dayText(step.dueOn as Day, 'short')
                      : ''}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {(goal.levels['0'] || goal.measure) && (
        <p>
          <b>{words('plan-paper.know')}</b> {[goal.levels['0'], goal.measure].filter(Boolean).join('. ')}
        </p>
      )}
      {goal.options.some(({ choice }) => choice !== 'offered') && (
        <p>
          {goal.options.some(({ choice }) => choice === 'chosen') && (
            <>
              <b>{words('plan-paper.chosen')}</b>{' '}
              {goal.options
                .filter(({ choice }) => choice === 'chosen')
                .map(({ text }) => text)
                .join(', ')}
              .{' '}
            </>
          )}
          {goal.options.some(({ choice }) => choice === 'declined') && (
            <>
              <b>{words('plan-paper.declined')}</b>{' '}
              {goal.options
                .filter(({ choice }) => choice === 'declined')
                .map(({ text, reason }) => (reason ? `${text} (${reason})` : text))
                .join(', ')}
              .
            </>
          )}
        </p>
      )}
    </section>
  );
};

const Signatures = ({ plan, face }: Pick<PaperProps, 'plan' | 'face'>) => {
  const words = useWords();
  const dayText = useDayText();
  const signature = plan.clientSignature;
  const isWritten = signature !== null && (signature.kind === 'screen' || signature.kind === 'verbal');
  return (
    <section className={styles.signatures}>
      <div className={styles.signature}>
        <p className={styles.line}>{signature?.kind === 'screen' ? signature.name : ''}</p>
        <p>
          {face.name}
          {isWritten && (
            <>
              {' '}
              · {words(`signature.${signature.kind}`)}, {dayText(signature.on as Day)}
            </>
          )}
          {signature?.kind === 'declined' && (
            <>
              {' '}
              · {words('signature.declined')}: “{signature.reason}”
            </>
          )}
        </p>
      </div>
      <div className={styles.signature}>
        <p className={styles.line}>{plan.signedBy ?? ''}</p>
        <p>
          {face.worker ?? plan.author.name}
          {plan.signedAt && <> · {dayText(plan.day as Day)}</>}
        </p>
      </div>
    </section>
  );
};
