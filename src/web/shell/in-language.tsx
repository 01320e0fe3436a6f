// What stands inside speaks the language it is given, whatever the worker reads: a paper is the person's.
import { type ReactNode, useEffect, useState } from 'react';
import { IntlProvider, useIntl } from 'react-intl';
import { Skeleton } from '#web/ui/states.tsx';
import { loadSpeech, type Speech } from './language.ts';

export const InLanguage = ({
  language,
  children,
}: {
  readonly language: 'en' | 'es';
  readonly children: ReactNode;
}) => {
  const { timeZone } = useIntl();
  const [speech, setSpeech] = useState<Speech | null>(null);
  useEffect(() => {
    let isCurrent = true;
    loadSpeech(language).then((loaded) => isCurrent && setSpeech(loaded));
    return () => {
      isCurrent = false;
    };
  }, [language]);
  if (speech === null) return <Skeleton lines={10} />;
  return (
    <IntlProvider locale={speech.locale} messages={speech.messages} timeZone={timeZone} defaultLocale="en">
      {children}
    </IntlProvider>
  );
};
