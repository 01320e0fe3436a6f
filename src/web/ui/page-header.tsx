import type { ReactNode, Ref } from 'react';
import styles from './page-header.module.css';

export type PageHeaderProps = {
  readonly title: ReactNode;
  /** One sentence under the title: what stands here and what to do first. */
  readonly lede?: ReactNode;
  readonly actions?: ReactNode;
  readonly titleRef?: Ref<HTMLHeadingElement>;
};

export const PageHeader = ({ title, lede, actions, titleRef }: PageHeaderProps) => (
  <header className={styles.header}>
    <div className={styles.text}>
      <h1 ref={titleRef} tabIndex={-1}>
        {title}
      </h1>
      {lede && <p className="muted">{lede}</p>}
    </div>
    {actions && <div className={styles.actions}>{actions}</div>}
  </header>
);
