import { type ReactNode, useEffect, useState } from 'react';
import { I18nProvider } from 'react-aria-components/I18nProvider';
import { IntlProvider } from 'react-intl';
import { speakTo } from './api.ts';
import { loadSpeech, type Speech } from './language.ts';
import { usePreferences } from './preferences.ts';
import { useMaybeSession } from './session.ts';

/** Gives every screen its words, its formats and the agency's time zone. */
export const SpeechProvider = ({ first, children }: { readonly first: Speech; readonly children: ReactNode }) => {
  const { language } = usePreferences();
  const [speech, setSpeech] = useState(first);
  const timeZone = useMaybeSession()?.staff.agency.timeZone;

  useEffect(() => {
    let isCurrent = true;
    loadSpeech(language).then((next) => isCurrent && setSpeech(next));
    return () => {
      isCurrent = false;
    };
  }, [language]);

  useEffect(() => {
    document.documentElement.lang = speech.locale;
    document.documentElement.dir = speech.direction;
    speakTo(speech.locale);
  }, [speech]);

  return (
    <IntlProvider
      locale={speech.locale}
      messages={speech.messages}
      timeZone={timeZone}
      defaultLocale="en"
      onError={reportMissing}
    >
      <I18nProvider locale={speech.locale}>{children}</I18nProvider>
    </IntlProvider>
  );
};

const reportMissing = (error: Error) => {
  if (import.meta.env.DEV) console.error(error.message);
};
