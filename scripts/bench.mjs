import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { performance } from 'node:perf_hooks';
import { argv, env, execPath, exit } from 'node:process';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';

/**
 * Times whole processes, taken in turn: `voxgraph run graphs/brain-mask.json` against the same pipeline in numpy, scipy and
 * scikit-image, file in, file out. Prints the medians, their ratio, and whether the voxels are equal. `node scripts/bench.mjs [runs]`.
 */
const runs = Number(argv[2] ?? 5);
const root = fileURLToPath(new URL('..', import.meta.url));
const data = resolve(root, env.VOXGRAPH_DATA ?? '../shared/data');
const reference = resolve(data, '../tools/reference.py');
const python = '/usr/bin/python3';
const bundle = join(root, 'dist/cli/voxgraph.js');

/** @returns {string | undefined} why Python is left out */
function whyNoPython() {
  if (!existsSync(reference)) return `${reference} is not there`;
  const found = spawnSync(python, ['-c', 'import nibabel, scipy, skimage']);
  return found.status === 0 ? undefined : `${python} has no nibabel, scipy and scikit-image`;
}

/**
 * Milliseconds from start to end of a process. Throws when it fails.
 * @param {string} command
 * @param {readonly string[]} args
 */
function time(command, args) {
  const start = performance.now();
  const { status, stderr, error } = spawnSync(command, args, { cwd: root, encoding: 'utf8' });
  if (status !== 0) throw new Error(`${command} ${args.join(' ')} failed: ${error?.message ?? stderr}`);
  return performance.now() - start;
}

/** @param {readonly number[]} times */
function median(times) {
  return times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)];
}

/** @param {string} path */
function voxelsOf(path) {
  return gunzipSync(readFileSync(path)).subarray(352);
}

if (!existsSync(bundle)) {
  console.error('The command line is not built yet: run "npm run build" first');
  exit(1);
}
const skipped = whyNoPython();
if (skipped) console.log(`Without Python: ${skipped}`);
const folder = mkdtempSync(join(tmpdir(), 'voxgraph-bench-'));
const table = [];
try {
  for (const name of ['t1-head', 'ct-thorax']) {
    const input = join(data, `volumes/${name}.nii.gz`);
    if (!existsSync(input)) {
      console.log(`Skipped: ${input} is not there (set VOXGRAPH_DATA)`);
      continue;
    }
    const ours = join(folder, `${name}_brain_mask.nii.gz`);
    const theirs = join(folder, `${name}-python.nii.gz`);
    /** @type {{ start: number[], voxgraph: number[], python: number[] }} */
    const times = { start: [], voxgraph: [], python: [] };
    for (let run = 0; run < runs; run++) {
      times.start.push(time(execPath, ['-e', '0']));
      const graph = ['run', 'graphs/brain-mask.json', '--set', `LocalImage.name=${input}`, '--out', folder];
      times.voxgraph.push(time(execPath, [join(root, 'bin/voxgraph.js'), ...graph]));
      if (!skipped) times.python.push(time(python, [reference, 'pipeline', input, theirs]));
    }
    table.push({
      volume: name,
      'node -e 0, ms': Math.round(median(times.start)),
      'voxgraph, ms': Math.round(median(times.voxgraph)),
      ...(skipped
        ? {}
        : {
            'python, ms': Math.round(median(times.python)),
            'python / voxgraph': Number((median(times.python) / median(times.voxgraph)).toFixed(1)),
            voxels: voxelsOf(ours).equals(voxelsOf(theirs)) ? 'equal' : 'DIFFERENT',
          }),
    });
  }
} finally {
  rmSync(folder, { recursive: true });
}
console.table(table);
