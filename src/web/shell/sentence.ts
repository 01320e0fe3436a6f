// What rules and views say by code, as a sentence in the reader's language: a refusal, a due item, a detail of the cycle. Its Days
// are as short as everywhere on a screen: most of these sentences stand in tags and under stones.
import { useIntl } from 'react-intl';
import { isDay } from '#domain/basics/day.ts';
import { useDayText } from '#web/ui/day-field.tsx';
import { readableParams } from '#words/readable-params.ts';

export type Coded = {
  readonly code: string;
  readonly params?: Readonly<Record<string, string | number>> | undefined;
};

/** `sentence('cycle.detail.', detail)`: the sentence under a prefix, its codes and Days written out. */
export const useSentence = (): ((prefix: string, coded: Coded) => string) => {
  const intl = useIntl();
  const dayText = useDayText();
  const withShortDays = (params: NonNullable<Coded['params']>) =>
    Object.fromEntries(
      Object.entries(params).map(([name, value]) => [
        name,
        typeof value === 'string' && isDay(value) ? dayText(value, 'short') : value,
      ]),
    );
  return (prefix, { code, params = {} }) =>
    intl.formatMessage(
      { id: `${prefix}${code}` },
      readableParams(withShortDays(params), intl.locale, intl.messages as Record<string, unknown>),
    );
};

/** All reasons of a refusal as one text, or null when there is none: what `whyNot` of a button takes. */
export const useWhyNot = (): ((why: readonly Coded[] | undefined) => string | null) => {
  const sentence = useSentence();
  return (why) => (why && why.length > 0 ? why.map((each) => sentence('refusal.', each)).join(' ') : null);
};

type Pointed = Coded & { readonly pointer?: string };

/** What a rule says of what was typed, by the field it points at, as `errors` of a form takes it; `elsewhere` for what points nowhere. */
export const useFieldErrors = (): ((why: readonly Pointed[], elsewhere: string) => Record<string, string>) => {
  const sentence = useSentence();
  return (why, elsewhere) =>
    Object.fromEntries(why.map((each) => [each.pointer?.slice(1) ?? elsewhere, sentence('refusal.', each)]));
};
