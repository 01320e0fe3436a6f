// The marks the reader was not sure of, each as it stands on the sheet beside what it can mean. A digit answers and goes on to the next.
import { lazy, Suspense, useEffect, useMemo, useRef, useState } from 'react';
import { useIntl } from 'react-intl';
import type { ScanPageDecided, ScanPageView } from '#contract/scans.ts';
import type { Day } from '#domain/basics/day.ts';
import { keyOf, optionAt } from '#web/shell/option-keys.ts';
import { useSend } from '#web/shell/send.ts';
import { Banner } from '#web/ui/banner.tsx';
import { Button } from '#web/ui/button.tsx';
import { Card } from '#web/ui/card.tsx';
import { DayField, useToday } from '#web/ui/day-field.tsx';
import { Form, FormActions } from '#web/ui/form.tsx';
import { notify } from '#web/ui/notices.ts';
import { useWords } from '#web/ui/words.ts';
import styles from './scans.module.css';

const AsideForm = lazy(() => import('./aside-form.tsx').then((module) => ({ default: module.AsideForm })));

type Item = ScanPageView['items'][number];
type Value = Item['options'][number]['value'];
type Answer = Item['read'];

const Crop = ({
  view,
  box,
  label,
  source,
}: {
  view: ScanPageView;
  box: Item['box'];
  label: string;
  source: string;
}) => (
  <svg
    role="img"
    aria-label={label}
    className={styles.crop}
    viewBox={`${box.x} ${box.y} ${box.width} ${box.height}`}
    preserveAspectRatio="xMidYMid meet"
  >
    <image href={source} width={view.image.width} height={view.image.height} preserveAspectRatio="none" />
  </svg>
);

export const CheckPage = ({ view, onDone }: { readonly view: ScanPageView; readonly onDone: () => void }) => {
  const words = useWords();
  const today = useToday();
  const list = useRef<HTMLDivElement>(null);
  const doubtful = view.items.filter(({ status }) => status === 'check');
  const [answers, setAnswers] = useState<Readonly<Record<string, Answer>>>({});
  const [day, setDay] = useState<Day | null>(view.day as Day);
  const [isMissing, setMissing] = useState(false);
  const [isAside, setAside] = useState(false);
  const source = useMemo(() => `data:${view.image.mediaType};base64,${view.image.base64}`, [view.image]);
  const decide = useSend<ScanPageDecided, object>('POST', `/api/scan-pages/${view.id}/decide`, {
    onDone: ({ state }) => {
      notify(words(`scans.check.${state}`));
      onDone();
    },
  });
  // The hands are at the keys: the first mark that is not sure has the focus.
  useEffect(() => list.current?.querySelector<HTMLElement>('input')?.focus({ preventScroll: true }), []);
  if (view.state !== 'open') return <Banner title={words('scans.check.nothing')}>{null}</Banner>;
  const undecided = doubtful.filter(({ id }) => !Object.hasOwn(answers, id));
  const goOnFrom = (field: Element) => {
    const fields = [...(list.current?.querySelectorAll('[data-mark]') ?? [])];
    const next = fields[fields.indexOf(field) + 1];
    const target =
      next?.querySelector<HTMLElement>('input') ?? document.querySelector<HTMLElement>('[data-after-marks] button');
    target?.focus();
    (next ?? target)?.scrollIntoView({ block: 'nearest' });
  };
  const written = view.text.find(({ id }) => id === 'day');
  return (
    <Card>
      <Form
        label={words('scans.waiting')}
        problem={decide.problem}
        errors={{}}
        onSubmit={() => {
          setMissing(undecided.length > 0);
          if (undecided.length === 0) decide.send({ answers, ...(day && { day }) });
        }}
      >
        <div ref={list} className={styles.marks}>
          {doubtful.map((item) => (
            <Mark
              key={item.id}
              item={item}
              answer={answers[item.id]}
              isMissing={isMissing && !Object.hasOwn(answers, item.id)}
              crop={<Crop view={view} box={item.box} label={words('scans.check.crop')} source={source} />}
              onAnswer={(answer) => setAnswers((before) => ({ ...before, [item.id]: answer }))}
              onGoOn={goOnFrom}
            />
          ))}
        </div>
        {written && (
          <div className={styles.day}>
            <Crop
              view={view}
              box={{ x: written.x - 2, y: written.y - 2, width: written.width + 4, height: written.height + 4 }}
              label={words('scans.check.crop')}
              source={source}
            />
            <DayField label={words('scans.check.day')} name="day" value={day} onChange={setDay} max={today} />
          </div>
        )}
        <div data-after-marks>
          <FormActions>
            <Button type="submit" look="primary" isBusy={decide.isBusy}>
              {words('scans.check.submit')}
            </Button>
            <Button onClick={() => setAside(true)}>{words('scans.aside')}</Button>
          </FormActions>
        </div>
        <details className={styles.whole}>
          <summary>{words('scans.check.whole')}</summary>
          <img src={source} alt={words('scans.check.whole')} />
        </details>
      </Form>
      <Suspense>{isAside && <AsideForm pageId={view.id} onClose={() => setAside(false)} onAside={onDone} />}</Suspense>
    </Card>
  );
};

const Mark = ({
  item,
  answer,
  isMissing,
  crop,
  onAnswer,
  onGoOn,
}: {
  readonly item: Item;
  /** Undefined until somebody said something; null where it was left blank. */
  readonly answer: Answer | undefined;
  readonly isMissing: boolean;
  readonly crop: React.ReactNode;
  readonly onAnswer: (answer: Answer) => void;
  readonly onGoOn: (field: Element) => void;
}) => {
  const words = useWords();
  const { locale } = useIntl();
  const field = useRef<HTMLFieldSetElement>(null);
  const said = (text: Item['text']) => (text ? ((locale.startsWith('es') ? text.es : text.en) ?? text.en) : '');
  const chosen: readonly Value[] = Array.isArray(answer)
    ? answer
    : answer === null || answer === undefined
      ? []
      : [answer];
  const choose = (value: Value) => {
    if (!item.isMany) return onAnswer(value);
    const now = chosen.includes(value) ? chosen.filter((each) => each !== value) : [...chosen, value];
    onAnswer(now.length > 0 ? now : null);
  };
  const goOn = () => field.current && onGoOn(field.current);
  return (
    <fieldset
      ref={field}
      data-mark={item.id}
      data-missing={isMissing || undefined}
      className={styles.mark}
      onKeyDown={(event) => {
        if (event.ctrlKey || event.metaKey || event.altKey) return;
        const option = optionAt(item.options, event.key);
        const isBlank = event.key === 'Backspace' || event.key === 'Delete';
        if (!option && !isBlank) return;
        event.preventDefault();
        event.stopPropagation();
        if (option) choose(option.value);
        else onAnswer(null);
        if (!item.isMany || isBlank) goOn();
      }}
    >
      <legend className={styles.text}>{said(item.text)}</legend>
      <div className={styles.beside}>
        {crop}
        <div className={styles.said}>
          <p className={styles.why}>{words(`scans.check.why.${item.reason ?? 'safety'}`)}</p>
          {item.options.map((option, at) => (
            <label key={option.value} className={styles.option}>
              <input
                type={item.isMany ? 'checkbox' : 'radio'}
                name={`mark-${item.id}`}
                checked={chosen.includes(option.value)}
                onChange={() => choose(option.value)}
              />
              {keyOf(item.options, at) !== null && <kbd aria-hidden>{keyOf(item.options, at)}</kbd>}
              <span>{said(option.label)}</span>
            </label>
          ))}
          <label className={styles.option}>
            <input
              type={item.isMany ? 'checkbox' : 'radio'}
              name={`mark-${item.id}`}
              checked={answer === null}
              onChange={() => onAnswer(null)}
            />
            <kbd aria-hidden>⌫</kbd>
            <span>{words('scans.check.blank')}</span>
          </label>
          {isMissing && (
            <p role="alert" className={styles.missing}>
              {words('scans.check.missing')}
            </p>
          )}
        </div>
      </div>
    </fieldset>
  );
};
