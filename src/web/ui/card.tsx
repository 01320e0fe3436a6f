import { type ReactNode, useId } from 'react';
import styles from './card.module.css';
import { classNames } from './class-names.ts';

export type CardProps = {
  readonly title?: ReactNode;
  /** Beside the title, quieter: a count, a date, tags. */
  readonly aside?: ReactNode;
  readonly actions?: ReactNode;
  /** `alert` for crisis and hospital only. */
  readonly tone?: 'plain' | 'alert';
  /** `none` for lists and tables that bring their own padding. */
  readonly padding?: 'normal' | 'none';
  readonly footer?: ReactNode;
  readonly level?: 2 | 3;
  readonly children?: ReactNode;
};

export const Card = ({
  title,
  aside,
  actions,
  tone = 'plain',
  padding = 'normal',
  footer,
  level = 2,
  children,
}: CardProps) => {
  const titleId = useId();
  const Heading = level === 2 ? 'h2' : 'h3';
  return (
    <section
      className={classNames(styles.card, tone === 'alert' && styles.alert)}
      aria-labelledby={title ? titleId : undefined}
    >
      {title && (
        <header className={styles.header}>
          <Heading id={titleId} className={styles.title}>
            {title}
          </Heading>
          {aside && <div className={styles.aside}>{aside}</div>}
          {actions && <div className={styles.actions}>{actions}</div>}
        </header>
      )}
      <div className={padding === 'normal' ? styles.padded : undefined}>{children}</div>
      {footer && <footer className={styles.footer}>{footer}</footer>}
    </section>
  );
};

/** Rows inside a card (`padding="none"`). `j` and `k` move between them. */
export const RowList = ({ children, label }: { readonly children: ReactNode; readonly label?: string }) => (
  <ul className={styles.rows} aria-label={label}>
    {children}
  </ul>
);

export type RowProps = {
  readonly leading?: ReactNode;
  /** Holds the row's link or button first: that is where `j` and `k` put the focus. */
  readonly title: ReactNode;
  readonly detail?: ReactNode;
  readonly status?: ReactNode;
  readonly action?: ReactNode;
};

export const Row = ({ leading, title, detail, status, action }: RowProps) => (
  <li className={styles.row} data-row>
    {leading}
    <div className={styles.rowMain}>
      <div className={styles.rowTitle}>{title}</div>
      {detail && <div className={styles.rowDetail}>{detail}</div>}
    </div>
    {status && <div className={styles.rowStatus}>{status}</div>}
    {action && <div className={styles.rowAction}>{action}</div>}
  </li>
);
