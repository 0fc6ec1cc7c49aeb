import { useMemo } from 'react';
import { useImage, useSlab } from '#src/app/useOutput.ts';
import { cutAcross } from '#src/app/viewers/slicePlanes.ts';
import type { OutputRef } from '#src/graph/document.ts';
import type { Stroke } from '#src/graph/strokes.ts';
import type { Voxels } from '#src/image/volume.ts';
import { axesIn } from './maskSlice.ts';

/**
 * The voxels of a slice of an image output across an axis of storage, the other two axes in the order of storage. A stored slice is asked
 * for alone, any other with the whole image. Undefined without an output, while it is computed, and where the image ends before the slice.
 */
export function useStartSlice(source: OutputRef | undefined, axis: Stroke['axis'], slice: number): Voxels | undefined {
  const stored = useSlab(axis === 2 ? source : undefined, { start: slice, end: slice + 1 });
  const whole = useImage(axis === 2 ? undefined : source);
  // While a slice is computed there is none: that of another slice would lie wrongly.
  const own = stored.status === 'ready' ? stored.value : undefined;
  const image = whole.status === 'ready' ? whole.value : undefined;
  return useMemo(() => {
    if (axis === 2) return own?.voxels;
    if (!image || slice >= image.size[axis]) return undefined;
    const [u, v] = axesIn(axis);
    return cutAcross(image, [u, v, axis], { start: slice, end: slice + 1 }).voxels;
  }, [axis, own, image, slice]);
}
