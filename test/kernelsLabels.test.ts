import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Affine, Vec3 } from '#src/image/volume.ts';
import { fillHolesWithin } from '#src/kernels/fillHolesWithin.ts';
import { keepLarge } from '#src/kernels/keepLarge.ts';
import type { Neighbours } from '#src/kernels/neighbourSteps.ts';
import {
  centresOfLabels,
  type LabelOrder,
  maskOfLabels,
  paintLabels,
  type RankedComponents,
  rankComponents,
} from '#src/kernels/rankedComponents.ts';
import { reconstruct } from '#src/kernels/reconstruct.ts';
import { openVoxelHeap } from '#src/kernels/simd.ts';
import { anyMask, type ByteMask, checkered, packed, randomNumbers } from './naive/masks.ts';
import { withoutSimd } from './withoutSimd.ts';

const anyNeighbours = fc.constantFrom<Neighbours>(4, 6, 8, 18, 26);
const anyConnectivity = fc.constantFrom(6, 18, 26);
const anyOrder = fc.constantFrom<LabelOrder>('Size', 'Place');
const affine: Affine = [2, 0, 0, 5, 0, 3, 0, -7, 0, 0, 1, 4];

/** At the density at which noise begins to hang together there are large parts and small ones. */
function noise(size: Vec3, density: number): ByteMask {
  const random = randomNumbers(5);
  const bytes = new Uint8Array(size[0] * size[1] * size[2]);
  for (let n = 0; n < bytes.length; n++) bytes[n] = random() < density ? 1 : 0;
  return { size, bytes };
}

/** All that is told of the components of a mask, and painted of them. */
function labelled(
  mask: ByteMask,
  connectivity: 6 | 18 | 26,
  order: LabelOrder,
  least: number,
  last: number,
  most: number,
) {
  const tell = (ranked: RankedComponents) => {
    const labels = new Int32Array(mask.bytes.length);
    const sums = paintLabels(ranked, labels, Math.min(last, ranked.labels));
    return {
      count: ranked.count,
      parts: ranked.parts,
      centres: centresOfLabels(ranked.sizes(sums.length / 3), affine, sums),
      sizes: bytesIn(ranked.sizes(ranked.labels)),
      labels: bytesIn(labels),
      kept: bytesIn(maskOfLabels(ranked, last).words),
    };
  };
  return rankComponents(packed(mask), connectivity, order, least, tell, () => {}, most);
}

/** As a text, which is compared in no time. */
function bytesIn({ buffer, byteOffset, byteLength }: Int32Array | Uint32Array): string {
  return Buffer.from(buffer, byteOffset, byteLength).toString('latin1');
}

describe('labels of components', () => {
  test('are the same as WebAssembly as in TypeScript', () => {
    const limits = fc.record({ least: fc.constantFrom(0, 1, 1.5, 3, 1e12), last: fc.nat(5), most: fc.nat(9) });
    fc.assert(
      fc.property(anyMask(16, 70), anyConnectivity, anyOrder, limits, (mask, connectivity, order, limit) => {
        const found = () => labelled(mask, connectivity, order, limit.least, limit.last, limit.most);
        expect(found()).toEqual(withoutSimd(found));
      }),
      { numRuns: 100 },
    );
  });

  test('are those of TypeScript in noise of more than 2^18 voxels, where some are larger than others by thousands', () => {
    for (const [density, connectivity] of [
      [0.14, 6],
      [0.34, 6],
      [0.69, 6],
      [0.1, 26],
      [0.31, 18],
    ] as const) {
      const mask = noise([130, 60, 50], density);
      for (const order of ['Size', 'Place'] as const) {
        for (const [least, most] of [
          [0, 1000],
          [2, 0],
          [5000, 9],
        ]) {
          const found = () => labelled(mask, connectivity, order, least, 1000, most);
          expect(found()).toEqual(withoutSimd(found));
        }
      }
    }
  });

  test('over corners are those of TypeScript where voxels are few, or holes are, in blocks of two rows and two slices', () => {
    for (const size of [
      [130, 13, 11],
      [64, 12, 10],
      [65, 1, 8],
      [200, 9, 1],
    ] as const) {
      for (const density of [0.02, 0.04, 0.06, 0.95, 0.98]) {
        const found = () => labelled(noise(size, density), 26, 'Place', 0, 9, 9);
        expect(found()).toEqual(withoutSimd(found));
      }
    }
  });

  test('of which only the first are wanted are the same, and few others are ranked', () => {
    for (const [density, connectivity] of [
      [0.05, 6],
      [0.31, 6],
      [0.1, 26],
    ] as const) {
      const mask = packed(noise([130, 40, 30], density));
      const first = (last: number) =>
        rankComponents(
          mask,
          connectivity,
          'Size',
          0,
          (ranked) => ({ labels: ranked.labels, count: ranked.count, kept: bytesIn(maskOfLabels(ranked, 7).words) }),
          () => {},
          9,
          last,
        );
      const all = first(Number.POSITIVE_INFINITY);
      const some = first(7);
      expect([some.count, some.kept]).toEqual([all.count, all.kept]);
      expect(some.labels).toBeLessThan(all.labels / 10);
    }
  });

  test('that are large enough are kept without an order as with one', () => {
    for (const density of [0.05, 0.31, 0.6]) {
      for (const [least, connectivity] of [
        [1, 6],
        [3, 6],
        [9, 18],
        [1e12, 26],
      ] as const) {
        const mask = packed(noise([130, 40, 30], density));
        const found = keepLarge(mask, connectivity, least);
        expect(found).toEqual(withoutSimd(() => keepLarge(mask, connectivity, least)));
      }
    }
  });

  test('are painted alike where voxels live in the memory of the kernels, and nothing behind them', () => {
    for (const [density, nj, nk] of [
      [0.1, 40, 30],
      [0.6, 40, 30],
      // More rows than are looked at in one go.
      [0.3, 90, 80],
    ] as const) {
      const size: Vec3 = [130, nj, nk];
      const length = 130 * nj * nk;
      rankComponents(packed(noise(size, density)), 6, 'Size', 0, (ranked) => {
        const found = new Int32Array(length);
        const sums = paintLabels(ranked, found, 20);
        const heap = openVoxelHeap(2 ** 24);
        const taken = heap?.take(4 * length + 1024);
        if (!heap || !taken) throw new Error('There is no heap');
        const { buffer, byteOffset } = taken.block;
        const placed = new Int32Array(buffer, byteOffset, length + 256).fill(7);
        expect(paintLabels(ranked, placed.subarray(0, length), 20)).toEqual(sums);
        expect(bytesIn(placed.subarray(0, length))).toBe(bytesIn(found));
        expect(placed.subarray(length).every((voxel) => voxel === 7)).toBe(true);
        heap.free(taken.block);
      });
    }
  });

  test('of two blocks of one size beyond the tallies, the one that comes first is label 1', () => {
    const bytes = new Uint8Array(40 * 20 * 20);
    for (let k = 0; k < 20; k++) {
      for (let j = 0; j < 20; j++) {
        const row = 40 * (j + 20 * k);
        bytes.fill(1, row + 1, row + 15);
        bytes.fill(1, row + 20, row + 34);
      }
    }
    const labels = new Int32Array(bytes.length);
    const sizes = rankComponents(packed({ size: [40, 20, 20], bytes }), 6, 'Size', 0, (ranked) => {
      paintLabels(ranked, labels);
      return [...ranked.sizes(ranked.labels)];
    });
    expect([...sizes, labels[1], labels[20]]).toEqual([5600, 5600, 1, 2]);
  });
});

describe('filling holes of a largest size, or slice by slice', () => {
  test('is the same as WebAssembly as in TypeScript', () => {
    const anySize = fc.constantFrom(1, 4, 40, Number.POSITIVE_INFINITY);
    fc.assert(
      fc.property(anyMask(16, 70), anyNeighbours, anySize, (mask, neighbours, most) => {
        const before = packed(mask);
        const filled = fillHolesWithin(before, neighbours, most);
        expect(bytesIn(filled.words)).toBe(bytesIn(withoutSimd(() => fillHolesWithin(before, neighbours, most)).words));
        expect(bytesIn(before.words)).toBe(bytesIn(packed(mask).words));
      }),
      { numRuns: 150 },
    );
  });

  test('in noise of every density fills what TypeScript does', () => {
    for (const density of [0.2, 0.31, 0.5, 0.69, 0.9]) {
      const mask = packed(noise([129, 21, 12], density));
      for (const neighbours of [6, 18, 26] as const) {
        for (const most of [1, 7, Number.POSITIVE_INFINITY]) {
          const filled = () => bytesIn(fillHolesWithin(mask, neighbours, most).words);
          expect(filled()).toBe(withoutSimd(filled));
        }
      }
    }
  });

  test('of a checkerboard fills single voxels within each slice, but for its edges', () => {
    const board = packed(checkered([67, 6, 5]));
    const filled = fillHolesWithin(board, 4, 1);
    expect(filled).toEqual(withoutSimd(() => fillHolesWithin(board, 4, 1)));
    expect(filled).not.toEqual(board);
    expect(fillHolesWithin(board, 8, 1)).toEqual(board);
  });
});

describe('keeping what a marker meets', () => {
  test('is the same as WebAssembly as in TypeScript', () => {
    fc.assert(
      fc.property(anyMask(16, 70), anyNeighbours, fc.integer({ min: 1, max: 99 }), (mask, neighbours, step) => {
        // What lies beside the mask does not count.
        const marker = packed({ size: mask.size, bytes: mask.bytes.map((_, n) => (n % step === 0 ? 1 : 0)) });
        const before = packed(mask);
        const kept = reconstruct(marker, before, neighbours);
        expect(bytesIn(kept.words)).toBe(bytesIn(withoutSimd(() => reconstruct(marker, before, neighbours)).words));
        expect(bytesIn(before.words)).toBe(bytesIn(packed(mask).words));
      }),
      { numRuns: 150 },
    );
  });
  test('in noise is what TypeScript keeps, from few markers and from many, wherever in a run they lie', () => {
    const size: Vec3 = [140, 21, 12];
    for (const density of [0.1, 0.31, 0.5, 0.9]) {
      const mask = packed(noise(size, density));
      for (const step of [30_000, 997, 64, 7]) {
        const bytes = new Uint8Array(140 * 21 * 12);
        for (let n = 64; n < bytes.length; n += step) bytes[n] = 1;
        const marker = packed({ size, bytes });
        for (const neighbours of [6, 18, 26] as const) {
          const kept = () => bytesIn(reconstruct(marker, mask, neighbours).words);
          expect(kept()).toBe(withoutSimd(kept));
        }
      }
    }
  });
});
