import { toWorld } from '#src/image/affine.ts';
import type { Affine, Vec3 } from '#src/image/volume.ts';
import { type Bitmask, copyBitmask, emptyBitmask, removeBitmask } from './bitmask.ts';
import { findComponents } from './components.ts';
import { componentsFit } from './componentsSimd.ts';
import type { Connectivity } from './connectRuns.ts';
import { type LabelledMask, type LabelledRuns, maskOfRunsSimd, paintRunsSimd } from './labelledRunsSimd.ts';
import { largestParts, type Part } from './largestParts.ts';
import { noProgress, type Progress } from './progress.ts';
import { rankComponentsSimd } from './rankedComponentsSimd.ts';
import { cutRuns, paintRun } from './runs.ts';
import { simd } from './simd.ts';

/** In which order components are numbered from 1 on. */
export type LabelOrder = 'Size' | 'Place';

/** The components of a mask that are large enough, numbered. What is told by a function is to be asked anew where it may have been moved. */
export interface RankedComponents {
  /** The mask they are of; what it holds must not change while they are used. */
  readonly mask: Bitmask;
  /** How many they are. */
  readonly labels: number;
  /** The numbers of voxels of the first `last` labels, label 1 first. */
  sizes(last: number): Uint32Array;
  /** All components, those that are too small included. */
  readonly count: number;
  /** For each run, but for those of what is flooded, its label, or 0 where its component is too small. */
  labelOfRun(): Int32Array;
  /** What one component holds beside these runs, with its label; undefined where that is nothing. */
  readonly flooded: LabelledMask | undefined;
  /** The largest of all components, with the labels of scipy.ndimage.label, as many as were asked for. */
  readonly parts: readonly Part[];
}

/**
 * Finds the components with at least `leastVoxels` and numbers them: by decreasing size, of equal ones the one first that has the lower
 * label in scipy.ndimage.label; or by place, which are scipy's labels where none is too small. Tells of the `most` largest. By size no more
 * than the first `last` labels, and those of components as large as they, are wanted. Only `use` may
 * look at them: they lie in memory that others use afterwards. Returns what it returns. Throws when there is not enough memory for the runs
 * of the mask.
 */
export function rankComponents<T>(
  mask: Bitmask,
  connectivity: Connectivity,
  order: LabelOrder,
  leastVoxels: number,
  use: (ranked: RankedComponents) => T,
  progress: Progress = noProgress,
  most = 0,
  last = Number.POSITIVE_INFINITY,
): T {
  const fast = simd();
  if (fast && componentsFit(mask.size)) {
    return rankComponentsSimd(fast, mask, connectivity, order, leastVoxels, most, last, use, progress);
  }
  const { sizes, roots, rootOfRun } = findComponents(mask, connectivity, progress);
  let kept = 0;
  for (let n = 0; n < sizes.length; n++) if (sizes[n] >= leastVoxels) kept++;
  const ranked = new Uint32Array(kept);
  let next = 0;
  for (let n = 0; n < sizes.length; n++) if (sizes[n] >= leastVoxels) ranked[next++] = n;
  if (order === 'Size') sortBySize(ranked, sizes);
  const labelOfRun = new Int32Array(rootOfRun.length);
  const rankedSizes = new Uint32Array(kept);
  for (let label = 1; label <= kept; label++) {
    const component = ranked[label - 1];
    rankedSizes[label - 1] = sizes[component];
    labelOfRun[roots[component]] = label;
  }
  // A root is the first run of its component, so its label stands before it is asked for.
  for (let run = 0; run < labelOfRun.length; run++) labelOfRun[run] = labelOfRun[rootOfRun[run]];
  // Components are in the order of their places.
  const parts =
    most > 0
      ? largestParts(
          sizes,
          sizes.map((_, n) => n),
          most,
        )
      : [];
  return use({
    mask,
    labels: kept,
    sizes: (last) => rankedSizes.subarray(0, last),
    count: sizes.length,
    labelOfRun: () => labelOfRun,
    flooded: undefined,
    parts,
  });
}

/**
 * Writes to every foreground voxel the label of its component, and to the others 0. Returns the sums of i, j and k over the voxels of each of
 * the labels 1 to `last`, in turn: while it paints it passes by all of them.
 */
export function paintLabels(
  ranked: RankedComponents,
  target: Int32Array,
  last = 0,
  progress: Progress = noProgress,
): Float64Array {
  const fast = simd();
  if (fast) return paintRunsSimd(fast, ranked, target, last, progress);
  const [ni, nj] = ranked.mask.size;
  const sums = new Float64Array(3 * last);
  target.fill(0);
  eachRun(ranked, (label, row, start, end) => {
    if (label === 0) return;
    target.fill(label, row * ni + start, row * ni + end);
    if (label > last) return;
    const voxels = end - start;
    const at = 3 * (label - 1);
    sums[at] += (voxels * (start + end - 1)) / 2;
    sums[at + 1] += voxels * (row % nj);
    sums[at + 2] += voxels * Math.floor(row / nj);
  });
  return sums;
}

type VisitRun = (label: number, row: number, start: number, end: number) => void;

/** Visits the runs of a mask, and those of what is flooded. */
function eachRun({ mask, flooded, ...runs }: LabelledRuns, visit: VisitRun): void {
  const labelOfRun = runs.labelOfRun();
  const rest = flooded ? copyBitmask(mask) : mask;
  if (flooded) removeBitmask(rest, flooded.mask);
  visitRuns(rest, (run) => labelOfRun[run], visit);
  if (flooded) visitRuns(flooded.mask, () => flooded.label, visit);
}

function visitRuns(mask: Bitmask, labelOf: (run: number) => number, visit: VisitRun): void {
  const { bounds, rowStarts } = cutRuns(mask);
  for (let row = 0; row + 1 < rowStarts.length; row++) {
    for (let run = rowStarts[row]; run < rowStarts[row + 1]; run++) {
      visit(labelOf(run), row, bounds[2 * run], bounds[2 * run + 1]);
    }
  }
}

/** The mask of the labels 1 to `last`. */
export function maskOfLabels(ranked: RankedComponents, last: number): Bitmask {
  const fast = simd();
  if (fast) return maskOfRunsSimd(fast, ranked, last);
  const kept = emptyBitmask(ranked.mask.size);
  eachRun(ranked, (label, row, start, end) => {
    if (label > 0 && label <= last) paintRun(kept.words, row * kept.rowWords, start, end);
  });
  return kept;
}

/** The centres of gravity of the first labels in the world, in mm, from their sizes and the sums that paintLabels returns. */
export function centresOfLabels(sizes: Uint32Array, affine: Affine, sums: Float64Array): readonly Vec3[] {
  const centres: Vec3[] = [];
  for (let n = 0; n < sums.length / 3; n++) {
    const voxels = sizes[n];
    centres.push(toWorld(affine, [sums[3 * n] / voxels, sums[3 * n + 1] / voxels, sums[3 * n + 2] / voxels]));
  }
  return centres;
}

/**
 * Sorts components by decreasing size, of equal ones the lower index first. As keys of float64, which are sorted without a call for each
 * comparison: sizes and indices are below 2^32, but both together may not fit 53 bits, so the size is reversed in its own sort.
 */
function sortBySize(items: Uint32Array, sizes: Uint32Array): void {
  const bits = 32 - Math.clz32(sizes.length);
  const shift = 2 ** bits;
  const isExact = items.every((item) => sizes[item] < 2 ** (53 - bits));
  if (!isExact) {
    items.set([...items].sort((a, b) => sizes[b] - sizes[a] || a - b));
    return;
  }
  const keys = new Float64Array(items.length);
  for (let n = 0; n < items.length; n++) keys[n] = -sizes[items[n]] * shift + items[n];
  keys.sort();
  for (let n = 0; n < items.length; n++) {
    const key = keys[n];
    items[n] = key - Math.floor(key / shift) * shift;
  }
}
