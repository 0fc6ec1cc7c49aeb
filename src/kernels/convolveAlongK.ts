import type { Vec3, Voxels } from '#src/image/volume.ts';
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
import { bytesOfVoxels, copyIn, windowRoom } from './voxelWindow.ts';

/**
 * Columns of voxels that are copied into the scratch memory at a time: long pieces of slices, and still within the
 * second cache.
 */
const tileBytes = 2 ** 18;

/** Filters along k in WebAssembly, a tile of columns at a time; `target` may be the source itself. */
export function convolveAlongK(
  kernels: LineKernels,
  source: Voxels,
  target: Voxels,
  [ni, nj, nk]: Vec3,
  taps: Taps,
  { border, constant }: Borders,
  progress: Progress,
): void {
  const { scratch, lineBytes } = kernels;
  const { radius } = taps;
  const plane = ni * nj;
  const [from, to] = [voxelCodes.indexOf(voxelTypeOf(source)), voxelCodes.indexOf(voxelTypeOf(target))];
  const [inBytes, outBytes] = [source.BYTES_PER_ELEMENT, target.BYTES_PER_ELEMENT];
  const columns = columnsAtATime(lineBytes) / 2;
  const tile = columns * Math.max(1, Math.floor(tileBytes / (nk * Math.max(inBytes, outBytes) * columns)));
  const stride = strideFor(columns * lineBytes);
  const places = borderPlaces(nk, radius, border);
  const [window, filtered, lines, result, weights] = scratch.reserve(
    nk * (tile * inBytes + 16) + windowRoom,
    nk * (tile * outBytes + 16) + windowRoom,
    places.length * stride + windowRoom,
    stride + windowRoom,
    taps.weights.byteLength,
  );
  writeWeights(kernels, weights, taps);
  const symmetry = symmetryCodes[taps.symmetry];
  const middle = lines + radius * stride;
  const [bytesIn, bytesOut] = [bytesOfVoxels(source), bytesOfVoxels(target)];
  for (let start = 0; start < plane; start += tile) {
    progress(start / plane);
    const width = Math.min(tile, plane - start);
    const rowIn = rowLike(width * inBytes, plane * inBytes);
    const rowOut = rowLike(width * outBytes, plane * outBytes);
    const input = window + copySkew(bytesIn, start * inBytes);
    const output = filtered + copySkew(bytesOut, start * outBytes);
    for (let k = 0; k < nk; k++) {
      const at = (start + k * plane) * inBytes;
      copyIn(scratch, input + k * rowIn, bytesIn.subarray(at, at + width * inBytes));
    }
    for (let c = 0; c < width; c += columns) {
      const n = Math.min(columns, width - c);
      kernels.readLines(input + c * inBytes, from, rowIn, nk, n, middle, stride);
      extendLines(kernels, lines, stride, places, radius, 0, places.length, constant);
      const to0 = output + c * outBytes;
      kernels.filterColumns(middle, stride, nk, n, weights, radius, symmetry, result, to, to0, rowOut);
    }
    for (let k = 0; k < nk; k++) {
      const row = scratch.bytes(output + k * rowOut, width * outBytes);
      bytesOut.set(row, (start + k * plane) * outBytes);
    }
  }
  progress(1);
}

/**
 * Bytes from row to row of a tile, at least so many, for rows that lie to multiples of 8 as slices of so many bytes do.
 */
function rowLike(bytes: number, sliceBytes: number): number {
  return 8 * Math.ceil(bytes / 8) + (sliceBytes & 7);
}
