// npm run draw: writes the generated files anew.
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { generated } from './generated.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

for (const { file, make } of generated) {
  const path = join(root, file);
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, await make(root));
  console.log(`drawn: ${file}`);
}
