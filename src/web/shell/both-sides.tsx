// Two people wrote the same record at once: what both changed stands side by side, and one chooses part by part.
import { useState } from 'react';
import { Banner } from '#web/ui/banner.tsx';
import { Button } from '#web/ui/button.tsx';
import { useWords } from '#web/ui/words.ts';
import { type AutosaveNow, type Part, putTogether } from './autosave.ts';
import styles from './both-sides.module.css';

type Side = 'mine' | 'theirs';

export type BothSidesProps<Value> = {
  readonly mine: Value;
  readonly both: NonNullable<AutosaveNow<Value>['both']>;
  readonly parts: readonly Part<Value>[];
  readonly onSettle: (value: Value) => void;
  /** What is chosen goes into a form first, where it is looked at and saved. */
  readonly isIntoForm?: boolean;
};

export const BothSides = <Value,>({ mine, both, parts, onSettle, isIntoForm = false }: BothSidesProps<Value>) => {
  const words = useWords();
  const { base, theirs } = both;
  const together = putTogether(base, mine, theirs, parts);
  const [chosen, setChosen] = useState<Readonly<Record<string, Side>>>({});
  const settle = () =>
    onSettle(
      together.conflicts
        .filter(({ key }) => chosen[key] === 'theirs')
        .reduce((value, part) => part.take(theirs, value), together.value),
    );
  return (
    <section className={styles.sides} aria-label={words('autosave.both.title')}>
      <Banner tone="due" title={words('autosave.both.title')}>
        {words(together.conflicts.length > 0 ? 'autosave.both.about' : 'autosave.both.apart')}
      </Banner>
      {together.conflicts.map((part) => (
        <fieldset key={part.key} className={styles.part}>
          <legend className={styles.label}>{part.label}</legend>
          {(['mine', 'theirs'] as const).map((side) => (
            <label key={side} className={styles.side}>
              <span className={styles.whose}>
                <input
                  type="radio"
                  name={`side-${part.key}`}
                  checked={(chosen[part.key] ?? 'mine') === side}
                  onChange={() => setChosen({ ...chosen, [part.key]: side })}
                />
                {words(`autosave.both.${side}`)}
              </span>
              <span className={styles.text}>
                {part.text(side === 'mine' ? mine : theirs) || words('autosave.both.empty')}
              </span>
            </label>
          ))}
        </fieldset>
      ))}
      <div>
        <Button look="primary" onClick={settle}>
          {words(isIntoForm ? 'autosave.both.into-form' : 'autosave.both.settle')}
        </Button>
      </div>
    </section>
  );
};

/** In a few words, whether what is on the screen is in the record. */
export const SavedMark = <Value,>({ saved }: { readonly saved: Pick<AutosaveNow<Value>, 'status'> }) => {
  const words = useWords();
  return (
    <span className={styles.mark} data-status={saved.status}>
      {words(`autosave.status.${saved.status}`)}
    </span>
  );
};

/** What stands on top of a record that saves itself: brought back, refused, or changed on both sides. */
export const AutosaveBanners = <Value,>({
  saved,
  parts,
  onSettle,
}: {
  readonly saved: AutosaveNow<Value>;
  readonly parts: readonly Part<Value>[];
  readonly onSettle: (value: Value) => void;
}) => {
  if (saved.both !== null) return <BothSides mine={saved.value} both={saved.both} parts={parts} onSettle={onSettle} />;
  if (saved.problem && saved.status === 'refused')
    return <Banner tone="over" title={saved.problem.document.detail ?? saved.problem.document.title} />;
  return null;
};
