// Days near today as people say them: today, yesterday, in 3 days. The exact day stands on hover and for assistive technology.
import { useIntl } from 'react-intl';
import { type Day, daysBetween } from '#domain/basics/day.ts';
import { useDayText, useToday } from '#web/ui/day-field.tsx';

const relativeWithin = 6;

export const useNearDay = (): ((day: string) => string) => {
  const intl = useIntl();
  const today = useToday();
  const dayText = useDayText();
  return (day) => {
    const days = daysBetween(today, day as Day);
    return Math.abs(days) <= relativeWithin
      ? intl.formatRelativeTime(days, 'day', { numeric: 'auto' })
      : dayText(day as Day, 'short');
  };
};

export const NearDay = ({ day }: { readonly day: string }) => {
  const intl = useIntl();
  const near = useNearDay();
  return (
    <time dateTime={day} title={intl.formatDate(`${day}T12:00:00Z`, { timeZone: 'UTC', dateStyle: 'full' })}>
      {near(day)}
    </time>
  );
};
