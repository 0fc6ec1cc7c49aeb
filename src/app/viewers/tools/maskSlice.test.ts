import fc from 'fast-check';
import { expect, test } from 'vitest';
import DrawMask from '#modules/DrawMask/index.ts';
import { cutAcross } from '#src/app/viewers/slicePlanes.ts';
import { defaultParams } from '#src/graph/params.ts';
import { type Stroke, strokeList } from '#src/graph/strokes.ts';
import type { Volume } from '#src/image/volume.ts';
import { steppedRadius } from './brushSession.ts';
import { liveStroke, sliceUnder, type UnderHand } from './liveStroke.ts';
import { axesIn, maskSlice, maskSliceAfter, paintMask } from './maskSlice.ts';
import { type DrawnStroke, withPathPoint } from './strokePath.ts';

const affine = [0.9, 0, 0, 0, 0, 1.3, 0, 0, 0, 0, 4, 0, 0, 0, 0, 1];
const image: Volume = { size: [12, 9, 5], affine, voxels: new Uint8Array(540) };
const context = { progress() {}, warn() {}, allocate: (_: string, length: number) => new Uint8Array(length) as never };

const index = fc.double({ min: -3, max: 14, noNaN: true });
const stroke: fc.Arbitrary<Stroke> = fc
  .record({
    axis: fc.constantFrom(0 as const, 1 as const, 2 as const),
    slice: fc.nat(6),
    radius: fc.double({ min: 0, max: 5, noNaN: true }),
    value: fc.nat(3),
    path: fc.array(fc.tuple(index, index), { minLength: 1, maxLength: 5 }),
  })
  .map((one) => ({ ...one, path: one.path.flat() }));

const anyAxis = fc.constantFrom(0 as const, 1 as const, 2 as const);
const defaults = defaultParams(DrawMask.params) as unknown as Parameters<typeof DrawMask.run>[1];

test('the slice under the brush is the slice that the module gives, in every plane', () => {
  fc.assert(
    fc.asyncProperty(fc.array(stroke, { maxLength: 4 }), anyAxis, fc.nat(4), async (strokes, axis, slice) => {
      const input1 = { ...image, voxels: Uint8Array.from(image.voxels, (_, n) => n % 3) };
      const params = { ...defaults, strokes: strokeList(strokes) };
      const { output0 } = await DrawMask.run({ input0: image, input1 }, params, context);
      const [u, v] = axesIn(axis);
      const cut = (volume: Volume) => cutAcross(volume, [u, v, axis], { start: slice, end: slice + 1 }).voxels;
      const seen = maskSlice(image, axis, slice, cut(input1), strokes);
      expect([...seen.voxels]).toEqual([...cut(output0)]);
    }),
    { numRuns: 60 },
  );
});

test('a slice to which the last strokes are added is that of all strokes, and the one before stays as it was', () => {
  fc.assert(
    fc.property(fc.array(stroke, { minLength: 1, maxLength: 4 }), anyAxis, fc.nat(4), (strokes, axis, slice) => {
      const first = maskSlice(image, axis, slice, undefined, strokes.slice(0, 1));
      const before = [...first.voxels];
      const added = maskSliceAfter(first, strokes.slice(1));
      expect([...added.voxels]).toEqual([...maskSlice(image, axis, slice, undefined, strokes).voxels]);
      expect([...first.voxels]).toEqual(before);
    }),
    { numRuns: 60 },
  );
});

test('a stroke under the hand ends in every plane as it is painted whole, however many points come at a time', () => {
  const points = fc.array(fc.tuple(index, index, fc.boolean()), { minLength: 1, maxLength: 8 });
  fc.assert(
    fc.property(points, anyAxis, fc.nat(4), anyAxis, (path, axis, slice, across) => {
      const live = liveStroke();
      const done = maskSlice(image, axis, slice, undefined, []);
      let under: UnderHand | undefined;
      let drawn: DrawnStroke = { axis: across, slice: 2, radius: 1.5, value: 1, path: [] };
      for (const [u, v, isSeen] of path) {
        drawn = withPathPoint(drawn, u, v, 0.25) ?? drawn;
        live.set(drawn);
        if (isSeen) under = sliceUnder(done, live.get(), under);
      }
      const seen = sliceUnder(done, live.get(), under)?.slice ?? done;
      expect(seen.voxels).toEqual(maskSlice(image, axis, slice, undefined, [drawn]).voxels);
      expect(done.voxels.every((value) => value === 0)).toBe(true);
    }),
    { numRuns: 100 },
  );
});

test('points that make no difference are left out of a stroke', () => {
  const drawn: DrawnStroke = { axis: 2, slice: 2, radius: 1.5, value: 1, path: [3, 4] };
  expect(withPathPoint(drawn, 3.1, 4.1, 0.25)).toBeUndefined();
  expect(withPathPoint(drawn, 3.456, 4, 0.25)?.path).toEqual([3, 4, 3.46, 4]);
});

test('a mask is clear where it is 0 or NaN and has a colour for each label elsewhere', () => {
  const pixels = new Int32Array(5);
  paintMask(Float64Array.of(0, Number.NaN, 1, 2, 1), pixels);
  expect([pixels[0], pixels[1], pixels[4]]).toEqual([0, 0, pixels[2]]);
  expect(pixels[2] >>> 24).toBe(140);
  expect(pixels[3]).not.toBe(pixels[2]);
});

test('a radius grows by a tenth, by a tenth of a mm at least, and stays within its limits', () => {
  expect([steppedRadius(5, 1), steppedRadius(0.3, 1), steppedRadius(0.1, -1), steppedRadius(49, 1)]).toEqual([
    5.5, 0.4, 0.1, 50,
  ]);
});
