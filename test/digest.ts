import { createHash } from 'node:crypto';
import type { PortValue } from '#src/graph/ports.ts';
import { sizeText } from '#src/image/affine.ts';
import { voxelTypeOf } from '#src/image/voxelType.ts';

/**
 * What a value is, in one line that can be kept in a file: of an image the size, type, sum, and hashes of voxels and affine, of a
 * table the rows and a hash; numbers, texts and vectors as they are.
 */
export function digest(value: PortValue): unknown {
  if (typeof value !== 'object') return Number.isNaN(value) ? 'NaN' : value;
  // The bytes of a file hang on the compressor's version; its own test reads them back.
  if ('parts' in value) return `file ${value.suffix}`;
  if ('rows' in value) return `${value.rows.length} rows, hash ${hashOf(JSON.stringify(value))}`;
  if ('triangles' in value) {
    const { positions, triangles } = value;
    const hashes = `positions ${hashOf(bytesIn(positions))}, triangles ${hashOf(bytesIn(triangles))}`;
    return `${positions.length / 3} vertices, ${triangles.length / 3} triangles, ${hashes}`;
  }
  if (!('voxels' in value)) return value.join(' ');
  const { size, affine, voxels } = value;
  let sum = 0;
  for (const voxel of voxels) if (Number.isFinite(voxel)) sum += voxel;
  const hashes = `voxels ${hashOf(bytesIn(voxels))}, affine ${hashOf(affine.join(' '))}`;
  return `${sizeText(size)} ${voxelTypeOf(voxels)}, sum ${sum}, ${hashes}`;
}

function bytesIn({ buffer, byteOffset, byteLength }: ArrayBufferView): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength);
}

function hashOf(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex').slice(0, 12);
}
