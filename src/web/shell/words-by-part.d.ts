// What the build makes of `src/words` and `src/words/parts.ts` (`wordsByPart` in vite.config.ts).
declare module 'words:by-part' {
  import type { Part } from '#words/parts.ts';

  type Fetch = () => Promise<{ readonly words: Readonly<Record<string, string>> }>;
  export const wordsByPart: Readonly<Record<'en' | 'es', Readonly<Record<Part, Fetch>>>>;
}
