import fc from 'fast-check';
import type { Vec3 } from '#src/image/volume.ts';
import type { StructuringElement } from '#src/kernels/structuringElement.ts';
import { type ByteMask, randomNumbers } from './masks.ts';

export const anisotropic: Vec3 = [0.7, 1.5, 3];

/** Radii in mm that no voxel lies at, where rounding would decide; that case has a test of its own. */
export function anyRadius(max: number) {
  return fc.integer({ min: 0, max: 10 * max }).map((n) => n / 10 + 0.0123);
}

/** Elements of random rows, of which none is longer further out along k. */
export const anyElement: fc.Arbitrary<StructuringElement> = fc
  .record({
    rj: fc.nat(3),
    rk: fc.nat(3),
    rows: fc.array(fc.integer({ min: -1, max: 5 }), { minLength: 16, maxLength: 16 }),
  })
  .map(({ rj, rk, rows }) => {
    const count = rj + 1;
    const halfWidths = Int32Array.from(rows.slice(0, count * (rk + 1)));
    for (let n = halfWidths.length - count - 1; n >= 0; n--) {
      halfWidths[n] = Math.max(halfWidths[n], halfWidths[n + count]);
    }
    return { extent: [Math.max(0, ...halfWidths), rj, rk], halfWidths };
  });

/** Masks of some words along i and some tiles of 16 rows along j, whose foreground comes in solid blocks and as noise. */
export const largeMask: fc.Arbitrary<ByteMask> = fc
  .record({
    size: fc.tuple(fc.integer({ min: 1, max: 200 }), fc.integer({ min: 1, max: 70 }), fc.integer({ min: 1, max: 9 })),
    block: fc.constantFrom(1, 7, 40),
    density: fc.constantFrom(0.01, 0.3, 0.6, 0.97),
    seed: fc.nat(1000),
  })
  .map(({ size, block, density, seed }) => {
    const [ni, nj, nk] = size;
    const bytes = new Uint8Array(ni * nj * nk);
    for (let n = 0; n < bytes.length; n++) {
      const at =
        Math.floor((n % ni) / block) +
        31 * Math.floor((Math.floor(n / ni) % nj) / block) +
        997 * Math.floor(n / ni / nj / block);
      bytes[n] = randomNumbers(seed + 7919 * at)() < density ? 1 : 0;
    }
    return { size, bytes };
  });
