import { simd, withScratch } from '#src/kernels/simd.ts';
import type { ByteSource } from './byteSource.ts';
import { gzipSimd } from './deflater.ts';
import { gunzipMembers } from './gunzipMembers.ts';
import { gunzipPlatform } from './gunzipPlatform.ts';
import { createInflater } from './inflater.ts';
import { joinBytes } from './joinBytes.ts';
import { nodeZlib } from './nodeZlib.ts';

/** Whether bytes start like a gzip file. Names are not trusted: servers unzip on the way, and people rename. */
export function isGzip(bytes: Uint8Array): boolean {
  return bytes.length >= 2 && bytes[0] === 0x1f && bytes[1] === 0x8b;
}

/**
 * Inflates a gzip file of one or several members, in pieces, in order, each to be used before the next is asked for. Nothing is
 * inflated that is not asked for, so a caller that stops early pays neither time nor memory for the rest. Throws where the file is cut or damaged, also when the checksum at
 * the end of a member does not fit; the pieces before that have then been given already.
 */
export function gunzip(source: ByteSource): AsyncGenerator<Uint8Array, void> {
  const inflater = createInflater();
  return inflater ? gunzipMembers(source, inflater) : gunzipPlatform(source);
}

export interface GzipOptions {
  /** Bytes of a voxel, so that runs of equal voxels are found; 1 by default. */
  readonly voxelBytes?: number;
  /** Is told how much is packed, 0 to 1. */
  readonly progress?: (fraction: number) => void;
}

/** As `gzipParts`, in one piece, for which all is copied once more. */
export async function gzip(
  content: Uint8Array | readonly Uint8Array[],
  options: GzipOptions = {},
): Promise<Uint8Array<ArrayBuffer>> {
  const packed = await gzipParts(content, options);
  return packed.length === 1 ? packed[0] : joinBytes(packed, () => options.progress?.(1));
}

/**
 * A gzip file, in parts, of the bytes, or of several parts one after the other, with no name and no time in it, so that equal bytes give
 * equal files, in Node and in the browser. Where WebAssembly was not loaded the platform packs them, and browsers and Node differ: Node takes
 * level 1, with a search for runs alone where voxels are bytes, which makes masks half as large; a browser offers no choice.
 */
export async function gzipParts(
  content: Uint8Array | readonly Uint8Array[],
  { voxelBytes = 1, progress }: GzipOptions = {},
): Promise<readonly Uint8Array<ArrayBuffer>[]> {
  const parts = content instanceof Uint8Array ? [content] : content;
  const kernels = simd();
  if (kernels) {
    const total = parts.reduce((sum, { length }) => sum + length, 0);
    return withScratch(kernels, (fast) => gzipSimd(fast, parts, voxelBytes, (bytes) => progress?.(bytes / total)));
  }
  const whole = new Blob(parts.map((part) => Uint8Array.from(part)));
  const zlib = nodeZlib();
  if (!zlib) {
    const packed = new Response(whole.stream().pipeThrough(new CompressionStream('gzip')));
    return [new Uint8Array(await packed.arrayBuffer())];
  }
  const strategy = voxelBytes === 1 ? zlib.constants.Z_RLE : zlib.constants.Z_DEFAULT_STRATEGY;
  const packed = zlib.gzipSync(await whole.arrayBuffer(), { level: 1, strategy, chunkSize: 2 ** 18 });
  return [new Uint8Array(packed.buffer as ArrayBuffer, packed.byteOffset, packed.length)];
}
