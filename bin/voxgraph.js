#!/usr/bin/env node
// CommonJS, since starting Node's loader of ES modules takes 10 ms, and built-in modules imported by it touch all that they offer.
const { existsSync, readFileSync } = require('node:fs');
const { join } = require('node:path');
const { Script } = require('node:vm');

const folder = join(__dirname, '..', 'dist', 'cli');
/** @type {Map<string, any>} */
const loaded = new Map();
/** What the bundle has as `performance`: Node's own loads all that can be measured with it, which takes 2 ms. */
const clock = {
  now: () => 1e3 * process.uptime(),
};

if (existsSync(join(folder, 'voxgraph.js'))) {
  load('voxgraph.js')
    .main(process.argv.slice(2))
    .then((/** @type {number} */ code) => {
      // All is written by now, and nobody waits for a heap that is taken apart; but the progress of a batch may be under way.
      if (process.argv[2] === 'batch') process.exitCode = code;
      else process.exit(code);
    });
} else {
  console.error('The command line is not built yet: run "npm run build" first');
  process.exitCode = 1;
}

/**
 * What a file of the bundle exports: voxgraph.js, or one that it loads on first use. It is compiled from the code that
 * scripts/cacheCode.mjs keeps beside it, which V8 takes only from its own version and flags; without that it is compiled as any other.
 * @param {string} name
 */
function load(name) {
  if (loaded.has(name)) return loaded.get(name);
  const filename = join(folder, name);
  const source = readFileSync(filename, 'latin1');
  const cached = join(folder, `${source.slice(-17, -1)}.cache`);
  const cachedData = existsSync(cached) ? readFileSync(cached) : undefined;
  const exports = {};
  loaded.set(name, exports);
  new Script(source, { filename, cachedData }).runInThisContext()(exports, requireHere, filename, clock);
  return exports;
}

/** @param {string} id */
function requireHere(id) {
  return id.startsWith('./') ? load(id.slice(2)) : require(id);
}
