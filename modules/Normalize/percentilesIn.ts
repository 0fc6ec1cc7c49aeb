import { isSmallIntegers } from '#src/image/integerCounts.ts';
import type { Voxels } from '#src/image/volume.ts';
import { percentilesOfCounts } from '#src/kernels/percentiles.ts';
import { noTell, type Tell } from '#src/kernels/progress.ts';
import { percentilesOfVoxels } from '#src/kernels/summarizeValues.ts';
import { voxelCounter } from '#src/kernels/voxelCounter.ts';

/** Percentiles (0 to 100) of voxels, as numpy.percentile gives them; NaN is left out. */
export function percentilesIn(voxels: Voxels, percents: readonly number[], tell: Tell = noTell): number[] {
  const counter = voxelCounter(tell);
  if (isSmallIntegers(voxels)) return percentilesOfCounts(counter.countIntegers(voxels), percents);
  return percentilesOfVoxels(voxels, counter.extremes(voxels, 'All').count, percents, tell);
}
