import type { Bitmask } from './bitmask.ts';
import { dilatePlain, type Inversions } from './morphologyPlain.ts';
import { dilateSimd } from './morphologySimd.ts';
import { noProgress, type Progress } from './progress.ts';
import { simd, withScratch } from './simd.ts';
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

/**
 * Dilations and, where `isErosion` says so, erosions one after the other, each slice going through all of them as soon as its neighbours are
 * there. Returns a mask of its own.
 */
export function dilateOrErode(
  mask: Bitmask,
  isErosion: readonly boolean[],
  element: StructuringElement,
  progress: Progress = noProgress,
): Bitmask {
  // An erosion is a dilation of the background, so two of them in a row need not be inverted between.
  const inversions = [...isErosion, false].map((inverts, n) => inverts !== (n > 0 && isErosion[n - 1]));
  return dilations(mask, element, inversions, progress);
}

function dilations(mask: Bitmask, element: StructuringElement, inversions: Inversions, progress: Progress): Bitmask {
  const fast = simd();
  return fast
    ? withScratch(fast, (kernels) => dilateSimd(kernels, mask, element, inversions, progress))
    : dilatePlain(mask, element, inversions, progress);
}
