import type { Vec3, VoxelType } from '#src/image/volume.ts';
import { type ByteSource, piecesOf } from './byteSource.ts';
import { gunzip, isGzip } from './gzip.ts';
import { currentLimits } from './limits.ts';
import { niftiHeaderBytes, parseNiftiHeader } from './niftiHeader.ts';
import { niftiLayout } from './niftiLayout.ts';
import type { ReadChoice } from './readChoice.ts';

/** More than any header needs, compressed or not. */
const mostBytes = 2 ** 16;

/**
 * What the beginning of a NIfTI file says of its image: size and type in memory, without reading a voxel. Throws what `readNifti`
 * throws of headers.
 */
export async function niftiImageHeader(
  file: ByteSource,
  choice: ReadChoice = {},
): Promise<{ readonly size: Vec3; readonly type: VoxelType }> {
  const size = Math.min(file.size, mostBytes);
  const start: ByteSource = {
    name: file.name,
    size,
    bytes: (from = 0, to = size) => file.bytes(from, Math.min(to, size)),
  };
  const stream = isGzip(await start.bytes(0, 2)) ? gunzip(start) : piecesOf(start);
  const head = new Uint8Array(niftiHeaderBytes);
  let length = 0;
  try {
    while (length < head.length) {
      const next = await stream.next();
      if (next.done) break;
      const part = next.value.subarray(0, head.length - length);
      head.set(part, length);
      length += part.length;
    }
  } finally {
    await stream.return();
  }
  return niftiLayout(
    parseNiftiHeader(head.subarray(0, length), file.name),
    file.name,
    currentLimits(),
    () => {},
    choice,
  );
}
