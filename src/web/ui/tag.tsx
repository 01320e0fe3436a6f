import type { TablerIcon } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { classNames } from './class-names.ts';
import styles from './tag.module.css';

export type Tone = 'over' | 'due' | 'ok' | 'info' | 'model' | 'neutral';

/** Always a word; the colour only repeats it. */
export const Tag = ({
  tone = 'neutral',
  icon: Icon,
  children,
}: {
  readonly tone?: Tone;
  readonly icon?: TablerIcon;
  readonly children: ReactNode;
}) => (
  <span className={classNames(styles.tag, styles[tone])}>
    {Icon && <Icon aria-hidden />}
    {children}
  </span>
);

/** Initials in a circle, for the eye only: the name stands beside it. */
export const Avatar = ({
  name,
  size = 'medium',
}: {
  readonly name: string;
  readonly size?: 'small' | 'medium' | 'large';
}) => (
  <span className={classNames(styles.avatar, styles[size])} aria-hidden>
    {initials(name)}
  </span>
);

const initials = (name: string): string => {
  const parts = name.split(/\s+/).filter((part) => /^\p{L}/u.test(part));
  return [parts[0], parts.length > 1 ? parts.at(-1) : undefined]
    .map((part) => [...(part ?? '')][0]?.toUpperCase() ?? '')
    .join('');
};
