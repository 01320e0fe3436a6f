// A birth date in a list: a whole day as days are written here; where only the month or the year is known, that.
import { isDay } from '#domain/basics/day.ts';
import { useDayText } from '#web/ui/day-field.tsx';

export const useBirthText = (): ((date: string | null) => string | null) => {
  const dayText = useDayText();
  return (date) => (date !== null && isDay(date) ? dayText(date, 'short') : date);
};
