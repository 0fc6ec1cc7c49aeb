import type { Vec3, Voxels } from '#src/image/volume.ts';
import { voxelTypeOf } from '#src/image/voxelType.ts';
import { type Bitmask, emptyBitmask } from './bitmask.ts';
import { packSimd, unpackSimd } from './packSimd.ts';
import { prepareMap, type Step } from './pointwise.ts';
import { noTell, type Tell } from './progress.ts';
import { simd } from './simd.ts';
import { lineToRows, lineWords, packLine } from './sliceBits.ts';
import { band, foreground, type VoxelRule } from './voxelRule.ts';

/** The mask of all voxels that are neither 0 nor NaN. */
export function packForeground(voxels: Voxels, size: Vec3, tell: Tell = noTell): Bitmask {
  return packRule(voxels, size, foreground, tell);
}

/** The mask of the band lower <= v <= upper, both ends inclusive; NaN lies in no band. */
export function packBand(voxels: Voxels, size: Vec3, lower: number, upper: number, tell: Tell = noTell): Bitmask {
  return packRule(voxels, size, band(lower, upper), tell);
}

/** The mask of the voxels to which a rule says yes. */
export function packRule(voxels: Voxels, size: Vec3, rule: VoxelRule, tell: Tell = noTell): Bitmask {
  const fast = simd();
  if (!fast) return pack(voxels, size, rule.step, tell);
  return packSimd(fast, voxels, size, rule.flagFor(voxelTypeOf(voxels)), tell);
}

/** Writes 1 for every foreground voxel, 0 for the others. */
export function unpackInto(mask: Bitmask, voxels: Uint8Array): void {
  const fast = simd();
  if (fast) unpackSimd(fast, mask, voxels);
  else unpack(mask, voxels);
}

function unpack({ size: [ni], rowWords, words }: Bitmask, voxels: Uint8Array): void {
  let voxel = 0;
  voxels.fill(0);
  for (let row = 0; row < words.length; row += rowWords) {
    for (let word = 0; word < rowWords; word++) {
      let bits = words[row + word];
      const start = voxel + 32 * word;
      if (bits === -1) {
        while (word + 1 < rowWords && words[row + word + 1] === -1) word++;
        voxels.fill(1, start, voxel + 32 * (word + 1));
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
function pack(voxels: Voxels, size: Vec3, step: Step, tell: Tell): Bitmask {
  const mask = emptyBitmask(size);
  const plane = size[0] * size[1];
  const line = new Int32Array(lineWords(plane));
  const flags = new Int32Array(8 * line.length);
  const bytes = new Uint8Array(flags.buffer, 0, plane);
  // A byte mask is packed as it stands: packing itself takes every non-zero byte as foreground.
  const isMask = voxels instanceof Uint8Array && step === foreground.step;
  const flag = isMask ? undefined : prepareMap(voxelTypeOf(voxels), 'uint8', step, voxels.length);
  for (let k = 0; k < size[2]; k++) {
    tell();
    const slice = voxels.subarray(k * plane, (k + 1) * plane);
    if (flag) flag(slice, bytes);
    else bytes.set(slice);
    packLine(flags, line);
    lineToRows(line, mask, k);
  }
  return mask;
}
