import type { Voxels } from '#src/image/volume.ts';
import { voxelArrays, voxelTypeOf, voxelTypes } from '#src/image/voxelType.ts';
import { voxelCodes } from './convolveExports.ts';
import type { Simd } from './simd.ts';
import { bytesOfVoxels } from './voxelWindow.ts';

/** Grey morphology of voxels in the memory of WebAssembly, in their own type. */
export interface GreyWindow {
  /** Writes the extremes of `bytes` bytes at `a` and `b` to `target`; up to 15 bytes more are read and written. */
  meet(target: number, a: number, b: number, bytes: number): void;
  /** Fills memory, whole voxels, by what changes no extreme. */
  clear(at: number, bytes: number): void;
  /** Copies voxels in, NaN as what changes no extreme; up to 15 bytes more are written. */
  load(at: number, voxels: Uint8Array): void;
  /** Copies voxels out, and what had no other value than NaN as NaN; up to 15 bytes behind are changed. */
  store(at: number, voxels: Uint8Array): void;
}

/** Dilation takes the largest values, erosion the smallest. */
export function greyWindow({ exports, scratch }: Simd, voxels: Voxels, isErosion: boolean): GreyWindow {
  const type = voxelTypeOf(voxels);
  const code = voxelCodes.indexOf(type);
  const isMin = isErosion ? 1 : 0;
  const { integer } = voxelTypes[type];
  const isWide = type === 'float64' ? 1 : 0;
  const neutral = neutralOf(voxels, isErosion);
  const pattern = bytesOfVoxels(voxelArrays[type].of(neutral));
  return {
    meet: (target, a, b, bytes) => exports.extremes(code, isMin, target, a, b, bytes),
    clear(at, bytes) {
      if (bytes === 0) return;
      const memory = scratch.bytes(at, bytes);
      memory.set(pattern);
      for (let done = pattern.length; done < bytes; done *= 2) memory.copyWithin(done, 0, Math.min(done, bytes - done));
    },
    load(at, bytes) {
      scratch.bytes(at, bytes.length).set(bytes);
      if (!integer) exports.hideNaN(isWide, at, bytes.length, neutral);
    },
    store(at, bytes) {
      if (!integer) exports.showNaN(isWide, at, bytes.length, neutral);
      bytes.set(scratch.bytes(at, bytes.length));
    },
  };
}

/** What no value is below, or of erosion above. */
function neutralOf(voxels: Voxels, isErosion: boolean): number {
  const { integer, min, max } = voxelTypes[voxelTypeOf(voxels)];
  if (!integer) return isErosion ? Number.POSITIVE_INFINITY : Number.NEGATIVE_INFINITY;
  return isErosion ? max : min;
}
