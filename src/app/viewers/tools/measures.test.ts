import { expect, test } from 'vitest';
import { flatMarkers, type Marker, markersOf } from './markers.ts';
import { angleOf, distanceOf, measuresOf, measureText, withPoint } from './measures.ts';

const textsOf = (points: readonly Marker[]) => measuresOf(flatMarkers(points)).map(measureText);

test('markers come back from their flat form, to a thousandth of a mm', () => {
  const flat = [1.23456, -2, 0, 3, 4, 5, 6, -1];
  expect(markersOf(flat).map(({ type }) => type)).toEqual([3, -1]);
  expect(flatMarkers(markersOf(flat))).toEqual([1.235, -2, 0, 3, 4, 5, 6, -1]);
});

test('distances are in mm and angles in degrees, whatever the sense', () => {
  expect(distanceOf([0, 0, 0], [2, 3, 6])).toBe(7);
  expect(angleOf([3, 0, 0], [0, 0, 0], [0, 0, -2])).toBe(90);
  expect(angleOf([1, 1, 1], [0, 0, 0], [-2, -2, -2])).toBeCloseTo(180, 10);
  expect(angleOf([1, 0, 0], [0, 0, 0], [1, 1e-6, 0])).toBeCloseTo((1e-6 * 180) / Math.PI, 15);
});

test('an angle without a side has no number', () => {
  const points = [0, 0, 3].map((x) => ({ world: [x, 0, 0] as const, type: 2 }));
  expect(textsOf(points)).toEqual(['–']);
});

test('a point goes on with the last measure until that is complete, and another kind begins a measure of its own', () => {
  let points: readonly Marker[] = [];
  points = withPoint(points, 'distance', [0, 0, 0]);
  expect(textsOf(points)).toEqual(['']);
  points = withPoint(points, 'distance', [3, 4, 0]);
  points = withPoint(points, 'angle', [1, 0, 0]);
  points = withPoint(points, 'angle', [0, 0, 0]);
  expect(textsOf(points)).toEqual(['5.0 mm', '']);
  points = withPoint(points, 'angle', [0, 1, 0]);
  points = withPoint(points, 'distance', [0, 0, 9]);
  expect(textsOf(points)).toEqual(['5.0 mm', '90.0°', '']);
});
