import fc from 'fast-check';
import { expect, test } from 'vitest';
import DrawMask from '#modules/DrawMask/index.ts';
import { defaultParams } from '#src/graph/params.ts';
import { type Stroke, strokeList } from '#src/graph/strokes.ts';
import { toWorld } from '#src/image/affine.ts';
import type { Affine, Grid, Vec3, Volume } from '#src/image/volume.ts';
import { cropSlab } from '#src/image/volume.ts';
import { paintStroke } from '#src/kernels/paintStroke.ts';
import { recordingContext, row } from './runModule.ts';

/** Whole numbers, so that distances are exact: anisotropic, turned, left-handed; the last sheared, as of a tilted gantry. */
const affines: readonly Affine[] = [
  [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1],
  [0, -2, 0, 5, 3, 0, 0, -7, 0, 0, 4, 1, 0, 0, 0, 1],
  [2, 0, 0, 5, 0, 1, 4, -7, 0, 0, 3, 1, 0, 0, 0, 1],
];
const size: Vec3 = [9, 7, 5];

const minus = (a: Vec3, b: Vec3): Vec3 => [a[0] - b[0], a[1] - b[1], a[2] - b[2]];
const dot = (a: Vec3, b: Vec3) => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];

/** Whether a place in the world lies within a radius of the line from a to b, by products alone: exact for small whole numbers. */
function isNear(p: Vec3, a: Vec3, b: Vec3, radius: number): boolean {
  const [line, way] = [minus(b, a), minus(p, a)];
  const along = dot(way, line);
  if (along <= 0) return dot(way, way) <= radius * radius;
  if (along >= dot(line, line)) return dot(minus(p, b), minus(p, b)) <= radius * radius;
  return dot(way, way) * dot(line, line) - along * along <= radius * radius * dot(line, line);
}

/** Every voxel asked by itself, in the world. */
function painted(grid: Grid, strokes: readonly Stroke[]): number[] {
  const values: number[] = [];
  for (let k = 0; k < grid.size[2]; k++)
    for (let j = 0; j < grid.size[1]; j++)
      for (let i = 0; i < grid.size[0]; i++) {
        let value = 0;
        for (const stroke of strokes) if (isPainted(grid, [i, j, k], stroke)) value = stroke.value;
        values.push(value);
      }
  return values;
}

function isPainted(grid: Grid, voxel: Vec3, { axis, slice, radius, path }: Stroke): boolean {
  if (voxel[axis] !== slice) return false;
  const points: Vec3[] = [];
  for (let n = 0; n < path.length; n += 2) {
    const point = [path[n], path[n + 1]];
    point.splice(axis, 0, slice);
    points.push([point[0], point[1], point[2]]);
  }
  const world = toWorld(grid.affine, voxel);
  return points.some(
    (point, n) =>
      point.every((index, along) => Math.round(index) === voxel[along]) ||
      isNear(world, toWorld(grid.affine, points[Math.max(0, n - 1)]), toWorld(grid.affine, point), radius),
  );
}

const defaults = defaultParams(DrawMask.params) as unknown as Parameters<typeof DrawMask.run>[1];
const index = fc.integer({ min: -8, max: 36 }).map((quarters) => quarters / 4);
const stroke: fc.Arbitrary<Stroke> = fc
  .record({
    axis: fc.constantFrom(0 as const, 1 as const, 2 as const),
    slice: fc.nat(8),
    radius: fc.integer({ min: 0, max: 24 }).map((quarters) => quarters / 4),
    value: fc.nat(3),
    path: fc.array(fc.tuple(index, index), { minLength: 1, maxLength: 4 }),
  })
  .map((one) => ({ ...one, path: one.path.flat() }));

const sound = { progress() {}, warn() {} };

test('Strokes paint the voxels whose centres lie within their radius of their line, in order, as asking every voxel tells', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...affines.slice(0, 2)),
      fc.array(stroke, { maxLength: 4 }),
      async (affine, strokes) => {
        const input0 = { size, affine, voxels: new Uint8Array(9 * 7 * 5) };
        const params = { ...defaults, strokes: strokeList(strokes) };
        const { output0 } = await DrawMask.run({ input0, input1: undefined }, params, {
          ...recordingContext(),
          ...sound,
        });
        expect([...output0.voxels]).toEqual(painted(input0, strokes));
      },
    ),
    { numRuns: 200 },
  );
});

test('A brush is round in the world where the axes of a slice are not perpendicular', () => {
  const grid = { size, affine: affines[2] };
  const brush: Stroke = { axis: 0, slice: 4, radius: 5.2, value: 1, path: [3, 1, 4.5, 3] };
  const voxels = new Uint8Array(9 * 7 * 5);
  paintStroke({ ...grid, voxels }, brush);
  expect([...voxels]).toEqual(painted(grid, [brush]));
});

test('A part of a grid is painted as it is in the whole', () => {
  fc.assert(
    fc.property(fc.array(stroke, { minLength: 1, maxLength: 3 }), fc.nat(4), (strokes, k) => {
      const whole: Volume = { size, affine: affines[1], voxels: new Uint8Array(9 * 7 * 5) };
      const part = { ...whole, size: [9, 7, 1] as const, voxels: new Uint8Array(9 * 7) };
      for (const one of strokes) {
        paintStroke(whole, one);
        paintStroke({ ...part, first: [0, 0, k] }, one);
      }
      expect(part.voxels).toEqual(cropSlab(whole, { start: k, end: k + 1 }).voxels);
    }),
    { numRuns: 50 },
  );
});

test('A mask to begin with keeps its values, and its type widens for labels', async () => {
  const input1 = row(Int8Array.of(-1, 2, 0, 5));
  const strokes = strokeList([{ axis: 2, slice: 0, radius: 0, value: 300, path: [2, 0] }]);
  const { output0 } = await DrawMask.run(
    { input0: row(new Float32Array(4)), input1 },
    { ...defaults, strokes },
    recordingContext(),
  );
  expect(output0.voxels).toEqual(Int16Array.of(-1, 2, 300, 5));
  expect(input1.voxels).toEqual(Int8Array.of(-1, 2, 0, 5));
});

test('Strokes beyond the image are told with their number and place', async () => {
  const context = recordingContext();
  const strokes = strokeList([
    { axis: 2, slice: 0, radius: 1, value: 1, path: [0, 0] },
    { axis: 2, slice: 7, radius: 1, value: 1, path: [2, 3] },
    { axis: 2, slice: 0, radius: 1, value: 1, path: [90, 0] },
  ]);
  await DrawMask.run({ input0: row(new Uint8Array(4)), input1: undefined }, { ...defaults, strokes }, context);
  expect(context.warnings).toEqual([
    '2 of 3 strokes lie beyond the image of 4×1×1 voxels and paint nothing; the first of them, number 2, lies in slice 7 across k ' +
      'and begins at i and j = 2, 3: connect the image that they were drawn on, or remove them',
  ]);
});

test('A mask on another grid is refused', async () => {
  const run = async () =>
    DrawMask.run({ input0: row(new Uint8Array(4)), input1: row(new Uint8Array(5)) }, defaults, recordingContext());
  await expect(run).rejects.toThrow('Image (4×1×1) and Start (5×1×1) lie on different grids');
});

test('How the slices are shown changes no mask', () => {
  const { strokes: _strokes, ...others } = DrawMask.params;
  expect(Object.values(others).every(({ inKey }) => inKey === false)).toBe(true);
});
