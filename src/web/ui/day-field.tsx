import IconCalendar from '@tabler/icons-react/icons/IconCalendar';
import { lazy, Suspense, useRef, useState } from 'react';
import { useIntl } from 'react-intl';
import type { Day } from '#domain/basics/day.ts';
import { dayIn, instantFromMillis } from '#domain/basics/instant.ts';
import { IconButton } from './button.tsx';
import { classNames } from './class-names.ts';
import styles from './day-field.module.css';
import { type FieldProps, FieldShell, inputClass, useField } from './field.tsx';
import { readDay } from './read-day.ts';
import { readTime } from './read-time.ts';
import { useWords } from './words.ts';

const DayCalendar = lazy(() => import('./day-calendar.tsx').then((module) => ({ default: module.DayCalendar })));

/** Today where the agency is. */
export const useToday = (): Day => {
  const { timeZone } = useIntl();
  return dayIn(timeZone ?? Intl.DateTimeFormat().resolvedOptions().timeZone, instantFromMillis(Date.now()));
};

/** A day as people here write it: “Tue, Nov 24”, with the year when it is not this one. */
export const useDayText = (): ((day: Day, length?: 'full' | 'short') => string) => {
  const intl = useIntl();
  const thisYear = useToday().slice(0, 4);
  return (day, length = 'full') =>
    intl.formatDate(`${day}T12:00:00Z`, {
      timeZone: 'UTC',
      weekday: length === 'full' ? 'short' : undefined,
      year: day.startsWith(thisYear) ? undefined : 'numeric',
      month: 'short',
      day: 'numeric',
    });
};

export type DayFieldProps = FieldProps & {
  readonly value: Day | null;
  readonly onChange: (value: Day | null) => void;
  readonly min?: Day;
  readonly max?: Day;
};

/** Typed as it comes (2026-11-24, 24 Nov, tomorrow, +7) or picked from a calendar. Arrow down opens the calendar. */
export const DayField = (props: DayFieldProps) => {
  const { value, onChange, min, max } = props;
  const intl = useIntl();
  const words = useWords();
  const today = useToday();
  const dayText = useDayText();
  const [typed, setTyped] = useState<string | null>(null);
  const [isOpen, setOpen] = useState(false);
  const box = useRef<HTMLDivElement>(null);
  const dayWords = {
    today: words('ui.day.today'),
    tomorrow: words('ui.day.tomorrow'),
    yesterday: words('ui.day.yesterday'),
  };
  const read = (text: string) => readDay(text, intl.locale, today, dayWords);
  const [isLeft, setLeft] = useState(true);
  const problem =
    typed && isLeft && read(typed) === null
      ? words('ui.day.notRead', { example: dayText(today) })
      : value && min && value < min
        ? words('ui.day.tooEarly', { day: dayText(min) })
        : value && max && value > max
          ? words('ui.day.tooLate', { day: dayText(max) })
          : null;
  const parts = useField({ ...props, error: props.error ?? problem });

  return (
    <FieldShell {...props} parts={parts}>
      <div className={styles.wrap} ref={box}>
        <input
          {...parts.control}
          className={classNames(inputClass, styles.input)}
          autoComplete="off"
          placeholder={words('ui.day.placeholder')}
          value={typed ?? (value ? dayText(value) : '')}
          onFocus={(event) => {
            setLeft(false);
            event.target.select();
          }}
          onChange={(event) => {
            setTyped(event.target.value);
            const next = read(event.target.value);
            if (next !== value) onChange(next);
          }}
          onBlur={() => {
            setLeft(true);
            if (typed !== null && (typed.trim() === '' || read(typed))) setTyped(null);
          }}
          onKeyDown={(event) => {
            if (event.key === 'ArrowDown') {
              event.preventDefault();
              setOpen(true);
            }
          }}
        />
        <span className={styles.end}>
          <IconButton
            icon={IconCalendar}
            size="small"
            label={words('ui.day.openCalendar', { label: props.label })}
            aria-haspopup="dialog"
            aria-expanded={isOpen}
            onClick={() => setOpen(true)}
            whyNot={props.isDisabled ? words('ui.disabled') : null}
          />
        </span>
      </div>
      {isOpen && (
        <Suspense>
          <DayCalendar
            label={props.label}
            anchor={box}
            value={value}
            today={today}
            min={min}
            max={max}
            onPick={(day) => {
              setTyped(null);
              onChange(day);
              setOpen(false);
            }}
            onClose={() => setOpen(false)}
          />
        </Suspense>
      )}
    </FieldShell>
  );
};

export type TimeFieldProps = FieldProps & {
  /** `HH:MM` */
  readonly value: string | null;
  readonly onChange: (value: string | null) => void;
};

/** Typed as it comes (1405, 2:05 pm); shown as the place writes it. Arrow keys step five minutes. */
export const TimeField = (props: TimeFieldProps) => {
  const { value, onChange } = props;
  const intl = useIntl();
  const words = useWords();
  const [typed, setTyped] = useState<string | null>(null);
  const [isLeft, setLeft] = useState(true);
  const shown = value
    ? intl.formatTime(`2026-01-01T${value}:00Z`, { timeZone: 'UTC', hour: 'numeric', minute: '2-digit' })
    : '';
  const parts = useField({
    ...props,
    error: props.error ?? (typed && isLeft && readTime(typed) === null ? words('ui.time.notRead') : null),
  });
  return (
    <FieldShell {...props} parts={parts}>
      <input
        {...parts.control}
        className={inputClass}
        autoComplete="off"
        placeholder={words('ui.time.placeholder')}
        value={typed ?? shown}
        onFocus={(event) => {
          setLeft(false);
          event.target.select();
        }}
        onChange={(event) => {
          setTyped(event.target.value);
          const next = readTime(event.target.value);
          if (next !== value) onChange(next);
        }}
        onBlur={() => {
          setLeft(true);
          if (typed !== null && (typed.trim() === '' || readTime(typed))) setTyped(null);
        }}
        onKeyDown={(event) => {
          if ((event.key !== 'ArrowUp' && event.key !== 'ArrowDown') || !value) return;
          event.preventDefault();
          const [hour = 0, minute = 0] = value.split(':').map(Number);
          const total = (hour * 60 + minute + (event.key === 'ArrowUp' ? 5 : -5) + 1440) % 1440;
          setTyped(null);
          onChange(`${String(Math.floor(total / 60)).padStart(2, '0')}:${String(total % 60).padStart(2, '0')}`);
        }}
      />
    </FieldShell>
  );
};
