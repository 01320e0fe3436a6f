import { useIntl } from 'react-intl';

/** A moment as it is read here, on the agency's own clock. */
export const useMomentText = (): ((at: string) => string) => {
  const intl = useIntl();
  return (at) =>
    intl.formatDate(at, { weekday: 'short', month: 'short', day: 'numeric', hour: 'numeric', minute: '2-digit' });
};
