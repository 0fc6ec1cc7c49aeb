import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import FloodFill from '#modules/FloodFill/index.ts';
import RegionGrowing from '#modules/RegionGrowing/index.ts';
import { defaultParams } from '#src/graph/params.ts';
import type { Volume } from '#src/image/volume.ts';
import { countForeground } from '#src/kernels/bitmask.ts';
import type { Connectivity } from '#src/kernels/connectRuns.ts';
import { growLimited } from '#src/kernels/growLimited.ts';
import { reconstruct } from '#src/kernels/reconstruct.ts';
import { maskOfVoxels, seedVoxels } from '#src/kernels/seedVoxels.ts';
import { expectSameBytes } from './expectSameBytes.ts';
import { naiveComponents } from './naive/components.ts';
import { anyMask, type ByteMask, bytesOf, drawn, packed, randomNumbers } from './naive/masks.ts';
import { recordingContext, row } from './runModule.ts';

type GrowParams = Parameters<typeof RegionGrowing.run>[1];
type FloodParams = Parameters<typeof FloodFill.run>[1];

function grow(
  input0: Volume,
  seeds: readonly number[],
  params: Partial<GrowParams> = {},
  context = recordingContext(),
) {
  const defaults = defaultParams(RegionGrowing.params) as unknown as GrowParams;
  return Promise.resolve().then(() => RegionGrowing.run({ input0, seeds }, { ...defaults, ...params }, context));
}

function flood(input0: Volume, seeds: readonly number[], params: Partial<FloodParams> = {}) {
  const defaults = defaultParams(FloodFill.params) as unknown as FloodParams;
  return Promise.resolve().then(() => FloodFill.run({ input0, seeds }, { ...defaults, ...params }, recordingContext()));
}

const byHand = (lowerThreshold: number, upperThreshold: number) =>
  ({ enableAutoThresholdInterval: false, lowerThreshold, upperThreshold }) as const;

/** What the marker meets, by flooding voxel after voxel. */
function naiveReconstruction(marker: ByteMask, mask: ByteMask, connectivity: Connectivity): Uint8Array {
  const kept = new Uint8Array(mask.bytes.length);
  for (const part of naiveComponents(mask, connectivity)) {
    if (part.some((voxel) => marker.bytes[voxel] === 1)) for (const voxel of part) kept[voxel] = 1;
  }
  return kept;
}

/** A second mask of the size of the first, with few voxels. */
function sparse({ size, bytes }: ByteMask, seed: number): ByteMask {
  const random = randomNumbers(seed);
  return { size, bytes: bytes.map(() => (random() < 0.02 ? 1 : 0)) };
}

describe('RegionGrowing', () => {
  const line = row(Int16Array.of(50, 52, 49, 80, 51, 50));

  test('grows from the seed as far as the values lie in the interval, both ends included', async () => {
    const { output0, segmentedVoxels, validSeeds } = await grow(line, [1, 0, 0, 0], byHand(49, 52));
    expect(output0.voxels).toEqual(Uint8Array.of(1, 1, 1, 0, 0, 0));
    expect([segmentedVoxels, validSeeds]).toEqual([3, 1]);
    expect((await grow(line, [1, 0, 0, 0], byHand(50, 52))).output0.voxels).toEqual(Uint8Array.of(1, 1, 0, 0, 0, 0));
  });

  test('takes the automatic interval around the mean of the seeds, of the range of the image', async () => {
    // The range is 31, so 10 % are 3.1 wide; the seeds' mean is 51.
    const found = await grow(line, [0, 0, 0, 0, 1, 0, 0, 0], { autoThresholdIntervalSizeInPercent: 10 });
    expect(found.usedLower).toBeCloseTo(49.45, 12);
    expect(found.usedUpper).toBeCloseTo(52.55, 12);
    expect(found.output0.voxels).toEqual(Uint8Array.of(1, 1, 0, 0, 0, 0));
  });

  test('seeds are positions in the world, come in or stand in the panel, and can be chosen by type', async () => {
    const affine = [2, 0, 0, 10, 0, 1, 0, 0, 0, 0, 3, 0, 0, 0, 0, 1];
    const image = { ...line, affine };
    const both = await grow(image, [10, 0, 0, 1], { ...byHand(49, 52), additionalSeeds: [18.9, 0.4, -1.4, 2] });
    expect(both.output0.voxels).toEqual(Uint8Array.of(1, 1, 1, 0, 1, 1));
    expect(both.segmentedVolume).toBeCloseTo(5 * 0.006, 12);
    const second = await grow(image, [10, 0, 0, 1, 18, 0, 0, 2], { ...byHand(49, 52), acceptedMarkerType: 2 });
    expect(second.output0.voxels).toEqual(Uint8Array.of(0, 0, 0, 0, 1, 1));
  });

  test('says what to do when there is no seed, none inside, or none in the interval', async () => {
    await expect(grow(line, [])).rejects.toThrow('There is no seed: connect the markers of a View2D to Seeds');
    await expect(grow(line, [9, 0, 0, 0])).rejects.toThrow('None of the 1 seeds lies inside the image (6×1×1 voxels)');
    await expect(grow(line, [3, 0, 0, 0], byHand(49, 52))).rejects.toThrow('the values at the seeds are 80');
    await expect(grow(line, [3, 0, 0, 0], { acceptedMarkerType: 4 })).rejects.toThrow('has the type 4');
    await expect(grow(line, [3, 0, 0, 0], byHand(52, 49))).rejects.toThrow('(52) is above the upper one (49)');
    await expect(grow(row(Float32Array.of(Number.NaN)), [0, 0, 0, 0])).rejects.toThrow('lies on a voxel that is NaN');
  });

  test('a seed that does not count is told of', async () => {
    const context = recordingContext();
    const { validSeeds } = await grow(line, [0, 0, 0, 0, 3, 0, 0, 0, 90, 0, 0, 0], byHand(49, 52), context);
    expect(validSeeds).toBe(1);
    expect(context.warnings).toEqual(['2 of 3 seeds lie outside of the image or the interval and do not count']);
  });

  test('a region above the volume limit is refused, or kept as it was before the round that exceeds it', async () => {
    const square = row(new Uint8Array(49), [7, 7, 1]);
    const limit = { ...byHand(0, 0), enableUpperVolumeLimit: true, upperVolumeLimit_ml: 0.012 };
    await expect(grow(square, [3, 3, 0, 0], limit)).rejects.toThrow('has 0.04900 ml, more than the limit of 0.012 ml');
    const { output0, segmentedVoxels } = await grow(square, [3, 3, 0, 0], { ...limit, showPartialResults: true });
    // 1, 5 and 13 voxels after no, one and two rounds.
    expect(segmentedVoxels).toBe(5);
    expect(output0.voxels).toEqual(
      drawn(`
        .......
        .......
        ...#...
        ..###..
        ...#...
        .......
        .......`).bytes,
    );
    expect((await grow(square, [3, 3, 0, 0], { ...limit, upperVolumeLimit_ml: 0.049 })).segmentedVoxels).toBe(49);
  });

  test('2D neighbourhoods stay in their slice', async () => {
    const block = row(new Uint8Array(8), [2, 2, 2]);
    const flat = { ...byHand(0, 0), basicNeighborhoodType: 'BNBH_2D_4_XY' } as const;
    expect((await grow(block, [0, 0, 1, 0], flat)).output0.voxels).toEqual(Uint8Array.of(0, 0, 0, 0, 1, 1, 1, 1));
  });
});

describe('reconstruction', () => {
  test('keeps the components that the marker meets, as flooding voxel by voxel', () => {
    fc.assert(
      fc.property(anyMask(7), fc.nat(), fc.constantFrom<Connectivity>(6, 18, 26), (mask, seed, connectivity) => {
        const marker = sparse(mask, seed);
        const kept = reconstruct(packed(marker), packed(mask), connectivity);
        expectSameBytes(bytesOf(kept), naiveReconstruction(marker, mask, connectivity));
      }),
      { numRuns: 60 },
    );
  });

  test('with 4 or 8 neighbours every slice is a mask of its own', () => {
    fc.assert(
      fc.property(anyMask(6), fc.nat(), fc.boolean(), (mask, seed, isEight) => {
        const marker = sparse(mask, seed);
        const kept = bytesOf(reconstruct(packed(marker), packed(mask), isEight ? 8 : 4));
        const [ni, nj, nk] = mask.size;
        for (let k = 0; k < nk; k++) {
          const cut = ({ bytes }: ByteMask): ByteMask => ({
            size: [ni, nj, 1],
            bytes: bytes.subarray(k * ni * nj, (k + 1) * ni * nj),
          });
          const expected = naiveReconstruction(cut(marker), cut(mask), isEight ? 26 : 6);
          expectSameBytes(cut({ ...mask, bytes: kept }).bytes, expected);
        }
      }),
      { numRuns: 40 },
    );
  });

  test('growing without reaching the limit gives the same, and with it never more', () => {
    fc.assert(
      fc.property(
        anyMask(6),
        fc.nat(),
        fc.constantFrom(6, 18, 26, 4, 8),
        fc.nat(60),
        (mask, seed, neighbours, most) => {
          const marker = sparse(mask, seed);
          const seeds = Int32Array.from([...marker.bytes.keys()].filter((voxel) => marker.bytes[voxel] === 1));
          const whole = reconstruct(packed(marker), packed(mask), neighbours);
          const unlimited = growLimited(packed(mask), seeds, neighbours, Number.POSITIVE_INFINITY);
          expect(unlimited.isComplete).toBe(true);
          expectSameBytes(bytesOf(unlimited.mask), bytesOf(whole));
          const limited = growLimited(packed(mask), seeds, neighbours, most);
          expect(countForeground(limited.mask)).toBeLessThanOrEqual(most);
          expect(limited.isComplete).toBe(countForeground(whole) <= most);
        },
      ),
      { numRuns: 40 },
    );
  });
});

test('seeds are rounded to the nearest voxel, and one half voxel outside does not count', () => {
  const grid = row(new Uint8Array(40), [5, 4, 2]);
  const points = [1.4, 2.6, 0.4, 7, -0.51, 0, 0, 1, -0.5, 0, 0, 2, 4.5, 0, 0, 3];
  const seeds = seedVoxels(points, grid);
  expect([[...seeds.voxels], [...seeds.types], seeds.count]).toEqual([[1 + 5 * 3, 0], [7, 2], 4]);
  expect(countForeground(maskOfVoxels(seeds.voxels, grid.size))).toBe(2);
  expect(() => seedVoxels([1, 2, 3], grid)).toThrow('there are 3 numbers');
});

describe('FloodFill', () => {
  test('floods what differs from the value at the seed by no more than the tolerance', async () => {
    const line = row(Float32Array.of(10, 12, 13, 12, 20, 12));
    expect((await flood(line, [0, 0, 0, 0], { tolerance: 2 })).output0.voxels).toEqual(Uint8Array.of(1, 1, 0, 0, 0, 0));
    expect((await flood(line, [0, 0, 0, 0], { tolerance: 3 })).output0.voxels).toEqual(Uint8Array.of(1, 1, 1, 1, 0, 0));
  });

  test('several seeds give what each of them floods', async () => {
    const line = row(Uint8Array.of(10, 11, 12, 13, 14, 15, 16));
    const { output0, segmentedVoxels } = await flood(line, [0, 0, 0, 0, 5, 0, 0, 0], { tolerance: 1 });
    expect(output0.voxels).toEqual(Uint8Array.of(1, 1, 0, 0, 1, 1, 1));
    expect(segmentedVoxels).toBe(5);
    const many = row(Float32Array.from({ length: 200 }, (_, n) => n));
    const seeds = Array.from({ length: 200 }, (_, n) => [n, 0, 0, 0]).flat();
    await expect(flood(many, seeds)).rejects.toThrow('200 different values, but at most 100');
  });
});
