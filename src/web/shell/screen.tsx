import { useRouterState } from '@tanstack/react-router';
import { type ReactNode, type RefObject, useEffect, useRef } from 'react';
import { PageHeader } from '#web/ui/page-header.tsx';
import { announce } from './announce.ts';
import styles from './screen.module.css';

let titledPath: string | null = null;

/** Titles the document and, after a change of place, announces it and moves the focus to its heading. */
export const usePageTitle = (title: string, heading?: RefObject<HTMLElement | null>): void => {
  // The place arrived at, not the one being loaded: until then the old screen still stands.
  const path = useRouterState({ select: (state) => state.resolvedLocation?.pathname ?? null });
  useEffect(() => {
    document.title = `${title} · Footbridge`;
    if (path === null) return;
    if (titledPath !== null && titledPath !== path) {
      announce(title);
      heading?.current?.focus({ preventScroll: true });
    }
    titledPath = path;
  }, [title, path, heading]);
};

export type ScreenProps = {
  readonly title: string;
  readonly lede?: ReactNode;
  readonly actions?: ReactNode;
  /** `reading` for forms and text, `wide` for tables and boards. */
  readonly width?: 'reading' | 'normal' | 'wide';
  readonly children?: ReactNode;
};

/** One screen: its title, what to do first, its actions, its content. */
export const Screen = ({ title, lede, actions, width = 'normal', children }: ScreenProps) => {
  const heading = useRef<HTMLHeadingElement>(null);
  usePageTitle(title, heading);
  return (
    <div className={styles[width]}>
      <PageHeader title={title} lede={lede} actions={actions} titleRef={heading} />
      {children}
    </div>
  );
};

/** Two columns on a wide screen: the main thing, and what stands beside it. */
export const Columns = ({ children, aside }: { readonly children: ReactNode; readonly aside: ReactNode }) => (
  <div className={styles.columns}>
    <div className={styles.stack}>{children}</div>
    <div className={styles.stack}>{aside}</div>
  </div>
);

/** Cards one under another. */
export const Stack = ({ children }: { readonly children: ReactNode }) => <div className={styles.stack}>{children}</div>;
