import fc from 'fast-check';
import type { Vec3 } from '#src/image/volume.ts';
import { type Bitmask, emptyBitmask } from '#src/kernels/bitmask.ts';
import { unpackInto } from '#src/kernels/pack.ts';

/** A mask with one byte a voxel, 0 or 1. */
export interface ByteMask {
  readonly size: Vec3;
  readonly bytes: Uint8Array;
}

/** Rows of text as the slices of a mask, slices apart by an empty line: "#" is foreground, the first character i = 0. */
export function drawn(text: string): ByteMask {
  const slices = text
    .trim()
    .split(/\n\s*\n/)
    .map((slice) => slice.split('\n').map((row) => row.trim()));
  const size: Vec3 = [slices[0][0].length, slices[0].length, slices.length];
  return { size, bytes: Uint8Array.from([...slices.flat().join('')].map((voxel) => (voxel === '#' ? 1 : 0))) };
}

/** The bytes of a packed mask. */
export function bytesOf(mask: Bitmask): Uint8Array {
  const bytes = new Uint8Array(mask.size[0] * mask.size[1] * mask.size[2]);
  unpackInto(mask, bytes);
  return bytes;
}

/** A packed mask, bit by bit. */
export function packed({ size, bytes }: ByteMask): Bitmask {
  const mask = emptyBitmask(size);
  for (let n = 0; n < bytes.length; n++) {
    const i = n % size[0];
    if (bytes[n] !== 0) mask.words[mask.rowWords * Math.floor(n / size[0]) + (i >> 5)] |= 1 << (i & 31);
  }
  return mask;
}

/** Whether no bit beyond the last voxel of a row is set. */
export function hasCleanPadding(mask: Bitmask): boolean {
  return mask.words.every((word, n) => {
    const firstVoxel = 32 * (n % mask.rowWords);
    const voxels = Math.min(32, mask.size[0] - firstVoxel);
    return voxels === 32 || (word & (-1 << voxels)) === 0;
  });
}

/** A repeatable stream of numbers 0 <= n < 1 (mulberry32). */
export function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** A checkerboard in three directions, which begins with foreground: as many runs and components as there can be. */
export function checkered(size: Vec3): ByteMask {
  const [ni, nj, nk] = size;
  const bytes = Uint8Array.from({ length: ni * nj * nk }, (_, n) => {
    const row = Math.floor(n / ni);
    return (n + row * (1 - ni) + Math.floor(row / nj) * (1 - nj)) % 2 === 0 ? 1 : 0;
  });
  return { size, bytes };
}

/**
 * Random masks, empty and full ones among them, at most `most` rows and slices; widths up to `widest` voxels, on both sides of the words'
 * borders.
 */
export function anyMask(most = 12, widest = 40): fc.Arbitrary<ByteMask> {
  const widths = fc.oneof(
    fc.integer({ min: 1, max: widest }),
    fc.constantFrom(31, 32, 33, 63, 64, 65, 96, 97, 128, 130),
  );
  const height = fc.integer({ min: 1, max: most });
  const density = fc.constantFrom(0, 0.01, 0.1, 0.3, 0.5, 0.7, 0.95, 1);
  return fc
    .record({ ni: widths, nj: height, nk: height, density, seed: fc.integer() })
    .map(({ ni, nj, nk, ...rest }) => {
      const random = randomNumbers(rest.seed);
      const bytes = Uint8Array.from({ length: ni * nj * nk }, () => (random() < rest.density ? 1 : 0));
      return { size: [ni, nj, nk], bytes };
    });
}
