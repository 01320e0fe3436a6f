// An entry of the record by its kind, its day and a word of it.
import type { RequestsView } from '#contract/rights.ts';
import type { Day } from '#domain/basics/day.ts';
import { useDayText } from '#web/ui/day-field.tsx';
import { useWords } from '#web/ui/words.ts';

type Entry = Pick<RequestsView['entries'][number], 'kind'> & {
  readonly day: string | null;
  readonly text: string | null;
};

export const useEntryLabel = (): ((entry: Entry) => string) => {
  const words = useWords();
  const dayText = useDayText();
  return ({ kind, day, text }) => {
    const named = words(`requests.entry.${kind}`);
    if (day === null) return named;
    const dated = words('requests.entry.dated', { entry: named, day: dayText(day as Day, 'short') });
    return text ? words('requests.entry.with-words', { entry: dated, text }) : dated;
  };
};
