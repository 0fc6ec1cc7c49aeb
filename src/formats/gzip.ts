import type { ByteSource } from './byteSource.ts';
import { gunzipMembers } from './gunzipMembers.ts';
import { gunzipPlatform } from './gunzipPlatform.ts';
import { createInflater } from './inflater.ts';
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
  /** Whether neighbouring bytes are often equal, as in masks and other images of one byte a voxel. */
  readonly runs?: boolean;
}

/**
 * A gzip file of the bytes, with no name and no time in it, so that equal bytes give equal files. Node compresses at level 1, which
 * for masks is as fast as copying them, and looks for runs alone where there are any: that is faster still and makes masks half as
 * large, but would miss the repeated values of wider types. A browser offers no choice of level.
 */
export async function gzip(
  bytes: Uint8Array<ArrayBuffer>,
  options: GzipOptions = {},
): Promise<Uint8Array<ArrayBuffer>> {
  const zlib = nodeZlib();
  if (!zlib) {
    const stream = new Blob([bytes]).stream().pipeThrough(new CompressionStream('gzip'));
    return new Uint8Array(await new Response(stream).arrayBuffer());
  }
  const strategy = options.runs ? zlib.constants.Z_RLE : zlib.constants.Z_DEFAULT_STRATEGY;
  const packed = zlib.gzipSync(bytes, { level: 1, strategy, chunkSize: 2 ** 18 });
  return new Uint8Array(packed.buffer as ArrayBuffer, packed.byteOffset, packed.length);
}
