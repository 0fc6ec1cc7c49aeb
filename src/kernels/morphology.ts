import type { Bitmask } from './bitmask.ts';
import { dilatePlain, type Inversions } from './morphologyPlain.ts';
import { dilateSimd } from './morphologySimd.ts';
import { noProgress, type Progress } from './progress.ts';
import { simd } from './simd.ts';
import type { StructuringElement } from './structuringElement.ts';

/**
 * Foreground wherever the element, centred there, meets foreground. Outside the volume is background, as in
 * skimage.morphology.binary_dilation. Returns a mask of its own.
 */
export function dilate(mask: Bitmask, element: StructuringElement, progress: Progress = noProgress): Bitmask {
  return dilations(mask, element, [false, false], progress);
}

/**
 * Foreground wherever the element, centred there, covers foreground only. Outside the volume is foreground, as in
 * skimage.morphology.binary_erosion, so that nothing is eaten at the faces. Returns a mask of its own.
 */
export function erode(mask: Bitmask, element: StructuringElement, progress: Progress = noProgress): Bitmask {
  return dilations(mask, element, [true, true], progress);
}

/** Dilation, then erosion, as skimage.morphology.binary_closing. Returns a mask of its own. */
export function close(mask: Bitmask, element: StructuringElement, progress: Progress = noProgress): Bitmask {
  return dilations(mask, element, [false, true, true], progress);
}

/** Erosion, then dilation, as skimage.morphology.binary_opening. Returns a mask of its own. */
export function open(mask: Bitmask, element: StructuringElement, progress: Progress = noProgress): Bitmask {
  return dilations(mask, element, [true, true, false], progress);
}

function dilations(mask: Bitmask, element: StructuringElement, inversions: Inversions, progress: Progress): Bitmask {
  const fast = simd();
  return fast
    ? dilateSimd(fast, mask, element, inversions, progress)
    : dilatePlain(mask, element, inversions, progress);
}
