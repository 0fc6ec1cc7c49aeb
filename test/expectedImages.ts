import { readFileSync } from 'node:fs';
import { expect } from 'vitest';
import type { Volume } from '#src/image/volume.ts';
import { referenceData } from './referenceData.ts';

/** What the manifest of the reference data says of an image. */
export interface ExpectedImage {
  readonly shape: readonly number[];
  readonly dtype?: string;
  readonly affine_ras?: readonly (readonly number[])[];
  readonly min: number;
  readonly max: number;
  readonly mean: number;
  readonly nonfinite: number;
  readonly probes: readonly (readonly [readonly number[], number])[];
}

/** The manifest, by path; undefined where the reference data is absent, which is said once. */
export function expectedImages(what: string): Readonly<Record<string, ExpectedImage>> | undefined {
  const path = referenceData('expected.json');
  if (!path) console.warn(`Skipped: the reference data is absent (set VOXGRAPH_DATA), so no real ${what} is read`);
  return path ? JSON.parse(readFileSync(path, 'utf8')) : undefined;
}

/** `rowsFirst`: the manifest counts from the slowest axis, as numpy does. */
export function expectImage(volume: Volume, expected: ExpectedImage, rowsFirst = false): void {
  const turned = (list: readonly number[]) => (rowsFirst ? list.toReversed() : list);
  expect(volume.size).toEqual([...turned(expected.shape), 1, 1].slice(0, 3));
  const affine = expected.affine_ras?.flat();
  for (let n = 0; n < 16 && affine; n++) expectClose(volume.affine[n], affine[n], 1e-6);
  let [min, max, sum, finite] = [Infinity, -Infinity, 0, 0];
  for (let n = 0; n < volume.voxels.length; n++) {
    const value = volume.voxels[n];
    if (!Number.isFinite(value)) continue;
    finite++;
    sum += value;
    if (value < min) min = value;
    if (value > max) max = value;
  }
  expect(volume.voxels.length - finite).toBe(expected.nonfinite);
  expectClose(min, expected.min);
  expectClose(max, expected.max);
  expectClose(sum / finite, expected.mean);
  for (const [index, value] of expected.probes) {
    const [i, j = 0, k = 0] = turned(index);
    expectClose(volume.voxels[i + volume.size[0] * (j + volume.size[1] * k)], value);
  }
}

/** The manifest has nine digits. */
function expectClose(value: number, expected: number, least = 1e-12): void {
  expect(Math.abs(value - expected)).toBeLessThanOrEqual(Math.max(least, 1e-6 * Math.abs(expected)));
}
