// A record in one line: name, number, birth date. As much as tells two people apart.
import type { NamedRecord } from '#contract/fields.ts';
import { useBirthText } from '#web/shell/birth-text.ts';
import { useWords } from '#web/ui/words.ts';

export const useRecordText = (): ((record: NamedRecord) => string) => {
  const words = useWords();
  const birthText = useBirthText();
  return ({ number, birthDate }) =>
    [words('approvals.number', { number: String(number) }), birthText(birthDate)].filter(Boolean).join(' · ');
};
