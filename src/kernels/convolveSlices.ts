import type { Vec3, Voxels } from '#src/image/volume.ts';
import { voxelTypeOf } from '#src/image/voxelType.ts';
import type { Borders } from './convolveAxis.ts';
import { borderPlaces } from './convolveBorders.ts';
import { voxelCodes } from './convolveExports.ts';
import {
  columnsAtATime,
  extendLines,
  type LineKernels,
  noTaps,
  strideFor,
  symmetryCodes,
  writeWeights,
} from './convolveLines.ts';
import type { Taps } from './convolveTaps.ts';
import { copySkew } from './copySkew.ts';
import type { Progress } from './progress.ts';
import { bytesOfVoxels, copyIn, rowsAtATime, windowRoom } from './voxelWindow.ts';

/** The lines of a slice that are held at a time; larger slices go in bands. */
const bandBytes = 4 * 2 ** 20;

/** Filters along i, then along j, slice by slice, in WebAssembly; `target` may be the source itself. */
export function convolveSlices(
  kernels: LineKernels,
  source: Voxels,
  target: Voxels,
  [ni, nj, nk]: Vec3,
  tapsI: Taps | undefined,
  tapsJ: Taps = noTaps,
  { border, constant }: Borders,
  progress: Progress,
): void {
  const { scratch, lineBytes } = kernels;
  const { radius } = tapsJ;
  const alongI = tapsI ?? noTaps;
  const [from, to] = [voxelCodes.indexOf(voxelTypeOf(source)), voxelCodes.indexOf(voxelTypeOf(target))];
  const [rowIn, rowOut] = [ni * source.BYTES_PER_ELEMENT, ni * target.BYTES_PER_ELEMENT];
  const stride = strideFor(ni * lineBytes);
  const rowsOfBand = Math.max(radius, 16, Math.floor(bandBytes / stride) - 2 * radius);
  // A band at least as high as the radius holds what lies beyond the borders; in place no band may overwrite what the
  // next one reads.
  const band = source.buffer === target.buffer ? nj : Math.min(nj, rowsOfBand);
  const rowsOfWindow = rowsAtATime(Math.max(rowIn, rowOut), band + 2 * radius);
  const placesI = borderPlaces(ni, alongI.radius, border);
  const placesJ = borderPlaces(nj, radius, border);
  const [rows, line, result, lines, places, weightsI, weightsJ] = scratch.reserve(
    rowsOfWindow * Math.max(rowIn, rowOut) + windowRoom,
    placesI.length * lineBytes + windowRoom,
    stride + columnsAtATime(lineBytes) * lineBytes + windowRoom,
    (band + 2 * radius) * stride + windowRoom,
    placesI.byteLength,
    alongI.weights.byteLength,
    tapsJ.weights.byteLength,
  );
  scratch.words(places, placesI.length).set(placesI);
  writeWeights(kernels, weightsI, alongI);
  writeWeights(kernels, weightsJ, tapsJ);
  const [symmetryI, symmetryJ] = [symmetryCodes[alongI.symmetry], symmetryCodes[tapsJ.symmetry]];
  // Values that no axis has changed yet are not rounded to the target's type.
  const rounded = tapsI ? to : voxelCodes.indexOf('float64');
  const [bytesIn, bytesOut] = [bytesOfVoxels(source), bytesOfVoxels(target)];

  for (let k = 0; k < nk; k++) {
    progress(k / nk);
    for (let start = 0; start < nj; start += band) {
      const end = Math.min(nj, start + band);
      const last = Math.min(nj, end + radius);
      // The line of row j lies at lines + (j - start + radius) * stride.
      for (let j = Math.max(0, start - radius); j < last; j += rowsOfWindow) {
        const count = Math.min(rowsOfWindow, last - j);
        const at = (j + nj * k) * rowIn;
        const window = rows + copySkew(bytesIn, at);
        copyIn(scratch, window, bytesIn.subarray(at, at + count * rowIn));
        kernels.filterRows(
          window,
          from,
          count,
          ni,
          line,
          places,
          constant,
          weightsI,
          alongI.radius,
          symmetryI,
          rounded,
          lines + (j - start + radius) * stride,
          stride,
        );
      }
      extendLines(kernels, lines, stride, placesJ, radius, start, end + 2 * radius, constant);
      for (let j = start; j < end; j += rowsOfWindow) {
        const count = Math.min(rowsOfWindow, end - j);
        const at = (j + nj * k) * rowOut;
        const window = rows + copySkew(bytesOut, at);
        const middle = lines + (j - start + radius) * stride;
        for (let i = 0; i < ni; i += columnsAtATime(lineBytes)) {
          const n = Math.min(columnsAtATime(lineBytes), ni - i);
          kernels.filterColumns(
            middle + i * lineBytes,
            stride,
            count,
            n,
            weightsJ,
            radius,
            symmetryJ,
            result,
            to,
            window + i * target.BYTES_PER_ELEMENT,
            rowOut,
          );
        }
        bytesOut.set(scratch.bytes(window, count * rowOut), at);
      }
    }
  }
  progress(1);
}
