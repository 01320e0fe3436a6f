// The device in the person's hands: one question at a time, large, in their language, and nothing else. What the answers come to, and
// what they may give rise to, is never shown here. The server opens nothing until the worker has shown who they are (pipeline/perform.ts).
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { lazy, type RefObject, Suspense, useEffect, useRef, useState } from 'react';
import type { SittingView } from '#contract/instruments.ts';
import { inLanguage, type Language, noticeIn } from '#domain/instruments/language.ts';
import { read, send } from '#web/shell/api.ts';
import { Fetched } from '#web/shell/fetched.tsx';
import { InLanguage } from '#web/shell/in-language.tsx';
import { sessionQuery } from '#web/shell/session.ts';
import { standReadyToAsk, useStepUpQuestion } from '#web/shell/step-up.ts';
import { Button } from '#web/ui/button.tsx';
import { useWords } from '#web/ui/words.ts';
import { type Answering, useAnswers } from './answers.ts';
import styles from './lent-device.module.css';
import { PromptField } from './prompt-field.tsx';
import { askedIn, marked } from './questions.tsx';

const StepUpDialog = lazy(() =>
  import('#web/shell/step-up-dialog.tsx').then((module) => ({ default: module.StepUpDialog })),
);

export const LentDevice = ({ sittingId }: { readonly sittingId: string }) => {
  const words = useWords();
  const sitting = useQuery(read<SittingView>(`/api/sittings/${sittingId}`));
  const question = useStepUpQuestion();
  useEffect(standReadyToAsk, []);
  useEffect(() => {
    document.title = words('instruments.lent.title');
  }, [words]);
  return (
    <main id="main" className={styles.page}>
      <Fetched query={sitting} lines={6}>
        {(view) => (
          <InLanguage language={view.language}>
            <OneByOne view={view} />
          </InLanguage>
        )}
      </Fetched>
      <Suspense>{question && <StepUpDialog ways={question.ways} onAnswer={question.answer} />}</Suspense>
    </main>
  );
};

const OneByOne = ({ view }: { readonly view: SittingView }) => {
  const words = useWords();
  const answering = useAnswers(view);
  const { definition, answers, saved } = answering;
  const { language } = view;
  const all = askedIn(answering).flatMap(({ asked }) => asked);
  const [at, setAt] = useState(() => {
    const first = all.findIndex(({ id }) => answers[id] === undefined);
    return first > 0 ? first : -1;
  });
  const heading = useRef<HTMLHeadingElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another question is read from its beginning
  useEffect(() => {
    heading.current?.focus();
  }, [at]);
  const current = all[at];
  const goTo = (next: number) => setAt(Math.min(Math.max(next, -1), all.length));
  if (at < 0)
    return (
      <section className={styles.card}>
        <h1 ref={heading} tabIndex={-1} data-focus-quietly className={styles.title}>
          {inLanguage(definition.title, language)}
        </h1>
        {definition.stem && <p className={styles.stem}>{inLanguage(definition.stem, language)}</p>}
        <p className={styles.help}>{words('instruments.lent.about', { count: all.length })}</p>
        <Button look="primary" onClick={() => goTo(0)}>
          {words('instruments.lent.begin')}
        </Button>
        <p className={styles.notice}>{noticeIn(definition, language)}</p>
        <GiveBack answering={answering} view={view} />
      </section>
    );
  if (!current)
    return (
      <section className={styles.card}>
        <h1 ref={heading} tabIndex={-1} data-focus-quietly className={styles.title}>
          {words('instruments.lent.thanks')}
        </h1>
        <p className={styles.help}>{words('instruments.lent.thanks.about')}</p>
        <GiveBack answering={answering} view={view} isMain />
        <div>
          <Button onClick={() => goTo(all.length - 1)}>{words('instruments.lent.back')}</Button>
        </div>
      </section>
    );
  return (
    <section className={styles.card}>
      <p className={styles.progress}>{words('instruments.lent.progress', { at: at + 1, of: all.length })}</p>
      {definition.stem && <p className={styles.help}>{inLanguage(definition.stem, language)}</p>}
      {current.kind === 'prompt' ? (
        <>
          <h1 ref={heading} tabIndex={-1} data-focus-quietly className="visually-hidden">
            {current.prompt.text && inLanguage(current.prompt.text, language)}
          </h1>
          <PromptField
            prompt={current.prompt}
            language={language}
            value={answers[current.id]}
            onChange={(value) => answering.set(current.id, value)}
          />
        </>
      ) : (
        <LargeQuestion
          key={current.id}
          answering={answering}
          id={current.id}
          language={language}
          heading={heading}
          onAnswered={() => {
            void saved.flush();
            goTo(at + 1);
          }}
        />
      )}
      <div className={styles.ways}>
        <Button onClick={() => goTo(at - 1)}>{words('instruments.lent.back')}</Button>
        <Button onClick={() => goTo(at + 1)}>
          {words(answers[current.id] === undefined ? 'instruments.lent.skip' : 'instruments.lent.next')}
        </Button>
      </div>
      <GiveBack answering={answering} view={view} />
    </section>
  );
};

const LargeQuestion = ({
  answering: { definition, answers, set },
  id,
  language,
  heading,
  onAnswered,
}: {
  readonly answering: Answering;
  readonly id: string;
  readonly language: Language;
  readonly heading: RefObject<HTMLHeadingElement | null>;
  readonly onAnswered: () => void;
}) => {
  const item = definition.items.find((each) => each.id === id);
  if (!item) return null;
  const options = definition.optionSets[item.options] ?? [];
  const chosen = [answers[id] ?? []].flat() as (string | number)[];
  return (
    <>
      <h1 ref={heading} tabIndex={-1} data-focus-quietly className={styles.question}>
        {item.period && <span className={styles.period}>{inLanguage(item.period, language)} </span>}
        {item.text && inLanguage(item.text, language)}
      </h1>
      {/* biome-ignore lint/a11y/useSemanticElements: the question above names the buttons, and is the heading of the page */}
      <div className={styles.options} role="group" aria-label={item.text ? inLanguage(item.text, language) : id}>
        {options.map((option) => (
          <button
            key={option.value}
            type="button"
            className={styles.option}
            aria-pressed={chosen.includes(option.value)}
            onClick={() => {
              if (item.many) {
                set(id, marked(options, chosen, option, !chosen.includes(option.value)));
                return;
              }
              set(id, option.value);
              onAnswered();
            }}
          >
            {option.label && inLanguage(option.label, language)}
          </button>
        ))}
      </div>
    </>
  );
};

/** Everything answered is in the record; then the worker shows who they are, and the chart is there again. */
const GiveBack = ({
  answering: { saved },
  view,
  isMain = false,
}: {
  readonly answering: Answering;
  readonly view: SittingView;
  readonly isMain?: boolean;
}) => {
  const words = useWords();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const [isBusy, setBusy] = useState(false);
  const giveBack = async () => {
    setBusy(true);
    try {
      await saved.flush();
      await send('POST', `/api/sittings/${view.id}/take-back`, {});
      await queries.invalidateQueries({ queryKey: ['api'], refetchType: 'none' });
      await navigate({
        to: '/clients/$clientId/instruments',
        params: { clientId: view.clientId },
        search: { sitting: view.id },
      });
      queries.setQueryData(sessionQuery.queryKey, (session) => session && { ...session, lentTo: null });
    } catch {
      // Nobody showed who they are: the device stays where it is.
    } finally {
      setBusy(false);
    }
  };
  return (
    <div className={isMain ? styles.main : styles.giveBack}>
      <Button look={isMain ? 'primary' : 'quiet'} isBusy={isBusy} onClick={giveBack}>
        {words('instruments.lent.give-back')}
      </Button>
    </div>
  );
};
