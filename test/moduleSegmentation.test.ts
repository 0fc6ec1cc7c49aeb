import { describe, expect, test } from 'vitest';
import Closing from '#modules/Closing/index.ts';
import FillHoles from '#modules/FillHoles/index.ts';
import Info from '#modules/Info/index.ts';
import LargestComponent from '#modules/LargestComponent/index.ts';
import OtsuThreshold from '#modules/OtsuThreshold/index.ts';
import { defaultParams } from '#src/graph/params.ts';
import type { Volume, Voxels } from '#src/image/volume.ts';
import { bytesOf, drawn, packed } from './naive/masks.ts';
import { ballOffsets, naiveClosing } from './naive/morphology.ts';
import { recordingContext, row } from './runModule.ts';

function otsu(
  voxels: Voxels,
  params: Partial<Parameters<typeof OtsuThreshold.run>[1]> = {},
  context = recordingContext(),
) {
  const defaults = defaultParams(OtsuThreshold.params) as unknown as Parameters<typeof OtsuThreshold.run>[1];
  return Promise.resolve().then(() => OtsuThreshold.run({ input0: row(voxels) }, { ...defaults, ...params }, context));
}

describe('OtsuThreshold', () => {
  const voxels = Int16Array.of(-900, 0, 10, 12, 100, 102, 400);

  test('gives the mask above the threshold of the positive voxels, and the threshold', async () => {
    const { output0, value, lower, upper } = await otsu(Int16Array.of(-900, 0, 10, 12, 100, 102), {
      bins: 'PerInteger',
    });
    expect([value, lower, upper]).toEqual([12, 6, 24]);
    expect(output0.voxels).toEqual(Uint8Array.of(0, 0, 0, 0, 1, 1));
  });

  test('the band holds both its ends', async () => {
    const params = { output: 'Band', bins: 'PerInteger', lowerFactor: 0.8, upperFactor: 2 } as const;
    const { output0, value } = await otsu(Int16Array.of(7, 8, 10, 10, 20, 21), params);
    expect(value).toBe(10);
    expect(output0.voxels).toEqual(Uint8Array.of(0, 1, 1, 1, 1, 0));
  });

  test('over all voxels sees the negative ones too', async () => {
    expect((await otsu(voxels, { sample: 'All', bins: 'PerInteger' })).value).toBe(-900);
  });

  test('leaves NaN out with a warning', async () => {
    const context = recordingContext();
    const { value } = await otsu(Float32Array.of(Number.NaN, 5, 5), { sample: 'All' }, context);
    expect(value).toBe(5);
    expect(context.warnings).toEqual(['1 voxels are NaN and were left out of the sample']);
  });

  test('says what to do when no voxel is above 0', async () => {
    await expect(otsu(Int16Array.of(-1, 0))).rejects.toThrow('set Sample to All voxels');
    await expect(otsu(Float32Array.of(Number.NaN), { sample: 'All' })).rejects.toThrow('Every voxel is NaN');
  });
});

function closing(params: Partial<Parameters<typeof Closing.run>[1]>) {
  return { ...(defaultParams(Closing.params) as unknown as Parameters<typeof Closing.run>[1]), ...params };
}

describe('Closing', () => {
  const mask = drawn(`
    #...#...#
    .........
    #...#...#`);
  const affine = [2, 0, 0, 0, 0, 1, 0, 0, 0, 0, 4, 0, 0, 0, 0, 1];
  const input0: Volume = { size: mask.size, affine, voxels: mask.bytes };

  test('takes the spacing into account only when the radius is in mm', async () => {
    const closed = async (radius: number, unit: 'mm' | 'Voxels') =>
      (await Closing.run({ input0 }, closing({ radius, unit }), recordingContext())).output0.voxels;
    expect(await closed(2.5, 'Voxels')).toEqual(naiveClosing(mask, ballOffsets(2.5)));
    expect(await closed(2.5, 'mm')).toEqual(naiveClosing(mask, ballOffsets(2.5, [2, 1, 4])));
    expect(await closed(2.5, 'mm')).not.toEqual(await closed(2.5, 'Voxels'));
  });

  test('needs twice the reach along k beside a slab', () => {
    const halo = (radius: number, unit: 'mm' | 'Voxels') => Closing.halo?.(closing({ radius, unit }), [2, 1, 4]);
    expect([halo(3, 'Voxels'), halo(3.9, 'Voxels'), halo(3.9, 'mm'), halo(8, 'mm')]).toEqual([6, 6, 0, 4]);
  });

  test('takes any non-zero value but NaN as foreground', async () => {
    const floats = row(Float32Array.of(-0.5, Number.NaN, 0, 3));
    const params = closing({ shape: 'Box', radius: 0 });
    const { output0 } = await Closing.run({ input0: floats }, params, recordingContext());
    expect(output0.voxels).toEqual(Uint8Array.of(1, 0, 0, 1));
  });
});

function largest(connectivity: '6' | '26') {
  return {
    ...(defaultParams(LargestComponent.params) as unknown as Parameters<typeof LargestComponent.run>[1]),
    connectivity,
  };
}

describe('LargestComponent', () => {
  const mask = drawn(`
    ##..#
    .....
    ###..`);
  const input0: Volume = { ...row(mask.bytes, mask.size), affine: [2, 0, 0, 0, 0, 3, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1] };

  test("keeps the largest and lists all from the largest on, with scipy's labels and volumes in mm³", async () => {
    const { output0, count, sizes } = await LargestComponent.run({ input0 }, largest('6'), recordingContext());
    expect(output0.voxels).toEqual(bytesOf(packed(drawn('.....\n.....\n###..'))));
    expect(count).toBe(3);
    expect(sizes.rows).toEqual([
      [2, 3, 18],
      [1, 2, 12],
      [3, 1, 6],
    ]);
  });

  test('an empty mask stays empty, with a warning', async () => {
    const context = recordingContext();
    const empty = row(new Uint8Array(9));
    const { output0, count, sizes } = await LargestComponent.run({ input0: empty }, largest('26'), context);
    expect([...output0.voxels, count, sizes.rows.length]).toEqual(new Array(11).fill(0));
    expect(context.warnings).toEqual(['The mask has no foreground voxel, so there is no component to keep']);
  });

  test('says when there was only one component, so that nothing was removed', async () => {
    const context = recordingContext();
    await LargestComponent.run({ input0: row(Uint8Array.of(0, 1, 1)) }, largest('6'), context);
    expect(context.warnings).toEqual(['The mask is a single component, so nothing was removed']);
  });

  test('lists the 1,000 largest of more components, of equal ones those with the lowest labels', async () => {
    const voxels = Uint8Array.from({ length: 5000 }, (_, n) => (n % 2 === 0 || n === 4001 ? 1 : 0));
    const { count, sizes } = await LargestComponent.run({ input0: row(voxels) }, largest('6'), recordingContext());
    expect([count, sizes.rows.length]).toEqual([2499, 1000]);
    expect(sizes.rows.slice(0, 3)).toEqual([
      [2001, 3, 3],
      [1, 1, 1],
      [2, 1, 1],
    ]);
    expect(sizes.rows[999]).toEqual([999, 1, 1]);
  });
});

const filling = defaultParams(FillHoles.params) as unknown as Parameters<typeof FillHoles.run>[1];

test('FillHoles fills a cavity and says when nothing can be filled', async () => {
  const context = recordingContext();
  const hollow = row(
    Uint8Array.from({ length: 27 }, (_, n) => (n === 13 ? 0 : 1)),
    [3, 3, 3],
  );
  expect((await FillHoles.run({ input0: hollow }, filling, context)).output0.voxels).toEqual(
    new Uint8Array(27).fill(1),
  );
  expect(context.warnings).toEqual([]);
  await FillHoles.run({ input0: row(new Uint8Array(9), [3, 3, 1]) }, filling, context);
  expect(context.warnings).toEqual(['Nothing can be filled in 3×3×1 voxels, since every voxel touches a face']);
  await FillHoles.run({ input0: row(new Uint8Array(27), [3, 3, 3]) }, filling, context);
  expect(context.warnings[1]).toBe('The mask has no hole that is closed in 3D, so nothing was filled');
});

describe('Info', () => {
  const affine = [-2, 0, 0, 5, 0, 0, 3, 6, 0, 1.5, 0, 7, 0, 0, 0, 1];

  test('tells size, spacing, orientation and the range of the values', async () => {
    const image = { size: [2, 1, 2] as const, affine, voxels: Int16Array.of(-4, 0, 2, 10) };
    const { table, ...said } = await Info.run({ input0: image }, {}, recordingContext());
    expect(said).toEqual({
      ...{ sizeX: 2, sizeY: 1, sizeZ: 2, voxelSizeX: 2, voxelSizeY: 1.5, voxelSizeZ: 3 },
      ...{ minValue: -4, maxValue: 10, meanValue: 2, dataType: 'int16', orientation: 'LSA', affine },
    });
    expect(table.rows).toContainEqual(['Voxel volume (mm³)', 9]);
    expect(table.rows).toContainEqual(['Size', '2×1×2']);
  });

  test('leaves NaN out with a warning, and says NaN where there is nothing else', async () => {
    const context = recordingContext();
    const some = await Info.run({ input0: row(Float32Array.of(Number.NaN, 1, 3)) }, {}, context);
    expect([some.minValue, some.maxValue, some.meanValue]).toEqual([1, 3, 2]);
    expect(context.warnings).toEqual(['1 of 3 voxels are NaN and were left out']);
    const none = await Info.run({ input0: row(Float32Array.of(Number.NaN)) }, {}, context);
    expect([none.minValue, none.meanValue]).toEqual([Number.NaN, Number.NaN]);
  });
});
