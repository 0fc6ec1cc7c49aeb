import { describe, expect, test } from 'vitest';
import { modules } from '#modules/index.ts';
import type { Params, ParamValue } from '#src/graph/module.ts';
import { defaultParams } from '#src/graph/params.ts';
import { seededRandom } from '#src/image/seededRandom.ts';
import { recordingContext, row } from './runModule.ts';

/*
 * A cancelled task ends where it next tells of its progress, so that what is told rarely is also ended late. On 16 times as many voxels
 * (256^3) none of these modules computes for 100 ms between two words: at as many words a voxel as here.
 */

const size = [128, 128, 64] as const;
const random = seededRandom(3);
const values = Float64Array.from({ length: size[0] * size[1] * size[2] }, () => random() * 200 - 50);
const image = row(values, size);
const mask = row(
  Uint8Array.from(values, (value) => (value > 60 ? 1 : 0)),
  size,
);
const inputs = { input0: image, input1: mask };

const words = async (id: string, params: Readonly<Record<string, ParamValue>>, given = inputs) => {
  const module = modules.get(id);
  if (!module) throw new Error(`There is no module ${id}`);
  const context = recordingContext();
  const ports = Object.keys(module.inputs);
  const some = Object.fromEntries(Object.entries(given).filter(([port]) => ports.includes(port)));
  await module.run(some, { ...defaultParams(module.params as Params), ...params }, context);
  for (const fraction of context.fractions) expect(fraction).toBeGreaterThanOrEqual(0);
  for (const fraction of context.fractions) expect(fraction).toBeLessThanOrEqual(1);
  return context.fractions.length;
};

describe('a module that goes over an image of eight megabytes tells so now and then', () => {
  test.each<[string, Readonly<Record<string, ParamValue>>, number]>([
    ['Info', {}, 1],
    ['MinMaxScan', {}, 1],
    ['ImageStatistics', {}, 70],
    ['Histogram', {}, 50],
    ['HistogramEqualisation', {}, 3],
    ['OtsuThreshold', { sample: 'All' }, 4],
    ['Normalize', { method: 'Percentiles' }, 40],
    ['SaveScreenshot', {}, 10],
    ['SaveScreenshot', { picture: 'montage' }, 30],
    ['SaveImage', { format: '.nii' }, 2],
    ['SaveImage', { format: '.npy' }, 2],
    ['SaveImage', { format: '.nrrd' }, 64],
    ['SaveImage', { format: '.mha' }, 66],
    ['Threshold', { relativeThreshold: true }, 1],
    ['Arithmetic2', { function: 'Power' }, 1],
    ['Resample3D', { filter: 'Cubic' }, 66],
    ['GrowFromSeeds', {}, 60],
    ['MaskQuality', {}, 122],
    ['Closing', {}, 72],
    ['LargestComponent', {}, 39],
    ['FillHoles', {}, 18],
    ['RemoveSmall', {}, 19],
    ['BoundingBox', {}, 1],
    ['Distance', {}, 164],
    ['ConnectedComponents', {}, 73],
    ['Hysteresis', {}, 8],
    ['CompareMasks', {}, 284],
    ['IsoSurface', { isoMinValue: 149 }, 132],
    ['LocalThreshold', { method: 'Mean' }, 197],
    ['Watershed', {}, 326],
    ['Distance', { direction: 'Signed' }, 303],
    ['Median', {}, 256],
    ['Canny', {}, 300],
  ])('%s %j', async (id, params, least) => {
    expect(await words(id, params)).toBeGreaterThanOrEqual(least);
  });
});
