import { toWorld } from '#src/image/affine.ts';
import type { Affine, Vec3 } from '#src/image/volume.ts';
import { type Bitmask, emptyBitmask } from './bitmask.ts';
import { type Components, findComponents } from './components.ts';
import type { Connectivity } from './connectRuns.ts';
import type { Progress } from './progress.ts';
import { paintRun } from './runs.ts';

/** In which order components are numbered from 1 on. */
export type LabelOrder = 'Size' | 'Place';

/** The components of a mask that are large enough, numbered. */
export interface RankedComponents {
  /** The number of voxels of each, label 1 first. */
  readonly sizes: Uint32Array;
  /** All components, those that are too small included. */
  readonly count: number;
  /** For each run its label, or 0 where its component is too small. */
  readonly labelOfRun: Int32Array;
  readonly components: Components;
}

/**
 * Finds the components with at least `leastVoxels` and numbers them: by decreasing size, of equal ones the one first that has the lower
 * label in scipy.ndimage.label; or by place, which are scipy's labels where none is too small.
 */
export function rankComponents(
  mask: Bitmask,
  connectivity: Connectivity,
  order: LabelOrder,
  leastVoxels: number,
  progress?: Progress,
): RankedComponents {
  const components = findComponents(mask, connectivity, progress);
  const { sizes, roots, rootOfRun } = components;
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
  return { sizes: rankedSizes, count: sizes.length, labelOfRun, components };
}

/** Writes to every foreground voxel the label of its component; the target is zeroed. */
export function paintLabels(
  { labelOfRun, components }: RankedComponents,
  [ni, nj, nk]: Vec3,
  target: Int32Array,
): void {
  const { bounds, rowStarts } = components.runs;
  for (let row = 0; row < nj * nk; row++) {
    for (let run = rowStarts[row]; run < rowStarts[row + 1]; run++) {
      if (labelOfRun[run] !== 0)
        target.fill(labelOfRun[run], row * ni + bounds[2 * run], row * ni + bounds[2 * run + 1]);
    }
  }
}

/** The mask of the labels 1 to `last`. */
export function maskOfLabels({ labelOfRun, components }: RankedComponents, size: Vec3, last: number): Bitmask {
  const mask = emptyBitmask(size);
  const { bounds, rowStarts } = components.runs;
  for (let row = 0; row < size[1] * size[2]; row++) {
    for (let run = rowStarts[row]; run < rowStarts[row + 1]; run++) {
      const label = labelOfRun[run];
      if (label > 0 && label <= last) paintRun(mask.words, row * mask.rowWords, bounds[2 * run], bounds[2 * run + 1]);
    }
  }
  return mask;
}

/** The centres of gravity of the labels 1 to `last` in the world, in mm, as x, y, z in turn. */
export function centresOfLabels(
  { labelOfRun, components, sizes }: RankedComponents,
  [, nj, nk]: Vec3,
  affine: Affine,
  last: number,
): readonly Vec3[] {
  const sums = new Float64Array(3 * last);
  const { bounds, rowStarts } = components.runs;
  for (let k = 0; k < nk; k++) {
    for (let j = 0; j < nj; j++) {
      const row = j + nj * k;
      for (let run = rowStarts[row]; run < rowStarts[row + 1]; run++) {
        const label = labelOfRun[run];
        if (label === 0 || label > last) continue;
        const voxels = bounds[2 * run + 1] - bounds[2 * run];
        const at = 3 * (label - 1);
        sums[at] += (voxels * (bounds[2 * run] + bounds[2 * run + 1] - 1)) / 2;
        sums[at + 1] += voxels * j;
        sums[at + 2] += voxels * k;
      }
    }
  }
  return Array.from({ length: last }, (_, n) =>
    toWorld(affine, [sums[3 * n] / sizes[n], sums[3 * n + 1] / sizes[n], sums[3 * n + 2] / sizes[n]]),
  );
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
