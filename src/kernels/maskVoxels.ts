import { chunkLength } from '#src/image/chunks.ts';
import type { Voxels } from '#src/image/volume.ts';
import { voxelArrays, voxelTypeOf } from '#src/image/voxelType.ts';
import { foregroundStep } from './flagSteps.ts';
import { prepareMap, rawBits } from './pointwise.ts';

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
): void {
  const backgroundBits = rawBits(voxelArrays[voxelTypeOf(target)].of(background))[0];
  const targetBits = rawBits(target);
  const kept = keep === 'foreground' ? 1 : 0;
  const flags = new Uint8Array(Math.min(chunkLength, mask.length));
  const flag = prepareMap(voxelTypeOf(mask), 'uint8', foregroundStep, mask.length);
  for (let start = 0; start < source.length; start += chunkLength) {
    const end = Math.min(start + chunkLength, source.length);
    target.set(source.subarray(start, end), start);
    flag(mask.subarray(start, end), flags);
    overwrite(targetBits, start, end - start, flags, kept, backgroundBits);
  }
}

function overwrite(
  target: ReturnType<typeof rawBits>,
  start: number,
  count: number,
  flags: Uint8Array,
  kept: number,
  bits: number,
): void {
  for (let n = 0; n < count; n++) if (flags[n] !== kept) target[start + n] = bits;
}
