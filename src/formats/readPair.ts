import type { Volume } from '#src/image/volume.ts';
import type { ByteSource } from './byteSource.ts';
import { isGzip } from './gzip.ts';
import { defaultLimits, type Limits } from './limits.ts';
import { pairPlan } from './pairPlan.ts';
import type { ReadChoice } from './readChoice.ts';
import type { ReadContext } from './readContext.ts';
import { readPlanned } from './readPlanned.ts';
import { sniffFormat } from './sniffFormat.ts';
import { unpackedHead } from './unpackedHead.ts';

const headBytes = 540;

/**
 * Reads a 3D image from an .hdr/.img pair, NIfTI or Analyze 7.5, each file gzip or not by its content. Values and affine of NIfTI
 * are those of readNifti, of Analyze those of analyzeHeader.ts. What the header declares is checked against the bytes that are
 * there and against `limits` before memory is asked for. Throws a sentence with the files' names and the values for everything else.
 */
export async function readPair(
  header: ByteSource,
  data: ByteSource,
  context: ReadContext,
  limits: Limits = defaultLimits,
  choice: ReadChoice = {},
): Promise<Volume> {
  const head = await unpackedHead(header, headBytes);
  const isAnalyze = sniffFormat(head.bytes, header.name)?.kind === 'analyze';
  const plan = pairPlan(head, isAnalyze, limits, (sentence) => context.warn(sentence), choice);
  const zipped = isGzip(await data.bytes(0, Math.min(2, data.size)));
  return readPlanned({ ...plan, packing: zipped ? 'gzip' : 'raw' }, data, context, limits);
}
