import type { Affine, Vec3, Volume } from '#src/image/volume.ts';
import { randomNumbers } from './naive/masks.ts';

/** An oblique grid with three different spacings, all off 1 mm. */
const affine: Affine = [0.6, -0.1, 0.3, -20, 0.2, 1.1, -0.4, 31, -0.1, 0.3, 2.4, -7, 0, 0, 0, 1];

/** Balls of growing value with cavities in them, and noise, about 0; no axis has an even or a round size. */
function valuesOf(size: Vec3, seed: number): Float64Array {
  const [ni, nj, nk] = size;
  const random = randomNumbers(seed);
  const values = new Float64Array(ni * nj * nk);
  const centres = Array.from({ length: 6 }, () => [random() * ni, random() * nj, random() * nk, 1.5 + 4 * random()]);
  for (let n = 0; n < values.length; n++) {
    const [i, j, k] = [n % ni, Math.floor(n / ni) % nj, Math.floor(n / (ni * nj))];
    values[n] = Math.round(60 * random()) - 50;
    for (const [ci, cj, ck, radius] of centres) {
      const distance = Math.hypot(i - ci, j - cj, k - ck);
      if (distance <= radius && distance > radius / 3) values[n] = Math.round(100 * radius) - 150;
    }
  }
  return values;
}

/** An image on which the modules are tried, and a mask on its grid. */
export interface Phantom {
  readonly image: Volume;
  readonly mask: Volume;
}

function make(size: Vec3, seed: number, voxelsOf: (values: Float64Array) => Volume['voxels']): Phantom {
  const mask = Uint8Array.from(valuesOf(size, seed + 1), (value) => (value > 20 ? 1 : 0));
  const meta = { modality: 'MR', unit: 'HU' };
  return {
    image: { size, affine, voxels: voxelsOf(valuesOf(size, seed)), meta },
    mask: { size, affine, voxels: mask },
  };
}

/** By what they try; each is made anew at every call. */
export const phantoms: Readonly<Record<string, () => Phantom>> = {
  'signed integers': () => make([37, 11, 13], 1, (values) => Int16Array.from(values)),
  'a mask': () => make([65, 9, 7], 2, (values) => Uint8Array.from(values, (value) => (value > 5 ? 1 : 0))),
  'floats with NaN': () =>
    make([33, 7, 9], 3, (values) => Float32Array.from(values, (value, n) => (n % 97 === 5 ? Number.NaN : value / 7))),
  'one slice': () => make([31, 17, 1], 4, (values) => Int8Array.from(values, (value) => Math.max(-128, value / 4))),
};
