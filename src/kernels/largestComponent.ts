import type { Bitmask } from './bitmask.ts';
import { componentMask, findComponents, largestOf } from './components.ts';
import { componentsFit, largestComponentSimd } from './componentsSimd.ts';
import type { Connectivity } from './connectRuns.ts';
import { largestParts, type Part } from './largestParts.ts';
import { noProgress, type Progress } from './progress.ts';
import { simd, withScratch } from './simd.ts';

/** The component of a mask that has most voxels, and what is told of all. */
export interface LargestComponent {
  /** Empty where the mask is. */
  readonly mask: Bitmask;
  /** How many components there are. */
  readonly count: number;
  /** The largest of them, the largest first; of equal ones the lowest label first. */
  readonly parts: readonly Part[];
}

/**
 * Keeps the component with most voxels, of equal ones the first in scipy's order: as numpy.argmax(numpy.bincount(labels)[1:]) after
 * scipy.ndimage.label. Voxels are connected over faces (6), edges too (18) or corners too (26). Returns a mask of its own, and tells of
 * the `most` largest components. Throws when there is not enough memory for the runs of the mask.
 */
export function largestComponent(
  mask: Bitmask,
  connectivity: Connectivity,
  most: number,
  progress: Progress = noProgress,
): LargestComponent {
  const fast = simd();
  if (fast && componentsFit(mask.size)) {
    return withScratch(fast, (kernels) => largestComponentSimd(kernels, mask, connectivity, most, progress));
  }
  const components = findComponents(mask, connectivity, progress);
  const { sizes } = components;
  return {
    mask: componentMask(components, largestOf(components), mask.size),
    count: sizes.length,
    // They are in the order of their places.
    parts: largestParts(
      sizes,
      sizes.map((_, n) => n),
      most,
    ),
  };
}
