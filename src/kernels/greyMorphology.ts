import type { Slab, Vec3, Voxels } from '#src/image/volume.ts';
import { voxelArrays, voxelTypeOf } from '#src/image/voxelType.ts';
import { greyBox } from './greyBox.ts';
import { greyBoxSimd } from './greyBoxSimd.ts';
import { numbersWith, writeInfinity } from './greyInfinities.ts';
import { greyRows } from './greyRows.ts';
import { greyRowsSimd } from './greyRowsSimd.ts';
import type { MorphologyBorder, MorphologyStep } from './maskMorphology.ts';
import { noProgress, type Progress, part } from './progress.ts';
import { simd } from './simd.ts';
import type { StructuringElement } from './structuringElement.ts';

/**
 * Writes to every voxel of the target the largest (Dilate) or smallest (Erode) value under the element, for one step after the other; as
 * skimage.morphology.dilation and erosion, and scipy.ndimage.grey_dilation and grey_erosion with mode reflect, which for these elements is
 * the same as to ignore what lies outside. With the border Background it counts as 0 (mode constant). NaN is left out; where there is
 * nothing else, it stays. Source and target have one type and may be the same voxels. With `wanted`, other slices than these are computed only as far as
 * the steps need them, and the target has none of them.
 */
export function greyMorphology(
  source: Voxels,
  target: Voxels,
  size: Vec3,
  steps: readonly MorphologyStep[],
  element: StructuringElement,
  border: MorphologyBorder,
  progress: Progress = noProgress,
  wanted: Slab = { start: 0, end: size[2] },
): void {
  const isBox = element.halfWidths.every((half) => half === element.extent[0]);
  const fast = simd();
  const all: Slab = { start: 0, end: size[2] };
  const isCut = wanted.end - wanted.start < size[2];
  const plane = size[0] * size[1];
  const ofWanted = (voxels: Voxels) => voxels.subarray(wanted.start * plane, wanted.end * plane);
  let between: Voxels | undefined;
  let from = source;
  for (let n = 0; n < steps.length; n++) {
    const done = part(progress, n / steps.length, (n + 1) / steps.length);
    const isErosion = steps[n] === 'Erode';
    const infinity = isErosion ? Number.POSITIVE_INFINITY : Number.NEGATIVE_INFINITY;
    const numbers = numbersWith(infinity, from, size);
    // What is done to the result of the last step is told by places in the whole image.
    const isLast = n === steps.length - 1 && !numbers && border !== 'Background';
    if (isCut && (isBox || !isLast)) between ??= new voxelArrays[voxelTypeOf(source)](source.length);
    const through = between ?? target;
    const to = isLast ? target : through;
    const slab = isLast ? wanted : all;
    if (isBox && fast) greyBoxSimd(fast, from, through, to, size, element.extent, isErosion, done, slab);
    else if (fast) greyRowsSimd(fast, from, to, size, element, isErosion, done, slab);
    else if (isBox) greyBox(from, through, to, size, element.extent, isErosion, done, slab);
    else greyRows(from, to, size, element, isErosion, done, slab);
    if (numbers) writeInfinity(infinity, to, numbers, element);
    if (border === 'Background') meetZero(to, size, element.extent, isErosion);
    from = to;
  }
  if (from !== target) target.set(ofWanted(from));
}

/** Lets the 0 outside count for the voxels that lie so near to a face that the element reaches beyond it. */
function meetZero(target: Voxels, [ni, nj, nk]: Vec3, [ri, rj, rk]: Vec3, isErosion: boolean): void {
  for (let k = 0; k < nk; k++) {
    for (let j = 0; j < nj; j++) {
      const row = ni * (j + nj * k);
      const isFrame = k < rk || k >= nk - rk || j < rj || j >= nj - rj || ni < 2 * ri;
      const head = isFrame ? ni : ri;
      for (let i = 0; i < head; i++) meetZeroAt(target, row + i, isErosion);
      if (!isFrame) for (let i = Math.max(head, ni - ri); i < ni; i++) meetZeroAt(target, row + i, isErosion);
    }
  }
}

function meetZeroAt(target: Voxels, at: number, isErosion: boolean): void {
  // The negation lets NaN, which was nothing, become 0.
  if (isErosion ? !(target[at] < 0) : !(target[at] > 0)) target[at] = 0;
}
