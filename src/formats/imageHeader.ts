import type { Affine, Vec3, VoxelType } from '#src/image/volume.ts';
import type { ByteSource } from './byteSource.ts';
import { currentLimits } from './limits.ts';
import { mghPlan } from './mghPlan.ts';
import { niftiImageHeader } from './niftiImageHeader.ts';
import { npyPlan } from './npyPlan.ts';
import type { ReadChoice } from './readChoice.ts';
import { findHeader } from './readImage.ts';
import { unpackedHead } from './unpackedHead.ts';

/**
 * What the beginning of a file says of its image, in any format that readImage reads: size and type in memory, where it lies if the
 * header is enough for that, and the further bytes that reading takes. Not a voxel is read. Throws what `readImage` throws of headers.
 */
export async function imageHeader(
  file: ByteSource,
  choice: ReadChoice = {},
): Promise<{ readonly size: Vec3; readonly type: VoxelType; readonly affine?: Affine; readonly scratch: number }> {
  const { others = [], frame } = choice;
  const { header, format } = await findHeader(file, others);
  const silent = () => undefined;
  if (format.kind === 'nifti') return { ...(await niftiImageHeader(header, choice)), scratch: 0 };
  if (format.kind === 'dicom') {
    const { series, type } = await (await import('./dicomPlan.ts')).dicomPlan(header, choice, currentLimits(), silent);
    return { size: series.size, type, scratch: 0 };
  }
  const head = await unpackedHead(header);
  switch (format.kind) {
    case 'pair':
    case 'analyze':
    case 'nrrd':
    case 'metaimage': {
      const { otherPlan } = await import('./readOther.ts');
      return { ...otherPlan(format.kind, head, currentLimits(), silent, choice), scratch: 0 };
    }
    case 'mgh':
      return { ...mghPlan(head, currentLimits(), silent, frame), scratch: 0 };
    case 'png':
    case 'jpeg':
    case 'bmp':
    case 'tiff':
      return (await import('./readPicture.ts')).pictureHeader(format.kind, header, currentLimits(), choice);
    case 'npy': {
      const plan = npyPlan(head, currentLimits(), silent, frame);
      // Fortran order is put right in a second image.
      return { ...plan, scratch: plan.isFortran ? plan.frames * plan.bytes : 0 };
    }
    default:
      return format.kind satisfies never;
  }
}
