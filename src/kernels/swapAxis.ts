import type { Vec3 } from '#src/image/volume.ts';

/**
 * Writes bytes with one axis exchanged for the last, k: afterwards slices across k are what were slices across that axis. Returns the size
 * of what was written; done twice it is undone.
 */
export function swapWithLast(source: Uint8Array, target: Uint8Array, [ni, nj, nk]: Vec3, axis: 0 | 1): Vec3 {
  const plane = ni * nj;
  let at = 0;
  if (axis === 1) {
    for (let j = 0; j < nj; j++) {
      for (let k = 0; k < nk; k++) {
        const row = j * ni + k * plane;
        for (let i = 0; i < ni; i++) target[at++] = source[row + i];
      }
    }
    return [ni, nk, nj];
  }
  for (let i = 0; i < ni; i++) {
    for (let j = 0; j < nj; j++) {
      const row = i + j * ni;
      for (let k = 0; k < nk; k++) target[at++] = source[row + k * plane];
    }
  }
  return [nk, nj, ni];
}
