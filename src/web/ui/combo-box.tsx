import IconSelector from '@tabler/icons-react/icons/IconSelector';
import { type ReactNode, useState } from 'react';
import { Button } from 'react-aria-components/Button';
import { ComboBox as AriaComboBox } from 'react-aria-components/ComboBox';
import { Input } from 'react-aria-components/Input';
import { ListBox, ListBoxItem } from 'react-aria-components/ListBox';
import { Popover } from 'react-aria-components/Popover';
import { classNames } from './class-names.ts';
import styles from './combo-box.module.css';
import { type FieldProps, FieldShell, inputClass, useField } from './field.tsx';
import menuStyles from './menu.module.css';
import type { Option } from './select.tsx';
import { useWords } from './words.ts';

export type ComboBoxProps<Value extends string> = FieldProps & {
  readonly options: readonly Option<Value>[];
  readonly value: Value | null;
  readonly onChange: (value: Value | null) => void;
  /** Given, the caller finds the options for what is typed; left out, the options given are filtered here. */
  readonly onSearch?: (typed: string) => void;
  /** What the chosen value is called while `options` do not hold it. */
  readonly valueLabel?: string;
  readonly placeholder?: string;
  readonly empty?: ReactNode;
  readonly autoFocus?: boolean;
};

const plain = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

/** Type to find one of many. */
export const ComboBox = <Value extends string>(props: ComboBoxProps<Value>) => {
  const { options, value, onChange, onSearch, valueLabel, placeholder, empty, autoFocus } = props;
  const words = useWords();
  const parts = useField(props);
  const chosenLabel = options.find((option) => option.value === value)?.label ?? valueLabel ?? '';
  const [typed, setTyped] = useState<string | null>(null);
  const shown =
    onSearch || typed === null
      ? options
      : options.filter((option) => plain(`${option.label} ${option.description ?? ''}`).includes(plain(typed)));
  return (
    <FieldShell {...props} parts={parts}>
      <AriaComboBox
        aria-labelledby={parts.labelId}
        aria-describedby={parts.control['aria-describedby']}
        className={styles.box ?? ''}
        items={shown.map((option) => ({ ...option, id: option.value }))}
        disabledKeys={shown.filter((option) => option.isDisabled).map((option) => option.value)}
        selectedKey={value}
        inputValue={typed ?? chosenLabel}
        allowsEmptyCollection
        menuTrigger="focus"
        isDisabled={props.isDisabled ?? false}
        isInvalid={Boolean(parts.error)}
        onInputChange={(text) => {
          setTyped(text);
          onSearch?.(text);
        }}
        onSelectionChange={(key) => {
          setTyped(null);
          if (key !== null || typed === '') onChange(key as Value | null);
        }}
        onBlur={() => {
          if (typed === '') onChange(null);
          setTyped(null);
        }}
      >
        <Input
          id={parts.control.id}
          className={classNames(inputClass, styles.input)}
          placeholder={placeholder ?? ''}
          autoComplete="off"
          autoFocus={autoFocus ?? false}
        />
        <Button className={styles.open ?? ''} aria-label={words('ui.combo.open')}>
          <IconSelector aria-hidden />
        </Button>
        <Popover className={classNames(menuStyles.popover, styles.popover)}>
          <ListBox
            className={menuStyles.menu ?? ''}
            renderEmptyState={() => <div className={styles.empty}>{empty ?? words('ui.combo.none')}</div>}
          >
            {(option: Option<Value> & { id: Value }) => (
              <ListBoxItem textValue={option.label} className={menuStyles.choice ?? ''}>
                <span>
                  {option.label}
                  {option.description && <span className={menuStyles.detail}>{option.description}</span>}
                </span>
              </ListBoxItem>
            )}
          </ListBox>
        </Popover>
      </AriaComboBox>
    </FieldShell>
  );
};
