import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';
import { type Part, parts } from './src/words/parts.ts';

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

// `words:by-part` gives, for each language, how to fetch the words of each part: one file, whatever catalogues it is made of.
export const wordsByPart: Plugin = {
  name: 'words-by-part',
  resolveId: (id) => (id.startsWith('words:') ? `\0${id}` : undefined),
  load(id) {
    if (id === '\0words:by-part') {
      const all = ['en', 'es'].map((language) => {
        const fetches = Object.keys(parts).map(
          (part) => `${part}: () => import('words:/words-${language}-${part}.js')`,
        );
        return `${language}: { ${fetches.join(', ')} }`;
      });
      return `export const wordsByPart = { ${all.join(', ')} };`;
    }
    const [, language, part] = /^\0words:\/words-(en|es)-(\w+)\.js$/.exec(id) ?? [];
    if (!part) return undefined;
    const words = parts[part as Part].map((name) => {
      const path = fileURLToPath(new URL(`src/words/${language}/${name}.json`, import.meta.url));
      this.addWatchFile(path);
      return JSON.parse(readFileSync(path, 'utf8')) as object;
    });
    const text = JSON.stringify(Object.assign({}, ...words));
    return `export const words = JSON.parse(${JSON.stringify(text)});`;
  },
};

export default defineConfig({
  root: 'src/web',
  plugins: [keepSpokenLanguages, wordsByPart, react()],
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
        // What every screen stands on always comes whole: one file instead of forty.
        codeSplitting: { groups: [{ name: 'start', tags: ['$initial'] }] },
      },
    },
  },
  server: { proxy: { '/api': api, '/hsds': api, '/fhir': api } },
});
