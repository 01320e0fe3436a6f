// Loaded when someone first opens a calendar.
import { parseDate } from '@internationalized/date';
import IconChevronLeft from '@tabler/icons-react/icons/IconChevronLeft';
import IconChevronRight from '@tabler/icons-react/icons/IconChevronRight';
import type { RefObject } from 'react';
import { Button } from 'react-aria-components/Button';
import {
  Calendar,
  CalendarCell,
  CalendarGrid,
  CalendarGridBody,
  CalendarGridHeader,
  CalendarHeaderCell,
} from 'react-aria-components/Calendar';
import { Dialog } from 'react-aria-components/Dialog';
import { Heading } from 'react-aria-components/Heading';
import { I18nProvider } from 'react-aria-components/I18nProvider';
import { Popover } from 'react-aria-components/Popover';
import { useIntl } from 'react-intl';
import { type Day, day } from '#domain/basics/day.ts';
import styles from './day-calendar.module.css';

export type DayCalendarProps = {
  readonly label: string;
  readonly anchor: RefObject<HTMLElement | null>;
  readonly value: Day | null;
  readonly today: Day;
  readonly min: Day | undefined;
  readonly max: Day | undefined;
  readonly onPick: (day: Day) => void;
  readonly onClose: () => void;
};

export const DayCalendar = ({ label, anchor, value, today, min, max, onPick, onClose }: DayCalendarProps) => {
  const { locale } = useIntl();
  return (
    <I18nProvider locale={locale}>
      <Popover
        className={styles.popover ?? ''}
        isOpen
        onOpenChange={(open) => !open && onClose()}
        triggerRef={anchor}
        placement="bottom start"
      >
        <Dialog aria-label={label} className={styles.dialog ?? ''}>
          <Calendar
            aria-label={label}
            autoFocus
            defaultFocusedValue={parseDate(value ?? today)}
            value={value ? parseDate(value) : null}
            minValue={min ? parseDate(min) : null}
            maxValue={max ? parseDate(max) : null}
            onChange={(picked) => onPick(day(picked.toString()))}
          >
            <header className={styles.header}>
              <Button slot="previous" className={styles.turn ?? ''}>
                <IconChevronLeft aria-hidden className="points-forward" />
              </Button>
              <Heading className={styles.month ?? ''} />
              <Button slot="next" className={styles.turn ?? ''}>
                <IconChevronRight aria-hidden className="points-forward" />
              </Button>
            </header>
            <CalendarGrid className={styles.grid ?? ''} weekdayStyle="short">
              <CalendarGridHeader>
                {(weekday) => <CalendarHeaderCell className={styles.weekday ?? ''}>{weekday}</CalendarHeaderCell>}
              </CalendarGridHeader>
              <CalendarGridBody>
                {(date) => (
                  <CalendarCell
                    date={date}
                    className={styles.cell ?? ''}
                    data-today={date.toString() === today || undefined}
                  />
                )}
              </CalendarGridBody>
            </CalendarGrid>
          </Calendar>
        </Dialog>
      </Popover>
    </I18nProvider>
  );
};
