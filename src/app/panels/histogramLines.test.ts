import { expect, test } from 'vitest';
import { modules } from '#modules/index.ts';
import type { ParamValue } from '#src/graph/module.ts';
import { defaultParams } from '#src/graph/params.ts';
import { binsOf, placeOf, shareBetween, usualRange, valueAt } from './histogramBins.ts';
import { paramHistograms } from './histogramLines.ts';
import { labelRows } from './labelRows.ts';

const columns = [{ name: 'From' }, { name: 'To' }, { name: 'Voxels' }];
const range = { min: 0, max: 200 };
/** What a picture takes its automatic window from. */
const seen = { min: 0, max: 160 };

function linesOf(id: string, params: Readonly<Record<string, ParamValue>>) {
  const module = modules.get(id);
  if (!module) throw new Error(`There is no ${id}`);
  return paramHistograms(module, { ...defaultParams(module.params), ...params }).map(({ lines }) => lines(range, seen));
}

test('the line of a threshold stands at its value, and a relative one between the extremes', () => {
  const [[absolute]] = linesOf('Threshold', { threshold: 60 });
  expect([absolute.value, absolute.at(61)]).toEqual([60, { threshold: 61 }]);
  const [[relative]] = linesOf('Threshold', { threshold: 0.25, relativeThreshold: true });
  expect([relative.value, relative.at(100)]).toEqual([50, { threshold: 0.5 }]);
});

test('moving the white end of a window leaves the black one where it is, and the window is no longer that of the picture', () => {
  const [[, , white]] = linesOf('View2D', { autoLUT: false, lutCenter: 50, lutWidth: 20 });
  expect([white.value, white.at(80)]).toEqual([60, { autoLUT: false, lutCenter: 60, lutWidth: 40 }]);
  expect(white.at(30)).toEqual({ autoLUT: false, lutCenter: 40, lutWidth: 0 });
  const [[black, center]] = linesOf('View2D', {});
  expect([black.value, center.value]).toEqual([0, 80]);
  expect(center.at(70)).toEqual({ autoLUT: false, lutCenter: 70, lutWidth: 160 });
});

test('the ends of a band do not pass each other', () => {
  const params = { enableAutoThresholdInterval: false, lowerThreshold: 10, upperThreshold: 20 };
  const [[lower, upper]] = linesOf('RegionGrowing', params);
  expect([lower.at(30), upper.at(5)]).toEqual([{ lowerThreshold: 20 }, { upperThreshold: 10 }]);
  expect(linesOf('RegionGrowing', {})).toEqual([]);
});

test('labels of lines that lie close stand in rows, so that none lies over another', () => {
  expect(labelRows([0, 0.05, 0.3, 0.31, 0.95])).toEqual([0, 1, 0, 1, 0]);
  expect(labelRows([0.69, 0.71])).toEqual([0, 1]);
  expect(labelRows([0.5, 0.5, 0.5])).toEqual([0, 1, 2]);
});

test('most modules have no value of an image to choose', () => {
  expect(linesOf('Closing', {})).toEqual([]);
  expect(linesOf('LocalImage', {})).toEqual([]);
  // These are called as the ends of a band, but are percentiles.
  expect(linesOf('Normalize', {})).toEqual([]);
});

test('a bin of one value stands around it, and shares of voxels are exact there', () => {
  const rows = [10, 11, 12].map((value) => [value, value, 2 * value]);
  const histogram = binsOf({ columns, rows });
  if (!histogram) throw new Error('There are bins');
  expect([placeOf(histogram, 11), valueAt(histogram, 0.4), valueAt(histogram, 0.9)]).toEqual([0.5, 11, 12]);
  expect(shareBetween(histogram, Number.NEGATIVE_INFINITY, 11)).toBe(42 / 66);
});

test('of a bin that is cut its part counts', () => {
  const histogram = binsOf({ columns, rows: [[0, 1, 30], [1, 2, 10]] }); // biome-ignore format: one bin each
  if (!histogram) throw new Error('There are bins');
  expect([placeOf(histogram, 0.5), valueAt(histogram, 0.33333)]).toEqual([0.25, 0.667]);
  expect(shareBetween(histogram, 0.5, 1.5)).toBe(0.5);
  expect(binsOf({ columns, rows: [] })).toBeUndefined();
});

test('the usual window leaves out the few brightest voxels, and none of a mask', () => {
  const bins = Array.from({ length: 100 }, (_, value) => [value, value, value < 98 ? 100 : 1]);
  const histogram = binsOf({ columns, rows: bins });
  const mask = binsOf({ columns, rows: [[0, 0, 99_999], [1, 1, 1]] }); // biome-ignore format: one bin each
  if (!histogram || !mask) throw new Error('There are bins');
  expect(usualRange(histogram)).toEqual({ min: 0, max: 97 });
  expect(usualRange(mask)).toEqual({ min: 0, max: 1 });
});
