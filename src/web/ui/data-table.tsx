// biome-ignore-all lint/a11y/useSemanticElements: what scrolls is named, but is neither a landmark nor a fieldset
// biome-ignore-all lint/a11y/noRedundantRoles: drawn as cards, a table loses its roles unless they are written out
// biome-ignore-all lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
import IconChevronDown from '@tabler/icons-react/icons/IconChevronDown';
import IconChevronUp from '@tabler/icons-react/icons/IconChevronUp';
import IconSelector from '@tabler/icons-react/icons/IconSelector';
import type { ReactNode } from 'react';
import { Button } from './button.tsx';
import { classNames } from './class-names.ts';
import styles from './data-table.module.css';
import { useWords } from './words.ts';

export type Sort = { readonly key: string; readonly direction: 'ascending' | 'descending' };

export type Column<Item> = {
  readonly key: string;
  readonly header: string;
  readonly cell: (item: Item) => ReactNode;
  readonly isNumber?: boolean;
  readonly isSortable?: boolean;
};

export type DataTableProps<Item> = {
  /** Read out before the table; not drawn where a heading says it. */
  readonly caption: string;
  /** The first column names the row and stays in view. Put the row's link first in it. */
  readonly columns: readonly Column<Item>[];
  readonly items: readonly Item[];
  readonly itemKey: (item: Item) => string;
  readonly sort?: Sort | undefined;
  readonly onSort?: (sort: Sort) => void;
  readonly empty?: ReactNode;
};

/** A real table; below 600 px of its container each row becomes a card. Roles are written out because cards lose them otherwise. */
export const DataTable = <Item,>({ caption, columns, items, itemKey, sort, onSort, empty }: DataTableProps<Item>) => {
  if (items.length === 0 && empty) return empty;
  return (
    <div className={styles.box}>
      <div className={styles.scroll} tabIndex={0} role="group" aria-label={caption}>
        <table className={styles.table} role="table">
          <caption className="visually-hidden">{caption}</caption>
          <thead role="rowgroup">
            <tr role="row">
              {columns.map((column) => (
                <th
                  key={column.key}
                  role="columnheader"
                  scope="col"
                  className={column.isNumber ? styles.number : undefined}
                  aria-sort={sort?.key === column.key ? sort.direction : undefined}
                >
                  {column.isSortable && onSort ? (
                    <SortButton column={column} sort={sort} onSort={onSort} />
                  ) : (
                    column.header
                  )}
                </th>
              ))}
            </tr>
          </thead>
          <tbody role="rowgroup">
            {items.map((item) => (
              <tr key={itemKey(item)} role="row" data-row>
                {columns.map((column, index) => {
                  const className = classNames(column.isNumber && styles.number);
                  return index === 0 ? (
                    <th key={column.key} scope="row" role="rowheader" className={className}>
                      {column.cell(item)}
                    </th>
                  ) : (
                    <td key={column.key} role="cell" data-label={column.header} className={className}>
                      {column.cell(item)}
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </div>
  );
};

const SortButton = <Item,>({
  column,
  sort,
  onSort,
}: {
  readonly column: Column<Item>;
  readonly sort: Sort | undefined;
  readonly onSort: (sort: Sort) => void;
}) => {
  const isSorted = sort?.key === column.key;
  const Icon = !isSorted ? IconSelector : sort.direction === 'ascending' ? IconChevronUp : IconChevronDown;
  return (
    <button
      type="button"
      className={styles.sort}
      onClick={() =>
        onSort({ key: column.key, direction: isSorted && sort.direction === 'ascending' ? 'descending' : 'ascending' })
      }
    >
      {column.header}
      <Icon aria-hidden />
    </button>
  );
};

export type PagerProps = {
  readonly shown: number;
  readonly total: number;
  readonly hasNext: boolean;
  readonly hasPrevious?: boolean;
  readonly onNext: () => void;
  readonly onPrevious?: () => void;
};

/** Says how much of the whole is in view. With cursors there is no page number to lie about. */
export const Pager = ({ shown, total, hasNext, hasPrevious = false, onNext, onPrevious }: PagerProps) => {
  const words = useWords();
  return (
    <nav className={styles.pager} aria-label={words('ui.pager.label')}>
      <span className="muted">{words('ui.pager.shown', { shown, total })}</span>
      <span className={styles.pagerButtons}>
        {onPrevious && (
          <Button size="small" whyNot={hasPrevious ? null : words('ui.pager.first')} onClick={onPrevious}>
            {words('ui.pager.previous')}
          </Button>
        )}
        <Button size="small" whyNot={hasNext ? null : words('ui.pager.last')} onClick={onNext}>
          {words('ui.pager.next')}
        </Button>
      </span>
    </nav>
  );
};
