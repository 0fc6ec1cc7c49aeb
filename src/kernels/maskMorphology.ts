import type { Vec3 } from '#src/image/volume.ts';
import { type Bitmask, copyBitmask } from './bitmask.ts';
import { dilateOrErode } from './morphology.ts';
import { noProgress, type Progress, part } from './progress.ts';
import type { StructuringElement } from './structuringElement.ts';

/** One pass over an image. */
export type MorphologyStep = 'Dilate' | 'Erode';

/**
 * What lies outside of the image: nothing, neither for dilation nor for erosion, as scikit-image has it, or background (0) for both, as
 * scipy.ndimage's binary functions have it, so that erosion eats at the faces.
 */
export type MorphologyBorder = 'Ignore' | 'Background';

/** Dilations and erosions one after the other. Returns a mask of its own. */
export function maskMorphology(
  mask: Bitmask,
  steps: readonly MorphologyStep[],
  element: StructuringElement,
  border: MorphologyBorder,
  progress: Progress = noProgress,
): Bitmask {
  let result = mask;
  for (let n = 0; n < steps.length; ) {
    const pair = steps.slice(n, n + mostAtOnce);
    const clears = border === 'Background' ? pair.indexOf('Erode') : -1;
    const now = clears < 0 ? pair : pair.slice(0, clears + 1);
    const isErosion = now.map((step) => step === 'Erode');
    const done = part(progress, n / steps.length, (n + now.length) / steps.length);
    result = dilateOrErode(result, isErosion, element, done);
    if (clears >= 0) clearFrame(result, element.extent);
    n += now.length;
  }
  return result === mask ? copyBitmask(mask) : result;
}

/** A closing or an opening is one pass over the image; more would hold more slices at a time, and gain little. */
const mostAtOnce = 2;

/** Clears what lies so near to a face that an element of that extent reaches beyond it. */
function clearFrame({ size: [ni, nj, nk], rowWords, words }: Bitmask, [ri, rj, rk]: Vec3): void {
  const keeps = new Int32Array(rowWords);
  for (let i = ri; i < ni - ri; i++) keeps[i >> 5] |= 1 << (i & 31);
  for (let k = 0; k < nk; k++) {
    for (let j = 0; j < nj; j++) {
      const first = rowWords * (j + nj * k);
      const isFrame = k < rk || k >= nk - rk || j < rj || j >= nj - rj;
      if (isFrame) words.fill(0, first, first + rowWords);
      else for (let n = 0; n < rowWords; n++) words[first + n] &= keeps[n];
    }
  }
}
