import type { Vec3, VoxelType } from '#src/image/volume.ts';
import type { ByteSource } from './byteSource.ts';
import { currentLimits } from './limits.ts';
import { niftiHeaderBytes, parseNiftiHeader } from './niftiHeader.ts';
import { niftiLayout } from './niftiLayout.ts';
import type { ReadChoice } from './readChoice.ts';
import { unpackedHead } from './unpackedHead.ts';

/**
 * What the beginning of a NIfTI file says of its image: size and type in memory, without reading a voxel. Throws what `readNifti`
 * throws of headers.
 */
export async function niftiImageHeader(
  file: ByteSource,
  choice: ReadChoice = {},
): Promise<{ readonly size: Vec3; readonly type: VoxelType }> {
  const { bytes } = await unpackedHead(file, niftiHeaderBytes);
  return niftiLayout(
    parseNiftiHeader(bytes.subarray(0, niftiHeaderBytes), file.name),
    file.name,
    currentLimits(),
    () => {},
    choice,
  );
}
