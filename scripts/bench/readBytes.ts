import { createInputFiles } from '#src/cli/inputFiles.ts';
import { allocateVoxels, ownBuffer } from '#src/engine/allocate.ts';
import { readImage } from '#src/formats/readImage.ts';
import type { Volume } from '#src/image/volume.ts';
import { allocate } from './memory.ts';

/** The image in a file of this machine, read piece by piece as the command line reads it, in memory that was used before. Throws as `readImage`. */
export async function readPath(path: string): Promise<Volume> {
  const files = createInputFiles();
  try {
    return await readImage(await files.open(files.add(path)), { progress() {}, warn() {}, allocate });
  } finally {
    files.close();
  }
}

/** The image in the bytes of a file as LocalImage opens it, in fresh memory. Throws as `readImage`. */
export function openBytes(bytes: Uint8Array<ArrayBuffer>, name = 'image.nii.gz'): Promise<Volume> {
  return readImage(fileOf(bytes, name), {
    progress() {},
    warn() {},
    allocate: (type, length) => allocateVoxels(type, length, ownBuffer),
  });
}

/** Bytes in memory as a file that can be read in pieces. */
export function fileOf(bytes: Uint8Array<ArrayBuffer>, name: string) {
  return {
    name,
    size: bytes.length,
    bytes: async (start = 0, end = bytes.length) => bytes.subarray(start, end),
  };
}
