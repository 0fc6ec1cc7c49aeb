import { invert } from '#src/image/affine.ts';
import type { Volume, VoxelType } from '#src/image/volume.ts';
import { voxelTypeOf } from '#src/image/voxelType.ts';
import { gridSteps, lps } from './gridAffine.ts';
import { type GzipOptions, gzipParts } from './gzip.ts';
import { joinBytes } from './joinBytes.ts';
import { voxelBytes } from './voxelBytes.ts';

const names: Readonly<Record<VoxelType, string>> = {
  uint8: 'unsigned char',
  int8: 'signed char',
  uint16: 'unsigned short',
  int16: 'short',
  uint32: 'unsigned int',
  int32: 'int',
  float32: 'float',
  float64: 'double',
};

/** As `nrrdParts`, in one piece. */
export async function writeNrrd(
  volume: Volume,
  options: Pick<GzipOptions, 'progress'> = {},
): Promise<Uint8Array<ArrayBuffer>> {
  return joinBytes(await nrrdParts(volume, options), () => options.progress?.(1));
}

/**
 * The image as an NRRD file (.nrrd), in parts: one file, gzip, little endian, the grid in left-posterior-superior, to the last digit, as ITK
 * and 3D Slicer write it. Throws when the affine cannot be inverted.
 */
export async function nrrdParts(
  { size, affine, voxels }: Volume,
  { progress }: Pick<GzipOptions, 'progress'> = {},
): Promise<readonly Uint8Array<ArrayBuffer>[]> {
  invert(affine);
  const { steps, origin } = gridSteps(affine, lps);
  const header = [
    'NRRD0004',
    '# Complete NRRD file format specification at:',
    '# http://teem.sourceforge.net/nrrd/format.html',
    `type: ${names[voxelTypeOf(voxels)]}`,
    'dimension: 3',
    'space: left-posterior-superior',
    `sizes: ${size.join(' ')}`,
    `space directions: ${steps.map((step) => `(${step.join(',')})`).join(' ')}`,
    'kinds: domain domain domain',
    'endian: little',
    'encoding: gzip',
    `space origin: (${origin.join(',')})`,
    '',
    '',
  ];
  const packed = await gzipParts(voxelBytes(voxels), { voxelBytes: voxels.BYTES_PER_ELEMENT, progress });
  return [new TextEncoder().encode(header.join('\n')), ...packed];
}
