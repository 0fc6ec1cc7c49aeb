#!/usr/bin/env node
// CommonJS, since starting Node's loader of ES modules takes 10 ms, and built-in modules imported by it touch all that they offer.
const { existsSync, readFileSync } = require('node:fs');
const { join } = require('node:path');
const { Script } = require('node:vm');

const folder = join(__dirname, '..', 'dist', 'cli');
const bundle = join(folder, 'voxgraph.js');
if (existsSync(bundle)) {
  load(readFileSync(bundle, 'latin1'))
    .main(process.argv.slice(2))
    .then((code) => {
      process.exitCode = code;
    });
} else {
  console.error('The command line is not built yet: run "npm run build" first');
  process.exitCode = 1;
}

/**
 * What the bundle exports. It is compiled from the code that scripts/cacheCode.mjs keeps beside it, which V8 takes only from its own
 * version and flags; without that it is compiled as any other.
 * @param {string} source
 * @returns {{ main(args: readonly string[]): Promise<number> }}
 */
function load(source) {
  const cached = join(folder, `${source.slice(-17, -1)}.cache`);
  const cachedData = existsSync(cached) ? readFileSync(cached) : undefined;
  const script = new Script(source, { filename: bundle, cachedData });
  /** @type {any} */
  const exports = {};
  script.runInThisContext()(exports, require, bundle);
  return exports;
}
