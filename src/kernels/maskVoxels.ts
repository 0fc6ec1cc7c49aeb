import { chunkLength } from '#src/image/chunks.ts';
import type { Voxels } from '#src/image/volume.ts';
import { voxelArrays, voxelTypeOf } from '#src/image/voxelType.ts';
import { overwriteVoxels } from './chooseSimd.ts';
import { prepareMap, rawBits } from './pointwise.ts';
import { noProgress, type Progress } from './progress.ts';
import { simd } from './simd.ts';
import { inVoxelParts } from './voxelParts.ts';
import { foreground } from './voxelRule.ts';

/**
 * Writes the source where the mask is foreground (neither 0 nor NaN), or with `keep` 'background' where it is not, and
 * `background` everywhere else. The target's type must hold the source's values and `background`. All have equal lengths.
 */
export function maskVoxels(
  source: Voxels,
  mask: Voxels,
  target: Voxels,
  background: number,
  keep: 'foreground' | 'background',
  progress: Progress = noProgress,
): void {
  inVoxelParts(source.length, progress, (start, end) =>
    maskPart(source.subarray(start, end), mask.subarray(start, end), target.subarray(start, end), background, keep),
  );
}

function maskPart(
  source: Voxels,
  mask: Voxels,
  target: Voxels,
  background: number,
  keep: 'foreground' | 'background',
): void {
  const fast = simd();
  if (!fast) {
    maskByChunks(source, mask, target, background, keep);
    return;
  }
  const isSameType = voxelTypeOf(source) === voxelTypeOf(target);
  if (!isSameType) target.set(source);
  const flag = foreground.flagFor(voxelTypeOf(mask));
  const kept = keep === 'foreground' ? 'yes' : 'no';
  overwriteVoxels(fast, isSameType ? source : target, mask, target, flag, kept, background);
}

function maskByChunks(
  source: Voxels,
  mask: Voxels,
  target: Voxels,
  background: number,
  keep: 'foreground' | 'background',
): void {
  const flag = prepareFlags(mask);
  const backgroundBits = rawBits(voxelArrays[voxelTypeOf(target)].of(background))[0];
  const flipped = keep === 'foreground' ? 0 : -1;
  for (let start = 0; start < source.length; start += chunkLength) {
    const end = Math.min(start + chunkLength, source.length);
    const part = target.subarray(start, end);
    part.set(source.subarray(start, end));
    const bits = rawBits(part);
    const flags = flag(start, end);
    if (bits instanceof Float64Array) overwriteFloats(bits, flags, flipped, backgroundBits);
    else overwriteIntegers(bits, flags, flipped, backgroundBits);
  }
}

/** Bytes that are 0 for background alone; a byte mask is that already. */
function prepareFlags(mask: Voxels): (start: number, end: number) => Uint8Array {
  if (mask instanceof Uint8Array) return (start, end) => mask.subarray(start, end);
  const flags = new Uint8Array(Math.min(chunkLength, mask.length));
  const flag = prepareMap(voxelTypeOf(mask), 'uint8', foreground.step, mask.length);
  return (start, end) => {
    flag(mask.subarray(start, end), flags);
    return flags;
  };
}

/** Chooses by bits instead of by a branch, which a noisy mask would mislead at every other voxel. */
function overwriteIntegers(
  target: Uint8Array | Uint16Array | Int32Array,
  flags: Uint8Array,
  flipped: number,
  background: number,
): void {
  for (let n = 0; n < target.length; n++) {
    const kept = (-flags[n] >> 31) ^ flipped;
    target[n] = (target[n] & kept) | (background & ~kept);
  }
}

function overwriteFloats(target: Float64Array, flags: Uint8Array, flipped: number, background: number): void {
  for (let n = 0; n < target.length; n++) if (((-flags[n] >> 31) ^ flipped) === 0) target[n] = background;
}
