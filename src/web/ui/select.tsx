import IconSelector from '@tabler/icons-react/icons/IconSelector';
import type { Ref } from 'react';
import { classNames } from './class-names.ts';
import { type FieldProps, FieldShell, inputClass, useField } from './field.tsx';
import styles from './select.module.css';

export type Option<Value extends string = string> = {
  readonly value: Value;
  readonly label: string;
  readonly description?: string;
  readonly isDisabled?: boolean;
};

export type SelectProps<Value extends string> = FieldProps & {
  readonly options: readonly Option<Value>[];
  readonly value: Value | '';
  readonly onChange: (value: Value) => void;
  /** Shown while nothing is chosen. */
  readonly placeholder?: string;
  readonly ref?: Ref<HTMLSelectElement>;
};

/** The platform's own list: best on a phone, by keyboard and with a screen reader. More than about fifteen options want a `ComboBox`. */
export const Select = <Value extends string>(props: SelectProps<Value>) => {
  const parts = useField(props);
  const { options, value, onChange, placeholder, ref } = props;
  return (
    <FieldShell {...props} parts={parts}>
      <div className={styles.wrap}>
        <select
          {...parts.control}
          ref={ref}
          className={classNames(inputClass, styles.select)}
          value={value}
          onChange={(event) => onChange(event.target.value as Value)}
        >
          {(placeholder !== undefined || value === '') && (
            <option value="" disabled={props.isRequired}>
              {placeholder ?? ''}
            </option>
          )}
          {options.map((option) => (
            <option key={option.value} value={option.value} disabled={option.isDisabled}>
              {option.label}
            </option>
          ))}
        </select>
        <IconSelector aria-hidden className={styles.arrow} />
      </div>
    </FieldShell>
  );
};
