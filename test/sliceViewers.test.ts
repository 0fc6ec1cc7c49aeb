import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { layerUnder, slabUnder } from '#src/app/viewers/layerUnder.ts';
import { boxAt, mosaicBoxes } from '#src/app/viewers/mosaicLayout.ts';
import { paintSlice } from '#src/app/viewers/paintSlice.ts';
import { sliceGeometry, voxelToWorld } from '#src/app/viewers/sliceGeometry.ts';
import { distanceFromSlice, type SlicePlace, screenAt, worldAt } from '#src/app/viewers/slicePlace.ts';
import { type Plane, permutedGrid, planeAxes, storedAxes, storedVoxel } from '#src/app/viewers/slicePlanes.ts';
import { slabOf, tilesOf } from '#src/app/viewers/sliceTiles.ts';
import { toVoxel } from '#src/app/viewers/sliceTransform.ts';
import { transformOf } from '#src/app/viewers/viewState.ts';
import { readNifti } from '#src/formats/readNifti.ts';
import { invert, toWorld } from '#src/image/affine.ts';
import { type Affine, cropSlab, type Vec3, type Volume } from '#src/image/volume.ts';
import { referenceData } from './referenceData.ts';
import { fileSource, readContext } from './sources.ts';

const planes = ['axial', 'coronal', 'sagittal'] as const satisfies readonly Plane[];
const oblique: Affine = [1.9, 0.2, -0.4, 5, -0.1, 0.9, 0.3, 6, 0.6, -0.2, 2.8, 7, 0, 0, 0, 1];

function ramp(size: Vec3, affine: Affine): Volume {
  return { size, affine, voxels: Int16Array.from({ length: size[0] * size[1] * size[2] }, (_, p) => (p * 7) % 1009) };
}

/** A slice of a plane in a view of 200 x 160 CSS pixels. */
function placeOf(volume: Volume, plane: Plane | undefined, slice: number): SlicePlace {
  const axes = plane ? planeAxes(volume.affine, plane) : storedAxes;
  const whole = sliceGeometry(permutedGrid(volume, axes), 'RADIOLOGICAL', axes);
  const request = { slice, count: 1, thickness: 1, mode: 'BLEND_MAXIMUM' } as const;
  const [tile] = tilesOf(volume, whole, request, 'RADIOLOGICAL');
  const transform = transformOf({ zoom: 1 }, tile.geometry, 200, 160);
  return {
    shown: { ...tile, result: 'one' },
    transform,
    size: { width: 200, height: 160, pixelWidth: 200, pixelHeight: 160 },
  };
}

/** The value of the voxel of a volume nearest to a world position. */
function valueAt(volume: Volume, world: Vec3): number {
  const [i, j, k] = toWorld(invert(volume.affine), world).map(Math.round);
  return volume.voxels[i + volume.size[0] * (j + volume.size[1] * k)];
}

describe('a slice across any axis', () => {
  const straight: Affine = [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1];
  const holed = ramp([7, 5, 6], oblique);
  it.each([
    ['oblique', holed],
    ['left-handed', ramp([7, 5, 6], [-2, 0, 0, 9, 0, 0, 3, -4, 0, 5, 0, 2, 0, 0, 0, 1])],
    ['anisotropic', ramp([7, 5, 6], [0.4, 0, 0, 3, 0, 0.4, 0, 0, 0, 0, 9, 0, 0, 0, 0, 1])],
    ['sheared', ramp([7, 5, 6], [1, 0, 0.3, 0, 0, 1, 0, 0, 0, 0, 4, 0, 0, 0, 0, 1])],
    ['of two dimensions', ramp([7, 5, 1], straight)],
    ['with NaN', { ...holed, voxels: Float32Array.from(holed.voxels, (value, p) => (p % 3 ? value : NaN)) }],
    ['constant', { ...holed, voxels: new Int16Array(210).fill(700) }],
  ] as const)('is painted with the grey of the voxel that lies under each point (%s)', (_, volume: Volume) => {
    let painted = 0;
    const wrong: string[] = [];
    for (const plane of [undefined, ...planes]) {
      for (const slice of [0, 3]) {
        const axes = plane ? planeAxes(volume.affine, plane) : storedAxes;
        if (slice >= volume.size[axes[2]]) continue;
        const place = placeOf(volume, plane, slice);
        const { shown, transform } = place;
        const [ni, nj] = shown.volume.size;
        const pixels = new Int32Array(ni * nj);
        paintSlice(shown.volume.voxels, { center: 500, width: 1000 }, pixels);
        for (let x = 5; x < 200; x += 13) {
          for (let y = 5; y < 160; y += 11) {
            const [i, j] = toVoxel(transform, x, y).map(Math.round);
            if (i < 0 || j < 0 || i >= ni || j >= nj) continue;
            const value = valueAt(volume, voxelToWorld(shown.geometry, [i, j, 0]));
            const grey = Number.isNaN(value) ? 0 : Math.floor(Math.min(255, Math.max(0, (255 * value) / 1000 + 0.5)));
            // Opaque, and as much red as green and blue.
            if (pixels[i + ni * j] !== ((0xff000000 + 0x10101 * grey) | 0)) wrong.push(`${plane} ${slice} ${i} ${j}`);
            painted++;
          }
        }
      }
    }
    expect(wrong).toEqual([]);
    expect(painted).toBeGreaterThan(100);
  });

  it('tells stored indices of a voxel and its place in the world alike', () => {
    const volume = ramp([7, 5, 6], oblique);
    for (const plane of planes) {
      const axes = planeAxes(volume.affine, plane);
      const grid = permutedGrid(volume, axes);
      const [a, b] = [toWorld(grid.affine, [1, 2, 3]), toWorld(volume.affine, storedVoxel([1, 2, 3], axes))];
      for (let n = 0; n < 3; n++) expect(a[n]).toBeCloseTo(b[n], 9);
    }
  });

  it('translates between the world and the screen there and back, and knows how far a place is from it', () => {
    const place = placeOf(ramp([7, 5, 6], oblique), 'coronal', 2);
    const world = worldAt(place, 61, 47);
    expect(distanceFromSlice(place, world)).toBeCloseTo(0, 9);
    const [x, y] = screenAt(place, world);
    expect([x, y]).toEqual([expect.closeTo(61, 6), expect.closeTo(47, 6)]);
    const grid = place.shown.geometry.grid;
    const next = toWorld(grid.affine, [0, 0, 1]);
    const across = distanceFromSlice(place, next);
    // The axes are not at right angles, so the slices lie nearer than a step along the third is long.
    expect(across).toBeLessThan(place.shown.geometry.spacing[2]);
    expect(across).toBeGreaterThan(0.8 * place.shown.geometry.spacing[2]);
  });

  it('of a picture of two dimensions is the picture', () => {
    const volume = ramp([4, 3, 1], [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1]);
    expect(placeOf(volume, 'axial', 0).shown.volume.voxels).toEqual(volume.voxels);
    expect(placeOf(volume, 'sagittal', 1).shown.volume.size).toEqual([3, 1, 1]);
  });
});

const orientations = referenceData('nifti-cases/orientations');
describe.skipIf(!orientations)('all 24 storage orders of one head', () => {
  it('give the same three pictures, which are those of the numbers', async () => {
    const { readdirSync } = await import('node:fs');
    const folder = orientations ?? '';
    const names = readdirSync(folder).filter((name) => name.endsWith('.nii.gz'));
    expect(names).toHaveLength(24);
    const seen = new Map<Plane, readonly number[]>();
    let through: Vec3 | undefined;
    for (const name of names) {
      const volume = await readNifti(fileSource(join(folder, name)), readContext());
      // A place in the world off the middle, so that a picture turned round would show another slice.
      through ??= toWorld(volume.affine, [volume.size[0] >> 2, volume.size[1] >> 2, volume.size[2] >> 2]);
      for (const plane of planes) {
        const grid = permutedGrid(volume, planeAxes(volume.affine, plane));
        const { shown } = placeOf(volume, plane, Math.round(toWorld(invert(grid.affine), through)[2]));
        const { letters, iRight, jDown } = shown.geometry;
        const expected = { axial: 'RLAP', coronal: 'RLSI', sagittal: 'APSI' }[plane];
        expect(letters.left + letters.right + letters.top + letters.bottom, name).toBe(expected);
        const [ni, nj] = shown.volume.size;
        const pixels = new Int32Array(ni * nj);
        paintSlice(shown.volume.voxels, { center: 128, width: 256 }, pixels);
        // As the painter draws them: from the left to the right and from the top down.
        const picture: number[] = [];
        let wrong = 0;
        for (let y = 0; y < nj; y++) {
          for (let x = 0; x < ni; x++) {
            const [i, j] = [iRight > 0 ? x : ni - 1 - x, jDown > 0 ? y : nj - 1 - y];
            const grey = pixels[i + ni * j] & 255;
            picture.push(grey);
            if ((x + y) % 19 !== 0) continue;
            const value = valueAt(volume, voxelToWorld(shown.geometry, [i, j, 0]));
            if (grey !== Math.floor(Math.min(255, Math.max(0, (255 * value) / 256 + 0.5)))) wrong++;
          }
        }
        expect(wrong, name + plane).toBe(0);
        const first = seen.get(plane) ?? picture;
        seen.set(plane, first);
        expect(picture.length === first.length && picture.every((grey, n) => grey === first[n]), name + plane).toBe(
          true,
        );
      }
    }
    expect(new Set(seen.get('axial')).size).toBeGreaterThan(20);
  });
});

describe('mosaics and slabs', () => {
  const volume = ramp([4, 3, 10], [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1]);
  const whole = sliceGeometry(volume);

  it('are of the slices that were asked for, from a slab that has just those', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 9 }),
        fc.integer({ min: 1, max: 9 }),
        fc.integer({ min: 1, max: 5 }),
        (slice, count, thickness) => {
          const request = { slice, count, thickness, mode: 'BLEND_MAXIMUM' } as const;
          const slab = slabOf(request, 10);
          const tiles = tilesOf(cropSlab(volume, slab), whole, request, 'RADIOLOGICAL');
          expect(tiles.map((tile) => tile.slice)).toEqual(
            Array.from({ length: count }, (_, n) => slice + n * thickness).filter((k) => k < 10),
          );
          for (const tile of tiles) {
            const before = (thickness - 1) >> 1;
            const [from, to] = [Math.max(0, tile.slice - before), Math.min(10, tile.slice - before + thickness)];
            for (let p = 0; p < 12; p++) {
              const column = Array.from({ length: to - from }, (_, n) => volume.voxels[p + 12 * (from + n)]);
              expect(tile.volume.voxels[p]).toBe(Math.max(...column));
            }
          }
        },
      ),
    );
  });

  it('project minimum and mean, leaving NaN out where there is a number', () => {
    const pair: Volume = { ...volume, size: [3, 1, 2], voxels: Float32Array.of(-3, NaN, NaN, -5, 4, NaN) };
    const of = (mode: 'BLEND_MINIMUM' | 'BLEND_MEAN') => [
      ...tilesOf(pair, sliceGeometry(pair), { slice: 0, count: 1, thickness: 2, mode }, 'RADIOLOGICAL')[0].volume
        .voxels,
    ];
    expect(of('BLEND_MINIMUM')).toEqual([-5, 4, NaN]);
    expect(of('BLEND_MEAN')).toEqual([-4, 4, NaN]);
  });

  it('have in their layers what is under any of their slices, on another grid too', () => {
    const mask: Volume = { ...volume, voxels: new Uint8Array(120) };
    mask.voxels[5 + 12 * 2] = 1;
    const finer: Volume = { ...mask, size: [4, 3, 20], affine: [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0.5, -0.25, 0, 0, 0, 1] };
    const twice = {
      ...finer,
      voxels: Uint8Array.from({ length: 240 }, (_, p) => mask.voxels[(p % 12) + 12 * Math.floor(p / 24)]),
    };
    const request = { slice: 3, count: 1, thickness: 3, mode: 'BLEND_MINIMUM' } as const;
    const [tile] = tilesOf(volume, whole, request, 'RADIOLOGICAL');
    for (const layer of [mask, twice]) {
      const needed = slabUnder(layer, [tile]);
      expect(needed).toEqual(layer === mask ? { start: 2, end: 5 } : { start: 4, end: 10 });
      const under = layerUnder(layer, tile, 'BLEND_MAXIMUM');
      expect([...under.voxels].flatMap((value, p) => (value ? [p] : []))).toEqual([5]);
      expect([under.size, under.affine]).toEqual([tile.volume.size, tile.volume.affine]);
    }
    const [thin] = tilesOf(volume, whole, { ...request, thickness: 1 }, 'RADIOLOGICAL');
    expect(layerUnder(mask, thin, 'BLEND_MAXIMUM').voxels.some((value) => value > 0)).toBe(false);
  });

  it('fill the view, and a point finds its box', () => {
    expect(mosaicBoxes(4, 200, 100, 1)).toHaveLength(4);
    expect(mosaicBoxes(4, 100, 100, 1)[3]).toEqual({ x: 50, y: 50, width: 50, height: 50 });
    expect(boxAt(mosaicBoxes(4, 100, 100, 1), 60, 20)).toEqual({ index: 1, x: 10, y: 20 });
  });
});
