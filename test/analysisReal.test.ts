import { beforeAll, describe, expect, test } from 'vitest';
import BoundingBox from '#modules/BoundingBox/index.ts';
import CompareMasks from '#modules/CompareMasks/index.ts';
import ImageStatistics from '#modules/ImageStatistics/index.ts';
import IsoSurface from '#modules/IsoSurface/index.ts';
import MaskQuality from '#modules/MaskQuality/index.ts';
import { maskFacts } from '#modules/MaskQuality/maskFacts.ts';
import { readNifti } from '#src/formats/readNifti.ts';
import { defaultParams } from '#src/graph/params.ts';
import type { Volume } from '#src/image/volume.ts';
import { noProgress } from '#src/kernels/progress.ts';
import { referenceData } from './referenceData.ts';
import { recordingContext } from './runModule.ts';
import { fileSource, readContext } from './sources.ts';

/**
 * Of the voxels above 60, against the brain mask: what numpy 1.24, scipy 1.10 and scikit-image 0.19 say. `stats` are count, mean, std, min,
 * max, median and the percentiles 5, 25, 75 and 95; `compare` Dice, Jaccard, Hausdorff, 95 % and mean distance; `surface` vertices, triangles, area and
 * volume of marching_cubes of the brain mask with a border around it.
 */
const expected = {
  't1-head-small': {
    stats: [174395, 96.86890679205253, 31.599035506916096, 61.0, 255.0, 89.0, 64.0, 76.0, 106.0, 170.0],
    bbox: [
      [18, 15, 0],
      [103, 100, 61],
    ],
    components: 530,
    largest: 99.4478052696465,
    holes: [1746, 3362],
    faces: [0, 0, 0, 0, 643, 424],
    compare: [0.8323075086546496, 0.712779704265899, 61.424750711744856, 35.21363372331802, 6.875849737743795],
    surface: [31653, 63302, 126638.56844887184, 2932916.0],
  },
};

for (const [name, said] of Object.entries(expected)) {
  const files = [
    `volumes/${name}.nii.gz`,
    ...['threshold-gt-60', 'brain-mask-r3-c6'].map((step) => `golden/${name}/${step}.nii.gz`),
  ];
  const paths = files.map(referenceData).filter((path) => path !== undefined);
  const isThere = paths.length === 3;
  if (!isThere) console.info(`Skipped the analysis of ${name} against scipy: the reference data is not there`);

  describe.runIf(isThere)(`on ${name} equal to numpy, scipy and scikit-image`, () => {
    let [image, mask, brain]: Volume[] = [];
    beforeAll(async () => {
      [image, mask, brain] = await Promise.all(paths.map((path) => readNifti(fileSource(path), readContext())));
    });
    const close = (found: readonly number[], numbers: readonly number[], digits = 9) => {
      expect(found).toHaveLength(numbers.length);
      for (const [n, value] of found.entries())
        expect(Math.abs(value - numbers[n]) / Math.max(1, numbers[n])).toBeLessThan(10 ** -digits);
    };

    test('ImageStatistics', async () => {
      const params = { regions: 'Mask', percentiles: [5, 25, 75, 95] } as const;
      const { table } = await ImageStatistics.run({ input0: image, input1: mask }, params, recordingContext());
      const [, count, , ...rest] = table.rows[0].map(Number);
      close([count, ...rest], said.stats);
    });

    test('BoundingBox and MaskQuality', async () => {
      const params = { margin: 0, unit: 'Voxels', clamp: true } as const;
      const { voxelStart, voxelEnd } = await BoundingBox.run({ input0: mask }, params, recordingContext());
      expect([voxelStart, voxelEnd]).toEqual(said.bbox);
      const limits = defaultParams(MaskQuality.params) as unknown as Parameters<typeof MaskQuality.run>[1];
      const quality = await MaskQuality.run({ input0: mask, input1: undefined }, limits, recordingContext());
      expect([quality.components, quality.holes, quality.borderVoxels]).toEqual([
        said.components,
        said.holes[0],
        Math.max(...said.faces),
      ]);
      expect(quality.largestShare).toBeCloseTo(said.largest, 9);
      expect(maskFacts(mask, undefined, '6', noProgress).holeVoxels).toBe(said.holes[1]);
    });

    test('CompareMasks', async () => {
      const found = await CompareMasks.run({ input0: mask, input1: brain }, { distances: true }, recordingContext());
      // The spacing of the affine and of the header's pixdim differ in the last digits of float32.
      const { dice, jaccard, hausdorff, hausdorff95, meanDistance } = found;
      close([dice, jaccard, hausdorff, hausdorff95, meanDistance], said.compare, 7);
    });

    test('IsoSurface: as many vertices, area and volume but for the few ambiguous cells', async () => {
      const params = defaultParams(IsoSurface.params) as unknown as Parameters<typeof IsoSurface.run>[1];
      const { mesh, triangles, area, volume } = await IsoSurface.run({ input0: brain }, params, recordingContext());
      const found = [mesh.positions.length / 3, triangles, area, 1000 * volume];
      for (const [n, value] of found.entries()) expect(Math.abs(value / said.surface[n] - 1)).toBeLessThan(0.02);
      expect(Math.abs(found[0] - said.surface[0]) / said.surface[0]).toBeLessThan(0.001);
    });
  });
}
