import type { Vec3, Voxels } from '#src/image/volume.ts';
import type { Bitmask } from './bitmask.ts';
import type { Neighbours } from './neighbourSteps.ts';
import { noProgress, type Progress } from './progress.ts';
import { simd } from './simd.ts';
import { watershedPlain } from './watershedPlain.ts';
import { fitsWatershedSimd, watershedSimd } from './watershedSimd.ts';

/** How basins meet. */
export interface Basins {
  /** Whether a line of voxels without a label parts them. */
  readonly isLined: boolean;
  /** What each voxel of distance from the marker adds to a value; 0 and more. */
  readonly compactness: number;
}

/** Basins that touch, whatever their form. */
const touching: Basins = { isLined: false, compactness: 0 };

/**
 * Floods an image from markers, in place: labels that are not 0 are markers and stay, every other voxel gets the label of the flood that
 * reaches it first, voxels outside of the mask none. The lowest value is flooded first, of equal ones what was reached first (P. Soille and
 * L. Vincent; compact basins: P. Neubert and P. Protzel, ICPR 2014). As skimage.segmentation.watershed of scikit-image 0.19 on array[i, j, k],
 * ties included: markers start in the order of i, then j, then k, and neighbours are reached in the order of `watershedSteps`. Markers
 * outside of the mask become 0; with lines, a marker between two others keeps its label and floods nothing.
 */
export function watershed(
  values: Voxels,
  labels: Int32Array,
  size: Vec3,
  neighbours: Neighbours,
  mask: Bitmask | undefined,
  progress: Progress = noProgress,
  basins: Basins = touching,
): void {
  const fast = simd();
  if (fast && fitsWatershedSimd(values, size, progress)) {
    watershedSimd(fast, values, labels, size, neighbours, mask, progress, basins);
  } else {
    watershedPlain(values, labels, size, neighbours, mask, progress, basins);
  }
}
