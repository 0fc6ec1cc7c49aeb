import { invert, spacingOf } from '#src/image/affine.ts';
import type { Volume, VoxelType } from '#src/image/volume.ts';
import { voxelTypeOf } from '#src/image/voxelType.ts';
import { gridSteps, lps } from './gridAffine.ts';
import type { GzipOptions } from './gzip.ts';
import { byteCount, joinBytes } from './joinBytes.ts';
import { voxelBytes } from './voxelBytes.ts';
import { zlibParts } from './zlibParts.ts';

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

interface MhaOptions extends Pick<GzipOptions, 'progress'> {
  readonly compressed?: boolean;
}

/** As `mhaParts`, in one piece. */
export async function writeMha(volume: Volume, options: MhaOptions = {}): Promise<Uint8Array<ArrayBuffer>> {
  return joinBytes(await mhaParts(volume, options), () => options.progress?.(1));
}

/**
 * The image as a MetaImage file (.mha), in parts: one file, little endian, compressed by zlib or as it is, the grid in LPS as ITK has it. The
 * format keeps directions and spacing apart, so the affine comes back to the last digit or two. Throws when the affine cannot be
 * inverted.
 */
export async function mhaParts(
  { size, affine, voxels }: Volume,
  { compressed = true, progress }: MhaOptions = {},
): Promise<readonly Uint8Array<ArrayBuffer>[]> {
  invert(affine);
  const spacing = spacingOf(affine);
  const { steps, origin } = gridSteps(affine, lps);
  const cosines = steps.flatMap((step, axis) => step.map((length) => length / spacing[axis]));
  const raw = voxelBytes(voxels);
  const parts = compressed
    ? await zlibParts(raw, { voxelBytes: voxels.BYTES_PER_ELEMENT, progress })
    : [new Uint8Array(raw)];
  const header = [
    'ObjectType = Image',
    'NDims = 3',
    'BinaryData = True',
    'BinaryDataByteOrderMSB = False',
    `CompressedData = ${compressed ? 'True' : 'False'}`,
    ...(compressed ? [`CompressedDataSize = ${byteCount(parts)}`] : []),
    `TransformMatrix = ${cosines.join(' ')}`,
    `Offset = ${origin.join(' ')}`,
    'CenterOfRotation = 0 0 0',
    `ElementSpacing = ${spacing.join(' ')}`,
    `DimSize = ${size.join(' ')}`,
    `ElementType = ${names[voxelTypeOf(voxels)]}`,
    'ElementDataFile = LOCAL',
    '',
  ];
  return [new TextEncoder().encode(header.join('\n')), ...parts];
}
