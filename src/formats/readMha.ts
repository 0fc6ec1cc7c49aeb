import type { Volume } from '#src/image/volume.ts';
import type { ByteSource } from './byteSource.ts';
import { dataFileOf } from './dataFileOf.ts';
import { isGzip } from './gzip.ts';
import { defaultLimits, type Limits } from './limits.ts';
import { metaPlan } from './metaPlan.ts';
import type { ReadChoice } from './readChoice.ts';
import type { ReadContext } from './readContext.ts';
import { readPlanned } from './readPlanned.ts';
import { unpackedHead } from './unpackedHead.ts';
import { wholeZipped } from './wholeZipped.ts';

/**
 * Reads a 2D or 3D image from a MetaImage file, .mha, or .mhd with its voxels in one of `others`: as they are, compressed, or as
 * text. Values and affine are those of ITK (metaPlan.ts). What the header declares is checked against the bytes that are there and
 * against `limits` before memory is asked for. Throws a sentence with the file's name and the values for everything else than one
 * image of one number a voxel.
 */
export async function readMha(
  file: ByteSource,
  context: ReadContext,
  limits: Limits = defaultLimits,
  choice: ReadChoice = {},
): Promise<Volume> {
  const warn = (sentence: string) => context.warn(sentence);
  const head = await unpackedHead(file);
  const plan = wholeZipped(metaPlan(head, limits, warn, choice), head);
  const data = plan.dataFile === undefined ? file : dataFileOf(plan.dataFile, file, choice.others ?? [], warn);
  // MetaIO unpacks gzip data as well as zlib data.
  const isGzipInside = plan.packing === 'zlib' && isGzip(await data.bytes(plan.offset, plan.offset + 2));
  return readPlanned(isGzipInside ? { ...plan, packing: 'gzip' } : plan, data, context, limits);
}
