import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import OrthoSwapFlip from '#modules/OrthoSwapFlip/index.ts';
import Resample3D from '#modules/Resample3D/index.ts';
import SubImage from '#modules/SubImage/index.ts';
import { defaultParams } from '#src/graph/params.ts';
import { axisCodes, identity, invert, spacingOf, toWorld } from '#src/image/affine.ts';
import type { Vec3, Volume } from '#src/image/volume.ts';
import { anyVolume } from './anyVolume.ts';
import { recordingContext, row } from './runModule.ts';

type Sub = Parameters<typeof SubImage.run>[1];
type Resampling = Parameters<typeof Resample3D.run>[1];

/** 4×3×2 voxels that hold 100 k + 10 j + i, 2 mm apart along i. */
const block: Volume = {
  size: [4, 3, 2],
  affine: [2, 0, 0, 10, 0, 1, 0, 20, 0, 0, 1, 30, 0, 0, 0, 1],
  voxels: Uint8Array.from({ length: 24 }, (_, n) => 100 * Math.floor(n / 12) + 10 * (Math.floor(n / 4) % 3) + (n % 4)),
};

async function sub(input0: Volume, changes: Partial<Sub>, context = recordingContext()): Promise<Volume> {
  const params = { ...(defaultParams(SubImage.params) as unknown as Sub), ...changes };
  return (await SubImage.run({ input0 }, params, context)).output0;
}

async function resampled(input0: Volume, changes: Partial<Resampling>, input1?: Volume): Promise<Volume> {
  const params = { ...(defaultParams(Resample3D.params) as unknown as Resampling), ...changes };
  return (await Resample3D.run({ input0, input1 }, params, recordingContext())).output0;
}

function at({ voxels, size }: Volume, [i, j, k]: Vec3): number | undefined {
  const isInside = [i, j, k].every((n, axis) => n >= 0 && n < size[axis]);
  return isInside ? voxels[i + size[0] * (j + size[1] * k)] : undefined;
}

/** Hands every voxel of an image to a check, with its value and the index of the same place in another image. */
function eachVoxelIn(image: Volume, other: Volume, check: (value: number | undefined, there: Vec3) => void): void {
  const toOther = invert(other.affine);
  for (let k = 0; k < image.size[2]; k++) {
    for (let j = 0; j < image.size[1]; j++) {
      for (let i = 0; i < image.size[0]; i++) {
        const [x, y, z] = toWorld(toOther, toWorld(image.affine, [i, j, k]));
        check(at(image, [i, j, k]), [Math.round(x), Math.round(y), Math.round(z)]);
      }
    }
  }
}

test('the spacing of an oblique grid is that of nibabel.affines.voxel_sizes, to the last bit', () => {
  const affine = [0.6, -0.1, 0.3, -20, 0.2, 1.1, -0.4, 31, -0.1, 0.3, 2.4, -7, 0, 0, 0, 1];
  expect(spacingOf(affine)).toEqual([0.6403124237432849, 1.14455231422596, 2.4515301344262523]);
});

describe('SubImage', () => {
  test('cuts by start and size, where 0 is all up to the end', async () => {
    const cut = await sub(block, { x: 1, sx: 2, y: 2, z: 1 });
    expect([cut.size, [...cut.voxels]]).toEqual([
      [2, 1, 1],
      [121, 122],
    ]);
    expect(toWorld(cut.affine, [0, 0, 0])).toEqual([12, 22, 31]);
  });

  test('cuts by start and end, by centre and width, and by what goes at both ends', async () => {
    const ends = await sub(block, { mode: 'VoxelStartEnd', x: 1, endX: 2, endY: 0, endZ: 0 });
    expect([...ends.voxels]).toEqual([1, 2]);
    const centered = { centerX: 2, widthX: 3, centerY: 1, widthY: 1, centerZ: 1, widthZ: 1 };
    expect([...(await sub(block, { mode: 'VoxelCenterWidth', ...centered })).voxels]).toEqual([111, 112, 113]);
    const offsets = { startOffsetX: 3, startOffsetY: 1, endOffsetY: 1 };
    expect([...(await sub(block, { mode: 'VoxelStartEndOffset', ...offsets })).voxels]).toEqual([13, 113]);
  });

  test('cuts to the voxels whose centres lie in a box of the world, its corners in any order', async () => {
    // Voxel 1 and 2 along i lie at x = 12 and 14, voxel 2 along j at y = 22, voxel 0 along k at z = 30.
    const cut = await sub(block, { mode: 'WorldStartEndImageAxisAligned', box: [15, 21.5, 30.4, 11, 22.5, 29.6] });
    expect([cut.size, [...cut.voxels]]).toEqual([
      [2, 1, 1],
      [21, 22],
    ]);
    expect(await sub(block, { mode: 'WorldStartEndImageAxisAligned', box: [] })).toBe(block);
    const between = sub(block, { mode: 'WorldStartEndImageAxisAligned', box: [10.5, 20, 30, 11.5, 21, 31] });
    await expect(between).rejects.toThrow("No voxel's centre lies in the box");
  });

  test('fills what lies beyond the image, and widens to hold that', async () => {
    const wide = await sub(row(Uint8Array.of(7, 8)), { x: -1, sx: 4, fillValue: -1000 });
    expect(wide.voxels).toEqual(Int16Array.of(-1000, 7, 8, -1000));
    const context = recordingContext();
    expect((await sub(row(Uint8Array.of(7, 8)), { x: 5, sx: 1 }, context)).voxels).toEqual(Uint8Array.of(0));
    expect(context.warnings[0]).toContain('outside of the image');
  });

  test('refuses what is empty or too large, with the numbers', async () => {
    await expect(sub(block, { x: 4 })).rejects.toThrow('The region of 0×3×2 voxels from voxel 4, 0, 0 on is empty');
    await expect(sub(block, { sx: 1e6, sy: 1e6, sz: 1e6 })).rejects.toThrow('has more than 4294967296 voxels');
  });

  test('leaves every voxel at its place in the world, whatever the image', async () => {
    const start = fc.tuple(
      fc.integer({ min: -3, max: 6 }),
      fc.integer({ min: -3, max: 6 }),
      fc.integer({ min: -3, max: 6 }),
    );
    const size = fc.tuple(
      fc.integer({ min: 1, max: 8 }),
      fc.integer({ min: 1, max: 8 }),
      fc.integer({ min: 1, max: 8 }),
    );
    const check = async (image: Volume, [x, y, z]: Vec3, [sx, sy, sz]: Vec3) => {
      const cut = await sub(image, { x, y, z, sx, sy, sz });
      expect(cut.size).toEqual([sx, sy, sz]);
      eachVoxelIn(cut, image, (value, there) => expect(value).toBe(at(image, there) ?? 0));
    };
    await fc.assert(fc.asyncProperty(anyVolume, start, size, check), { numRuns: 30 });
  });
});

describe('OrthoSwapFlip', () => {
  const turned = async (input0: Volume, params: Partial<Parameters<typeof OrthoSwapFlip.run>[1]>) => {
    const all = { orientation: 'RAS', order: 'XYZ', flipX: false, flipY: false, flipZ: false, ...params } as const;
    return (await OrthoSwapFlip.run({ input0 }, all, recordingContext())).output0;
  };

  test('flips a row, and its affine with it', async () => {
    const flipped = await turned(row(Uint8Array.of(1, 2, 3)), { orientation: 'LPS' });
    expect(flipped.voxels).toEqual(Uint8Array.of(3, 2, 1));
    expect(toWorld(flipped.affine, [0, 0, 0])).toEqual([2, 0, 0]);
  });

  test('passes on what has the orientation already', async () => {
    expect(await turned(block, {})).toBe(block);
  });

  test('swaps, then flips, by hand', async () => {
    const swapped = await turned(block, { orientation: 'ByHand', order: 'ZXY', flipX: true });
    expect(swapped.size).toEqual([2, 4, 3]);
    expect([...swapped.voxels.slice(0, 4)]).toEqual([100, 0, 101, 1]);
  });

  test('leaves every voxel at its place in the world, and has the letters that were asked for', async () => {
    const orientation = fc.constantFrom('RAS', 'LPS', 'LIP', 'PIR', 'RPI', 'ByHand');
    const order = fc.constantFrom('XYZ', 'XZY', 'YXZ', 'YZX', 'ZXY', 'ZYX');
    type Turn = Parameters<typeof OrthoSwapFlip.run>[1];
    const turn = fc.record({ orientation, order, flipX: fc.boolean(), flipY: fc.boolean(), flipZ: fc.boolean() });
    const check = async (image: Volume, params: Turn) => {
      const result = await turned(image, params);
      if (params.orientation !== 'ByHand') expect(axisCodes(result.affine).join('')).toBe(params.orientation);
      eachVoxelIn(result, image, (value, there) => expect(value).toBe(at(image, there)));
    };
    await fc.assert(fc.asyncProperty(anyVolume, turn as fc.Arbitrary<Turn>, check), { numRuns: 40 });
  });
});

describe('Resample3D', () => {
  test('doubles a row with the same outer edges or the same outermost centres', async () => {
    const source = row(Float32Array.of(0, 10, 20));
    const edges = await resampled(source, { mode: 'Zoom', zoom: [2, 1, 1] });
    expect([...edges.voxels]).toEqual([0, 2.5, 7.5, 12.5, 17.5, 20]);
    expect([spacingOf(edges.affine)[0], edges.affine[3]]).toEqual([0.5, -0.25]);
    const centers = await resampled(source, { mode: 'ImageSize', imageSize: [5, 1, 1], align: 'Centers' });
    expect([[...centers.voxels], centers.affine[3]]).toEqual([[0, 5, 10, 15, 20], 0]);
  });

  test('keeps labels with nearest, whatever the size', async () => {
    const labels = await resampled(row(Uint8Array.of(1, 9)), {
      mode: 'ImageSize',
      imageSize: [5, 2, 1],
      filter: 'Nearest',
    });
    expect([...labels.voxels]).toEqual([1, 1, 9, 9, 9, 1, 1, 9, 9, 9]);
  });

  test('goes to a spacing in mm along each axis, from the first edge on', async () => {
    const fine = await resampled(block, { voxelSize: [1, 1, 1], type: 'Float' });
    expect(fine.size).toEqual([8, 3, 2]);
    expect([...fine.voxels.slice(0, 8)]).toEqual([0, 0.25, 0.75, 1.25, 1.75, 2.25, 2.75, 3]);
    expect(toWorld(fine.affine, [0, 0, 0])).toEqual([9.5, 20, 30]);
  });

  test.each(['Nearest', 'Linear', 'Cubic'] as const)(
    'a single slice stays what it is in voxels of any thickness (%s)',
    async (filter) => {
      for (const thickness of [0.4, 2, 2.1, 50]) {
        const thick = await resampled(row(Uint8Array.of(10, 20)), { voxelSize: [1, 1, thickness], filter });
        expect([thick.size[2] > 1, ...thick.voxels.slice(0, 2)]).toEqual([thickness < 0.5, 10, 20]);
      }
      const { affine } = await resampled(row(Uint8Array.of(10, 20)), { voxelSize: [1, 1, 50], filter });
      expect([affine[10], affine[11]]).toEqual([50, 0]);
    },
  );

  test('goes to the grid of another image, with the fill value where there is nothing', async () => {
    const grid: Volume = {
      size: [4, 1, 1],
      affine: [2, 0, 0, -2, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1],
      voxels: new Uint8Array(4),
    };
    const there = await resampled(row(Uint8Array.of(10, 20, 30)), { mode: 'Reference', fillValue: -1 }, grid);
    expect([there.voxels, there.affine]).toEqual([Int16Array.of(-1, 10, 30, -1), grid.affine]);
    // The same turned by 90 degrees about z: voxel i of the grid is row i of the image.
    const turned: Volume = {
      size: [3, 1, 1],
      affine: [0, -1, 0, 0, 1, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1],
      voxels: new Uint8Array(3),
    };
    const column: Volume = { size: [1, 3, 1], affine: identity, voxels: Uint8Array.of(1, 2, 3) };
    for (const filter of ['Nearest', 'Linear', 'Cubic'] as const) {
      const found = await resampled(column, { mode: 'Reference', filter }, turned);
      expect([...found.voxels], filter).toEqual([1, 2, 3]);
    }
  });

  test('rounds and keeps within the type what overshoots with cubic', async () => {
    const step = await resampled(row(Uint8Array.of(0, 0, 255, 255)), {
      mode: 'Zoom',
      zoom: [2, 1, 1],
      filter: 'Cubic',
    });
    expect([Math.min(...step.voxels), Math.max(...step.voxels)]).toEqual([0, 255]);
  });

  test('takes the later of two equally near voxels, as scipy.ndimage.zoom does', async () => {
    const index = row(Int16Array.from({ length: 131 }, (_, n) => n));
    const params = { mode: 'Zoom', zoom: [3, 1, 1], filter: 'Nearest', align: 'Centers' } as const;
    const { voxels } = await resampled(index, params);
    // Voxel 294 of 393 lies at 294 * 130 / 392 = 97.5.
    expect([...voxels.subarray(292, 296)]).toEqual([97, 97, 98, 98]);
  });

  test('smooths before it shrinks where asked', async () => {
    // The middles of the new voxels lie on the second and on the fifth of the old ones.
    const stripes = row(Float32Array.of(0, 8, 0, 8, 0, 8));
    const params = { mode: 'Zoom', zoom: [1 / 3, 1, 1] } as const;
    expect((await resampled(stripes, params)).voxels).toEqual(Float32Array.of(8, 0));
    const smooth = await resampled(stripes, { ...params, antiAlias: true });
    for (const value of smooth.voxels) expect(Math.abs(value - 4)).toBeLessThan(0.6);
  });

  test('refuses sizes that are none', async () => {
    await expect(resampled(block, { mode: 'Zoom', zoom: [0, 1, 1] })).rejects.toThrow('must be above 0');
    await expect(resampled(block, { mode: 'ImageSize', imageSize: [1.5, 1, 1] })).rejects.toThrow('1.5×1×1 voxels');
    await expect(resampled(block, { voxelSize: [1e-9, 1, 1] })).rejects.toThrow('from 1 to 65536');
    await expect(resampled(block, { mode: 'Reference' })).rejects.toThrow('connect an image to Grid');
  });
});
