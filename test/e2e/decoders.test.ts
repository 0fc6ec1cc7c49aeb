import { describe, expect, it } from 'vitest';
import { readImage } from '#src/formats/readImage.ts';
import { voxelBytes } from '#src/formats/voxelBytes.ts';
import { expectSameBytes } from '../expectSameBytes.ts';
import { referenceData } from '../referenceData.ts';
import { fileSource, readContext } from '../sources.ts';
import { editorPage } from './editorPage.ts';
import { chooseFile, openNetwork, openPanel, soon } from './hands.ts';

const data = referenceData('dicom/transfer-syntaxes');
if (!data) console.warn('No compressed DICOM is opened in the browser: the reference data are absent');
const editor = editorPage();

describe.skipIf(!data)('compressed DICOM in the browser', () => {
  it.each(['pydicom-MR_small_jp2klossless', 'pydicom-MR_small_jpeg_ls_lossless', 'ct-1.2.4.70-JPEGProcess14SV1'])(
    '%s is decoded as in Node, by files of our own origin',
    async (name) => {
      const page = editor();
      const path = `${data}/${name}.dcm`;
      await openNetwork(page, {
        LocalImage: { module: 'LocalImage', at: [0, 220] },
        SaveImage: { module: 'SaveImage', at: [0, 0], inputs: { input0: 'LocalImage.outImage' } },
      });
      await chooseFile(page, 'LocalImage', path);
      await openPanel(page, 'SaveImage');
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        page.getByTestId('panel-SaveImage').getByRole('button', { name: 'Save', exact: true }).click(),
      ]);
      const [saved, expected] = await Promise.all([
        readImage(fileSource(await download.path()), readContext()),
        readImage(fileSource(path), readContext()),
      ]);
      expectSameBytes(voxelBytes(saved.voxels), voxelBytes(expected.voxels));
      await soon(() => page.getByTestId('node-LocalImage').textContent()).not.toContain('failed');
      expect(saved.size).toEqual(expected.size);
    },
  );
});
