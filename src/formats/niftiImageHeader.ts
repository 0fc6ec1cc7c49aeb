import type { Affine, Vec3, VoxelType } from '#src/image/volume.ts';
import type { ByteSource } from './byteSource.ts';
import { currentLimits } from './limits.ts';
import { niftiAffine } from './niftiAffine.ts';
import { niftiHeaderBytes, parseNiftiHeader } from './niftiHeader.ts';
import { niftiLayout } from './niftiLayout.ts';
import type { ReadChoice } from './readChoice.ts';
import { unpackedHead } from './unpackedHead.ts';

/**
 * What the beginning of a NIfTI file says of its image: size and type in memory and where it lies, without reading a voxel. Throws what `readNifti`
 * throws of headers.
 */
export async function niftiImageHeader(
  file: ByteSource,
  choice: ReadChoice = {},
): Promise<{ readonly size: Vec3; readonly type: VoxelType; readonly affine: Affine }> {
  const { bytes } = await unpackedHead(file, niftiHeaderBytes);
  const header = parseNiftiHeader(bytes.subarray(0, niftiHeaderBytes), file.name);
  const { size, type } = niftiLayout(header, file.name, currentLimits(), () => {}, choice);
  return { size, type, affine: niftiAffine(header, size, file.name, () => {}) };
}
