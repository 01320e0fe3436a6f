// What the segments of a record are called: those of the house by our words, the agency's own by its own.
import type { useWords } from '#web/ui/words.ts';

type Words = ReturnType<typeof useWords>;

export const segmentLabel = (
  { code, labels }: { readonly code: string; readonly labels: { readonly en: string; readonly es: string } | null },
  words: Words,
  locale: string,
): string => labels?.[locale.startsWith('es') ? 'es' : 'en'] ?? words(`segment.${code}`);
