import { describe, expect, test } from 'vitest';
import type { Grid } from '#src/image/volume.ts';
import { dragKindOf, viewCommandOf, wheelSteps } from './bindings.ts';
import { followed, gridsMeet, startedAt } from './coupling.ts';
import { readoutAt, readoutText, valueText, worldText } from './readout.ts';
import { rulerLength, rulerText } from './rulerLength.ts';
import { sliceGeometry, voxelToWorld } from './sliceGeometry.ts';
import { toScreen, toVoxel } from './sliceTransform.ts';
import { initialView, panned, sliceOf, transformOf, unzoomed, type ViewState, withSlice, zoomed } from './viewState.ts';
import { draggedWindow } from './windowLevel.ts';

const axial: Grid = { size: [100, 80, 40], affine: [-1, 0, 0, 50, 0, -1, 0, 40, 0, 0, 2, -40, 0, 0, 0, 1] };
/** The same space, four times as many slices, stored from the feet up the other way round. */
const fine: Grid = { size: [100, 80, 160], affine: [-1, 0, 0, 50, 0, -1, 0, 40, 0, 0, -0.5, 39.5, 0, 0, 0, 1] };
const sagittal: Grid = { size: [80, 80, 50], affine: [0, 0, 2, -50, -1, 0, 0, 40, 0, -1, 0, 40, 0, 0, 0, 1] };
const geometry = sliceGeometry(axial);

describe('the state of a view', () => {
  test('begins at the middle slice and stops at the ends', () => {
    expect(sliceOf(initialView, geometry)).toBe(20);
    expect(sliceOf(withSlice(initialView, geometry, 99), geometry)).toBe(39);
    expect(sliceOf(withSlice(initialView, geometry, -1), geometry)).toBe(0);
  });

  test('goes through every slice of an oblique image, one step at a time', () => {
    const oblique = sliceGeometry({
      ...axial,
      affine: [1.9, 0.2, -0.4, 5, -0.1, 0.9, 0.3, 6, 0.6, -0.2, 2.8, 7, 0, 0, 0, 1],
    });
    let state: ViewState = withSlice(initialView, oblique, 0);
    for (let slice = 1; slice < 40; slice++) {
      state = withSlice(state, oblique, sliceOf(state, oblique) + 1);
      expect(sliceOf(state, oblique)).toBe(slice);
    }
  });

  test('keeps the position in the world when the image is replaced by one of another grid', () => {
    const state = withSlice(initialView, geometry, 30);
    // Slice 30 lies at z = 20 mm.
    expect(sliceOf(state, sliceGeometry(fine))).toBe(39);
  });

  test('zooms about the pointer', () => {
    const before = transformOf(initialView, geometry, 400, 300);
    const state = zoomed(initialView, before, 3, 120, 90);
    const after = transformOf(state, geometry, 400, 300);
    const [i, j] = toVoxel(before, 120, 90);
    expect(toScreen(after, i, j)).toEqual([expect.closeTo(120, 9), expect.closeTo(90, 9)]);
    expect(after.scale / before.scale).toBeCloseTo(3, 9);
  });

  test('pans with the hand, but never so far that the picture is lost', () => {
    const before = transformOf({ zoom: 2 }, geometry, 400, 300);
    const after = transformOf(panned({ zoom: 2 }, before, 30, -20), geometry, 400, 300);
    const [x, y] = toScreen(before, 50, 40);
    expect(toScreen(after, 50, 40)).toEqual([expect.closeTo(x + 30, 9), expect.closeTo(y - 20, 9)]);
    const far = transformOf(panned({ zoom: 2 }, before, 1e6, 1e6), geometry, 400, 300);
    expect(far.center).toEqual([0, 0]);
    expect(transformOf(unzoomed(panned({ zoom: 2 }, before, 30, -20)), geometry, 400, 300).center).toEqual([
      49.5, 39.5,
    ]);
  });
});

describe('two coupled views', () => {
  const all = { slicing: true, zooming: true };

  test('show the same world position on different grids', () => {
    const moved = withSlice(initialView, sliceGeometry(fine), 12);
    // z = 39.5 - 6 = 33.5 mm, which is slice 36.75 of the other.
    expect(sliceOf(followed(initialView, moved, all), geometry)).toBe(37);
  });

  test('go through their slices together when their slices lie across each other', () => {
    const side = sliceGeometry(sagittal);
    const moved = withSlice({ ...initialView, point: [10, 0, 0] }, geometry, 3);
    expect(sliceOf(followed(initialView, moved, all), side)).toBe(30);
    expect(sliceOf(followed(initialView, withSlice(moved, side, 12), all), geometry)).toBe(3);
  });

  test('share only what is switched on', () => {
    const partner: ViewState = { point: [1, 2, 3], center: [4, 5, 6], zoom: 7 };
    expect(followed(initialView, partner, { slicing: true, zooming: false })).toEqual({ point: [1, 2, 3], zoom: 1 });
    expect(followed(initialView, partner, { slicing: false, zooming: true })).toEqual({ center: [4, 5, 6], zoom: 7 });
  });

  test('begin at the middle of the leading image', () => {
    const state = startedAt(initialView, geometry, all);
    expect(sliceOf(state, geometry)).toBe(20);
    expect(sliceOf(state, sliceGeometry(fine))).toBe(79);
  });

  test('are only coupled where their images meet', () => {
    expect(gridsMeet(axial, sagittal)).toBe(true);
    const away = { ...axial, affine: [-1, 0, 0, 500, 0, -1, 0, 40, 0, 0, 2, -40, 0, 0, 0, 1] };
    expect(gridsMeet(axial, away)).toBe(false);
    const corner: Grid = { ...axial, size: [10, 10, 5] };
    expect(gridsMeet(axial, corner)).toBe(true);
    const touching = { ...axial, affine: [-1, 0, 0, 130, 0, -1, 0, 100, 0, 0, 2, -10, 0, 0, 0, 1] };
    expect(gridsMeet(axial, touching)).toBe(false);
  });
});

test('a window drag of 300 pixels spans the range of the image: across the width, down the center', () => {
  const start = { center: 100, width: 200 };
  expect(draggedWindow(start, 300, 0, { min: 0, max: 3000 })).toEqual({ center: 100, width: 3200 });
  expect(draggedWindow(start, 0, 150, { min: 0, max: 3000 })).toEqual({ center: 1600, width: 200 });
  expect(draggedWindow({ center: 0.5, width: 1 }, -1e9, -30, { min: 0, max: 1 })).toEqual({
    center: 0.4,
    width: 0.001,
  });
  expect(draggedWindow({ center: 0.5, width: 1 }, 1, 1, { min: 0, max: 1 })).toEqual({ center: 0.5033, width: 1.0033 });
});

test('a ruler has a round length that fits', () => {
  expect([0.4, 3, 7].map((scale) => rulerLength(scale, 100))).toEqual([200, 20, 10]);
  expect(rulerLength(0, 100)).toBeUndefined();
  expect([rulerText(200), rulerText(50), rulerText(0.5)]).toEqual(['20 cm', '50 mm', '0.5 mm']);
});

test('the readout names voxel, value and world position, and says when the pointer is outside', () => {
  const volume = { ...axial, size: [3, 2, 1] as const, voxels: Float32Array.of(1, 2, Number.NaN, 4.125, 5, 48) };
  const readout = readoutAt(volume, [2.4, 0.6, -0.2]);
  expect(readoutText(readout)).toBe('(2 1 0): 48');
  expect(readoutText(readoutAt(volume, [1.6, 0.2, 0]), 'HU')).toBe('(2 0 0): nan HU');
  expect(readoutText(readoutAt(volume, [-0.6, 0, 0]))).toBe('(- - -)');
  expect(valueText(1 / 3)).toBe('0.333333');
  expect([valueText(2 ** 53 - 1), valueText(2 ** 1000 / 3)]).toEqual(['9007199254740991', '3.5717e+300']);
  expect(worldText(voxelToWorld(geometry, [50, 43.2, 37]))).toBe('0.0 -3.2 34.0 mm RAS');
});

describe('the bindings', () => {
  const plain = { pointerType: 'mouse', shiftKey: false, ctrlKey: false, metaKey: false };

  test('give the right button the window and the middle button slices, zoom and pan', () => {
    expect(dragKindOf({ ...plain, button: 2 }, false)).toBe('window');
    expect(dragKindOf({ ...plain, button: 1 }, false)).toBe('slice');
    expect(dragKindOf({ ...plain, button: 1, ctrlKey: true }, false)).toBe('zoom');
    expect(dragKindOf({ ...plain, button: 1, shiftKey: true }, false)).toBe('pan');
  });

  test('leave the plain left button to the cross-hair, and to tools over the picture', () => {
    expect(dragKindOf({ ...plain, button: 0 }, false)).toBe('crosshair');
    expect(dragKindOf({ ...plain, button: 0 }, true)).toBe('pan');
    expect(dragKindOf({ ...plain, button: 0, shiftKey: true }, false)).toBe('pan');
  });

  test('know the number block with and without NumLock, and leave shortcuts alone', () => {
    const key = { code: '', key: '', ctrlKey: false, altKey: false, metaKey: false };
    expect(viewCommandOf({ ...key, code: 'Numpad8', key: 'ArrowUp' })).toEqual({ kind: 'pan', x: 0, y: -1 });
    expect(viewCommandOf({ ...key, code: 'ArrowUp', key: 'ArrowUp' })).toEqual({ kind: 'step', slices: 1 });
    expect(viewCommandOf({ ...key, code: 'KeyA', key: 'A' })).toEqual({ kind: 'annotation' });
    expect(viewCommandOf({ ...key, code: 'KeyR', key: 'r' })).toEqual({ kind: 'reset' });
    expect(viewCommandOf({ ...key, code: 'KeyA', key: 'a', ctrlKey: true })).toBeUndefined();
  });

  test('step one slice a notch of a wheel and add up the small movements of a touch pad', () => {
    expect(wheelSteps(0, 120, 0)).toEqual([-1, 0]);
    expect(wheelSteps(0, -3, 1)).toEqual([1, 0]);
    expect(wheelSteps(0, -30, 0)).toEqual([0, -30]);
    expect(wheelSteps(-30, -30, 0)).toEqual([1, -20]);
  });
});
