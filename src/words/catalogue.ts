// Sentences by code, in English and Spanish, for paper, e-mail, CLI and problem documents. The web app
// loads the same files part by part (`parts.ts`).
import { readdirSync, readFileSync } from 'node:fs';
import { createIntl, createIntlCache, type IntlShape } from '@formatjs/intl';
import { readableParams } from './readable-params.ts';

export const languages = ['en', 'es'] as const;
export type Language = (typeof languages)[number];

const read = (language: Language): Record<string, string> => {
  const folder = new URL(`./${language}/`, import.meta.url);
  return Object.assign(
    {},
    ...readdirSync(folder)
      .filter((name) => name.endsWith('.json'))
      .map((name) => JSON.parse(readFileSync(new URL(name, folder), 'utf8'))),
  );
};

const intls = new Map<Language, IntlShape<string>>();
const intlFor = (language: Language): IntlShape<string> => {
  let intl = intls.get(language);
  if (!intl) {
    intl = createIntl({ locale: language, messages: read(language), onError: () => undefined }, createIntlCache());
    intls.set(language, intl);
  }
  return intl;
};

/** The sentence for `key`; the key itself where there is none, which the words check does not let pass. */
export const sentence = (
  language: Language,
  key: string,
  params: Readonly<Record<string, string | number | boolean>> = {},
): string => {
  const intl = intlFor(language);
  const values = readableParams(params, language, intl.messages) as Record<string, string>;
  return intl.formatMessage({ id: key, defaultMessage: key }, values);
};

/** The first language of an Accept-Language header that we speak. */
export const languageFrom = (header: string | undefined, otherwise: Language = 'en'): Language => {
  for (const part of (header ?? '').split(',')) {
    const tag = part.trim().slice(0, 2).toLowerCase();
    if (tag === 'en' || tag === 'es') return tag;
  }
  return otherwise;
};
