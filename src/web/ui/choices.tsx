import IconCheck from '@tabler/icons-react/icons/IconCheck';
import { type ReactNode, useId } from 'react';
import styles from './choices.module.css';
import { classNames } from './class-names.ts';
import { FieldError, type FieldProps, FieldsetShell, useField } from './field.tsx';
import type { Option } from './select.tsx';

type ToggleProps = {
  readonly label: ReactNode;
  readonly isSelected: boolean;
  readonly onChange: (isSelected: boolean) => void;
  readonly description?: ReactNode;
  readonly isDisabled?: boolean;
  readonly name?: string;
  readonly id?: string;
};

const Toggle = ({
  label,
  isSelected,
  onChange,
  description,
  isDisabled,
  name,
  id,
  role,
}: ToggleProps & { readonly role?: 'switch' }) => {
  // Its label may be more than text, which only the fields that draw their own label need.
  const parts = useField({
    label: '',
    description,
    ...(name !== undefined && { name }),
    ...(isDisabled !== undefined && { isDisabled }),
    ...(id !== undefined && { id }),
  });
  return (
    <div className={styles.toggle}>
      <label className={styles.toggleLabel} htmlFor={parts.control.id}>
        <input
          {...parts.control}
          type="checkbox"
          role={role}
          className={role === 'switch' ? styles.switch : styles.check}
          checked={isSelected}
          onChange={(event) => onChange(event.target.checked)}
        />
        <span>{label}</span>
      </label>
      <FieldError parts={parts} />
      {description && (
        <p id={parts.descriptionId} className={classNames(styles.about, role === 'switch' && styles.aboutSwitch)}>
          {description}
        </p>
      )}
    </div>
  );
};

export const Checkbox = (props: ToggleProps) => <Toggle {...props} />;

/** Takes effect at once; what waits for “Save” is a `Checkbox`. */
export const Switch = (props: ToggleProps) => <Toggle {...props} role="switch" />;

type OneOfProps<Value extends string> = FieldProps & {
  readonly options: readonly Option<Value>[];
  readonly value: Value | null;
  readonly onChange: (value: Value) => void;
};

const OneOf = <Value extends string>(
  props: OneOfProps<Value> & { readonly listClass: string | undefined; readonly optionClass: string | undefined },
) => {
  const parts = useField(props);
  const group = useId();
  return (
    <FieldsetShell {...props} parts={parts}>
      <div className={props.listClass}>
        {props.options.map((option, index) => (
          <label key={option.value} className={props.optionClass} title={option.description}>
            <input
              type="radio"
              id={index === 0 ? parts.control.id : undefined}
              name={group}
              value={option.value}
              className={styles.hiddenInput}
              checked={props.value === option.value}
              disabled={option.isDisabled}
              aria-invalid={parts.control['aria-invalid']}
              onChange={() => props.onChange(option.value)}
            />
            <span>{option.label}</span>
          </label>
        ))}
      </div>
    </FieldsetShell>
  );
};

/** One of a few, all in view. Arrow keys move, as in any radio group. */
export const RadioChips = <Value extends string>(props: OneOfProps<Value>) => (
  <OneOf {...props} listClass={styles.chips} optionClass={styles.chip} />
);

/** One of two or three that belong together, side by side. */
export const Segmented = <Value extends string>(props: OneOfProps<Value>) => (
  <OneOf {...props} listClass={styles.segments} optionClass={styles.segment} />
);

export type CheckChipsProps<Value extends string> = FieldProps & {
  readonly options: readonly Option<Value>[];
  readonly value: readonly Value[];
  readonly onChange: (value: Value[]) => void;
};

/** Any number of a few, all in view. */
export const CheckChips = <Value extends string>(props: CheckChipsProps<Value>) => {
  const parts = useField(props);
  const { options, value, onChange } = props;
  return (
    <FieldsetShell {...props} parts={parts}>
      <div className={styles.chips}>
        {options.map((option, index) => (
          <label key={option.value} className={styles.chip} title={option.description}>
            <input
              type="checkbox"
              id={index === 0 ? parts.control.id : undefined}
              className={styles.hiddenInput}
              checked={value.includes(option.value)}
              disabled={option.isDisabled}
              onChange={(event) =>
                onChange(
                  options
                    .map((each) => each.value)
                    .filter((each) => (each === option.value ? event.target.checked : value.includes(each))),
                )
              }
            />
            <IconCheck aria-hidden className={styles.tick} />
            <span>{option.label}</span>
          </label>
        ))}
      </div>
    </FieldsetShell>
  );
};
