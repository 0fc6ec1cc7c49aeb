import type { Vec3 } from '#src/image/volume.ts';
import { addBitmask, type Bitmask, emptyBitmask } from './bitmask.ts';
import { labelsRoom } from './connectRest.ts';
import { fieldBytes } from './floodSimd.ts';
import { commonest } from './measureSimd.ts';
import type { Progress } from './progress.ts';
import { type Simd, seeing } from './simd.ts';
import { rowsAtATime, windowBytes, windowRoom } from './voxelWindow.ts';

/** The runs of a mask but for what is flooded, in the order of memory, with a label each, and what one label has beside them; 0 is none. */
export interface LabelledRuns {
  readonly mask: Bitmask;
  /** Where the labels lie now: to be asked anew whenever a kernel may have asked for memory. */
  labelOfRun(): Int32Array;
  readonly flooded: LabelledMask | undefined;
}

/** All voxels of a mask, with one label. */
export interface LabelledMask {
  readonly mask: Bitmask;
  readonly label: number;
}

/** Some rows of labelled runs in the scratch memory. */
interface Window {
  /** Fields, by their address. */
  readonly mask: number;
  readonly labels: number;
  /** Fields too, of what is flooded; undefined where nothing is. */
  readonly flooded: number | undefined;
  /** As many bytes a row as were asked for. */
  readonly target: number;
  readonly row: number;
  readonly end: number;
}

/**
 * Takes some rows at a time into the scratch memory, with so many bytes for what comes out of each. With `isInPlace` there is only room for
 * what comes out of the last ones, that of all others being written elsewhere, and they are many at a time: V8 would take what is done
 * hundreds of times for each image for worth compiling, anew for each.
 */
function eachWindow(
  { exports, scratch }: Simd,
  runs: LabelledRuns,
  rowBytes: number,
  visit: (window: Window) => void,
  isInPlace = false,
): void {
  const { size, rowWords, words } = runs.mask;
  const { flooded } = runs;
  const [ni, nj, nk] = size;
  const lastRows = rowsAtATime(rowBytes + fieldBytes(ni), nj * nk);
  const rows = isInPlace ? rowsAtATime(fieldBytes(ni), nj * nk) : lastRows;
  // A row has at most as many runs as every second of its voxels.
  const most = rows * ((ni + 1) >> 1);
  scratch.use(() => {
    const [mask, labels, target, others] = scratch.reserve(
      rows * fieldBytes(ni),
      4 * most + labelsRoom,
      lastRows * rowBytes + windowRoom,
      flooded ? rows * fieldBytes(ni) : 0,
    );
    const copyRows = (from: Int32Array, at: number, row: number, end: number) => {
      scratch.words(at, (end - row) * rowWords).set(from.subarray(row * rowWords, end * rowWords));
      exports.toFields(at, end - row, ni);
    };
    const labelOfRun = runs.labelOfRun();
    const areLabelsSeen = labelOfRun.buffer === exports.memory.buffer;
    const whole = nj * nk - lastRows;
    let run = 0;
    for (let row = 0, end = 0; row < nj * nk; row = end) {
      end = Math.min(row + rows, row < whole ? whole : nj * nk);
      copyRows(words, mask, row, end);
      if (flooded) copyRows(flooded.mask.words, others, row, end);
      const count = flooded
        ? exports.removeFields(mask, others, end - row, ni)
        : exports.countRuns(mask, end - row, ni);
      if (!areLabelsSeen) scratch.words(labels, count).set(labelOfRun.subarray(run, run + count));
      const own = areLabelsSeen ? labelOfRun.byteOffset + 4 * run : labels;
      visit({ mask, labels: own, flooded: flooded && others, target, row, end });
      run += count;
    }
  });
}

/**
 * Writes to every foreground voxel its label, and to the others 0. Returns the sums of i, j and k over the voxels of each of the labels 1 to
 * `last`, in turn.
 */
export function paintRunsSimd(
  kernels: Simd,
  runs: LabelledRuns,
  voxels: Int32Array,
  last: number,
  progress: Progress,
): Float64Array {
  const [ni, nj, nk]: Vec3 = runs.mask.size;
  const simd = 4 * ni > windowBytes ? kernels : seeing(kernels, voxels);
  const { exports, scratch } = simd;
  const label = runs.flooded?.label ?? 0;
  const [commonLabel, share] = commonest(runs.labelOfRun());
  const most = share > 0.5 && isAmong(commonLabel, last) ? commonLabel : 0;
  const isInside = voxels.buffer === exports.memory.buffer;
  return scratch.use(() => {
    const [sums] = scratch.reserve(24 * last);
    scratch.doubles(sums, 3 * last).fill(0);
    const paint = ({ mask, labels, flooded, target, row, end }: Window) => {
      // What is written behind these rows is written again with the next.
      const isPlace = isInside && end * ni < voxels.length;
      const place = isPlace ? voxels.byteOffset + 4 * row * ni : target;
      const apart = label === 0 ? 0 : (flooded ?? 0);
      exports.paintRuns(mask, apart, row, end, ni, nj, labels, label, place, last, sums, most);
      if (!isPlace) voxels.set(scratch.words(place, (end - row) * ni), row * ni);
      progress(end / (nj * nk));
    };
    eachWindow(simd, runs, 4 * ni, paint, isInside);
    return scratch.doubles(sums, 3 * last).slice();
  });
}

/** The mask of the runs with the labels 1 to `last`. */
export function maskOfRunsSimd(simd: Simd, runs: LabelledRuns, last: number): Bitmask {
  const { exports, scratch } = simd;
  const { size, rowWords } = runs.mask;
  const { flooded } = runs;
  const kept = emptyBitmask(size);
  eachWindow(simd, runs, 0, ({ mask, labels, row, end }) => {
    exports.keepRuns(mask, end - row, size[0], labels, 1, last);
    exports.fromFields(mask, end - row, size[0]);
    kept.words.set(scratch.words(mask, (end - row) * rowWords), row * rowWords);
  });
  if (flooded && isAmong(flooded.label, last)) addBitmask(kept, flooded.mask);
  return kept;
}

/** Whether a label is one of 1 to `last`. */
function isAmong(label: number, last: number): boolean {
  return label > 0 && label <= last;
}
