import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import type { VoxelType } from '#src/image/volume.ts';
import { voxelArrays } from '#src/image/voxelType.ts';

/** Bytes in memory as a file. */
export function sourceOf(bytes: Uint8Array, name = 'image.nii') {
  const copy = Uint8Array.from(bytes);
  return {
    name,
    size: copy.length,
    bytes: (start = 0, end = copy.length) => Promise.resolve(copy.slice(start, end)),
  };
}

/** A file of this machine. */
export function fileSource(path: string) {
  return sourceOf(readFileSync(path), basename(path));
}

/** A context that remembers the warnings and the number of bytes that were allocated. */
export function readContext() {
  const warnings: string[] = [];
  return {
    warnings,
    allocated: 0,
    fractions: [] as number[],
    progress(fraction: number) {
      this.fractions.push(fraction);
    },
    warn: (sentence: string) => void warnings.push(sentence),
    allocate<T extends VoxelType>(type: T, length: number) {
      const voxels = new voxelArrays[type](length) as InstanceType<(typeof voxelArrays)[T]>;
      this.allocated += voxels.byteLength;
      return voxels;
    },
  };
}
