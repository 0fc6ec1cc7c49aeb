import type { Bitmask } from './bitmask.ts';
import { componentMask, findComponents, largestOf } from './components.ts';
import { componentsFit, largestComponentSimd } from './componentsSimd.ts';
import type { Connectivity } from './connectRuns.ts';
import { noProgress, type Progress } from './progress.ts';
import { simd } from './simd.ts';

/** The component of a mask that has most voxels, and the sizes of all. */
export interface LargestComponent {
  /** Empty where the mask is. */
  readonly mask: Bitmask;
  /** The number of voxels of each component, in the order of scipy.ndimage.label: component n here has label n + 1 there. */
  readonly sizes: Uint32Array;
}

/**
 * Keeps the component with most voxels, of equal ones the first in scipy's order: as numpy.argmax(numpy.bincount(labels)[1:]) after
 * scipy.ndimage.label. Voxels are connected over faces (6), edges too (18) or corners too (26). Returns a mask of its own. Throws when
 * there is not enough memory for the runs of the mask.
 */
export function largestComponent(
  mask: Bitmask,
  connectivity: Connectivity,
  progress: Progress = noProgress,
): LargestComponent {
  const fast = simd();
  if (fast && componentsFit(mask.size)) return largestComponentSimd(fast, mask, connectivity, progress);
  const components = findComponents(mask, connectivity, progress);
  return { mask: componentMask(components, largestOf(components), mask.size), sizes: components.sizes };
}
