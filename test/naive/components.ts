import type { Vec3 } from '#src/image/volume.ts';
import type { Connectivity } from '#src/kernels/connectRuns.ts';
import type { ByteMask } from './masks.ts';

/** The components as lists of voxels, in the order of their first voxels with i slowest and k fastest, by flooding. */
export function naiveComponents(mask: ByteMask, connectivity: Connectivity): number[][] {
  const [ni, nj, nk] = mask.size;
  const seen = new Set<number>();
  const found: number[][] = [];
  for (let i = 0; i < ni; i++) {
    for (let j = 0; j < nj; j++) {
      for (let k = 0; k < nk; k++) {
        const start = i + ni * (j + nj * k);
        if (mask.bytes[start] === 1 && !seen.has(start)) found.push(flood(mask, start, connectivity, seen));
      }
    }
  }
  return found;
}

/** The mask with every component of the background that touches no face filled. */
export function naiveFillHoles({ size, bytes }: ByteMask): Uint8Array {
  const filled = bytes.slice();
  for (const part of naiveComponents({ size, bytes: bytes.map((value) => 1 - value) }, 6)) {
    if (!part.some((voxel) => isOnFace(voxel, size))) for (const voxel of part) filled[voxel] = 1;
  }
  return filled;
}

function isOnFace(voxel: number, size: Vec3): boolean {
  return placeOf(voxel, size).some((index, axis) => index === 0 || index === size[axis] - 1);
}

function placeOf(voxel: number, [ni, nj]: Vec3): Vec3 {
  return [voxel % ni, Math.floor(voxel / ni) % nj, Math.floor(voxel / (ni * nj))];
}

function flood({ size, bytes }: ByteMask, start: number, connectivity: Connectivity, seen: Set<number>): number[] {
  const farthest = { 6: 1, 18: 2, 26: 3 }[connectivity];
  const voxels = [start];
  seen.add(start);
  for (let n = 0; n < voxels.length; n++) {
    const [i, j, k] = placeOf(voxels[n], size);
    for (let dk = -1; dk <= 1; dk++) {
      for (let dj = -1; dj <= 1; dj++) {
        for (let di = -1; di <= 1; di++) {
          if (Math.abs(di) + Math.abs(dj) + Math.abs(dk) > farthest) continue;
          const place: Vec3 = [i + di, j + dj, k + dk];
          if (place.some((index, axis) => index < 0 || index >= size[axis])) continue;
          const next = place[0] + size[0] * (place[1] + size[1] * place[2]);
          if (bytes[next] !== 1 || seen.has(next)) continue;
          seen.add(next);
          voxels.push(next);
        }
      }
    }
  }
  return voxels;
}
