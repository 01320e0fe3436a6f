import type { TablerIcon } from '@tabler/icons-react';
import IconSearch from '@tabler/icons-react/icons/IconSearch';
import IconX from '@tabler/icons-react/icons/IconX';
import { type InputHTMLAttributes, type Ref, useEffect, useRef } from 'react';
import { IconButton } from './button.tsx';
import { classNames } from './class-names.ts';
import { type FieldProps, FieldShell, inputClass, useField } from './field.tsx';
import styles from './text-field.module.css';
import { useWords } from './words.ts';

type Native = Pick<
  InputHTMLAttributes<HTMLInputElement>,
  | 'type'
  | 'inputMode'
  | 'autoComplete'
  | 'placeholder'
  | 'maxLength'
  | 'spellCheck'
  | 'autoFocus'
  | 'onBlur'
  | 'onKeyDown'
  | 'lang'
>;

export type TextFieldProps = FieldProps &
  Native & {
    readonly value: string;
    readonly onChange: (value: string) => void;
    readonly icon?: TablerIcon;
    readonly ref?: Ref<HTMLInputElement>;
  };

export const TextField = (props: TextFieldProps) => {
  const parts = useField(props);
  const {
    value,
    onChange,
    icon: Icon,
    ref,
    type,
    inputMode,
    autoComplete = 'off',
    placeholder,
    maxLength,
    spellCheck,
    autoFocus,
    onBlur,
    onKeyDown,
    lang,
  } = props;
  const native = {
    type,
    inputMode,
    autoComplete,
    placeholder,
    maxLength,
    spellCheck,
    autoFocus,
    onBlur,
    onKeyDown,
    lang,
  };
  return (
    <FieldShell {...props} parts={parts}>
      <div className={styles.wrap}>
        {Icon && <Icon aria-hidden className={styles.icon} />}
        <input
          {...parts.control}
          {...native}
          ref={ref}
          className={classNames(inputClass, Icon && styles.withIcon)}
          value={value}
          onChange={(event) => onChange(event.target.value)}
        />
      </div>
    </FieldShell>
  );
};

export type TextAreaProps = FieldProps & {
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly rows?: number;
  readonly maxLength?: number;
  readonly placeholder?: string;
  readonly autoFocus?: boolean;
  /** The person's own words: drawn larger. */
  readonly isQuote?: boolean;
  readonly ref?: Ref<HTMLTextAreaElement>;
};

/** Grows with what is written. */
export const TextArea = (props: TextAreaProps) => {
  const parts = useField(props);
  const words = useWords();
  const { value, onChange, rows = 4, maxLength, placeholder, autoFocus, isQuote, ref } = props;
  const left = maxLength === undefined ? null : maxLength - value.length;
  return (
    <FieldShell
      {...props}
      parts={parts}
      aside={
        left !== null && left <= 200 && <span className="small muted">{words('ui.charactersLeft', { left })}</span>
      }
    >
      <textarea
        {...parts.control}
        ref={ref}
        rows={rows}
        maxLength={maxLength}
        placeholder={placeholder}
        // biome-ignore lint/a11y/noAutofocus: the opener moves the person here on purpose
        autoFocus={autoFocus}
        className={classNames(inputClass, styles.area, isQuote && styles.quote)}
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
    </FieldShell>
  );
};

export type SearchFieldProps = {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly placeholder?: string;
  /** Milliseconds to wait for the next key before `onSettle`. */
  readonly onSettle?: (value: string) => void;
};

export const SearchField = ({ label, value, onChange, placeholder, onSettle }: SearchFieldProps) => {
  const words = useWords();
  const input = useRef<HTMLInputElement>(null);
  const settle = useRef(onSettle);
  settle.current = onSettle;
  useEffect(() => {
    const timer = setTimeout(() => settle.current?.(value), 200);
    return () => clearTimeout(timer);
  }, [value]);
  return (
    <search className={styles.wrap}>
      <IconSearch aria-hidden className={styles.icon} />
      <input
        ref={input}
        type="search"
        aria-label={label}
        placeholder={placeholder ?? label}
        className={classNames(inputClass, styles.withIcon, styles.search)}
        value={value}
        onChange={(event) => onChange(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape' && value) {
            event.stopPropagation();
            onChange('');
          }
        }}
      />
      {value && (
        <span className={styles.end}>
          <IconButton
            icon={IconX}
            size="small"
            label={words('ui.clear')}
            onClick={() => {
              onChange('');
              input.current?.focus();
            }}
          />
        </span>
      )}
    </search>
  );
};
