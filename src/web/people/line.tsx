import type { ReactNode } from 'react';
import { Button } from '#web/ui/button.tsx';
import { classNames } from '#web/ui/class-names.ts';
import { useWords } from '#web/ui/words.ts';
import styles from './people.module.css';

export const Lines = ({ children }: { readonly children: ReactNode }) => <ul>{children}</ul>;

/** One entry: what it is, what it means, and the way to change it. */
export const Line = ({
  title,
  tags,
  detail,
  children,
  isPast = false,
  change,
  onEdit,
}: {
  readonly title: ReactNode;
  readonly tags?: ReactNode;
  readonly detail?: ReactNode;
  readonly children?: ReactNode;
  readonly isPast?: boolean;
  /** What the button says where it does not change the entry. */
  readonly change?: string;
  readonly onEdit?: (() => void) | null;
}) => {
  const words = useWords();
  return (
    <li className={classNames(styles.line, isPast && styles.past)} data-row>
      <div className={styles.lineMain}>
        <p className={styles.lineHead}>
          <b>{title}</b>
          {tags}
        </p>
        {detail && <p className={styles.lineDetail}>{detail}</p>}
        {children}
      </div>
      {onEdit && (
        <Button size="small" look="quiet" onClick={onEdit}>
          {change ?? words('people-page.change')}
        </Button>
      )}
    </li>
  );
};
