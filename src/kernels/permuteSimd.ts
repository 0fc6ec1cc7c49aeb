import type { Vec3, Voxels } from '#src/image/volume.ts';
import { copySkew } from './copySkew.ts';
import type { AxisOrder } from './permuteAxes.ts';
import type { Progress } from './progress.ts';
import type { Simd } from './simd.ts';
import { bytesOfVoxels, copyIn, windowRoom } from './voxelWindow.ts';

/** A block of slices and its result together lie in the second cache. */
const sliceBlock = 131072;
/** A block of rows comes in a piece from each slice, and short pieces take long: it lies in the third cache. */
const rowBlock = 2 ** 20;
/** Slices beyond this are not copied whole. */
const mostBytes = 2 ** 23;

/**
 * As permuteAxes, a block of slices or of rows of all slices at a time: which of the two, so that blocks of both images are long pieces.
 * Returns false, and has done nothing, where a single slice is too large for that.
 */
export function permuteSimd(
  { exports, scratch }: Simd,
  source: Voxels,
  size: Vec3,
  target: Voxels,
  { axes, flips }: AxisOrder,
  progress: Progress,
): boolean {
  const width = source.BYTES_PER_ELEMENT;
  // Where the rows of the image become slices, blocks go along what becomes the columns of each.
  const along = axes[2] !== 0 ? axes[2] : axes[1];
  const thick = (width * source.length) / size[along];
  if (thick > mostBytes || source.length === 0) return false;
  const isSlices = along === 2;
  const isWhole = axes[2] === along;
  const length = Math.max(1, Math.min(size[along], Math.floor((isSlices ? sliceBlock : rowBlock) / thick)));
  const [read, written] = [bytesOfVoxels(source), bytesOfVoxels(target)];
  const rowBytes = width * size[0];
  const planeBytes = rowBytes * size[1];
  const lengths = axes.map((axis) => size[axis]);
  const targetRow = width * lengths[0];
  scratch.use(() => {
    const room = length * thick + 8 * (size[2] + lengths[2]) + windowRoom;
    const [block, result] = scratch.reserve(room, room);
    for (let start = 0; start < size[along]; start += length) {
      progress(start / size[along]);
      const count = Math.min(length, size[along] - start);
      const local: Vec3 = isSlices ? [size[0], size[1], count] : [size[0], count, size[2]];
      const first = isSlices ? start * planeBytes : start * rowBytes;
      const from = block + copySkew(read, first);
      // Each piece lies to the next multiple of 8 as it does in the image (copySkew.ts).
      const pieceBytes = rowBytes * local[1];
      const step = isSlices ? planeBytes : pieceBytes + ((planeBytes - pieceBytes) & 7);
      if (isSlices) copyIn(scratch, from, read.subarray(first, first + count * planeBytes));
      else {
        for (let k = 0; k < size[2]; k++) {
          const at = first + k * planeBytes;
          copyIn(scratch, from + k * step, read.subarray(at, at + pieceBytes));
        }
      }
      const strides = [width, rowBytes, step];
      const [n0, n1, n2] = axes.map((axis) => local[axis]);
      const [s0, s1, s2] = axes.map((axis, n) => (flips[n] ? -strides[axis] : strides[axis]));
      const origin = axes.reduce((sum, axis, n) => sum + (flips[n] ? strides[axis] * (local[axis] - 1) : 0), 0);
      const place = flips[axes.indexOf(along)] ? size[along] - start - count : start;
      const targetFirst = isWhole ? place * targetRow * lengths[1] : place * targetRow;
      const to = result + copySkew(written, targetFirst);
      const targetPlane = targetRow * lengths[1];
      const targetPiece = targetRow * n1;
      const targetStep = isWhole ? targetPlane : targetPiece + ((targetPlane - targetPiece) & 7);
      exports.permuteBlock(width, from + origin, to, n0, n1, n2, s0, s1, s2, targetStep);
      if (isWhole) written.set(scratch.bytes(to, count * targetPlane), targetFirst);
      else {
        for (let k = 0; k < n2; k++) {
          written.set(scratch.bytes(to + k * targetStep, targetPiece), targetFirst + k * targetPlane);
        }
      }
    }
  });
  return true;
}
