import type { ByteSource } from './byteSource.ts';
import { gunzip, isGzip } from './gzip.ts';
import { bytesText, type Limits } from './limits.ts';

const blockBytes = 2 ** 20;

/**
 * All bytes of a file, unpacked where it is gzip as a whole. Throws where it is damaged, and where it unpacks to more than the limit of an image
 * with its header.
 */
export async function pictureBytes(file: ByteSource, limits: Limits): Promise<Uint8Array> {
  if (!isGzip(await file.bytes(0, Math.min(2, file.size)))) return file.bytes();
  // Pieces may be of a byte, as many as the file has members: they are put together in blocks, of which there are few.
  const blocks: Uint8Array[] = [];
  let size = 0;
  for await (const piece of gunzip(file)) {
    if (size + piece.length > limits.imageBytes + limits.headerBytes) {
      throw new Error(
        `${file.name} unpacks to more than ${bytesText(limits.imageBytes)}, the limit of an image: crop or downsample it first`,
      );
    }
    for (let at = 0; at < piece.length; ) {
      const filled = size % blockBytes;
      if (filled === 0) blocks.push(new Uint8Array(blockBytes));
      const part = piece.subarray(at, at + blockBytes - filled);
      blocks[blocks.length - 1].set(part, filled);
      at += part.length;
      size += part.length;
    }
  }
  const bytes = new Uint8Array(size);
  for (const [n, block] of blocks.entries()) bytes.set(block.subarray(0, size - n * blockBytes), n * blockBytes);
  return bytes;
}
