import { createHash } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import { modules } from '#modules/index.ts';
import { readNifti } from '#src/formats/readNifti.ts';
import type { ParamValue } from '#src/graph/module.ts';
import { defaultParams } from '#src/graph/params.ts';
import type { PortValue } from '#src/graph/ports.ts';
import { toWorld } from '#src/image/affine.ts';
import { cropSlab, type Vec3, type Volume } from '#src/image/volume.ts';
import reference from './reference/segmentation.json' with { type: 'json' };
import { referenceData } from './referenceData.ts';
import { recordingContext } from './runModule.ts';
import { fileSource, readContext } from './sources.ts';

/** As in reference/segmentation.py, which wrote what is expected. */
const part = { start: 20, end: 44 };
const seed: Vec3 = [60, 60, 10];

type Case = readonly [module: string, params: Readonly<Record<string, ParamValue>>, of?: 'mask' | 'third' | 'values'];

const byHand = { enableAutoThresholdInterval: false };
const grey = { mode: 'Grey' } as const;
const local = { dimension: 'Volume', blockSize: 15 } as const;
const allVoxels = { sample: 'All' } as const;

/** The module and the fields that make each step; of the values where nothing is said. Thresholds of regions are relative to the seed. */
const cases: Readonly<Partial<Record<keyof typeof reference, Case>>> = {
  'grow 6': ['RegionGrowing', { ...byHand, basicNeighborhoodType: 'BNBH_3D_6_XYZ' }],
  'grow 26': ['RegionGrowing', { ...byHand, basicNeighborhoodType: 'BNBH_3D_26_XYZ' }],
  flood: ['FloodFill', { tolerance: 20 }],
  'dilation, cross twice': ['Dilation', { shape: 'Cross', radius: 1, iterations: 2 }, 'mask'],
  'erosion, background outside': ['Erosion', { radius: 2, border: 'Background' }, 'mask'],
  'opening, background outside, twice': ['Opening', { radius: 1, iterations: 2, border: 'Background' }, 'mask'],
  'closing, background outside': ['Closing', { radius: 3, border: 'Background' }, 'mask'],
  'grey dilation': ['Dilation', { ...grey, radius: 2 }],
  'grey erosion, box': ['Erosion', { ...grey, shape: 'Box', radius: 2 }],
  'grey closing': ['Closing', { ...grey, radius: 2 }],
  'grey opening, 3x3x1': ['Opening', { ...grey, shape: 'Box', perAxis: true, radii: [1, 1, 0] }],
  'grey erosion, 0 outside': ['Erosion', { ...grey, radius: 3, border: 'Background' }],
  gradient: ['Gradient', { ...grey, radius: 1 }],
  'label 6': ['ConnectedComponents', { order: 'Place' }, 'mask'],
  'label 26': ['ConnectedComponents', { order: 'Place', connectivity: '26' }, 'mask'],
  'largest 3': ['LargestComponent', { components: 3 }, 'mask'],
  'remove small objects': ['RemoveSmall', { minimumSize: 20 }, 'mask'],
  'remove small holes': ['RemoveSmall', { target: 'Holes', minimumSize: 20, connectivity: '26' }, 'mask'],
  'fill holes 26': ['FillHoles', { connectivity: '26' }, 'mask'],
  'fill holes across i': ['FillHoles', { dimension: 'AcrossI' }, 'mask'],
  'fill holes across j': ['FillHoles', { dimension: 'AcrossJ' }, 'mask'],
  'fill holes across k': ['FillHoles', { dimension: 'AcrossK' }, 'mask'],
  hysteresis: ['Hysteresis', { low: 60, high: 120 }],
  'multi-otsu 3, labels': ['OtsuThreshold', { ...allVoxels, classes: 3 }],
  'multi-otsu 4, labels': ['OtsuThreshold', { ...allVoxels, classes: 4 }],
  'local gaussian': ['LocalThreshold', local],
  'local gaussian in slices': ['LocalThreshold', { dimension: 'AcrossK', blockSize: 21, offset: 5 }],
  'local mean': ['LocalThreshold', { ...local, method: 'Mean', offset: -3 }],
  'signed distance': ['Distance', { direction: 'Signed' }, 'mask'],
  'local mean, float32': ['LocalThreshold', { method: 'Mean', blockSize: 9 }, 'third'],
};

/** The sum and the hash of an image's voxels, as reference/segmentation.py tells them. */
function told(value: PortValue) {
  if (typeof value !== 'object' || !('voxels' in value)) throw new Error('This is no image');
  const { voxels } = value;
  let sum = 0;
  for (let n = 0; n < voxels.length; n++) sum += voxels[n];
  const bytes = new Uint8Array(voxels.buffer, voxels.byteOffset, voxels.byteLength);
  return { sum: Math.round(1000 * sum) / 1000, sha256: createHash('sha256').update(bytes).digest('hex').slice(0, 16) };
}

const path = referenceData('volumes/t1-head-small.nii.gz');
if (!path)
  console.info('Skipped the comparison of segmentation with scipy and scikit-image: the reference data is not there');

describe.runIf(path)('on a real head equal to scipy and scikit-image, voxel for voxel', () => {
  let images: Readonly<Record<'values' | 'mask' | 'third', Volume>>;
  let seeds: readonly number[];

  beforeAll(async () => {
    const values = cropSlab(await readNifti(fileSource(path ?? ''), readContext()), part);
    const mask = { ...values, voxels: Uint8Array.from(values.voxels, (value) => (value > 60 ? 1 : 0)) };
    const third = { ...values, voxels: Float32Array.from(values.voxels, (value) => value / 3) };
    images = { values, mask, third };
    seeds = [...toWorld(values.affine, seed), 0];
  });

  async function run(
    name: string,
    set: Readonly<Record<string, ParamValue>>,
    image: Volume,
    more: Readonly<Record<string, PortValue>> = {},
  ) {
    const module = modules.get(name);
    if (!module) throw new Error(`There is no module ${name}`);
    const [ni, nj] = image.size;
    const value = image.voxels[seed[0] + ni * (seed[1] + nj * seed[2])];
    const around = { lowerThreshold: value - 25, upperThreshold: value + 40 };
    const inputs: Readonly<Record<string, PortValue>> = { input0: image, seeds, ...more };
    return module.run(inputs, { ...defaultParams(module.params), ...around, ...set }, recordingContext());
  }

  test.each(Object.entries(cases))('%s', async (name, [module, params, of]) => {
    const { output0 } = await run(module, params, images[of ?? 'values']);
    expect(told(output0)).toEqual(reference[name as keyof typeof reference]);
  });

  test('watershed, where many values are equal', async () => {
    const above = (limit: number): Volume => {
      const voxels = Uint8Array.from(images.values.voxels, (value) => (value > limit ? 1 : 0));
      return { ...images.values, voxels };
    };
    const markers = (await run('ConnectedComponents', { order: 'Place' }, above(150))).output0;
    const none = { seeds: [], input1: markers };
    const six = await run('Watershed', {}, images.values, none);
    expect(told(six.output0)).toEqual(reference['watershed 6']);
    const more = await run('Watershed', { connectivity: '18' }, images.values, none);
    expect(told(more.output0)).toEqual(reference['watershed 18']);
    const lines = await run('Watershed', { watershedLine: true }, images.values, none);
    expect(told(lines.output0)).toEqual(reference['watershed 6, lines']);
    const compact = await run('Watershed', { compactness: 0.7 }, images.values, none);
    expect(told(compact.output0)).toEqual(reference['watershed 6, compact']);
    const negative = { ...images.values, voxels: images.values.voxels.map((value) => -value) };
    const masked = await run('Watershed', { connectivity: '26' }, negative, { ...none, input2: above(30) });
    expect(told(masked.output0)).toEqual(reference['watershed 26, mask']);
  });

  test('the thresholds between three and four classes', async () => {
    const three = await run('OtsuThreshold', { ...allVoxels, classes: 3 }, images.values);
    const four = await run('OtsuThreshold', { ...allVoxels, classes: 4 }, images.values);
    const integers = await run('OtsuThreshold', { ...allVoxels, classes: 3, bins: 'PerInteger' }, images.values);
    expect(three.thresholds).toEqual(reference['multi-otsu 3']);
    expect(four.thresholds).toEqual(reference['multi-otsu 4']);
    expect(integers.thresholds).toEqual(reference['multi-otsu 3, a bin an integer']);
  });
});
