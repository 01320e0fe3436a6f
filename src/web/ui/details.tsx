import type { ReactNode } from 'react';
import styles from './details.module.css';

/** Names and values, one fact a line. A value left out is said to be unknown by the caller, never drawn as an empty place. */
export const DefinitionList = ({
  items,
}: {
  readonly items: readonly { readonly term: string; readonly value: ReactNode }[];
}) => (
  <dl className={styles.list}>
    {items.map(({ term, value }) => (
      <div key={term} className={styles.item}>
        <dt>{term}</dt>
        <dd>{value}</dd>
      </div>
    ))}
  </dl>
);
