import { allocateVoxels, ownBuffer } from '#src/engine/allocate.ts';
import { readImage } from '#src/formats/readImage.ts';
import { readNifti } from '#src/formats/readNifti.ts';
import type { Volume } from '#src/image/volume.ts';
import { allocate } from './memory.ts';

/** The image in the bytes of a NIfTI file. Throws as `readNifti`. */
export function readBytes(bytes: Uint8Array<ArrayBuffer>, name = 'image.nii.gz'): Promise<Volume> {
  return readNifti(fileOf(bytes, name), {
    progress() {},
    warn() {},
    allocate,
  });
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
