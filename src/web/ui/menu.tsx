import type { TablerIcon } from '@tabler/icons-react';
import IconChevronDown from '@tabler/icons-react/icons/IconChevronDown';
import { Button as AriaButton } from 'react-aria-components/Button';
import { Menu as AriaMenu, MenuItem, MenuTrigger } from 'react-aria-components/Menu';
import { Popover } from 'react-aria-components/Popover';
import { type ButtonLook, type ButtonSize, buttonClass } from './button.tsx';
import { classNames } from './class-names.ts';
import styles from './menu.module.css';

export type MenuChoice = {
  readonly key: string;
  readonly label: string;
  readonly icon?: TablerIcon;
  /** A second line, such as why it cannot be chosen now. */
  readonly detail?: string;
  readonly isDisabled?: boolean;
  readonly isDangerous?: boolean;
  readonly onChoose: () => void;
};

export type MenuProps = {
  readonly label: string;
  /** With an icon, the label is read out and the icon drawn. */
  readonly icon?: TablerIcon;
  readonly choices: readonly MenuChoice[];
  readonly look?: ButtonLook;
  readonly size?: ButtonSize;
};

export const Menu = ({ label, icon: Icon, choices, look = 'secondary', size = 'medium' }: MenuProps) => (
  <MenuTrigger>
    <AriaButton
      className={classNames(buttonClass(look, size), Icon && styles.iconOnly)}
      aria-label={Icon ? label : undefined}
    >
      {Icon ? <Icon aria-hidden /> : label}
      {!Icon && <IconChevronDown aria-hidden />}
    </AriaButton>
    <Popover className={styles.popover ?? ''} placement="bottom end">
      <AriaMenu
        className={styles.menu ?? ''}
        aria-label={label}
        disabledKeys={choices.filter((choice) => choice.isDisabled).map((choice) => choice.key)}
      >
        {choices.map((choice) => (
          <MenuItem
            key={choice.key}
            id={choice.key}
            textValue={choice.label}
            className={classNames(styles.choice, choice.isDangerous && styles.dangerous)}
            onAction={choice.onChoose}
          >
            {choice.icon && <choice.icon aria-hidden />}
            <span>
              {choice.label}
              {choice.detail && <span className={styles.detail}>{choice.detail}</span>}
            </span>
          </MenuItem>
        ))}
      </AriaMenu>
    </Popover>
  </MenuTrigger>
);
