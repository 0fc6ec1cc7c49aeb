import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import MaskQuality from '#modules/MaskQuality/index.ts';
import { defaultParams } from '#src/graph/params.ts';
import type { Volume } from '#src/image/volume.ts';
import { faceVoxels } from '#src/kernels/faceVoxels.ts';
import { anyMask, drawn, packed } from './naive/masks.ts';
import { recordingContext } from './runModule.ts';

const defaults = defaultParams(MaskQuality.params) as unknown as Parameters<typeof MaskQuality.run>[1];
const lax = { ...defaults, maxCoverage: 100 };

function mask(text: string): Volume {
  const { size, bytes } = drawn(text);
  return { size, affine: [-1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1], voxels: bytes };
}

/** A shell of 3 x 3 x 3 voxels around a hole, and nothing at the border. */
const shell = mask(`
  .....\n.....\n.....\n.....\n.....\n
  .....\n.###.\n.###.\n.###.\n.....\n
  .....\n.###.\n.#.#.\n.###.\n.....\n
  .....\n.###.\n.###.\n.###.\n.....\n
  .....\n.....\n.....\n.....\n.....`);

async function check(input0: Volume, params = defaults, input1?: Volume) {
  const context = recordingContext();
  const found = await MaskQuality.run({ input0, input1 }, params, context);
  return { found, warnings: context.warnings };
}

describe('MaskQuality', () => {
  test('tells coverage, volume, components and holes', async () => {
    const { found, warnings } = await check(shell);
    expect(found).toMatchObject({
      coverage: (100 * 26) / 125,
      volume: 0.026,
      components: 1,
      largestShare: 100,
      holes: 1,
    });
    expect(warnings).toEqual(['The mask has a hole of 1 voxel: fill them']);
    expect(found.warnings).toBe(1);
    expect(found.table.rows.find(([name]) => name === 'Holes')).toEqual(['Holes', 1, '', warnings[0]]);
  });

  test('tells of the sides of the body that it touches', async () => {
    // The first index grows to the left.
    const { found, warnings } = await check(mask('#..\n#..\n...'), lax);
    expect(warnings).toEqual([
      'The mask touches the border of the image (right 2, posterior 1): what it belongs to may go on outside',
    ]);
    expect(found.borderVoxels).toBe(2);
    expect((await check(mask('#..\n#..\n...'), { ...lax, allowBorder: true })).warnings).toEqual([]);
  });

  test('tells of a largest component that is not nearly all', async () => {
    const { found, warnings } = await check(mask('.....\n.#.#.\n.#...\n.....'), lax);
    expect(found).toMatchObject({ components: 2, largestShare: 200 / 3 });
    expect(warnings[0]).toContain('The largest of 2 components has 66.67 % of the mask, less than 95 %');
  });

  test.each([
    [{ maxCoverage: 20 }, 'covers 20.8 % of the image, more than 20 %'],
    [{ minCoverage: 30 }, 'covers 20.8 % of the image, less than 30 %'],
  ])('tells of a coverage that is not expected: %o', async (changed, sentence) => {
    expect((await check(shell, { ...defaults, ...changed })).warnings[0]).toContain(sentence);
  });

  test('tells of values that no mask has', async () => {
    const odd = { ...shell, voxels: Float32Array.from(shell.voxels, (v, n) => (n === 0 ? Number.NaN : v * 3)) };
    expect((await check(odd)).warnings).toContain(
      '27 voxels of the mask are neither 0 nor 1, 1 of them NaN: is it an image?',
    );
  });

  test('compares the image inside and outside', async () => {
    const image = { ...shell, voxels: Int16Array.from(shell.voxels, (v) => (v ? 10 : 30)) };
    const { found, warnings } = await check(shell, defaults, image);
    expect(found.table.rows.slice(-3).map((cells) => cells.slice(0, 2))).toEqual([
      ['Mean inside', 10],
      ['Mean outside', 30],
      ['NaN inside', 0],
    ]);
    expect(warnings.at(-1)).toContain('not brighter inside the mask (mean 10) than outside (30)');
  });

  test('an empty mask is one suspicion, not many', async () => {
    const { found, warnings } = await check(mask('....'));
    expect(warnings).toEqual(['The mask is empty: look at the threshold before it']);
    expect(found).toMatchObject({ coverage: 0, components: 0, holes: 0, warnings: 1 });
  });
});

test('the voxels on the faces are counted as by looking at each', () => {
  fc.assert(
    fc.property(anyMask(5, 70), ({ size, bytes }) => {
      const expected = size.map((n, axis) => {
        const stride = [1, size[0], size[0] * size[1]][axis];
        const on = (index: number) =>
          bytes.filter((byte, voxel) => byte === 1 && Math.floor(voxel / stride) % n === index).length;
        return [on(0), on(n - 1)];
      });
      expect(faceVoxels(packed({ size, bytes }))).toEqual(expected);
    }),
  );
});
