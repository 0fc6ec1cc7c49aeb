import fc from 'fast-check';
import { expect, test } from 'vitest';
import DrawMask from '#modules/DrawMask/index.ts';
import { flatStrokes, type Stroke } from '#src/graph/strokes.ts';
import type { Volume } from '#src/image/volume.ts';
import { cropSlab } from '#src/image/volume.ts';
import { paintStroke } from '#src/kernels/paintStroke.ts';
import { steppedRadius } from './brushSession.ts';
import { copiedSlice, maskSlice, maskSliceAfter, paintMask } from './maskSlice.ts';
import { type DrawnStroke, lastPiece, withPathPoint } from './strokePath.ts';

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

test('the slice under the brush is the slice that the module gives', () => {
  fc.assert(
    fc.asyncProperty(fc.array(stroke, { maxLength: 4 }), fc.nat(4), async (strokes, k) => {
      const input1 = { ...image, voxels: Uint8Array.from(image.voxels, (_, n) => n % 3) };
      const { output0 } = await DrawMask.run({ input0: image, input1 }, { strokes: flatStrokes(strokes) }, context);
      const slab = { start: k, end: k + 1 };
      const seen = maskSlice(image, k, cropSlab(input1, slab).voxels, strokes);
      expect([...seen.voxels]).toEqual([...cropSlab(output0, slab).voxels]);
    }),
    { numRuns: 60 },
  );
});

test('a slice to which the last strokes are added is that of all strokes, and the one before stays as it was', () => {
  fc.assert(
    fc.property(fc.array(stroke, { minLength: 1, maxLength: 4 }), fc.nat(4), (strokes, k) => {
      const first = maskSlice(image, k, undefined, strokes.slice(0, 1));
      const before = [...first.voxels];
      const added = maskSliceAfter(first, 1, strokes);
      expect([...added.voxels]).toEqual([...maskSlice(image, k, undefined, strokes).voxels]);
      expect([...first.voxels]).toEqual(before);
    }),
    { numRuns: 60 },
  );
});

test('a stroke that is painted piece by piece while it is drawn ends as it is painted whole', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(index, index), { minLength: 1, maxLength: 8 }), (points) => {
      const empty = maskSlice(image, 2, undefined, []);
      const seen = copiedSlice(empty);
      let drawn: DrawnStroke = { axis: 2, slice: 2, radius: 1.5, value: 1, path: [] };
      for (const [u, v] of points) {
        const longer = withPathPoint(drawn, u, v, 0.25);
        if (!longer) continue;
        drawn = longer;
        paintStroke(seen, lastPiece(drawn));
      }
      expect(seen.voxels).toEqual(maskSlice(image, 2, undefined, [drawn]).voxels);
      expect(empty.voxels.every((value) => value === 0)).toBe(true);
    }),
    { numRuns: 60 },
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
