import type { Vec3 } from '#src/image/volume.ts';
import { convolve } from './convolve.ts';
import type { Borders } from './convolveAxis.ts';
import { gaussianWeights } from './gaussianWeights.ts';
import { hypotenuse } from './hypotenuse.ts';
import { percentilesOf } from './percentiles.ts';
import { noTell, type Tell } from './progress.ts';

/** When an edge is one: at a strength of its own, or at that of a share of the slice's voxels, 0 to 1. */
export interface CannyThresholds {
  readonly unit: 'Values' | 'Quantiles';
  /** What an edge needs at its strongest voxel. */
  readonly high: number;
  /** And what it needs everywhere. */
  readonly low: number;
}

/** Slices of numbers that `canny` writes to, made once for all slices of an image. */
export interface CannyWork {
  readonly alongI: Float64Array;
  readonly alongJ: Float64Array;
  readonly other: Float64Array;
}

/** Memory for slices of so many voxels. */
export function cannyWork(length: number): CannyWork {
  return { alongI: new Float64Array(length), alongJ: new Float64Array(length), other: new Float64Array(length) };
}

/** Weights of a slice for `canny`: what of a Gaussian lies within the slice. */
export function insideShare(size: Vec3, sigma: number, borders: Borders): Float64Array {
  const share = new Float64Array(size[0] * size[1]).fill(1);
  smooth(share, size, sigma, borders);
  for (let n = 0; n < share.length; n++) share[n] += Number.EPSILON;
  return share;
}

function smooth(plane: Float64Array, [ni, nj]: Vec3, sigma: number, borders: Borders): void {
  if (sigma === 0) return;
  const weights = gaussianWeights(sigma);
  convolve(plane, plane, [ni, nj, 1], [weights, weights, undefined], borders);
}

/**
 * Marks the edges of one slice (Canny 1986), which is changed: smoothed by a Gaussian, the Sobel gradients along i and j, what is not the
 * strongest across its edge (between neighbours, interpolated) is left out, and weak edges stay where they touch a strong one (8
 * neighbours). As skimage.feature.canny with the slice as array[i, j] of floats; the outermost voxels are never edges.
 */
export function canny(
  plane: Float64Array,
  size: Vec3,
  sigma: number,
  share: Float64Array,
  borders: Borders,
  { unit, low, high }: CannyThresholds,
  edges: Uint8Array,
  { alongI, alongJ, other }: CannyWork,
  tell: Tell = noTell,
): void {
  const [ni, nj] = size;
  smooth(plane, size, sigma, borders);
  tell();
  for (let n = 0; n < plane.length; n++) plane[n] /= share[n];
  gradient(plane, ni, nj, 0, other, alongI);
  tell();
  gradient(plane, ni, nj, 1, other, alongJ);
  tell();
  const strength = plane;
  for (let n = 0; n < plane.length; n++) strength[n] = hypotenuse(alongI[n], alongJ[n]);
  const [weak, strong] =
    unit === 'Values' ? [low, high] : percentilesOf(numbersOf(strength, other), [100 * low, 100 * high], tell);
  tell();
  const seeds: number[] = [];
  for (let j = 1; j < nj - 1; j++) {
    for (let n = ni * j + 1; n < ni * (j + 1) - 1; n++) {
      if (!(strength[n] > 0 && strength[n] >= weak && isLargest(strength, alongI[n], alongJ[n], n, ni))) continue;
      edges[n] = 2;
      if (strength[n] >= strong) seeds.push(n);
    }
  }
  keepTouching(edges, seeds, ni);
}

function numbersOf(values: Float64Array, numbers: Float64Array): Float64Array {
  let kept = 0;
  for (let n = 0; n < values.length; n++) if (!Number.isNaN(values[n])) numbers[kept++] = values[n];
  return numbers.subarray(0, kept);
}

/** The difference of the neighbours along one axis, 1 2 1 along the other; beyond the border stands the outermost voxel. */
function gradient(
  plane: Float64Array,
  ni: number,
  nj: number,
  axis: 0 | 1,
  difference: Float64Array,
  result: Float64Array,
): void {
  for (let j = 0; j < nj; j++) {
    for (let i = 0; i < ni; i++) {
      const n = i + ni * j;
      const before = axis === 0 ? (i > 0 ? n - 1 : n) : j > 0 ? n - ni : n;
      const behind = axis === 0 ? (i < ni - 1 ? n + 1 : n) : j < nj - 1 ? n + ni : n;
      difference[n] = plane[behind] - plane[before];
    }
  }
  for (let j = 0; j < nj; j++) {
    for (let i = 0; i < ni; i++) {
      const n = i + ni * j;
      const before = axis === 1 ? (i > 0 ? n - 1 : n) : j > 0 ? n - ni : n;
      const behind = axis === 1 ? (i < ni - 1 ? n + 1 : n) : j < nj - 1 ? n + ni : n;
      result[n] = 2 * difference[n] + (difference[before] + difference[behind]);
    }
  }
}

/** Whether no strength across the edge is larger, on either side: between the next voxel along the steeper axis and the diagonal one. */
function isLargest(strength: Float64Array, gi: number, gj: number, n: number, ni: number): boolean {
  const steepI = Math.abs(gi) > Math.abs(gj);
  const part = steepI ? Math.abs(gj) / Math.abs(gi) : Math.abs(gi) / Math.abs(gj);
  const isSameSign = (gi >= 0 && gj >= 0) || (gi <= 0 && gj <= 0);
  const straight = steepI ? (isSameSign ? 1 : -1) : ni;
  const diagonal = isSameSign ? 1 + ni : ni - 1;
  const own = strength[n];
  const behind = strength[n + diagonal] * part + strength[n + straight] * (1 - part);
  const before = strength[n - diagonal] * part + strength[n - straight] * (1 - part);
  return behind <= own && before <= own;
}

/** Turns what is 2 and hangs together with a seed into 1, everything else into 0. */
function keepTouching(edges: Uint8Array, seeds: number[], ni: number): void {
  for (const seed of seeds) edges[seed] = 1;
  for (let n = seeds.pop(); n !== undefined; n = seeds.pop()) {
    for (let dj = -ni; dj <= ni; dj += ni) {
      for (let at = n + dj - 1; at <= n + dj + 1; at++) {
        if (edges[at] !== 2) continue;
        edges[at] = 1;
        seeds.push(at);
      }
    }
  }
  for (let n = 0; n < edges.length; n++) if (edges[n] === 2) edges[n] = 0;
}
