import type { Simd } from '#src/kernels/simd.ts';
import { gatherBytes } from './gatherBytes.ts';

/** Bytes of a block: one that is much longer fits its code to less, one that is much shorter has too many codes. */
const blockBytes = 2 ** 17;
/** What deflate.ts reads behind a block. */
const behind = 16;
/** What a block that does not compress takes more. */
const outputRoom = 1024;

const noName = [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255];

/**
 * A gzip file of the parts, one after the other, with no name and no time in it. Runs of equal voxels of `width` bytes (1, 2, 4 or 8)
 * are made short, everything gets a Huffman code for each 128 KiB; with the same bytes it is the same file everywhere. It is given in
 * pieces, each in memory of its own; 400 kB are needed beside them. `progress` is told the bytes so far.
 */
export function gzipSimd(
  { exports, scratch }: Simd,
  parts: readonly Uint8Array[],
  width: number,
  progress?: (bytes: number) => void,
): readonly Uint8Array<ArrayBuffer>[] {
  return scratch.use(() => {
    const [history, tokens, target] = scratch.reserve(
      width + blockBytes + behind,
      2 * blockBytes,
      blockBytes + outputRoom,
    );
    const block = history + width;
    const memory = scratch.bytes(0, target + blockBytes + outputRoom);
    const packed = gatherBytes();
    packed.add(Uint8Array.from(noName));
    const total = parts.reduce((sum, { length }) => sum + length, 0);
    let done = 0;
    let checksum = 0;
    exports.deflateStart();
    for (const bytes of blocksOf(parts)) {
      memory.copyWithin(history, history + blockBytes, block + blockBytes);
      let at = block;
      for (const part of bytes) {
        memory.set(part, at);
        at += part.length;
      }
      checksum = exports.crc32(checksum, block, at - block);
      const first = done === 0 ? block : history;
      done += at - block;
      const end = exports.deflate(block, at, first, width, done === total ? 1 : 0, tokens, target);
      packed.add(memory.subarray(target, end));
      progress?.(done);
    }
    if (total === 0) packed.add(Uint8Array.of(3, 0));
    const tail = new DataView(new ArrayBuffer(8));
    tail.setUint32(0, checksum, true);
    tail.setUint32(4, total % 2 ** 32, true);
    packed.add(new Uint8Array(tail.buffer));
    return packed.pieces();
  });
}

/** The bytes of the parts, in blocks of 128 KiB; a block may lie in several parts. */
function* blocksOf(parts: readonly Uint8Array[]): Generator<readonly Uint8Array[]> {
  let block: Uint8Array[] = [];
  let room = blockBytes;
  for (const part of parts) {
    for (let at = 0; at < part.length; ) {
      const piece = part.subarray(at, at + room);
      block.push(piece);
      at += piece.length;
      room -= piece.length;
      if (room > 0) continue;
      yield block;
      block = [];
      room = blockBytes;
    }
  }
  if (block.length > 0) yield block;
}
