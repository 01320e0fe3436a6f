import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';
import { parts } from './src/words/parts.ts';

const api = process.env.FOOTBRIDGE_API ?? 'http://localhost:3000';

// React Aria carries its own few words in thirty-odd languages; only those the product speaks go into the build.
const spoken = /^(en-US|es-ES|ar-AE)\.mjs$/;
const keepSpokenLanguages: Plugin = {
  name: 'keep-spoken-languages',
  enforce: 'pre',
  load(id) {
    const file =
      /[\\/](?:react-aria|react-stately|react-aria-components)[\\/].*[\\/]intl[\\/](?:.*[\\/])?([a-z]{2}-[A-Z]{2}\.mjs)$/.exec(
        id,
      );
    return file?.[1] && !spoken.test(file[1]) ? 'export default {};' : undefined;
  },
};

/** The chunk of a catalogue: the catalogues of a part come together. */
const chunkOfWords = (id: string): string | null => {
  const [, language, name] = /[\\/]words[\\/](en|es)[\\/]([a-z-]+)\.json/.exec(id) ?? [];
  const part = Object.entries<readonly string[]>(parts).find(([, names]) => name && names.includes(name));
  return part ? `words-${language}-${part[0]}` : null;
};

export default defineConfig({
  root: 'src/web',
  plugins: [keepSpokenLanguages, react()],
  build: {
    outDir: '../../dist/web',
    emptyOutDir: true,
    // `light-dark()` must reach the browser as it stands: the theme is chosen on <html> at run time.
    target: ['chrome123', 'safari17.5', 'firefox120'],
    // A strict content security policy allows no inline style or data: font.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            { name: chunkOfWords, priority: 2 },
            // What every screen stands on always comes whole: one file instead of forty.
            { name: 'start', tags: ['$initial'], priority: 1 },
          ],
        },
      },
    },
  },
  server: { proxy: { '/api': api, '/hsds': api, '/fhir': api } },
});
