// A refusal carries codes and Days; a sentence needs words and dates. Where a parameter is a code that has a word of its own, the
// word stands in the sentence; a Day is written out in the reader's language. Anything else stays as it is.

type Params = Readonly<Record<string, string | number | boolean>>;

// The parameters that hold codes, and under which keys their words are found.
const wordsOf: Readonly<Record<string, string>> = {
  act: 'cycle.act.',
  authority: 'authority.',
  domain: 'domain.',
  purpose: 'contact-purpose.',
  reason: 'closing.reason.',
  scope: 'decision-scope.',
  statement: 'consent-statement.',
  step: 'safety.step.',
};

const formats = new Map<string, Intl.DateTimeFormat>();
const dateIn = (locale: string, day: string): string => {
  let format = formats.get(locale);
  if (!format) {
    format = new Intl.DateTimeFormat(locale, { timeZone: 'UTC', year: 'numeric', month: 'long', day: 'numeric' });
    formats.set(locale, format);
  }
  const at = Date.parse(`${day}T00:00:00Z`);
  return Number.isNaN(at) ? day : format.format(at);
};

/** Parameters for a sentence in `locale`; `words` are its messages by key. */
export const readableParams = (
  params: Params,
  locale: string,
  words: Readonly<Record<string, unknown>>,
): Record<string, string | number | boolean> =>
  Object.fromEntries(
    Object.entries(params).map(([name, value]) => {
      if (typeof value !== 'string') return [name, value];
      const word = wordsOf[name] === undefined ? undefined : words[`${wordsOf[name]}${value}`];
      if (typeof word === 'string') return [name, word];
      return [name, /^\d{4}-\d{2}-\d{2}$/.test(value) ? dateIn(locale, value) : value];
    }),
  );
