// What a part of life is called: the common ones from the catalogue, the agency's own as the agency named them.
import { useIntl } from 'react-intl';
import { useArrangement } from './owner-field.tsx';

export const useDomainLabel = (): ((code: string) => string) => {
  const intl = useIntl();
  const { data: agency } = useArrangement();
  return (code) => {
    const id = `domain.${code}`;
    if (Object.hasOwn(intl.messages, id)) return intl.formatMessage({ id });
    const label = agency?.ownDomains.find(({ key }) => key === code)?.label;
    return (intl.locale.startsWith('es') ? label?.es : label?.en) ?? code;
  };
};
