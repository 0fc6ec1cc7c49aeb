import { gzipSync } from 'node:zlib';

/** @typedef {{ size: number[], affine: number[], voxels: Uint8Array | Int16Array, isColour?: boolean }} Image */

/**
 * An image as .nii.gz, of colours as RGB24: a NIfTI-1 header with the affine as sform ("scanner", code 1) in mm and nothing else, so that no tag of its
 * source can slip in. Scripts are plain JavaScript, and so do not use the writer in src/formats.
 * @param {Image} image
 */
export function niftiGz({ size, affine, voxels, isColour = false }) {
  const bytes = Buffer.alloc(352 + voxels.byteLength);
  const isByte = voxels instanceof Uint8Array;
  bytes.writeInt32LE(348, 0);
  [3, ...size, 1, 1, 1, 1].forEach((n, axis) => {
    bytes.writeInt16LE(n, 40 + 2 * axis);
  });
  bytes.writeInt16LE(isColour ? 128 : isByte ? 2 : 4, 70);
  bytes.writeInt16LE(isColour ? 24 : isByte ? 8 : 16, 72);
  const spacing = [0, 1, 2].map((axis) => Math.hypot(affine[axis], affine[4 + axis], affine[8 + axis]));
  [1, ...spacing, 1, 1, 1, 1].forEach((length, axis) => {
    bytes.writeFloatLE(length, 76 + 4 * axis);
  });
  bytes.writeFloatLE(352, 108);
  bytes.writeFloatLE(1, 112);
  bytes[123] = 2;
  bytes.writeInt16LE(1, 254);
  affine.slice(0, 12).forEach((value, n) => {
    bytes.writeFloatLE(value, 280 + 4 * n);
  });
  bytes.write('n+1', 344);
  bytes.set(new Uint8Array(voxels.buffer, voxels.byteOffset, voxels.byteLength), 352);
  return gzipSync(bytes, { level: 9 });
}
