// What stands beside a signed entry: what was added later, and the person's own view; and the way to add either.
import { lazy, Suspense, useState } from 'react';
import { useIntl } from 'react-intl';
import type { ChartView } from '#contract/client.ts';
import type { AddendumView } from '#contract/fields.ts';
import { Button } from '#web/ui/button.tsx';
import { useWords } from '#web/ui/words.ts';
import styles from './addenda.module.css';
import type { AddendumKind, EntryBeside } from './addendum-form.tsx';

const AddendumForm = lazy(() => import('./addendum-form.tsx').then((module) => ({ default: module.AddendumForm })));

export const addendumKinds = ['addendum', 'client-statement'] as const satisfies readonly AddendumKind[];

const headings: Readonly<Record<AddendumView['kind'], string>> = {
  addendum: 'addenda.by',
  'client-statement': 'addenda.statement.by',
  disagreement: 'addenda.disagreement.by',
  rebuttal: 'addenda.rebuttal.by',
};

export const Addenda = ({ addenda, name }: { readonly addenda: readonly AddendumView[]; readonly name: string }) => {
  const words = useWords();
  const intl = useIntl();
  return addenda.map(({ id, kind, text, at, by }) => (
    <div
      key={id}
      className={kind === 'client-statement' || kind === 'disagreement' ? styles.statement : styles.addendum}
    >
      <p className="small muted">
        {words(headings[kind], { name, who: by ?? '' })}
        {' · '}
        {intl.formatDate(at, { dateStyle: 'medium', timeStyle: 'short' })}
      </p>
      <p className={styles.text}>{text}</p>
    </div>
  ));
};

/** The same with the two buttons, under an entry that fills a page of its own. */
export const AddendaWithActions = ({
  entry,
  addenda,
  chart,
}: {
  readonly entry: EntryBeside;
  readonly addenda: readonly AddendumView[];
  readonly chart: ChartView;
}) => {
  const words = useWords();
  const [adding, setAdding] = useState<AddendumKind | null>(null);
  const { name } = chart.client;
  return (
    <>
      <Addenda addenda={addenda} name={name} />
      {chart.may.includes('add-addendum') && (
        <div className={styles.actions}>
          {addendumKinds.map((kind) => (
            <Button key={kind} size="small" onClick={() => setAdding(kind)}>
              {words(kind === 'addendum' ? 'addenda.add' : 'addenda.statement.add', { name })}
            </Button>
          ))}
        </div>
      )}
      {adding && (
        <Suspense>
          <AddendumForm kind={adding} entry={entry} chart={chart} onClose={() => setAdding(null)} />
        </Suspense>
      )}
    </>
  );
};
