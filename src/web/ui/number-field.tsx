import IconMinus from '@tabler/icons-react/icons/IconMinus';
import IconPlus from '@tabler/icons-react/icons/IconPlus';
import { useState } from 'react';
import { useIntl } from 'react-intl';
import { classNames } from './class-names.ts';
import { type FieldProps, FieldShell, inputClass, useField } from './field.tsx';
import styles from './number-field.module.css';
import { readNumber } from './read-number.ts';
import { useWords } from './words.ts';

export type NumberFieldProps = FieldProps & {
  readonly value: number | null;
  readonly onChange: (value: number | null) => void;
  readonly min?: number;
  readonly max?: number;
  readonly step?: number;
  /** Drawn after the number, such as “min”. */
  readonly unit?: string;
};

/** Typed freely, read when left; arrow keys and buttons step. */
export const NumberField = (props: NumberFieldProps) => {
  const { value, onChange, min, max, step = 1, unit } = props;
  const intl = useIntl();
  const words = useWords();
  const [typed, setTyped] = useState<string | null>(null);
  const shown = value === null ? '' : intl.formatNumber(value, { useGrouping: false, maximumFractionDigits: 6 });
  const read = typed === null ? value : readNumber(typed, intl.locale);
  const problem =
    typed !== null && typed.trim() !== '' && read === null
      ? words('ui.number.notRead')
      : outside(value, min, max, words);
  const parts = useField({ ...props, error: props.error ?? problem });

  const stepBy = (direction: 1 | -1) => {
    const next =
      (Math.round((value ?? (direction > 0 ? (min ?? 0) - step : (min ?? 0) + step)) / step) + direction) * step;
    setTyped(null);
    onChange(Math.min(max ?? Number.POSITIVE_INFINITY, Math.max(min ?? Number.NEGATIVE_INFINITY, next)));
  };

  return (
    <FieldShell {...props} parts={parts}>
      <div className={classNames(inputClass, styles.box)}>
        <input
          {...parts.control}
          className={styles.input}
          inputMode={Number.isInteger(step) ? 'numeric' : 'decimal'}
          autoComplete="off"
          value={typed ?? shown}
          onChange={(event) => {
            setTyped(event.target.value);
            const next = readNumber(event.target.value, intl.locale);
            if (next !== null || event.target.value.trim() === '') onChange(next);
          }}
          onBlur={() => {
            if (read !== null || typed?.trim() === '') setTyped(null);
          }}
          onKeyDown={(event) => {
            if (event.key !== 'ArrowUp' && event.key !== 'ArrowDown') return;
            event.preventDefault();
            stepBy(event.key === 'ArrowUp' ? 1 : -1);
          }}
        />
        {unit && <span className={styles.unit}>{unit}</span>}
        <button
          type="button"
          tabIndex={-1}
          className={styles.step}
          disabled={props.isDisabled}
          aria-label={words('ui.number.less', { label: props.label })}
          onClick={() => stepBy(-1)}
        >
          <IconMinus aria-hidden />
        </button>
        <button
          type="button"
          tabIndex={-1}
          className={styles.step}
          disabled={props.isDisabled}
          aria-label={words('ui.number.more', { label: props.label })}
          onClick={() => stepBy(1)}
        >
          <IconPlus aria-hidden />
        </button>
      </div>
    </FieldShell>
  );
};

const outside = (
  value: number | null,
  min: number | undefined,
  max: number | undefined,
  words: ReturnType<typeof useWords>,
) => {
  if (value === null) return null;
  if (min !== undefined && value < min) return words('ui.number.tooLow', { min });
  if (max !== undefined && value > max) return words('ui.number.tooHigh', { max });
  return null;
};
