// Which language the app speaks. Two ship; two more are for testing and come only when asked for in the address
// (`?language=en-XA` longer, accented English; `?language=ar` English laid out from right to left).
import { wordsIn } from './spoken-words.ts';

export type Speech = {
  /** For formatting dates and numbers. */
  readonly locale: string;
  readonly direction: 'ltr' | 'rtl';
  readonly messages: Record<string, string>;
};

const testLanguages = ['en-XA', 'ar'] as const;
type TestLanguage = (typeof testLanguages)[number];
const testKey = 'footbridge.test-language';

const testLanguage = (): TestLanguage | null => {
  const asked = new URLSearchParams(window.location.search).get('language');
  if (asked !== null) sessionStorage.setItem(testKey, asked);
  const kept = sessionStorage.getItem(testKey);
  return testLanguages.find((language) => language === kept) ?? null;
};

/** The first of the browser's languages that the app speaks. */
export const browserLanguage = (): 'en' | 'es' =>
  navigator.languages.some((tag) => /^es\b/i.test(tag)) && !/^en\b/i.test(navigator.language) ? 'es' : 'en';

export const loadSpeech = async (chosen: 'en' | 'es' | null): Promise<Speech> => {
  const test = testLanguage();
  if (test === 'ar') return { locale: 'ar', direction: 'rtl', messages: await wordsIn('en') };
  if (test) return { locale: 'en', direction: 'ltr', messages: await wordsIn(test) };
  const language = chosen ?? browserLanguage();
  const locale = navigator.languages.find((tag) => tag.toLowerCase().startsWith(language)) ?? language;
  return { locale, direction: 'ltr', messages: await wordsIn(language) };
};
