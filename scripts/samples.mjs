import { existsSync, readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { argv, exit } from 'node:process';
import { fileURLToPath } from 'node:url';

/** Raised whenever the files come out differently, so that a checkout with older ones makes them anew. */
const recipe = 1;
const root = fileURLToPath(new URL('..', import.meta.url));

/**
 * Makes the built-in samples in `folder`, unless they are there already: one NIfTI image each, and manifest.json, which has the
 * list src/formats/samples.json with the size in bytes and the SHA-256 of each file. Throws a sentence when they cannot be made.
 * @param {string} folder
 */
export async function makeSamples(folder = join(root, 'public/samples')) {
  const list = JSON.parse(readFileSync(join(root, 'src/formats/samples.json'), 'utf8'));
  if (areThere(folder, list)) return;
  const { writeSamples } = await import('./samples/writeSamples.mjs');
  await writeSamples(folder, recipe, list);
}

/**
 * @param {string} folder
 * @param {readonly { readonly id: string }[]} list
 */
function areThere(folder, list) {
  const path = join(folder, 'manifest.json');
  if (!existsSync(path)) return false;
  const manifest = JSON.parse(readFileSync(path, 'utf8'));
  if (manifest.recipe !== recipe || manifest.samples.length !== list.length) return false;
  return list.every((sample, n) => {
    const { bytes, sha256, ...rest } = manifest.samples[n];
    const file = join(folder, rest.file);
    return JSON.stringify(rest) === JSON.stringify(sample) && existsSync(file) && statSync(file).size === bytes;
  });
}

if (argv[1] && resolve(argv[1]) === fileURLToPath(import.meta.url)) {
  try {
    await makeSamples();
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    exit(1);
  }
}
