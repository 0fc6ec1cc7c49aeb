import { invert, sizeText, spacingOf } from '#src/image/affine.ts';
import type { Volume } from '#src/image/volume.ts';
import { voxelTypeOf, voxelTypes } from '#src/image/voxelType.ts';
import { joinBytes } from './joinBytes.ts';
import { dataTypeCode } from './niftiTypes.ts';

const headerBytes = 352;

/** The image as the bytes of a .nii file; `niftiParts` says which. Throws what that throws. */
export function writeNifti(volume: Volume, tell?: () => void): Uint8Array<ArrayBuffer> {
  return joinBytes(niftiParts(volume), tell);
}

/**
 * The image as an uncompressed little-endian NIfTI-1 file (.nii), as its header and its voxels, which are not copied: the header that
 * nibabel writes for a new image, with the affine as sform (code 2, "aligned"), no qform, the spacing from the affine, and no scale,
 * so that every voxel comes back as it is. NIfTI-1 keeps affines as float32. Throws when an axis has more voxels than NIfTI-1 can
 * count, or when the affine is none.
 */
export function niftiParts(volume: Volume): readonly [header: Uint8Array, voxels: Uint8Array] {
  const { size, affine, voxels } = volume;
  if (size.some((n) => n > 32767)) {
    throw new Error(
      `NIfTI-1 holds at most 32767 voxels along an axis, and this image has ${sizeText(size)}: crop it first`,
    );
  }
  invert(affine);
  const type = voxelTypeOf(voxels);
  const bytes = new Uint8Array(headerBytes);
  const view = new DataView(bytes.buffer);
  const int16 = (at: number, value: number) => view.setInt16(at, value, true);
  const float32 = (at: number, value: number) => view.setFloat32(at, value, true);
  view.setInt32(0, 348, true);
  const spacing = spacingOf(affine);
  for (let axis = 0; axis < 8; axis++) {
    int16(40 + 2 * axis, axis === 0 ? 3 : (size[axis - 1] ?? 1));
    float32(76 + 4 * axis, axis === 0 ? 1 : (spacing[axis - 1] ?? 1));
  }
  int16(70, dataTypeCode(type));
  int16(72, 8 * voxelTypes[type].bytes);
  float32(108, headerBytes);
  float32(112, 1);
  int16(254, 2);
  for (let n = 0; n < 12; n++) float32(280 + 4 * n, affine[n]);
  bytes.set([0x6e, 0x2b, 0x31], 344);
  return [bytes, new Uint8Array(voxels.buffer, voxels.byteOffset, voxels.byteLength)];
}
