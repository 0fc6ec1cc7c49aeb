import { countIntegers, isSmallIntegers } from '#src/image/integerCounts.ts';
import type { Voxels } from '#src/image/volume.ts';
import { percentilesOf, percentilesOfCounts } from '#src/kernels/percentiles.ts';

/** Percentiles (0 to 100) of voxels, as numpy.percentile gives them; NaN is left out. */
export function percentilesIn(voxels: Voxels, percents: readonly number[]): number[] {
  if (isSmallIntegers(voxels)) return percentilesOfCounts(countIntegers(voxels), percents);
  const values = new Float64Array(voxels);
  let kept = 0;
  for (let n = 0; n < values.length; n++) if (!Number.isNaN(values[n])) values[kept++] = values[n];
  return percentilesOf(values.subarray(0, kept), percents);
}
