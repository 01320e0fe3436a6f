import IconChevronDown from '@tabler/icons-react/icons/IconChevronDown';
import IconChevronUp from '@tabler/icons-react/icons/IconChevronUp';
import IconX from '@tabler/icons-react/icons/IconX';
import { type ReactNode, useId, useState } from 'react';
import { IconButton } from './button.tsx';
import { classNames } from './class-names.ts';
import { useWords } from './words.ts';
import styles from './workspace.module.css';

export type WorkspaceProps = {
  readonly title: string;
  /** “Draft saved” and the like. */
  readonly status?: ReactNode;
  readonly onClose: () => void;
  readonly children: ReactNode;
  readonly footer?: ReactNode;
};

/** Where a note, a plan or a referral is written while the chart stays in view. Not modal; can be minimised with its draft kept. */
export const Workspace = ({ title, status, onClose, children, footer }: WorkspaceProps) => {
  const words = useWords();
  const titleId = useId();
  const [isMinimised, setMinimised] = useState(false);
  return (
    <aside
      className={classNames(styles.workspace, isMinimised && styles.minimised)}
      aria-labelledby={titleId}
      onKeyDown={(event) => {
        if (event.key === 'Escape' && !event.defaultPrevented) setMinimised(true);
      }}
    >
      <header className={styles.header}>
        <h2 id={titleId} className={styles.title}>
          {title}
        </h2>
        <span className="small muted">{status}</span>
        <IconButton
          icon={isMinimised ? IconChevronUp : IconChevronDown}
          size="small"
          label={words(isMinimised ? 'ui.workspace.restore' : 'ui.workspace.minimise')}
          aria-expanded={!isMinimised}
          onClick={() => setMinimised(!isMinimised)}
        />
        <IconButton icon={IconX} size="small" label={words('ui.close')} onClick={onClose} />
      </header>
      <div className={styles.body} hidden={isMinimised}>
        {children}
      </div>
      {footer && (
        <footer className={styles.footer} hidden={isMinimised}>
          {footer}
        </footer>
      )}
    </aside>
  );
};
