import type { Slab, Vec3, Voxels } from '#src/image/volume.ts';
import { voxelTypeOf } from '#src/image/voxelType.ts';
import type { Borders } from './convolveAxis.ts';
import { borderPlaces } from './convolveBorders.ts';
import { voxelCodes } from './convolveExports.ts';
import {
  columnsAtATime,
  extendLines,
  type LineKernels,
  strideFor,
  symmetryCodes,
  writeWeights,
} from './convolveLines.ts';
import type { Taps } from './convolveTaps.ts';
import { copySkew } from './copySkew.ts';
import type { Progress } from './progress.ts';
import type { Scratch } from './scratch.ts';
import { bytesOfVoxels, copyIn, windowRoom } from './voxelWindow.ts';

/** Bytes of a tile of columns that is copied into the scratch memory: it stays within the second cache. */
const tileBytes = 2 ** 18;
/** But the pieces of slices in it are no shorter than this: many short copies take longer than the cache saves. */
const pieceBytes = 1280;
/** Unless the tile would leave the third cache too. */
const mostBytes = 2 ** 21;

/**
 * Filters along k in WebAssembly, a tile of columns at a time. The source lies in pieces of whole slices, one behind
 * the other. The target holds the slices `wanted` of the result; it may be the piece that holds them of the source.
 */
export function convolveAlongK(
  kernels: LineKernels,
  pieces: readonly Voxels[],
  target: Voxels,
  [ni, nj, nk]: Vec3,
  taps: Taps,
  { border, constant }: Borders,
  progress: Progress,
  wanted: Slab,
): void {
  const { scratch, lineBytes } = kernels;
  const { radius } = taps;
  const plane = ni * nj;
  const [from, to] = [voxelCodes.indexOf(voxelTypeOf(pieces[0])), voxelCodes.indexOf(voxelTypeOf(target))];
  const [inBytes, outBytes] = [pieces[0].BYTES_PER_ELEMENT, target.BYTES_PER_ELEMENT];
  const columns = columnsAtATime(lineBytes) / 2;
  const tile = Math.min(plane, columns * groupsOf(nk, columns * Math.max(inBytes, outBytes)));
  const stride = strideFor(columns * lineBytes);
  const places = borderPlaces(nk, radius, border);
  const depth = wanted.end - wanted.start;
  const [window, filtered, lines, result, weights] = scratch.reserve(
    nk * (tile * inBytes + 16) + windowRoom,
    depth * (tile * outBytes + 16) + windowRoom,
    places.length * stride + windowRoom,
    2 * stride + windowRoom,
    taps.weights.byteLength,
  );
  writeWeights(kernels, weights, taps);
  const symmetry = symmetryCodes[taps.symmetry];
  const middle = lines + radius * stride;
  const slices = pieces.flatMap((piece) => slicesOf(bytesOfVoxels(piece), plane * inBytes));
  const results = slicesOf(bytesOfVoxels(target), plane * outBytes);
  for (let start = 0; start < plane; start += tile) {
    progress(start / plane);
    const width = Math.min(tile, plane - start);
    const rowIn = rowLike(width * inBytes, plane * inBytes);
    const rowOut = rowLike(width * outBytes, plane * outBytes);
    // Of several pieces the one with the wanted slices may be shared memory.
    const input = window + ((copySkew(slices[wanted.start], start * inBytes) - wanted.start * rowIn) & 7);
    const output = filtered + copySkew(results[0], start * outBytes);
    readTile(scratch, input, rowIn, slices, start * inBytes, (start + width) * inBytes);
    for (let c = 0; c < width; c += columns) {
      const n = Math.min(columns, width - c);
      kernels.readLines(input + c * inBytes, from, rowIn, nk, n, middle, stride);
      extendLines(kernels, lines, stride, places, radius, 0, places.length, constant);
      const lines0 = middle + wanted.start * stride;
      const to0 = output + c * outBytes;
      kernels.filterColumns(lines0, stride, depth, n, weights, radius, symmetry, result, to, to0, rowOut);
    }
    writeTile(scratch, output, rowOut, results, start * outBytes, width * outBytes);
  }
  progress(1);
}

/*
 * The loops over slices are functions of their own: what V8 compiles of them knows nothing of one run, as its `progress`, with which it
 * would be thrown away.
 */

/** Copies the bytes from `start` to `end` of each slice to rows of the scratch memory. */
function readTile(
  scratch: Scratch,
  at: number,
  row: number,
  slices: readonly Uint8Array[],
  start: number,
  end: number,
): void {
  for (let k = 0; k < slices.length; k++) copyIn(scratch, at + k * row, slices[k].subarray(start, end));
}

/** Copies so many bytes of rows of the scratch memory to each slice, from its byte `start` on. */
function writeTile(
  scratch: Scratch,
  at: number,
  row: number,
  slices: readonly Uint8Array[],
  start: number,
  bytes: number,
): void {
  for (let k = 0; k < slices.length; k++) slices[k].set(scratch.bytes(at + k * row, bytes), start);
}

/** How many groups of columns, each of so many bytes in a slice, go into a tile of `nk` slices. */
function groupsOf(nk: number, groupBytes: number): number {
  const fitting = (bytes: number) => Math.floor(bytes / (nk * groupBytes));
  return Math.max(1, fitting(tileBytes), Math.min(fitting(mostBytes), Math.ceil(pieceBytes / groupBytes)));
}

/** The slices of an image, as bytes. */
function slicesOf(bytes: Uint8Array, sliceBytes: number): Uint8Array[] {
  return Array.from({ length: bytes.length / sliceBytes }, (_, k) =>
    bytes.subarray(k * sliceBytes, (k + 1) * sliceBytes),
  );
}

/**
 * Bytes from row to row of a tile, at least so many, for rows that lie to multiples of 8 as slices of so many bytes do.
 */
function rowLike(bytes: number, sliceBytes: number): number {
  return 8 * Math.ceil(bytes / 8) + (sliceBytes & 7);
}
