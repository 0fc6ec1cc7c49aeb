import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import ConnectedComponents from '#modules/ConnectedComponents/index.ts';
import FillHoles from '#modules/FillHoles/index.ts';
import Islands from '#modules/Islands/index.ts';
import LargestComponent from '#modules/LargestComponent/index.ts';
import RemoveSmall from '#modules/RemoveSmall/index.ts';
import type { ParamValue } from '#src/graph/module.ts';
import { defaultParams } from '#src/graph/params.ts';
import type { Volume } from '#src/image/volume.ts';
import type { Connectivity } from '#src/kernels/connectRuns.ts';
import { fillHolesWithin } from '#src/kernels/fillHolesWithin.ts';
import { maskOfLabels, paintLabels, rankComponents } from '#src/kernels/rankedComponents.ts';
import { expectSameBytes } from './expectSameBytes.ts';
import { naiveComponents } from './naive/components.ts';
import { anyMask, type ByteMask, bytesOf, drawn, packed } from './naive/masks.ts';
import { recordingContext, row } from './runModule.ts';

/** 5 × 3 voxels of 2 × 3 × 1 mm, the middle of voxel (0, 0, 0) at the origin. */
const islands = drawn(`
  ##..#
  .....
  ###.#`);
const input0: Volume = {
  ...row(islands.bytes, islands.size),
  affine: [2, 0, 0, 0, 0, 3, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1],
};

const anyConnectivity = fc.constantFrom<Connectivity>(6, 18, 26);

function withDefaults<P>(module: { readonly params: Parameters<typeof defaultParams>[0] }, params: Partial<P>): P {
  return { ...(defaultParams(module.params) as unknown as P), ...params };
}

/** The lists of voxels from the largest on, of equal ones the first first. */
function bySize(mask: ByteMask, connectivity: Connectivity, least = 0): readonly number[][] {
  return naiveComponents(mask, connectivity)
    .filter((part) => part.length >= least)
    .toSorted((a, b) => b.length - a.length);
}

describe('ConnectedComponents', () => {
  type Params = Parameters<typeof ConnectedComponents.run>[1];
  const run = (params: Partial<Params>, context = recordingContext()) =>
    ConnectedComponents.run({ input0 }, withDefaults<Params>(ConnectedComponents, params), context);

  test('numbers by decreasing size, with volumes in ml and centres in the world', async () => {
    const { output0, count, components } = await run({});
    expect(output0.voxels).toEqual(Int32Array.of(2, 2, 0, 0, 3, 0, 0, 0, 0, 0, 1, 1, 1, 0, 4));
    expect(count).toBe(4);
    expect(components.rows).toEqual([
      [1, 3, 0.018, 2, 6, 0],
      [2, 2, 0.012, 1, 0, 0],
      [3, 1, 0.006, 8, 0, 0],
      [4, 1, 0.006, 8, 6, 0],
    ]);
  });

  test('by place has the labels of scipy, and leaves out what is too small', async () => {
    expect((await run({ order: 'Place' })).output0.voxels).toEqual(
      Int32Array.of(1, 1, 0, 0, 3, 0, 0, 0, 0, 0, 2, 2, 2, 0, 4),
    );
    const large = await run({ order: 'Place', minimumSize: 2 });
    expect(large.output0.voxels).toEqual(Int32Array.of(1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 2, 2, 2, 0, 0));
    expect((await run({ minimumSize: 0.012, sizeUnit: 'ml' })).count).toBe(2);
    const context = recordingContext();
    expect((await run({ minimumSize: 4 }, context)).count).toBe(0);
    expect(context.warnings).toEqual(['All 4 components are smaller than the least size']);
  });

  test('equals flooding voxel by voxel', () => {
    fc.assert(
      fc.property(anyMask(7), anyConnectivity, fc.nat(4), fc.boolean(), (mask, connectivity, least, isBySize) => {
        const parts = isBySize
          ? bySize(mask, connectivity, least)
          : naiveComponents(mask, connectivity).filter((part) => part.length >= least);
        const expected = new Int32Array(mask.bytes.length);
        for (const [n, part] of parts.entries()) for (const voxel of part) expected[voxel] = n + 1;
        const found = new Int32Array(mask.bytes.length);
        const [sizes, kept] = rankComponents(
          packed(mask),
          connectivity,
          isBySize ? 'Size' : 'Place',
          least,
          (ranked) => {
            paintLabels(ranked, found);
            return [[...ranked.sizes(ranked.labels)], maskOfLabels(ranked, 2)] as const;
          },
        );
        expect(found.findIndex((label, n) => label !== expected[n])).toBe(-1);
        expect(sizes).toEqual(parts.map((part) => part.length));
        const two = Uint8Array.from(expected, (label) => (label === 1 || label === 2 ? 1 : 0));
        expectSameBytes(bytesOf(kept), two);
      }),
      { numRuns: 60 },
    );
  });
});

describe('LargestComponent', () => {
  type Params = Parameters<typeof LargestComponent.run>[1];
  const run = async (params: Partial<Params>, context = recordingContext()) => {
    const values = withDefaults<Params>(LargestComponent, params);
    return (await LargestComponent.run({ input0 }, values, context)).output0.voxels;
  };

  test('keeps several of the largest, of equal ones the first', async () => {
    expect(await run({ components: 2 })).toEqual(drawn('##...\n.....\n###..').bytes);
    expect(await run({ components: 3 })).toEqual(drawn('##..#\n.....\n###..').bytes);
    expect(await run({ components: 3, minimumSize: 2 })).toEqual(drawn('##...\n.....\n###..').bytes);
  });

  test('keeps nothing below the least size, and says it', async () => {
    const context = recordingContext();
    expect(await run({ minimumSize: 0.019, sizeUnit: 'ml' }, context)).toEqual(new Uint8Array(15));
    expect(context.warnings).toEqual([
      'The largest component has 3 voxels, less than the least size of 4, so none is kept',
    ]);
    expect(await run({ minimumSize: 0.018, sizeUnit: 'ml' })).toEqual(drawn('.....\n.....\n###..').bytes);
  });

  test('says when all are kept', async () => {
    const context = recordingContext();
    await run({ components: 4 }, context);
    expect(context.warnings).toEqual(['The mask is 4 components, which are all kept, so nothing was removed']);
  });

  test('files of version 1 keep their results', () => {
    expect(LargestComponent.migrate?.[1]({ connectivity: '26' })).toEqual({ connectivity: '26' });
    expect(defaultParams(LargestComponent.params)).toMatchObject({ components: 1, minimumSize: 0 });
  });
});

describe('Islands', () => {
  type Params = Parameters<typeof Islands.run>[1];
  const run = (seeds: readonly number[], params: Partial<Params>, context = recordingContext()) =>
    Promise.resolve().then(() => Islands.run({ input0, seeds }, withDefaults<Params>(Islands, params), context));
  const corner = [0, 0, 0, 0];

  test('keeps the largest, the selected, all but the selected, or those that are large enough', async () => {
    const kept = async (params: Partial<Params>) => (await run(corner, params)).output0.voxels;
    expect(await kept({})).toEqual(drawn('.....\n.....\n###..').bytes);
    expect(await kept({ operation: 'KeepSelected' })).toEqual(drawn('##...\n.....\n.....').bytes);
    expect(await kept({ operation: 'RemoveSelected' })).toEqual(drawn('....#\n.....\n###.#').bytes);
    expect(await kept({ operation: 'RemoveSmall', minimumSize: 2 })).toEqual(drawn('##...\n.....\n###..').bytes);
  });

  test('splits into labels by decreasing size', async () => {
    const { output0, segmentedVoxels } = await run([], { operation: 'Split', minimumSize: 2 });
    expect(output0.voxels).toEqual(Int32Array.of(2, 2, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 0, 0));
    expect(segmentedVoxels).toBe(5);
  });

  test('says when no seed lies on an island, and what to do without any', async () => {
    const context = recordingContext();
    const { segmentedVoxels } = await run([4, 0, 0, 0], { operation: 'KeepSelected' }, context);
    expect([segmentedVoxels, context.warnings]).toEqual([0, ['No seed lies on an island, so none is selected']]);
    await expect(run([], { operation: 'KeepSelected' })).rejects.toThrow('There is no seed');
  });
});

describe('RemoveSmall', () => {
  type Params = Parameters<typeof RemoveSmall.run>[1];
  const run = (mask: ByteMask, params: Partial<Params>) =>
    RemoveSmall.run(
      { input0: row(mask.bytes, mask.size) },
      withDefaults<Params>(RemoveSmall, params),
      recordingContext(),
    );

  test('removes what is smaller than the least size, and fills holes that are, at the edge too', async () => {
    const { output0, removed } = await run(islands, { minimumSize: 2 });
    expect([output0.voxels, removed]).toEqual([drawn('##...\n.....\n###..').bytes, 2]);
    const holes = await run(drawn('#.###\n##.##\n.####'), { target: 'Holes', minimumSize: 2 });
    expect([holes.output0.voxels, holes.removed]).toEqual([new Uint8Array(15).fill(1), 3]);
    const diagonal = await run(drawn('#.###\n##.##\n.####'), { target: 'Holes', minimumSize: 2, connectivity: '26' });
    expect(diagonal.output0.voxels).toEqual(drawn('#.###\n##.##\n#####').bytes);
  });
});

describe('FillHoles', () => {
  type Params = Parameters<typeof FillHoles.run>[1];
  const fill = async (mask: ByteMask, params: Partial<Params>) =>
    (
      await FillHoles.run(
        { input0: row(mask.bytes, mask.size) },
        withDefaults<Params>(FillHoles, params),
        recordingContext(),
      )
    ).output0.voxels;
  const ring = drawn(`
    #####
    #.#.#
    #..##
    ####.`);

  test('slice by slice fills what the edges of the slice do not reach, up to a largest size', async () => {
    expect(await fill(ring, {})).toEqual(ring.bytes);
    const all = drawn('#####\n#####\n#####\n####.');
    expect(await fill(ring, { dimension: 'AcrossK' })).toEqual(all.bytes);
    expect(await fill(ring, { dimension: 'AcrossK', maximumSize: 2 })).toEqual(
      drawn('#####\n#.###\n#..##\n####.').bytes,
    );
    // Over corners the right hole reaches the left one, and nothing reaches the edge.
    expect(await fill(ring, { dimension: 'AcrossK', connectivity: '26', maximumSize: 3 })).toEqual(ring.bytes);
  });

  test('slices across every axis are closed alike', async () => {
    const tunnel = (axis: number) => {
      const bytes = new Uint8Array(27).fill(1);
      for (let n = 0; n < 3; n++) bytes[13 + (n - 1) * 3 ** axis] = 0;
      return { size: [3, 3, 3] as const, bytes };
    };
    const across = ['AcrossI', 'AcrossJ', 'AcrossK'] as const;
    for (const [axis, dimension] of across.entries()) {
      for (let other = 0; other < 3; other++) {
        const expected = other === axis ? new Uint8Array(27).fill(1) : tunnel(other).bytes;
        expect(await fill(tunnel(other), { dimension })).toEqual(expected);
      }
    }
  });

  test('equals looking at every part of the background, with any neighbours and largest size', () => {
    fc.assert(
      fc.property(anyMask(7), anyConnectivity, fc.constantFrom(1, 3, 1000), (mask, connectivity, most) => {
        const [ni, nj, nk] = mask.size;
        const expected = mask.bytes.slice();
        for (const part of naiveComponents({ ...mask, bytes: mask.bytes.map((value) => 1 - value) }, connectivity)) {
          const touches = part.some((voxel) => {
            const [i, j, k] = [voxel % ni, Math.floor(voxel / ni) % nj, Math.floor(voxel / ni / nj)];
            return i === 0 || i === ni - 1 || j === 0 || j === nj - 1 || k === 0 || k === nk - 1;
          });
          if (!touches && part.length <= most) for (const voxel of part) expected[voxel] = 1;
        }
        expectSameBytes(bytesOf(fillHolesWithin(packed(mask), connectivity, most)), expected);
      }),
      { numRuns: 60 },
    );
  });

  test('is local only slice by slice across k', () => {
    const halo = (dimension: ParamValue) =>
      FillHoles.halo?.(withDefaults<Params>(FillHoles, { dimension } as Partial<Params>), [1, 1, 1]);
    expect([halo('Volume'), halo('AcrossK'), halo('AcrossJ')]).toEqual([undefined, 0, undefined]);
  });
});
