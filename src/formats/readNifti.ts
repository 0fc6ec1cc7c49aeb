import type { Volume } from '#src/image/volume.ts';
import { type ByteSource, piecesOf } from './byteSource.ts';
import { gunzip, isGzip } from './gzip.ts';
import { bytesText, defaultLimits, type Limits } from './limits.ts';
import { niftiAffine } from './niftiAffine.ts';
import { niftiHeaderBytes, parseNiftiHeader } from './niftiHeader.ts';
import { type NiftiLayout, niftiLayout } from './niftiLayout.ts';
import { type ReadChoice, warnOfFrames } from './readChoice.ts';
import type { ReadContext } from './readContext.ts';
import { voxelDecoder } from './voxelDecoder.ts';

/**
 * Reads a 3D image from a NIfTI-1 or NIfTI-2 file, .nii or .nii.gz by its content, whatever its name. Values are those of nibabel:
 * stored x slope + intercept, or the stored type where there is no scale; the affine follows nibabel's policy. What the header
 * declares is checked against the bytes that are there, or against `limits` where they are compressed, before memory is asked for.
 * Throws a sentence with the file's name and the values for everything else than one whole image of one number a voxel, or of colours (RGB24, RGBA32), of which a channel is read.
 */
export async function readNifti(
  file: ByteSource,
  context: ReadContext,
  limits: Limits = defaultLimits,
  choice: ReadChoice = {},
): Promise<Volume> {
  const zipped = isGzip(await file.bytes(0, Math.min(2, file.size)));
  const warn = (sentence: string) => context.warn(sentence);
  const stream = zipped ? gunzip(file) : piecesOf(file, 0, true);
  try {
    const head = await firstBytes(stream, niftiHeaderBytes);
    const header = parseNiftiHeader(head, file.name);
    const layout = niftiLayout(header, file.name, limits, warn, choice);
    if (!zipped) checkThere(layout, file.size, file.name);
    const affine = niftiAffine(header, layout.size, file.name, warn);
    const decoder = voxelDecoder(layout, header.littleEndian, context, file.name);
    let position = 0;
    let after = 0;
    for (
      let next: Uint8Array | undefined = head;
      next && after <= limits.trailingBytes;
      next = await following(stream)
    ) {
      const skipped = Math.min(next.length, Math.max(0, layout.start - position));
      const used = decoder.push(next.subarray(skipped));
      position += skipped + used;
      after += next.length - skipped - used;
      context.progress(Math.min(1, position / (layout.start + layout.bytes)));
      // Uncompressed bytes after the voxels say nothing; compressed ones lead to the checksum.
      if (!zipped && after > 0) break;
    }
    checkThere(layout, position, file.name);
    // What follows one image of several are the others.
    if (after > limits.trailingBytes && layout.frames === 1) {
      context.warn(
        `More than ${bytesText(limits.trailingBytes)} follow the voxels of ${file.name}; they were not read`,
      );
    }
    warnOfFrames(layout.frames, file.name, warn);
    const image = { size: layout.size, affine, voxels: decoder.finish() };
    return layout.frames > 1 ? { ...image, meta: { frames: layout.frames } } : image;
  } finally {
    await stream.return();
  }
}

function checkThere({ start, bytes, size, stored }: NiftiLayout, there: number, name: string): void {
  if (there >= start + bytes) return;
  const missing = there <= start ? 'nothing is' : `only ${bytesText(there - start)} are`;
  throw new Error(
    `${name} is cut short: ${size.join('×')} voxels of ${stored} take ${bytesText(bytes)} from byte ${start} on, ` +
      `and ${missing} there. Copy or download it again`,
  );
}

async function following(stream: AsyncGenerator<Uint8Array, void>): Promise<Uint8Array | undefined> {
  const next = await stream.next();
  return next.done ? undefined : next.value;
}

/** At least so many bytes, fewer only where the stream ends before. */
async function firstBytes(stream: AsyncGenerator<Uint8Array, void>, least: number): Promise<Uint8Array> {
  let bytes = (await following(stream)) ?? new Uint8Array(0);
  while (bytes.length < least) {
    const next = await following(stream);
    if (!next) break;
    const longer = new Uint8Array(bytes.length + next.length);
    longer.set(bytes);
    longer.set(next, bytes.length);
    bytes = longer;
  }
  return bytes;
}
