// What a task is called: in somebody's own words, or, where the product raised it itself, by the code of its reason.
import { useIntl } from 'react-intl';

export const useTaskTitle = (): ((title: string) => string) => {
  const intl = useIntl();
  return (title) =>
    title.startsWith('escalation.') && title in intl.messages ? intl.formatMessage({ id: title }) : title;
};
