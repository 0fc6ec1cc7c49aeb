import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Script } from 'node:vm';
import { gzipSync } from 'node:zlib';

/*
 * Keeps the compiled form of the command line's bundle beside it, which spares every start some 20 ms:
 * `node scripts/cacheCode.mjs dist/cli`. The bundle runs on an image first that is large enough for all that a run does, so that the
 * functions that it needs are in it, and only the files of the bundle that such runs load get a cache.
 */
const folder = process.argv[2];
/** @type {Map<string, { exports: any, script: Script, hash: string }>} */
const loaded = new Map();
const { main } = load('voxgraph.js');

const made = mkdtempSync(join(tmpdir(), 'voxgraph-cache-'));
try {
  const image = join(made, 'image.nii.gz');
  writeFileSync(image, gzipSync(brightBall()));
  /** @type {string[]} */
  const said = [];
  const silent = { out: () => {}, err: (/** @type {string} */ line) => said.push(line) };
  for (const name of ['brain-mask', 'masking-images']) {
    const graph = fileURLToPath(new URL(`../graphs/${name}.json`, import.meta.url));
    const code = await main(['run', graph, '--set', `LocalImage.name=${image}`, '--out', made], silent);
    if (code !== 0) throw new Error(`The command line that was built does not run ${graph}: ${said.join(' ')}`);
  }
} finally {
  rmSync(made, { recursive: true });
}
for (const { script, hash } of loaded.values()) {
  writeFileSync(join(folder, `${hash}.cache`), script.createCachedData());
}

/**
 * As in bin/voxgraph.js: what a file of the bundle exports.
 * @param {string} name
 */
function load(name) {
  const known = loaded.get(name);
  if (known) return known.exports;
  const filename = join(folder, name);
  const source = readFileSync(filename, 'latin1');
  const script = new Script(source, { filename });
  const exports = {};
  loaded.set(name, { exports, script, hash: source.slice(-17, -1) });
  script.runInThisContext()(exports, requireHere, filename, performance);
  return exports;
}

/** @param {string} id */
function requireHere(id) {
  return id.startsWith('./') ? load(id.slice(2)) : createRequire(import.meta.url)(id);
}

/** A bright ball in the dark as a NIfTI-1 file, of more than the mebibyte from which on memory is used again (recycled.ts). */
function brightBall() {
  const n = 104;
  const bytes = new Uint8Array(352 + 2 * n ** 3);
  const view = new DataView(bytes.buffer);
  view.setInt32(0, 348, true);
  for (const [axis, value] of [3, n, n, n, 1, 1, 1, 1].entries()) view.setInt16(40 + 2 * axis, value, true);
  view.setInt16(70, 4, true);
  view.setInt16(72, 16, true);
  for (let axis = 0; axis < 8; axis++) view.setFloat32(76 + 4 * axis, 1, true);
  view.setFloat32(108, 352, true);
  bytes.set([0x6e, 0x2b, 0x31], 344);
  for (let voxel = 0; voxel < n ** 3; voxel++) {
    const [i, j, k] = [voxel % n, Math.floor(voxel / n) % n, Math.floor(voxel / n ** 2)];
    const isInside = (i - n / 2) ** 2 + (j - n / 2) ** 2 + (k - n / 2) ** 2 < 1200;
    view.setInt16(352 + 2 * voxel, isInside ? 300 + (voxel % 7) : voxel % 5, true);
  }
  return bytes;
}
