import type { Bitmask } from './bitmask.ts';
import { componentsFit } from './componentsSimd.ts';
import type { Connectivity } from './connectRuns.ts';
import { keepLargeSimd } from './keepLargeSimd.ts';
import { noProgress, type Progress } from './progress.ts';
import { maskOfLabels, type RankedComponents, rankComponents } from './rankedComponents.ts';
import { simd } from './simd.ts';

/** The components of a mask that are large enough. */
export interface LargeComponents {
  readonly mask: Bitmask;
  /** How many components there are, and how many of them are kept. */
  readonly count: number;
  readonly kept: number;
}

/**
 * Keeps the components with at least `leastVoxels`. As rankComponents, but in no order. Returns a mask of its own. Throws when there is not
 * enough memory for the runs of the mask.
 */
export function keepLarge(
  mask: Bitmask,
  connectivity: Connectivity,
  leastVoxels: number,
  progress: Progress = noProgress,
): LargeComponents {
  const fast = simd();
  if (fast && componentsFit(mask.size)) return keepLargeSimd(fast, mask, connectivity, leastVoxels, progress);
  const keep = (ranked: RankedComponents) => {
    const { count, labels: kept } = ranked;
    return { mask: maskOfLabels(ranked, kept), count, kept };
  };
  return rankComponents(mask, connectivity, 'Place', leastVoxels, keep, progress);
}
