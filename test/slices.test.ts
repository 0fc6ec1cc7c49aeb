import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { directionLetters } from '#src/app/viewers/directionLetters.ts';
import { paintSlice } from '#src/app/viewers/paintSlice.ts';
import { sliceGeometry, voxelToWorld, whyNotShown } from '#src/app/viewers/sliceGeometry.ts';
import { pixelsPerVoxel, toScreen, toVoxel } from '#src/app/viewers/sliceTransform.ts';
import { sliceOf, transformOf } from '#src/app/viewers/viewState.ts';
import { readNifti } from '#src/formats/readNifti.ts';
import { axisCodes } from '#src/image/affine.ts';
import { type Affine, cropSlab, type Grid, type Vec3 } from '#src/image/volume.ts';
import { referenceData } from './referenceData.ts';
import { fileSource, readContext } from './sources.ts';

/** The affine whose voxel indices grow to the given letters, with spacing 2, 3, 5 mm and an origin off zero. */
function affineOf(codes: string): Affine {
  const affine = [0, 0, 0, 7, 0, 0, 0, -11, 0, 0, 0, 13, 0, 0, 0, 1];
  [...codes].forEach((letter, axis) => {
    const world = ['RL', 'AP', 'SI'].findIndex((pair) => pair.includes(letter));
    affine[4 * world + axis] = ('RAS'.includes(letter) ? 1 : -1) * [2, 3, 5][axis];
  });
  return affine;
}

const size: Vec3 = [10, 20, 6];

/** All 48 orders and directions in which a volume can be stored. */
const storageOrders = ['RAS', 'RSA', 'ARS', 'ASR', 'SRA', 'SAR'].flatMap((order) =>
  Array.from({ length: 8 }, (_, flips) =>
    [...order].map((letter, axis) => ((flips >> axis) & 1 ? { R: 'L', A: 'P', S: 'I' }[letter] : letter)).join(''),
  ),
);

/** The letters of the edges as one text: left, right, top, bottom. */
function edges(grid: Grid): string {
  const { left, right, top, bottom } = sliceGeometry(grid).letters;
  return `${left}${right}${top}${bottom}`;
}

/** The world direction, as letters, in which a point moves when it goes by dx, dy on the screen. */
function worldDirection(grid: Grid, dx: number, dy: number): string {
  const geometry = sliceGeometry(grid);
  const transform = transformOf({ zoom: 1 }, geometry, 300, 200);
  const [a, b] = [toVoxel(transform, 100, 100), toVoxel(transform, 100 + dx, 100 + dy)];
  const p = voxelToWorld(geometry, [a[0], a[1], 0]);
  const q = voxelToWorld(geometry, [b[0], b[1], 0]);
  return directionLetters([q[0] - p[0], q[1] - p[1], q[2] - p[2]]);
}

describe('the layout of stored slices', () => {
  test.each([
    ['RAS', 'axial', 'RLAP'],
    ['LPS', 'axial', 'RLAP'],
    ['LSA', 'coronal', 'RLSI'],
    ['RIP', 'coronal', 'RLSI'],
    ['PIR', 'sagittal', 'APSI'],
    ['ASL', 'sagittal', 'APSI'],
  ])('follows radiological custom for %s (%s)', (codes, plane, expected) => {
    const grid = { size, affine: affineOf(codes) };
    expect(sliceGeometry(grid).plane).toBe(plane);
    expect(edges(grid)).toBe(expected);
  });

  test.each([
    ['ARS', 'APLR'],
    ['PLI', 'APLR'],
    ['SRA', 'SILR'],
    ['IAL', 'SIPA'],
  ])('lays %s on its side without mirroring it', (codes, expected) => {
    expect(edges({ size, affine: affineOf(codes) })).toBe(expected);
  });

  test.each(storageOrders)('of %s has letters that say where the patient is', (codes) => {
    const grid = { size, affine: affineOf(codes) };
    expect(axisCodes(grid.affine).join('')).toBe(codes);
    expect(edges(grid)).toBe(
      [
        worldDirection(grid, -1, 0),
        worldDirection(grid, 1, 0),
        worldDirection(grid, 0, -1),
        worldDirection(grid, 0, 1),
      ].join(''),
    );
  });

  test.each(storageOrders)('of %s is never a mirror image of the customary picture', (codes) => {
    const grid = { size, affine: affineOf(codes) };
    // Right x down x into the screen is a right-handed turn in every radiological picture: seen from the feet, the front or,
    // with anterior on the left, from the patient's left.
    const axis = (letters: string) => 'LRPAIS'.indexOf(letters);
    const vector = (letters: string) => {
      const v = [0, 0, 0];
      v[axis(letters) >> 1] = axis(letters) & 1 ? 1 : -1;
      return v;
    };
    const [a, b] = [vector(worldDirection(grid, 1, 0)), vector(worldDirection(grid, 0, 1))];
    const into = [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]];
    expect(directionLetters([into[0], into[1], into[2]])).toBe(
      { axial: 'S', coronal: 'P', sagittal: 'R' }[sliceGeometry(grid).plane],
    );
  });

  test('names both directions at the edges of an oblique image', () => {
    const [c, s] = [Math.cos(Math.PI / 6), Math.sin(Math.PI / 6)];
    const affine = [c, -s, 0, 0, s, c, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1];
    expect(sliceGeometry({ size, affine }).letters).toEqual({ left: 'RA', right: 'LP', top: 'AL', bottom: 'PR' });
  });

  test('is refused with a sentence when the affine has no volume', () => {
    expect(whyNotShown({ size, affine: new Array(16).fill(0) })).toContain('gives the voxels no volume');
    expect(whyNotShown({ size: [0, 1, 1], affine: affineOf('RAS') })).toContain('0×1×1');
    expect(whyNotShown({ size, affine: affineOf('PIR') })).toBeUndefined();
  });
});

describe('the transform between voxels and the screen', () => {
  const oblique: Affine = [1.9, 0.2, -0.4, 5, -0.1, 0.9, 0.3, 6, 0.6, -0.2, 2.8, 7, 0, 0, 0, 1];
  const leftHanded: Affine = [-1, 0, 0, 90, 0, 1, 0, -120, 0, 0, 1.5, -70, 0, 0, 0, 1];
  test.each([
    ['oblique and anisotropic', { size, affine: oblique }],
    ['left-handed', { size, affine: leftHanded }],
    ['2D', { size: [31, 17, 1] as const, affine: affineOf('LPS') }],
  ])('of an image that is %s goes there and back, with square millimetres', (_, grid) => {
    const geometry = sliceGeometry(grid);
    const transform = transformOf({ zoom: 2.5 }, geometry, 640, 480);
    const [x, y] = toScreen(transform, 3.25, 7.5);
    const [i, j] = toVoxel(transform, x, y);
    expect([i, j]).toEqual([expect.closeTo(3.25, 9), expect.closeTo(7.5, 9)]);
    const [perI, perJ] = pixelsPerVoxel(transform);
    expect(Math.abs(perI) / geometry.spacing[0]).toBeCloseTo(Math.abs(perJ) / geometry.spacing[1], 9);
  });

  test('at zoom 1 shows the whole slice, in the middle', () => {
    const geometry = sliceGeometry({ size: [100, 50, 3], affine: affineOf('LPS') });
    const transform = transformOf({ zoom: 1 }, geometry, 204, 500);
    // 100 voxels of 2 mm fill the 200 pixels between the margins; 50 voxels of 3 mm take 150.
    expect(toScreen(transform, -0.5, -0.5)).toEqual([2, 175]);
    expect(toScreen(transform, 99.5, 49.5)).toEqual([202, 325]);
  });
});

const orders = referenceData('nifti-cases/orientations');
if (!orders) console.log('Skipped: the storage orders of a real head, since the reference data is not there');

/** Greys along a lattice of points of a view of 200 x 200 pixels that shows the slice through a world point, and its letters. */
async function look(file: string, point: Vec3) {
  const volume = await readNifti(fileSource(file), readContext());
  const geometry = sliceGeometry(volume);
  const state = { zoom: 1, point, center: point };
  const slice = cropSlab(volume, { start: sliceOf(state, geometry), end: sliceOf(state, geometry) + 1 });
  const pixels = new Int32Array(slice.voxels.length);
  paintSlice(slice.voxels, { center: 50, width: 100 }, pixels);
  const transform = transformOf(state, geometry, 200, 200);
  const greys: number[] = [];
  for (let y = 3; y < 200; y += 7) {
    for (let x = 3; x < 200; x += 7) {
      const [i, j] = toVoxel(transform, x, y).map(Math.round);
      const isInside = i >= 0 && i < volume.size[0] && j >= 0 && j < volume.size[1];
      greys.push(isInside ? pixels[i + volume.size[0] * j] & 255 : -1);
    }
  }
  return { greys, edges: edges(volume), plane: geometry.plane };
}

describe.skipIf(!orders)('a real head stored in 24 orders', () => {
  // The middle of a voxel in all files, well inside of the head and off its plane of symmetry.
  const point: Vec3 = [-75.7625351 + 2.38523221 * 40, -110.762535 + 2.38975382 * 30, -71.7625351 + 2.36648631 * 35];
  const files = orders ? readdirSync(orders).map((name) => join(orders, name)) : [];

  test('gives one picture for each plane and each way to hold it, with letters that belong to it', async () => {
    const seen = new Map<string, number[]>();
    for (const file of files) {
      const { greys, edges, plane } = await look(file, point);
      const key = `${plane} ${edges}`;
      const first = seen.get(key) ?? greys;
      seen.set(key, first);
      expect(first.filter((grey, p) => grey !== greys[p]).length / first.length, `${file}: ${key}`).toBeLessThan(0.01);
      expect(new Set(greys).size).toBeGreaterThan(20);
    }
    expect(files).toHaveLength(24);
    expect([...seen.keys()].sort()).toEqual([
      'axial APLR',
      'axial RLAP',
      'coronal RLSI',
      'coronal SILR',
      'sagittal APSI',
      'sagittal SIPA',
    ]);
  });
});
