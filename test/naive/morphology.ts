import type { Vec3 } from '#src/image/volume.ts';
import type { StructuringElement } from '#src/kernels/structuringElement.ts';
import type { ByteMask } from './masks.ts';

/** The offsets of all voxels within a radius of the centre, by trying every one of them. */
export function ballOffsets(radius: number, spacing: Vec3 = [1, 1, 1]): Vec3[] {
  return offsetsWhere(radius, spacing, (x, y, z) => x * x + y * y + z * z <= radius * radius);
}

/** The offsets of all voxels within a radius along each axis. */
export function boxOffsets(radius: number, spacing: Vec3 = [1, 1, 1]): Vec3[] {
  return offsetsWhere(radius, spacing, (x, y, z) => Math.max(Math.abs(x), Math.abs(y), Math.abs(z)) <= radius);
}

/** The offsets of all voxels of an element. */
export function offsetsOf({ extent: [ri, rj, rk], halfWidths }: StructuringElement): Vec3[] {
  const halfWidth = (j: number, k: number) => halfWidths[Math.abs(j) + (rj + 1) * Math.abs(k)];
  return offsetsWhere(Math.max(ri, rj, rk), [1, 1, 1], (i, j, k) => {
    return Math.abs(j) <= rj && Math.abs(k) <= rk && Math.abs(i) <= halfWidth(j, k);
  });
}

function offsetsWhere(radius: number, spacing: Vec3, test: (x: number, y: number, z: number) => boolean): Vec3[] {
  const [ri, rj, rk] = spacing.map((step) => Math.ceil(radius / step) + 1);
  const offsets: Vec3[] = [];
  for (let k = -rk; k <= rk; k++) {
    for (let j = -rj; j <= rj; j++) {
      for (let i = -ri; i <= ri; i++) {
        if (test(i * spacing[0], j * spacing[1], k * spacing[2])) offsets.push([i, j, k]);
      }
    }
  }
  return offsets;
}

/** Foreground where any voxel under the offsets is foreground; what lies outside does not matter. */
export function naiveDilation(mask: ByteMask, offsets: readonly Vec3[]): Uint8Array {
  return mask.bytes.map((_, at) => (offsets.some((offset) => valueAt(mask, at, offset) === 1) ? 1 : 0));
}

/** Background where any voxel under the offsets is background; what lies outside does not matter. */
export function naiveErosion(mask: ByteMask, offsets: readonly Vec3[]): Uint8Array {
  return mask.bytes.map((_, at) => (offsets.some((offset) => valueAt(mask, at, offset) === 0) ? 0 : 1));
}

export function naiveClosing(mask: ByteMask, offsets: readonly Vec3[]): Uint8Array {
  return naiveErosion({ ...mask, bytes: naiveDilation(mask, offsets) }, offsets);
}

export function naiveOpening(mask: ByteMask, offsets: readonly Vec3[]): Uint8Array {
  return naiveDilation({ ...mask, bytes: naiveErosion(mask, offsets) }, offsets);
}

function valueAt({ size: [ni, nj, nk], bytes }: ByteMask, at: number, [di, dj, dk]: Vec3): number | undefined {
  const i = (at % ni) + di;
  const j = (Math.floor(at / ni) % nj) + dj;
  const k = Math.floor(at / (ni * nj)) + dk;
  return i >= 0 && i < ni && j >= 0 && j < nj && k >= 0 && k < nk ? bytes[i + ni * (j + nj * k)] : undefined;
}

/** 1 for every voxel that lies at most `radius` from a seed: what dilation by a ball makes of a few voxels. */
export function withinRadius([ni, nj, nk]: Vec3, seeds: readonly Vec3[], radius: number): Uint8Array {
  const bytes = new Uint8Array(ni * nj * nk);
  for (const [si, sj, sk] of seeds) {
    for (let k = 0; k < nk; k++) {
      for (let j = 0; j < nj; j++) {
        for (let i = 0; i < ni; i++) {
          if ((i - si) ** 2 + (j - sj) ** 2 + (k - sk) ** 2 <= radius ** 2) bytes[i + ni * (j + nj * k)] = 1;
        }
      }
    }
  }
  return bytes;
}
