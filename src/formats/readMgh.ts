import type { Volume } from '#src/image/volume.ts';
import type { ByteSource } from './byteSource.ts';
import { defaultLimits, type Limits } from './limits.ts';
import { mghPlan } from './mghPlan.ts';
import type { ReadChoice } from './readChoice.ts';
import type { ReadContext } from './readContext.ts';
import { readPlanned } from './readPlanned.ts';
import { unpackedHead } from './unpackedHead.ts';
import { wholeZipped } from './wholeZipped.ts';

const headBytes = 512;

/**
 * Reads a 3D image from a FreeSurfer file, .mgh or .mgz by its content. What the header declares is checked against the bytes that
 * are there and against `limits` before memory is asked for. Throws a sentence with the file's name and the values for everything
 * else than one image of one number a voxel.
 */
export async function readMgh(
  file: ByteSource,
  context: ReadContext,
  limits: Limits = defaultLimits,
  { frame }: ReadChoice = {},
): Promise<Volume> {
  const head = await unpackedHead(file, headBytes);
  const plan = mghPlan(head, limits, (sentence) => context.warn(sentence), frame);
  return readPlanned(wholeZipped(plan, head), file, context, limits);
}
