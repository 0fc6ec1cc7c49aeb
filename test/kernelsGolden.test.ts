import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { readNifti } from '#src/formats/readNifti.ts';
import { histogramInBins } from '#src/image/histogram.ts';
import type { Volume } from '#src/image/volume.ts';
import { type Bitmask, countForeground } from '#src/kernels/bitmask.ts';
import { fillHoles } from '#src/kernels/fillHoles.ts';
import { largestComponent } from '#src/kernels/largestComponent.ts';
import { close, dilate, erode, open } from '#src/kernels/morphology.ts';
import { otsuThreshold } from '#src/kernels/otsu.ts';
import { packBand, packForeground } from '#src/kernels/pack.ts';
import { ball } from '#src/kernels/structuringElement.ts';
import { voxelCounter } from '#src/kernels/voxelCounter.ts';
import { referenceData } from './referenceData.ts';
import { fileSource, readContext } from './sources.ts';

const images = ['t1-head-small', 't1-head', 'ct-thorax'];

function pathOf(relative: string): string {
  const path = referenceData(relative);
  if (path === undefined) throw new Error(`The reference data has no ${relative}`);
  return path;
}

function read(relative: string): Promise<Volume> {
  return readNifti(fileSource(pathOf(relative)), readContext());
}

for (const name of images) {
  const isThere = referenceData(`volumes/${name}.nii.gz`) && referenceData(`golden/${name}/golden.json`);
  if (!isThere)
    console.info(`Skipped the comparison with scipy and scikit-image on ${name}: the reference data is not there`);

  describe.runIf(isThere)(`on ${name} equal to scipy and scikit-image, voxel for voxel`, () => {
    let image: Volume;
    let base: Bitmask;
    let said: Record<string, unknown>;

    beforeAll(async () => {
      image = await read(`volumes/${name}.nii.gz`);
      base = packBand(image.voxels, image.size, 60 + Number.EPSILON * 64, Number.POSITIVE_INFINITY);
      said = JSON.parse(readFileSync(pathOf(`golden/${name}/golden.json`), 'utf8'));
    });

    async function expectGolden(step: string, mask: Bitmask) {
      const golden = await read(`golden/${name}/${step}.nii.gz`);
      const expected = packForeground(golden.voxels, golden.size);
      expect(mask.size).toEqual(golden.size);
      expect(countForeground(mask)).toBe(said[step]);
      // Not toEqual, which would print a quarter of a million words.
      expect(mask.words.findIndex((word, n) => word !== expected.words[n])).toBe(-1);
    }

    test('threshold', async () => {
      await expectGolden('threshold-gt-60', base);
      await expectGolden('threshold-le-60', packBand(image.voxels, image.size, Number.NEGATIVE_INFINITY, 60));
    });

    test('fill holes', () => expectGolden('fill-holes', fillHoles(base)));

    test.each([1, 3, 6])('closing with a ball of %i', (r) => expectGolden(`closing-ball-${r}`, close(base, ball(r))));

    test('dilation, erosion and opening', async () => {
      await expectGolden('dilation-ball-3', dilate(base, ball(3)));
      await expectGolden('erosion-ball-3', erode(base, ball(3)));
      await expectGolden('opening-ball-3', open(base, ball(3)));
    });

    test.each([6, 18, 26] as const)('components with %i neighbours', async (connectivity) => {
      const { mask, count } = largestComponent(base, connectivity, 1);
      expect(count).toBe(said[`components-${connectivity}`]);
      await expectGolden(`largest-${connectivity}`, mask);
    });

    test('the brain mask: Otsu over positive voxels, band, fill, closing, largest component', async () => {
      const otsu = otsuThreshold(histogramInBins(image.voxels, 'Positive', 256, voxelCounter()));
      expect(otsu).toBe(said.otsu);
      const filled = fillHoles(packBand(image.voxels, image.size, otsu * 0.5, otsu * 2));
      for (const [r, connectivity] of [
        [3, 6],
        [3, 26],
        [6, 6],
      ] as const) {
        const { mask } = largestComponent(close(filled, ball(r)), connectivity, 1);
        await expectGolden(`brain-mask-r${r}-c${connectivity}`, mask);
      }
    });
  });
}
