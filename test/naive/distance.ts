import type { Vec3 } from '#src/image/volume.ts';
import type { ByteMask } from './masks.ts';

/** The squared distance of each voxel to the nearest background voxel, by measuring to every one of them. */
export function naiveSquaredDistances({ size: [ni, nj], bytes }: ByteMask, spacing: Vec3): Float64Array {
  const position = (n: number) => [n % ni, Math.floor(n / ni) % nj, Math.floor(n / (ni * nj))];
  const background = [...bytes.keys()].filter((n) => bytes[n] === 0).map(position);
  return Float64Array.from(bytes, (_, n) => {
    const at = position(n);
    let least = Number.POSITIVE_INFINITY;
    for (const other of background) {
      let squared = 0;
      for (let axis = 0; axis < 3; axis++) squared += ((other[axis] - at[axis]) * spacing[axis]) ** 2;
      least = Math.min(least, squared);
    }
    return least;
  });
}
