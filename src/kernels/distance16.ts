import type { Vec3 } from '#src/image/volume.ts';
import type { Bitmask } from './bitmask.ts';
import { strideFor } from './convolveLines.ts';
import { copySkew } from './copySkew.ts';
import { type Progress, part } from './progress.ts';
import { alone, type Share } from './share.ts';
import type { Simd } from './simd.ts';
import { bytesOfVoxels, copyIn, readAt, windowBytes, windowRoom, writeAt, wrote } from './voxelWindow.ts';

/** The farthest voxel whose squared distance fits in 16 bits. */
export const farthest16 = 255;

/** Bytes of one step along k among the columns that the kernel holds. */
const stepBytes = 128;
const tileBytes = 2 ** 18;

/**
 * Writes squared distances to the nearest background voxel, in voxels, in 16 bits: 65535 where they are more than that.
 * With a `reach` below the 255 that fit, only those up to its square are right; the others are above it. Returns
 * whether all squares fitted.
 */
export function squares16(simd: Simd, mask: Bitmask, target: Uint16Array, reach: number, progress: Progress): boolean {
  slices16(simd, mask, target, reach, part(progress, 0, 0.5));
  return columns16(simd, mask.size, target, reach, alone, part(progress, 0.5, 1));
}

/** The squares within slices alone. */
export function slices16(simd: Simd, mask: Bitmask, target: Uint16Array, most: number, progress: Progress): void {
  simd.scratch.use(() => takeSlices(simd, mask, bytesOfVoxels(target), most, progress));
}

// Loops stand in functions of their own, outside of those that are made in each call: V8 forgets what it has compiled of the latter.

function takeSlices(simd: Simd, mask: Bitmask, bytes: Uint8Array, most: number, progress: Progress): void {
  const [ni, nj, nk] = mask.size;
  const squaresOf = slice16(simd, mask, most);
  for (let k = 0; k < nk; k++) {
    progress(k / nk);
    const at = 2 * k * ni * nj;
    bytes.set(simd.scratch.bytes(squaresOf(k, copySkew(bytes, at)), 2 * ni * nj), at);
  }
}

/**
 * Reserves what it takes to compute squared distances within slices, in 16 bits. What it returns does so for one slice, and gives the
 * address of its squares, which is a multiple of 16 and `skew` more.
 */
export function slice16(
  { exports, scratch }: Simd,
  { size: [ni, nj], rowWords, words }: Bitmask,
  most: number,
): (k: number, skew: number) => number {
  const reach = Math.min(most, ni);
  const stride = strideFor(16 * Math.ceil(ni / 8));
  const [bits, slice, row, result] = scratch.reserve(
    4 * rowWords * nj,
    nj * stride,
    2 * (ni + 2 * reach + 32) + windowRoom,
    2 * ni * nj + windowRoom,
  );
  return (k, skew) => {
    const sliceWords = words.subarray(k * nj * rowWords, (k + 1) * nj * rowWords);
    scratch.words(bits, sliceWords.length).set(sliceWords);
    exports.distanceSlice(bits, rowWords, ni, nj, slice, stride, row, reach, result + skew);
    return result + skew;
  };
}

/** Takes squares within slices along k; returns whether all of them fitted. */
export function columns16(
  simd: Simd,
  [ni, nj, nk]: Vec3,
  target: Uint16Array,
  most: number,
  share: Share,
  progress: Progress,
): boolean {
  const plane = ni * nj;
  const columns = Math.min(64 * Math.max(1, Math.floor(tileBytes / (stepBytes * nk))), 8 * Math.ceil(plane / 8));
  const tiles: Tiles = { bytes: bytesOfVoxels(target), plane, nk, columns };
  const far = share(Math.ceil(plane / columns), (first, end) =>
    simd.scratch.use(() => takeTiles(simd, tiles, first, end, most, progress)),
  );
  progress(1);
  return far === 0;
}

/** So many columns of the squares together. */
interface Tiles {
  readonly bytes: Uint8Array;
  readonly plane: number;
  readonly nk: number;
  readonly columns: number;
}

/** Returns 1 as soon as something did not fit. */
function takeTiles(
  { exports, scratch }: Simd,
  { bytes, plane, nk, columns }: Tiles,
  first: number,
  end: number,
  most: number,
  progress: Progress,
): number {
  const reach = Math.min(most, nk);
  // Rows lie to multiples of 8 as the slices do, and end in room for a vector.
  const rowBytes = 2 * columns + 16 + ((2 * plane) & 7);
  const [tile, lines] = scratch.reserve(nk * rowBytes + windowRoom, (nk + 2 * reach + 2) * stepBytes + windowRoom);
  for (let start = first * columns; start < Math.min(plane, end * columns); start += columns) {
    progress(start / plane);
    const width = Math.min(columns, plane - start);
    const window = tile + copySkew(bytes, 2 * start);
    for (let k = 0; k < nk; k++) {
      const at = 2 * (start + k * plane);
      copyIn(scratch, window + k * rowBytes, bytes.subarray(at, at + 2 * width));
    }
    const isFar = exports.distanceTile(window, rowBytes, nk, width, lines, reach);
    for (let k = 0; k < nk; k++) {
      bytes.set(scratch.bytes(window + k * rowBytes, 2 * width), 2 * (start + k * plane));
    }
    // With a shorter reach it is enough to know what lies beyond it.
    if (isFar !== 0 && most === farthest16) return 1;
  }
  return 0;
}

const chunk = windowBytes / 8;

/**
 * Turns squares of 16 bits, which lie in the last quarter of the target's own memory, into float64, or their roots: from the front, and
 * together only as far as no result overwrites what is still to be read, which is three quarters of what is left.
 */
export function widen16(
  simd: Simd,
  squares: Uint16Array,
  target: Float64Array,
  isSquared: boolean,
  share: Share,
  progress: Progress,
): void {
  const chunks = Math.ceil(target.length / chunk);
  for (let from = 0; from < chunks; ) {
    const begin = from;
    const apart = Math.floor((3 * target.length + from * chunk) / (4 * chunk));
    const end = apart - begin >= leastApart ? apart : chunks;
    const widen = (start: number, stop: number) =>
      simd.scratch.use(() => widenChunks(simd, squares, target, isSquared, begin + start, begin + stop, progress));
    if (end === apart) share(end - begin, widen);
    else share(1, () => widen(0, end - begin));
    from = end;
  }
  progress(1);
}

/** What is less is done before others have begun. */
const leastApart = 64;

function widenChunks(
  simd: Simd,
  squares: Uint16Array,
  target: Float64Array,
  isSquared: boolean,
  first: number,
  end: number,
  progress: Progress,
): number {
  const bytes = bytesOfVoxels(squares);
  const result = bytesOfVoxels(target);
  const [source, wide] = simd.scratch.reserve(2 * chunk + windowRoom, 8 * chunk + windowRoom);
  for (let start = first * chunk; start < Math.min(target.length, end * chunk); start += chunk) {
    progress(start / target.length);
    const count = Math.min(chunk, target.length - start);
    const [from, to] = [8 * start, 8 * (start + count)];
    const window = readAt(simd, bytes, 2 * start, 2 * (start + count), source + copySkew(bytes, 2 * start));
    const found = writeAt(simd, result, from, to, wide);
    simd.exports.distancesFrom16(window, found, count, isSquared ? 1 : 0);
    wrote(simd, result, from, to, found, wide);
  }
  return 0;
}
