import type { Vec3, Voxels } from '#src/image/volume.ts';
import { voxelTypeOf } from '#src/image/voxelType.ts';
import { type Bitmask, emptyBitmask } from './bitmask.ts';
import { bandStep, foregroundStep } from './flagSteps.ts';
import { prepareMap, type Step } from './pointwise.ts';

/** The mask of all voxels that are neither 0 nor NaN. */
export function packForeground(voxels: Voxels, size: Vec3): Bitmask {
  return pack(voxels, size, foregroundStep);
}

/** The mask of the band lower <= v <= upper, both ends inclusive; NaN lies in no band. */
export function packBand(voxels: Voxels, size: Vec3, lower: number, upper: number): Bitmask {
  return pack(voxels, size, bandStep(lower, upper));
}

/** Writes 1 for every foreground voxel into zeroed voxels. */
export function unpackInto({ size: [ni], rowWords, words }: Bitmask, voxels: Uint8Array): void {
  let voxel = 0;
  for (let row = 0; row < words.length; row += rowWords) {
    for (let word = 0; word < rowWords; word++) {
      let bits = words[row + word];
      const start = voxel + 32 * word;
      if (bits === -1) {
        voxels.fill(1, start, start + 32);
        continue;
      }
      while (bits !== 0) {
        voxels[start + 31 - Math.clz32(bits & -bits)] = 1;
        bits &= bits - 1;
      }
    }
    voxel += ni;
  }
}

/** `step` turns a voxel into 1 for foreground, 0 for background. */
function pack(voxels: Voxels, size: Vec3, step: Step): Bitmask {
  const mask = emptyBitmask(size);
  const plane = size[0] * size[1];
  // A byte mask is packed as it stands: packing itself takes every non-zero byte as foreground.
  if (voxels instanceof Uint8Array && step === foregroundStep) {
    packBytes(voxels, mask, 0, size[1] * size[2]);
    return mask;
  }
  const flags = new Uint8Array(plane);
  const flag = prepareMap(voxelTypeOf(voxels), 'uint8', step, voxels.length);
  for (let k = 0; k < size[2]; k++) {
    flag(voxels.subarray(k * plane, (k + 1) * plane), flags);
    packBytes(flags, mask, k * size[1], size[1]);
  }
  return mask;
}

/** Packs `rows` rows of bytes into the mask from its row `firstRow` on. A byte's sign bit after negation says "not 0". */
function packBytes(bytes: Uint8Array, { size: [ni], rowWords, words }: Bitmask, firstRow: number, rows: number): void {
  const whole = ni >>> 5;
  let voxel = 0;
  for (let row = 0; row < rows; row++) {
    let word = (firstRow + row) * rowWords;
    for (let n = 0; n < whole; n++) {
      let bits = 0;
      for (let bit = 0; bit < 32; bit++) bits |= (-bytes[voxel + bit] >>> 31) << bit;
      words[word++] = bits;
      voxel += 32;
    }
    const rest = ni & 31;
    if (rest === 0) continue;
    let bits = 0;
    for (let bit = 0; bit < rest; bit++) bits |= (-bytes[voxel + bit] >>> 31) << bit;
    words[word] = bits;
    voxel += rest;
  }
}
