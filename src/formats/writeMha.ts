import { invert, spacingOf } from '#src/image/affine.ts';
import type { Volume, VoxelType } from '#src/image/volume.ts';
import { voxelTypeOf } from '#src/image/voxelType.ts';
import { deflateZlib } from './deflateZlib.ts';
import { gridSteps, lps } from './gridAffine.ts';
import type { GzipOptions } from './gzip.ts';
import { voxelBytes } from './voxelBytes.ts';
import { withHeader } from './withHeader.ts';

const names: Readonly<Record<VoxelType, string>> = {
  uint8: 'MET_UCHAR',
  int8: 'MET_CHAR',
  uint16: 'MET_USHORT',
  int16: 'MET_SHORT',
  uint32: 'MET_UINT',
  int32: 'MET_INT',
  float32: 'MET_FLOAT',
  float64: 'MET_DOUBLE',
};

/**
 * The image as a MetaImage file (.mha): one file, little endian, compressed by zlib or as it is, the grid in LPS as ITK has it. The
 * format keeps directions and spacing apart, so the affine comes back to the last digit or two. Throws when the affine cannot be
 * inverted.
 */
export async function writeMha(
  { size, affine, voxels }: Volume,
  { compressed = true, progress }: { readonly compressed?: boolean } & Pick<GzipOptions, 'progress'> = {},
): Promise<Uint8Array<ArrayBuffer>> {
  invert(affine);
  const spacing = spacingOf(affine);
  const { steps, origin } = gridSteps(affine, lps);
  const cosines = steps.flatMap((step, axis) => step.map((length) => length / spacing[axis]));
  const raw = voxelBytes(voxels);
  const bytes = compressed ? await deflateZlib(raw, { voxelBytes: voxels.BYTES_PER_ELEMENT, progress }) : raw;
  const header = [
    'ObjectType = Image',
    'NDims = 3',
    'BinaryData = True',
    'BinaryDataByteOrderMSB = False',
    `CompressedData = ${compressed ? 'True' : 'False'}`,
    ...(compressed ? [`CompressedDataSize = ${bytes.length}`] : []),
    `TransformMatrix = ${cosines.join(' ')}`,
    `Offset = ${origin.join(' ')}`,
    'CenterOfRotation = 0 0 0',
    `ElementSpacing = ${spacing.join(' ')}`,
    `DimSize = ${size.join(' ')}`,
    `ElementType = ${names[voxelTypeOf(voxels)]}`,
    'ElementDataFile = LOCAL',
    '',
  ];
  return withHeader(header.join('\n'), bytes, () => progress?.(1));
}
