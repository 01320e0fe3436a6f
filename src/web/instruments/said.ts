// What a definition says, in the reader's language where it says it there; the questions themselves are in the language they are asked in.
import { useIntl } from 'react-intl';
import type { Said } from '#domain/instruments/definition.ts';
import { inLanguage, type Language } from '#domain/instruments/language.ts';

export const languageOf = (locale: string): Language => (locale.startsWith('es') ? 'es' : 'en');

/** The reader's. */
export const useSaid = (): ((said: { readonly en: string; readonly es?: string | undefined }) => string) => {
  const { locale } = useIntl();
  return (said) => inLanguage(said as Said, languageOf(locale));
};
