import type { Volume } from '#src/image/volume.ts';
import type { ByteSource } from './byteSource.ts';
import { dataFileOf } from './dataFileOf.ts';
import { defaultLimits, type Limits } from './limits.ts';
import { nrrdPlan } from './nrrdPlan.ts';
import type { ReadChoice } from './readChoice.ts';
import type { ReadContext } from './readContext.ts';
import { readPlanned } from './readPlanned.ts';
import { unpackedHead } from './unpackedHead.ts';
import { wholeZipped } from './wholeZipped.ts';

/**
 * Reads a 2D or 3D image from an NRRD file, .nrrd, or .nhdr with its voxels in one of `others`; encodings raw, gzip and ascii. The
 * affine follows nrrdAffine.ts. What the header declares is checked against the bytes that are there and against `limits` before
 * memory is asked for. Throws a sentence with the file's name and the values for everything else than one image of one number a
 * voxel.
 */
export async function readNrrd(
  file: ByteSource,
  context: ReadContext,
  limits: Limits = defaultLimits,
  choice: ReadChoice = {},
): Promise<Volume> {
  const warn = (sentence: string) => context.warn(sentence);
  const head = await unpackedHead(file);
  const plan = wholeZipped(nrrdPlan(head, limits, warn, choice), head);
  const data = plan.dataFile === undefined ? file : dataFileOf(plan.dataFile, file, choice.others ?? [], warn);
  return readPlanned(plan, data, context, limits);
}
