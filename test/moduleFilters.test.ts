import { describe, expect, test } from 'vitest';
import Distance from '#modules/Distance/index.ts';
import GaussianSmoothing from '#modules/GaussianSmoothing/index.ts';
import type { Volume } from '#src/image/volume.ts';
import { voxelTypeOf } from '#src/image/voxelType.ts';
import { recordingContext, row } from './runModule.ts';

/** A row of voxels that lie 2 mm apart. */
function wideRow(voxels: Volume['voxels']): Volume {
  return { ...row(voxels), affine: [2, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1] };
}

describe('GaussianSmoothing', () => {
  const params = { sigma: 1, unit: 'Voxels', precision: 'Exact', type: 'Input' } as const;
  const smoothed = async (changes: Partial<Parameters<typeof GaussianSmoothing.run>[1]>) => {
    const input0 = wideRow(Uint8Array.of(0, 0, 0, 0, 200, 0, 0, 0, 0));
    return (await GaussianSmoothing.run({ input0 }, { ...params, ...changes }, recordingContext())).output0.voxels;
  };

  test('keeps the type of the image, and cuts integers off', async () => {
    expect(await smoothed({})).toEqual(Uint8Array.of(0, 0, 10, 48, 79, 48, 10, 0, 0));
  });

  test('gives float where asked, and always when it is fast', async () => {
    expect((await smoothed({ type: 'Float' }))[4]).toBe(Math.fround(200 * 0.39894346935609776));
    expect(voxelTypeOf(await smoothed({ precision: 'Fast' }))).toBe('float32');
  });

  test('in mm goes by the spacing, along each axis and in its halo', async () => {
    expect(await smoothed({ sigma: 2, unit: 'mm' })).toEqual(Uint8Array.of(0, 0, 10, 48, 79, 48, 10, 0, 0));
    expect(GaussianSmoothing.halo?.({ ...params, sigma: 2, unit: 'mm' }, [1, 1, 4])).toBe(2);
    expect(GaussianSmoothing.halo?.({ ...params, sigma: 2 }, [1, 1, 4])).toBe(8);
  });
});

describe('Distance', () => {
  const params = { direction: 'Inside', unit: 'Voxels' } as const;
  const mask = wideRow(Int16Array.of(0, 3, -1, 1, 0));

  test('measures from the foreground to the background, or the other way round', async () => {
    const inside = await Distance.run({ input0: mask }, params, recordingContext());
    const outside = await Distance.run({ input0: mask }, { ...params, direction: 'Outside' }, recordingContext());
    expect(inside.output0.voxels).toEqual(Float64Array.of(0, 1, 2, 1, 0));
    expect(outside.output0.voxels).toEqual(Float64Array.of(1, 0, 0, 0, 1));
  });

  test('signed it is negative inside, and infinite where there is only one side', async () => {
    const context = recordingContext();
    const signed = { ...params, direction: 'Signed' } as const;
    const { output0 } = await Distance.run({ input0: mask }, signed, context);
    expect(output0.voxels).toEqual(Float64Array.of(1, -1, -2, -1, 1));
    const empty = await Distance.run({ input0: row(Uint8Array.of(0, 0)) }, signed, context);
    expect(empty.output0.voxels).toEqual(Float64Array.of(Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY));
    expect(context.warnings).toEqual(['Every distance is infinite, since the mask has no foreground']);
  });

  test('in mm goes by the spacing, and says so', async () => {
    const { output0 } = await Distance.run({ input0: mask }, { ...params, unit: 'mm' }, recordingContext());
    expect(output0.voxels).toEqual(Float64Array.of(0, 2, 4, 2, 0));
    expect(output0.meta?.unit).toBe('mm');
  });

  test('warns where there is nothing to measure to', async () => {
    const context = recordingContext();
    const { output0 } = await Distance.run({ input0: row(Uint8Array.of(1, 1)) }, params, context);
    expect(output0.voxels).toEqual(Float64Array.of(Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY));
    expect(context.warnings).toEqual(['Every distance is infinite, since the mask has no background']);
  });
});
