import type { Slab, Vec3, Voxels } from '#src/image/volume.ts';
import { loadWork, storeWork, type Work, workFor } from './greyWork.ts';
import type { Progress } from './progress.ts';

/**
 * Grey dilation or erosion by a box, one axis after the other, in three comparisons a voxel and axis whatever the radius (M. van Herk,
 * Pattern Recognition Letters 13, 1992; J. Gil and M. Werman, IEEE PAMI 15, 1993). Source and `through`, which holds the
 * image between the axes, may be the same voxels, and so may be the target where it has all slices; else it has the `wanted` ones alone.
 */
export function greyBox(
  source: Voxels,
  through: Voxels,
  target: Voxels,
  size: Vec3,
  extent: Vec3,
  isErosion: boolean,
  progress: Progress,
  wanted: Slab,
): void {
  const [ni, nj, nk] = size;
  const plane = ni * nj;
  const ri = Math.min(extent[0], ni - 1);
  const rj = Math.min(extent[1], nj - 1);
  const rk = Math.min(extent[2], nk - 1);
  const rows = linesFor(source, nj, ni, rj);
  const row = linesFor(source, ni, 1, ri);
  const isFlat = rk === 0;
  for (let k = isFlat ? wanted.start : 0; k < (isFlat ? wanted.end : nk); k++) {
    progress((0.6 * k) / nk);
    // The lines along j come first, since they are what is loaded.
    loadWork(rows.padded, rj * ni, source.subarray(k * plane, (k + 1) * plane), isErosion);
    largestOfLines(rows);
    for (let j = 0; ri > 0 && j < nj; j++) {
      row.padded.set(rows.largest.subarray(j * ni, (j + 1) * ni), ri);
      largestOfLines(row);
      rows.largest.set(row.largest, j * ni);
    }
    const to = (isFlat ? k - wanted.start : k) * plane;
    storeWork(rows.largest, 0, (isFlat ? target : through).subarray(to, to + plane), isErosion);
  }
  if (!isFlat) alongK(through, target, size, rk, isErosion, progress, wanted);
  progress(1);
}

function alongK(
  source: Voxels,
  target: Voxels,
  [ni, nj, nk]: Vec3,
  rk: number,
  isErosion: boolean,
  progress: Progress,
  wanted: Slab,
): void {
  const plane = ni * nj;
  const slices = linesFor(source, nk, ni, rk);
  for (let j = 0; j < nj; j++) {
    progress(0.6 + (0.4 * j) / nj);
    for (let k = 0; k < nk; k++) {
      const at = k * plane + j * ni;
      loadWork(slices.padded, (rk + k) * ni, source.subarray(at, at + ni), isErosion);
    }
    largestOfLines(slices);
    for (let k = wanted.start; k < wanted.end; k++) {
      const at = (k - wanted.start) * plane + j * ni;
      storeWork(slices.largest, k * ni, target.subarray(at, at + ni), isErosion);
    }
  }
}

/** `width` lines side by side, each of `length` values that lie `width` apart, with `radius` more at both ends. */
interface Lines {
  readonly length: number;
  readonly width: number;
  readonly radius: number;
  readonly padded: Work;
  /** From the start of each stretch of 2 * radius + 1 values to here, and from here to its end. */
  readonly before: Work;
  readonly after: Work;
  readonly largest: Work;
}

function linesFor(voxels: Voxels, length: number, width: number, radius: number): Lines {
  const all = (length + 2 * radius) * width;
  return {
    ...{ length, width, radius },
    padded: workFor(voxels, all),
    before: workFor(voxels, all),
    after: workFor(voxels, all),
    largest: workFor(voxels, length * width),
  };
}

/** Writes to `largest` the largest values within the radius: the end of one stretch, and the start of the next. */
function largestOfLines({ length, width, radius, padded, before, after, largest }: Lines): void {
  if (radius === 0) {
    largest.set(padded);
    return;
  }
  const stretch = (2 * radius + 1) * width;
  const all = padded.length;
  for (let start = 0; start < all; start += stretch) {
    const end = Math.min(start + stretch, all);
    for (let n = start; n < start + width; n++) before[n] = padded[n];
    for (let n = start + width; n < end; n++) {
      let larger = before[n - width];
      if (padded[n] > larger) larger = padded[n];
      before[n] = larger;
    }
    for (let n = end - width; n < end; n++) after[n] = padded[n];
    for (let n = end - width - 1; n >= start; n--) {
      let larger = after[n + width];
      if (padded[n] > larger) larger = padded[n];
      after[n] = larger;
    }
  }
  const ahead = 2 * radius * width;
  for (let n = 0; n < length * width; n++) {
    let larger = before[n + ahead];
    if (after[n] > larger) larger = after[n];
    largest[n] = larger;
  }
}
