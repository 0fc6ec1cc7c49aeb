import type { Voxels } from '#src/image/volume.ts';
import { copySkew } from './copySkew.ts';
import { type Simd, seeing } from './simd.ts';
import { bytesOfVoxels, copyIn, readAt, windowRoom, writeAt, wrote } from './voxelWindow.ts';

/** Voxels that are looked up at a time. */
const length = 16384;

/**
 * Writes what a table has for every voxel of one or two bytes: the value at the place that the voxel's bits are as an unsigned number. Table
 * and target are of one type; source and target have equal lengths.
 */
export function lookUpVoxels(kernels: Simd, source: Voxels, table: Voxels, target: Voxels): void {
  const fast = seeing(kernels, source, target);
  const { exports, scratch } = fast;
  const [from, to] = [source.BYTES_PER_ELEMENT, target.BYTES_PER_ELEMENT];
  const [read, written] = [bytesOfVoxels(source), bytesOfVoxels(target)];
  scratch.use(() => {
    const [table16, source16, target16] = scratch.reserve(
      table.byteLength,
      length * from + windowRoom,
      length * to + windowRoom,
    );
    copyIn(scratch, table16, bytesOfVoxels(table));
    const [place, result] = [source16 + copySkew(read, 0), target16 + copySkew(written, 0)];
    for (let start = 0; start < source.length; start += length) {
      const end = Math.min(start + length, source.length);
      const voxels = readAt(fast, read, start * from, end * from, place);
      const values = writeAt(fast, written, start * to, end * to, result);
      exports.lookUpVoxels(from, to, voxels, values, end - start, table16);
      wrote(fast, written, start * to, end * to, values, result);
    }
  });
}
