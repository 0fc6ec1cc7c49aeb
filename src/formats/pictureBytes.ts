import type { ByteSource } from './byteSource.ts';
import { gunzip, isGzip } from './gzip.ts';
import { bytesText, type Limits } from './limits.ts';

/**
 * All bytes of a file, unpacked where it is gzip as a whole. Throws where it is damaged, and where it unpacks to more than the limit of an image
 * with its header.
 */
export async function pictureBytes(file: ByteSource, limits: Limits): Promise<Uint8Array> {
  if (!isGzip(await file.bytes(0, Math.min(2, file.size)))) return file.bytes();
  const pieces: Uint8Array[] = [];
  let size = 0;
  for await (const piece of gunzip(file)) {
    size += piece.length;
    if (size > limits.imageBytes + limits.headerBytes) {
      throw new Error(
        `${file.name} unpacks to more than ${bytesText(limits.imageBytes)}, the limit of an image: crop or downsample it first`,
      );
    }
    // A piece is used before the next is asked for.
    pieces.push(piece.slice());
  }
  const bytes = new Uint8Array(size);
  let at = 0;
  for (const piece of pieces) {
    bytes.set(piece, at);
    at += piece.length;
  }
  return bytes;
}
