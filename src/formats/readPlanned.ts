import { sizeText } from '#src/image/affine.ts';
import type { Volume } from '#src/image/volume.ts';
import { type ByteSource, piecesOf } from './byteSource.ts';
import { gunzip } from './gzip.ts';
import { bytesOf, type ImagePlan } from './imagePlan.ts';
import { inflateZlib } from './inflateZlib.ts';
import { bytesText, type Limits } from './limits.ts';
import { numberWords } from './numberWords.ts';
import { partOf } from './partOf.ts';
import { warnOfFrames } from './readChoice.ts';
import type { ReadContext } from './readContext.ts';
import { voxelDecoder } from './voxelDecoder.ts';

/** Deflate data unpacks to at most so many times its size (zlib's own figure); honest zeros come close. */
const mostInflation = 1032;

/**
 * Reads the voxels that a plan declares from the file that holds them. What is declared is held against the bytes that are there
 * before memory is asked for: exactly where they lie as they are, by what they could unpack to where they are compressed. Throws,
 * with the name of the file and the values, when they are not all there.
 */
export async function readPlanned(
  plan: ImagePlan,
  data: ByteSource,
  context: ReadContext,
  limits: Limits,
): Promise<Volume> {
  const offset = plan.fromEnd ? Math.max(plan.offset, data.size - plan.frames * plan.bytes) : plan.offset;
  const packed = partOf(data, offset, plan.length === undefined ? data.size : offset + plan.length);
  requireRoom(plan, packed);
  const stream = streamOf(plan, packed);
  const isPacked = plan.packing === 'gzip' || plan.packing === 'zlib';
  try {
    const decoder = voxelDecoder(plan, plan.littleEndian, context, data.name);
    let position = 0;
    let after = 0;
    while (after <= limits.trailingBytes) {
      const next = await stream.next();
      if (next.done) break;
      const skipped = Math.min(next.value.length, Math.max(0, plan.start - position));
      const used = decoder.push(next.value.subarray(skipped));
      position += skipped + used;
      after += next.value.length - skipped - used;
      context.progress(Math.min(1, position / (plan.start + plan.bytes)));
      // What follows uncompressed voxels says nothing; compressed bytes lead to the checksum.
      if (!isPacked && position === plan.start + plan.bytes) break;
    }
    if (position < plan.start + plan.bytes) throw cutShort(plan, position, data.name);
    // What follows one image of several are the others.
    if (after > limits.trailingBytes && plan.frames === 1) {
      context.warn(
        `More than ${bytesText(limits.trailingBytes)} follow the voxels of ${data.name}; they were not read`,
      );
    }
    warnOfFrames(plan.frames, data.name, (sentence) => context.warn(sentence));
    const image = { size: plan.size, affine: plan.affine, voxels: decoder.finish() };
    return plan.frames > 1 ? { ...image, meta: { frames: plan.frames } } : image;
  } finally {
    await stream.return();
  }
}

function streamOf(plan: ImagePlan, packed: ByteSource): AsyncGenerator<Uint8Array, void> {
  switch (plan.packing) {
    case 'raw':
      return piecesOf(packed, 0, true);
    case 'gzip':
      return gunzip(packed);
    case 'zlib':
      return inflateZlib(packed);
    case 'text':
      return numberWords(piecesOf(packed), plan.stored, wordsOf(plan), packed.name);
    default:
      return plan.packing satisfies never;
  }
}

/** How many numbers are passed over and read. */
function wordsOf({ start, bytes, stored }: ImagePlan): number {
  return (start + bytes) / bytesOf(stored);
}

function requireRoom(plan: ImagePlan, packed: ByteSource): void {
  const { bytes, start, size } = plan;
  switch (plan.packing) {
    case 'raw':
      if (packed.size < start + bytes) throw cutShort(plan, packed.size, packed.name);
      return;
    case 'text':
      // A digit each, and a space between them.
      if (packed.size >= 2 * wordsOf(plan) - 1) return;
      break;
    case 'gzip':
    case 'zlib':
      if (packed.size * mostInflation >= start + bytes) return;
      break;
    default:
      plan.packing satisfies never;
  }
  throw new Error(
    `${packed.name} is cut short: ${sizeText(size)} voxels of ${plan.stored} cannot be in the ${bytesText(packed.size)} ` +
      `that are there (${plan.packing}). Copy or download it again`,
  );
}

function cutShort({ start, bytes, size, stored }: ImagePlan, there: number, name: string): Error {
  const missing = there <= start ? 'nothing is' : `only ${bytesText(there - start)} are`;
  return new Error(
    `${name} is cut short: ${sizeText(size)} voxels of ${stored} take ${bytesText(bytes)}, and ${missing} there. ` +
      'Copy or download it again',
  );
}
