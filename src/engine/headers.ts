import type { ImageHeader, MeshHeader } from '#src/graph/module.ts';
import type { PortValue } from '#src/graph/ports.ts';
import { type Volume, voxelCount } from '#src/image/volume.ts';
import { voxelTypeOf, voxelTypes } from '#src/image/voxelType.ts';

type Headers = Readonly<Record<string, ImageHeader>>;

/** Three numbers of a vertex a triangle, and x, y, z of half a vertex, which is how many a closed surface has. */
const triangleBytes = 12 + 6;

/** What the voxels of images take. */
export function imageBytes(headers: Headers): number {
  return Object.values(headers).reduce((sum, { size, type }) => sum + voxelCount(size) * voxelTypes[type].bytes, 0);
}

/** What surfaces of so many triangles take. */
export function meshBytes(meshes: Readonly<Record<string, MeshHeader>>): number {
  return Object.values(meshes).reduce((sum, { triangles }) => sum + triangleBytes * triangles, 0);
}

/** Two masks of one bit a voxel, which is what most modules need where nothing is said. */
export function usualScratch(images: Headers): number {
  return Math.max(0, ...Object.values(images).map(({ size }) => voxelCount(size))) / 4;
}

export function imageHeader({ size, affine, voxels }: Volume): ImageHeader {
  return { size, affine, type: voxelTypeOf(voxels) };
}

/** Of a surface, how many triangles it has; undefined of anything else. */
export function meshHeader(value: PortValue | undefined): MeshHeader | undefined {
  const isMesh = typeof value === 'object' && 'triangles' in value;
  return isMesh ? { triangles: value.triangles.length / 3 } : undefined;
}
