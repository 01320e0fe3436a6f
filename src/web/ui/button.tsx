import type { TablerIcon } from '@tabler/icons-react';
import type { ButtonHTMLAttributes, ReactNode, Ref } from 'react';
import styles from './button.module.css';
import { classNames } from './class-names.ts';

export type ButtonLook = 'primary' | 'secondary' | 'quiet' | 'danger';
export type ButtonSize = 'medium' | 'small';

export type ButtonProps = Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'className' | 'disabled'> & {
  /** One primary action a screen. */
  readonly look?: ButtonLook;
  readonly size?: ButtonSize;
  readonly icon?: TablerIcon;
  /** The single key that does the same, shown beside the label. */
  readonly shortcut?: string;
  /** The work is under way: the button keeps its place and focus, and a second press does nothing. */
  readonly isBusy?: boolean;
  /** Why it cannot be pressed. The button stays reachable, and says why to everyone. */
  readonly whyNot?: string | null;
  readonly ref?: Ref<HTMLButtonElement>;
  readonly children?: ReactNode;
};

export const buttonClass = (look: ButtonLook = 'secondary', size: ButtonSize = 'medium') =>
  classNames(styles.button, styles[look], styles[size]);

export const Button = ({
  look,
  size,
  icon: Icon,
  shortcut,
  isBusy = false,
  whyNot,
  onClick,
  type = 'button',
  title,
  children,
  ...rest
}: ButtonProps) => {
  const isBlocked = isBusy || Boolean(whyNot);
  return (
    <button
      {...rest}
      type={type}
      className={buttonClass(look, size)}
      aria-disabled={isBlocked || undefined}
      aria-busy={isBusy || undefined}
      aria-description={whyNot ?? undefined}
      aria-keyshortcuts={shortcut}
      title={whyNot ?? title}
      onClick={(event) => {
        if (isBlocked) event.preventDefault();
        else onClick?.(event);
      }}
    >
      {isBusy ? <span className={styles.spinner} aria-hidden /> : Icon && <Icon aria-hidden />}
      {children}
      {shortcut && (
        <kbd className={styles.key} aria-hidden>
          {shortcut.toUpperCase()}
        </kbd>
      )}
    </button>
  );
};

export type IconButtonProps = Omit<ButtonProps, 'icon' | 'children' | 'shortcut'> & {
  readonly icon: TablerIcon;
  /** What it does, in words: the accessible name and the tooltip. */
  readonly label: string;
};

export const IconButton = ({ icon: Icon, label, look = 'quiet', size, onClick, ...rest }: IconButtonProps) => {
  const { isBusy, whyNot, ...attributes } = rest;
  return (
    <button
      {...attributes}
      type="button"
      className={classNames(buttonClass(look, size), styles.iconOnly)}
      aria-label={label}
      aria-disabled={isBusy || Boolean(whyNot) || undefined}
      title={whyNot ?? label}
      onClick={isBusy || whyNot ? undefined : onClick}
    >
      <Icon aria-hidden />
    </button>
  );
};
