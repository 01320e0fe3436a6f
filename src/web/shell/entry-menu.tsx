// What may still be done to an entry on record, behind three dots: it is rare, and must not stand in the way of reading.
import IconDots from '@tabler/icons-react/icons/IconDots';
import { lazy, Suspense } from 'react';
import type { ChartView } from '#contract/client.ts';
import type { MenuChoice } from '#web/ui/menu.tsx';
import { useWords } from '#web/ui/words.ts';
import styles from './addenda.module.css';
import { addendumKinds } from './addenda.tsx';
import type { AddendumKind } from './addendum-form.tsx';

const Menu = lazy(() => import('#web/ui/menu.tsx').then((module) => ({ default: module.Menu })));

export const EntryMenu = ({
  label,
  chart,
  choices = [],
  onDo,
}: {
  readonly label: string;
  readonly chart: ChartView;
  /** What this kind of entry offers before what every entry does. */
  readonly choices?: readonly MenuChoice[];
  readonly onDo: (what: AddendumKind | 'error') => void;
}) => {
  const words = useWords();
  const { name } = chart.client;
  const all = [
    ...choices,
    ...(chart.may.includes('add-addendum')
      ? addendumKinds.map((what) => ({
          key: what,
          label: words(what === 'addendum' ? 'addenda.add' : 'addenda.statement.add', { name }),
          onChoose: () => onDo(what),
        }))
      : []),
    ...(chart.may.includes('enter-in-error')
      ? [{ key: 'error', label: words('addenda.error'), isDangerous: true, onChoose: () => onDo('error') }]
      : []),
  ];
  if (all.length === 0) return null;
  return (
    <Suspense fallback={<span className={styles.menuPlace} />}>
      <Menu label={label} icon={IconDots} look="quiet" size="small" choices={all} />
    </Suspense>
  );
};
