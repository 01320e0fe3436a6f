import IconAlertTriangle from '@tabler/icons-react/icons/IconAlertTriangle';
import type { ReactNode } from 'react';
import { BridgeDrawing } from './bridge-drawing.tsx';
import { Button } from './button.tsx';
import { documentOf, failureKey } from './problem.ts';
import styles from './states.module.css';
import { useWords } from './words.ts';

export type EmptyStateProps = {
  readonly title: ReactNode;
  /** Why there is nothing here. */
  readonly children?: ReactNode;
  /** The next step. */
  readonly action?: ReactNode;
  readonly size?: 'screen' | 'section';
};

/** An empty list says why it is empty and offers the next step. */
export const EmptyState = ({ title, children, action, size = 'section' }: EmptyStateProps) => (
  <div className={size === 'screen' ? styles.screen : styles.section}>
    <BridgeDrawing className={styles.drawing} />
    <p className={styles.title}>{title}</p>
    {children && <div className={styles.text}>{children}</div>}
    {action && <div className={styles.action}>{action}</div>}
  </div>
);

export type ErrorStateProps = { readonly error: unknown; readonly onRetry?: () => void; readonly title?: ReactNode };

/** What went wrong, in a sentence, with the number to quote when asking for help. */
export const ErrorState = ({ error, onRetry, title }: ErrorStateProps) => {
  const words = useWords();
  const problem = documentOf(error);
  const all = problem?.errors?.map((each) => each.message) ?? [];
  const detail = problem?.detail ?? (all.length === 0 && !problem?.title ? words(failureKey(problem)) : null);
  // A problem with one reason often says it twice, whole and by field.
  const sentences = [...new Set(all)].filter((sentence) => sentence !== detail);
  return (
    <div className={styles.error} role="alert">
      <IconAlertTriangle aria-hidden className={styles.errorIcon} />
      <p className={styles.title}>{title ?? (problem?.title || words('ui.error.title'))}</p>
      {detail && <p className={styles.text}>{detail}</p>}
      {sentences.length > 0 && (
        <ul className={styles.errors}>
          {sentences.map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
      )}
      {onRetry && (
        <div className={styles.action}>
          <Button onClick={onRetry}>{words('ui.error.retry')}</Button>
        </div>
      )}
      {problem?.requestId && <p className={styles.request}>{words('ui.error.request', { id: problem.requestId })}</p>}
    </div>
  );
};

/** Holds the place of what is being fetched, so that nothing jumps. */
export const Skeleton = ({ lines = 3, label }: { readonly lines?: number; readonly label?: string }) => {
  const words = useWords();
  return (
    <div className={styles.skeleton} role="status">
      <span className="visually-hidden">{label ?? words('ui.loading')}</span>
      {Array.from({ length: lines }, (_, line) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the lines are all alike
        <span key={line} className={styles.bone} aria-hidden />
      ))}
    </div>
  );
};

export type ProgressBarProps = {
  readonly label: string;
  readonly value: number;
  readonly max: number;
  /** In words, under the bar: “2 days left of 7”. */
  readonly detail?: ReactNode;
  readonly tone?: 'river' | 'due' | 'over';
};

export const ProgressBar = ({ label, value, max, detail, tone = 'river' }: ProgressBarProps) => (
  <div className={styles.progress}>
    <progress className={styles[`bar-${tone}`]} aria-label={label} value={value} max={max || 1} />
    {detail && <div className="small muted">{detail}</div>}
  </div>
);
