import { type Bitmask, emptyBitmask } from './bitmask.ts';
import { type Connectivity, connectRuns } from './connectRuns.ts';
import { noProgress, type Progress } from './progress.ts';
import { cutRuns, paintRun, type Runs } from './runs.ts';

/** The connected components of a mask. */
export interface Components {
  /**
   * The number of voxels of each component, in the order of scipy.ndimage.label: component n here has label n + 1 there. The
   * order is that of the first voxels, compared by i, then j, then k.
   */
  readonly sizes: Uint32Array;
  /** For each component its first run, which names it in `rootOfRun`. */
  readonly roots: Int32Array;
  readonly rootOfRun: Int32Array;
  readonly runs: Runs;
}

/** Finds the components of a mask with 6 (faces), 18 (edges too) or 26 (corners too) neighbours. */
export function findComponents(mask: Bitmask, connectivity: Connectivity, progress: Progress = noProgress): Components {
  const [ni, nj, nk] = mask.size;
  const runs = cutRuns(mask);
  const { bounds, rowStarts } = runs;
  const rootOfRun = connectRuns(runs, mask.size, connectivity, progress);
  const sizeOfRoot = new Uint32Array(rootOfRun.length);
  const firstI = new Int32Array(rootOfRun.length).fill(ni);
  const firstRow = new Int32Array(rootOfRun.length);
  let count = 0;
  for (let k = 0; k < nk; k++) {
    for (let j = 0; j < nj; j++) {
      const row = j + nj * k;
      // Rows rank by j and then k, other than they lie in memory.
      const rank = k + nk * j;
      for (let run = rowStarts[row]; run < rowStarts[row + 1]; run++) {
        const root = rootOfRun[run];
        const start = bounds[2 * run];
        if (sizeOfRoot[root] === 0) count++;
        sizeOfRoot[root] += bounds[2 * run + 1] - start;
        if (start > firstI[root] || (start === firstI[root] && rank > firstRow[root])) continue;
        firstI[root] = start;
        firstRow[root] = rank;
      }
    }
  }
  const found = new Int32Array(count);
  let next = 0;
  for (let run = 0; run < rootOfRun.length; run++) if (rootOfRun[run] === run) found[next++] = run;
  const roots = sortBy(sortBy(found, firstRow, nj * nk), firstI, ni);
  const sizes = new Uint32Array(count);
  for (let n = 0; n < count; n++) sizes[n] = sizeOfRoot[roots[n]];
  return { sizes, roots, rootOfRun, runs };
}

/**
 * The index of the component with most voxels, -1 where there is none. Of equal ones the first, as
 * numpy.argmax(numpy.bincount(labels)[1:]) after scipy.ndimage.label.
 */
export function largestOf({ sizes }: Components): number {
  let largest = -1;
  let most = 0;
  for (let n = 0; n < sizes.length; n++) {
    if (sizes[n] > most) {
      most = sizes[n];
      largest = n;
    }
  }
  return largest;
}

/** The mask of one component; an empty mask for the index -1. */
export function componentMask(components: Components, index: number, size: Bitmask['size']): Bitmask {
  const mask = emptyBitmask(size);
  const { rootOfRun, runs } = components;
  const { bounds, rowStarts } = runs;
  const root = index < 0 ? -1 : components.roots[index];
  for (let row = 0; row < size[1] * size[2]; row++) {
    for (let run = rowStarts[row]; run < rowStarts[row + 1]; run++) {
      if (rootOfRun[run] === root) paintRun(mask.words, row * mask.rowWords, bounds[2 * run], bounds[2 * run + 1]);
    }
  }
  return mask;
}

/** The items in ascending order of `keys[item]`, each 0 <= key < range; items of equal keys keep their order. */
function sortBy(items: Int32Array, keys: Int32Array, range: number): Int32Array {
  const places = new Int32Array(range + 1);
  for (let n = 0; n < items.length; n++) places[keys[items[n]] + 1]++;
  for (let key = 0; key < range; key++) places[key + 1] += places[key];
  const sorted = new Int32Array(items.length);
  for (let n = 0; n < items.length; n++) sorted[places[keys[items[n]]]++] = items[n];
  return sorted;
}
