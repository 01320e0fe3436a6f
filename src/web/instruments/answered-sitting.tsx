// What was answered, as it was signed: what it came to, then question by question.
import type { ChartView } from '#contract/client.ts';
import type { SittingView } from '#contract/instruments.ts';
import type { Day } from '#domain/basics/day.ts';
import type { AllAnswers } from '#domain/instruments/asked.ts';
import { itemsAsked } from '#domain/instruments/asked.ts';
import { cautionsIn, inLanguage, noticeIn } from '#domain/instruments/language.ts';
import { AddendaWithActions } from '#web/shell/addenda.tsx';
import { Banner } from '#web/ui/banner.tsx';
import { Button } from '#web/ui/button.tsx';
import { Card } from '#web/ui/card.tsx';
import { useDayText } from '#web/ui/day-field.tsx';
import { Tag } from '#web/ui/tag.tsx';
import { useWords } from '#web/ui/words.ts';
import { definitionIn } from './answers.ts';
import styles from './instruments.module.css';
import { askedIn } from './questions.tsx';
import { useSaid } from './said.ts';

export const AnsweredSitting = ({
  view,
  chart,
  onBack,
}: {
  readonly view: SittingView;
  readonly chart: ChartView;
  readonly onBack: () => void;
}) => {
  const words = useWords();
  const said = useSaid();
  const dayText = useDayText();
  const definition = definitionIn(view);
  const { language } = view;
  const asked = itemsAsked(definition, view.answers as AllAnswers);
  const numbers = view.scores.filter(({ value, estimated }) => value !== null || estimated !== null);
  return (
    <div className={styles.form}>
      <div>
        <Button size="small" look="quiet" onClick={onBack}>
          {words('instruments.back')}
        </Button>
      </div>
      {view.state === 'in-error' && <Banner title={words('sitting.state.in-error')}>{view.errorReason}</Banner>}
      <Card
        title={`${view.abbreviation}, ${dayText(view.day as Day)}`}
        aside={
          <>
            {!view.complete && <Tag tone="due">{words('instruments.incomplete')}</Tag>}
            {view.signedBy && words('instruments.signed-by', { who: view.signedBy })}
          </>
        }
      >
        <div className={styles.form}>
          <p className="muted">
            {view.means === 'proxy'
              ? words('instruments.by-proxy', { name: view.proxyName })
              : words(`sitting.means.${view.means}`)}
            {' · '}
            {words('instruments.version', { version: view.instrumentVersion })}
          </p>
          {numbers.length > 0 && (
            <dl className={styles.scores}>
              {numbers.map((score) => (
                <div key={score.score}>
                  <dt className="small muted">{said(score.label)}</dt>
                  <dd>
                    {score.value === null ? (
                      <span className="muted">{words('instruments.estimated', { value: score.estimated })}</span>
                    ) : (
                      <b>
                        {score.result
                          ? said(score.result)
                          : typeof score.value === 'boolean'
                            ? words(score.value ? 'instruments.yes' : 'instruments.no')
                            : score.value}
                      </b>
                    )}
                    {score.band && <Tag tone={score.cutoffMet ? 'due' : 'neutral'}>{said(score.band)}</Tag>}
                  </dd>
                </div>
              ))}
            </dl>
          )}
          {definition.unvalidated && <p className="small muted">{words('instruments.unvalidated')}</p>}
          <div lang={language}>
            {askedIn({ definition, answers: view.answers as AllAnswers, asked }).map((section) => (
              <section key={section.id}>
                {section.title && <h3>{inLanguage(section.title, language)}</h3>}
                <dl className={styles.answers}>
                  {section.asked.map((each) => {
                    const question = each.kind === 'item' ? each.item : each.prompt;
                    const value = view.answers[each.id];
                    return (
                      <div key={each.id} className={styles.answer}>
                        <dt>{question.text && inLanguage(question.text, language)}</dt>
                        <dd data-none={value === undefined || undefined}>
                          {value === undefined ? (
                            words('instruments.not-answered')
                          ) : each.kind === 'item' ? (
                            [value]
                              .flat()
                              .map((one) => {
                                const option = definition.optionSets[each.item.options]?.find(
                                  (other) => other.value === one,
                                );
                                return option?.label ? inLanguage(option.label, language) : `${one}`;
                              })
                              .join(', ')
                          ) : (
                            <WrittenText value={value} />
                          )}
                        </dd>
                      </div>
                    );
                  })}
                </dl>
              </section>
            ))}
          </div>
          <p className={styles.notice}>{noticeIn(definition, language)}</p>
          {cautionsIn(definition, language).length > 0 && definition.unvalidated && (
            <p className={styles.notice}>{cautionsIn(definition, language).join(' ')}</p>
          )}
          {view.state !== 'draft' && (
            <AddendaWithActions entry={{ kind: 'sitting', id: view.id }} addenda={view.addenda} chart={chart} />
          )}
        </div>
      </Card>
    </div>
  );
};

const WrittenText = ({ value }: { readonly value: unknown }) => {
  const entries = [value].flat();
  const text = (entry: unknown) =>
    typeof entry === 'string'
      ? entry
      : Object.values(entry as Record<string, string>)
          .filter(Boolean)
          .join(' · ');
  return entries.length === 1 ? (
    text(entries[0])
  ) : (
    <ul>
      {entries.map((entry) => (
        <li key={text(entry)}>{text(entry)}</li>
      ))}
    </ul>
  );
};
