import type { Vec3 } from '#src/image/volume.ts';
import type { Bitmask } from '#src/kernels/bitmask.ts';
import { percentilesOf } from '#src/kernels/percentiles.ts';
import type { Progress } from '#src/kernels/progress.ts';
import { surfaceDistances } from '#src/kernels/surfaceDistances.ts';

/** In the unit of the spacing. */
export interface DistanceMeasures {
  readonly hausdorff: number;
  readonly hausdorff95: number;
  readonly meanDistance: number;
}

/** How far the surfaces of two masks lie apart, neither being empty; see the help of CompareMasks for the definitions. */
export function distanceMeasures(first: Bitmask, second: Bitmask, spacing: Vec3, progress: Progress): DistanceMeasures {
  const { all, fromFirst, fromSecond } = surfaceDistances(first, second, spacing, progress);
  // Before the percentiles, which move the values about.
  const meanDistance = (meanOf(fromFirst) + meanOf(fromSecond)) / 2;
  const [hausdorff95, hausdorff] = percentilesOf(all, [95, 100]);
  return { hausdorff, hausdorff95, meanDistance };
}

function meanOf(values: Float64Array): number {
  let sum = 0;
  for (let n = 0; n < values.length; n++) sum += values[n];
  return sum / values.length;
}
