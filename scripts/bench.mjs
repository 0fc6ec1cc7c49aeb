import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';

/**
 * Times whole processes, taken in turn: `voxgraph run graphs/brain-mask.json` against the same pipeline in numpy, scipy and
 * scikit-image, file in, file out. Prints the medians of wall and processor time, their ratios, and how many voxels differ.
 * `npm run bench -- [runs] [volume ...]`; with `--page` the page is measured instead (benchPage.mjs).
 */
const python = '/usr/bin/python3';
const given = process.argv.slice(2).filter((argument) => argument !== '--page');
if (process.argv.includes('--page')) {
  const { benchPage } = await import('./benchPage.mjs');
  await benchPage();
} else {
  const runs = Number(given[0] ?? 5);
  const names = given.length > 1 ? given.slice(1) : ['t1-head', 't1-head-colin27', 'ct-thorax', 't1-head-small'];
  benchProcesses(runs, names);
}

/**
 * @param {number} runs
 * @param {readonly string[]} names
 */
function benchProcesses(runs, names) {
  const root = fileURLToPath(new URL('..', import.meta.url));
  const data = resolve(root, process.env.VOXGRAPH_DATA ?? '../shared/data');
  const reference = resolve(data, '../tools/reference.py');
  if (!existsSync(join(root, 'dist/cli/voxgraph.js'))) {
    console.error('The command line is not built yet: run "npm run build" first');
    process.exit(1);
  }
  const whyNoPython = whyNot(reference);
  if (whyNoPython) console.log(`Without Python: ${whyNoPython}`);
  const folder = mkdtempSync(join(tmpdir(), 'voxgraph-bench-'));
  const table = [];
  try {
    for (const name of names) {
      const input = join(data, `volumes/${name}.nii.gz`);
      if (!existsSync(input)) {
        console.log(`Skipped: ${input} is not there (set VOXGRAPH_DATA)`);
        continue;
      }
      const ours = join(folder, `${name}_brain_mask.nii.gz`);
      const theirs = join(folder, `${name}-python.nii.gz`);
      const graph = ['run', 'graphs/brain-mask.json', '--set', `LocalImage.name=${input}`, '--out', folder];
      /** @type {{ start: Times[], voxgraph: Times[], python: Times[] }} */
      const times = { start: [], voxgraph: [], python: [] };
      for (let run = 0; run < runs; run++) {
        times.start.push(time(root, [process.execPath, '-e', '0']));
        times.voxgraph.push(time(root, [process.execPath, 'bin/voxgraph.js', ...graph]));
        if (!whyNoPython) times.python.push(time(root, [python, reference, 'pipeline', input, theirs]));
      }
      const [start, voxgraph, other] = [median(times.start), median(times.voxgraph), median(times.python)];
      table.push({
        volume: name,
        'node -e 0, ms': start.wall,
        'voxgraph, ms': voxgraph.wall,
        'its CPU, ms': voxgraph.cpu,
        ...(whyNoPython
          ? {}
          : {
              'python, ms': other.wall,
              'wall ratio': ratio(other.wall, voxgraph.wall),
              'CPU ratio': ratio(other.cpu, voxgraph.cpu),
              'differing voxels': differing(ours, theirs),
            }),
      });
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
  console.table(table);
  console.log(`Medians of ${runs}; load average of the last minute ${loadavg()[0].toFixed(1)}`);
}

/**
 * @typedef {{ wall: number, cpu: number }} Times milliseconds from start to end, and of processor time of all threads
 */

/**
 * Runs a command to its end. The shell's `times` knows the processor time of its children, which Node does not tell. Throws when the
 * command fails.
 * @param {string} cwd
 * @param {readonly string[]} command
 * @returns {Times}
 */
function time(cwd, command) {
  const start = performance.now();
  const script = '"$@"; status=$?; times >&3; exit $status';
  const { status, stderr, output, error } = spawnSync('sh', ['-c', script, 'sh', ...command], {
    cwd,
    encoding: 'utf8',
    stdio: ['ignore', 'ignore', 'pipe', 'pipe'],
  });
  const wall = performance.now() - start;
  if (status !== 0) throw new Error(`${command.join(' ')} failed: ${error?.message ?? stderr}`);
  const children = output[3]?.split('\n')[1] ?? '';
  const cpu = [...children.matchAll(/(\d+)m([\d.]+)s/g)].reduce(
    (sum, [, minutes, seconds]) => sum + 60_000 * Number(minutes) + 1000 * Number(seconds),
    0,
  );
  return { wall, cpu };
}

/**
 * Why Python is left out, if it is.
 * @param {string} reference
 */
function whyNot(reference) {
  if (!existsSync(reference)) return `${reference} is not there`;
  const found = spawnSync(python, ['-c', 'import nibabel, scipy, skimage']);
  return found.status === 0 ? undefined : `${python} has no nibabel, scipy and scikit-image`;
}

/**
 * @param {readonly Times[]} times
 * @returns {Times}
 */
function median(times) {
  const middle = (/** @type {number[]} */ values) => Math.round(values.sort((a, b) => a - b)[values.length >> 1]);
  return { wall: middle(times.map(({ wall }) => wall)), cpu: middle(times.map(({ cpu }) => cpu)) };
}

/**
 * @param {number} theirs
 * @param {number} ours
 */
function ratio(theirs, ours) {
  return Number((theirs / ours).toFixed(1));
}

/**
 * How many voxels of two masks differ.
 * @param {string} ours
 * @param {string} theirs
 */
function differing(ours, theirs) {
  const [a, b] = [ours, theirs].map((path) => gunzipSync(readFileSync(path)).subarray(352));
  if (a.length !== b.length) throw new Error(`${ours} has ${a.length} voxels, and ${theirs} has ${b.length}`);
  let count = 0;
  for (let n = 0; n < a.length; n++) if (a[n] !== b[n]) count++;
  return count;
}
