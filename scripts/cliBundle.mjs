import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { fileURLToPath } from 'node:url';

/**
 * Makes the bundle of the command line a script that bin/voxgraph.js can compile from a cache: a function of what a CommonJS module
 * is given and of a clock, in ASCII alone (so that it is read and kept as bytes), ending with a hash of itself, which the cache is named by.
 * @type {import('vite').Plugin}
 */
export const cliBundle = {
  name: 'cli-bundle',
  generateBundle(_options, files) {
    for (const file of Object.values(files)) {
      if (file.type !== 'chunk') continue;
      const ascii = file.code.replace(
        /[^\0-\x7f]/g,
        (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
      );
      const hash = createHash('sha256').update(ascii).digest('hex').slice(0, 16);
      file.code = `(function (exports, require, __filename, performance) {${ascii}\n})\n//${hash}\n`;
    }
  },
  writeBundle({ dir }) {
    const script = fileURLToPath(new URL('./cacheCode.mjs', import.meta.url));
    if (dir) execFileSync(process.execPath, [script, dir]);
  },
};
