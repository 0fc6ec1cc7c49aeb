import { chunkLength, forEachChunk } from '#src/image/chunks.ts';
import type { Volume, VoxelType } from '#src/image/volume.ts';
import { holds, voxelArrays, voxelTypeOf, voxelTypes } from '#src/image/voxelType.ts';
import { inVoxelParts } from '#src/kernels/voxelParts.ts';

/** Chunks between two reports of progress. */
const chunksAtATime = 64;

/**
 * The same image with voxels of another type; the image itself where it has that type. Throws, with the number of voxels and the
 * first of them, when a value would change.
 */
export function convertVoxels(image: Volume, type: VoxelType, progress: (fraction: number) => void = () => {}): Volume {
  const from = voxelTypeOf(image.voxels);
  if (from === type) return image;
  const { integer, min, max } = voxelTypes[type];
  let changed = 0;
  let first = 0;
  let firstValue = 0;
  forEachChunk(image.voxels, (values, count, start) => {
    if (start > 0 && (start / chunkLength) % chunksAtATime === 0) progress((0.7 * start) / image.voxels.length);
    for (let n = 0; n < count; n++) {
      const value = values[n];
      const kept = integer
        ? value >= min && value <= max && Math.floor(value) === value
        : type === 'float64' || Math.fround(value) === value || Number.isNaN(value);
      if (kept) continue;
      if (changed === 0) {
        first = start + n;
        firstValue = value;
      }
      changed++;
    }
  });
  if (changed > 0) {
    const [ni, nj] = image.size;
    const place = [first % ni, Math.floor(first / ni) % nj, Math.floor(first / (ni * nj))].join(', ');
    throw new Error(
      `${changed} of ${image.voxels.length} voxels would change as ${type}, the first at (${place}): ${from} ${firstValue}. ` +
        `Save with the type of the input, or ${advice(type, firstValue)}`,
    );
  }
  const voxels = new voxelArrays[type](image.voxels.length);
  inVoxelParts(
    voxels.length,
    (fraction) => progress(0.7 + 0.3 * fraction),
    (start, end) => voxels.set(image.voxels.subarray(start, end), start),
    chunksAtATime * chunkLength,
  );
  return { ...image, voxels };
}

function advice(type: VoxelType, value: number): string {
  const { min, max } = voxelTypes[type];
  if (Number.isNaN(value)) return 'replace NaN first';
  return holds(type, Math.round(value)) ? 'round the image first' : `scale it to ${min} to ${max} first`;
}
