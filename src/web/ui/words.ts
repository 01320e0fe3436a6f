import { useIntl } from 'react-intl';

export type WordValues = Record<string, string | number | boolean | Date | null | undefined>;

/** The sentence for a key in `src/words`, in the person's language. */
export const useWords = (): ((key: string, values?: WordValues) => string) => {
  const intl = useIntl();
  return (key, values) => intl.formatMessage({ id: key }, values);
};
