import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Download, Page } from 'playwright';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { readImage } from '#src/formats/readImage.ts';
import { writeMha } from '#src/formats/writeMha.ts';
import { writeNpy } from '#src/formats/writeNpy.ts';
import { writeNrrd } from '#src/formats/writeNrrd.ts';
import { sheppLogan } from '#src/image/phantom.ts';
import { fileSource, readContext } from '../sources.ts';
import { tinyJpeg } from '../tinyPictures.ts';
import { editorPage } from './editorPage.ts';
import { chooseFile, field, openNetwork, openPanel, soon } from './hands.ts';

const folder = mkdtempSync(join(tmpdir(), 'voxgraph-formats-'));
afterAll(() => rmSync(folder, { recursive: true }));
const phantom = sheppLogan({ size: [24, 20, 16], spacing: [2, 2, 3], type: 'int16', noise: 20 });

/** A file of the folder. */
function file(name: string, bytes: Uint8Array | string): string {
  const path = join(folder, name);
  writeFileSync(path, bytes);
  return path;
}

let page: Page;
const editor = editorPage();
beforeEach(async () => {
  page = editor();
  await openNetwork(page, {
    LocalImage: { module: 'LocalImage', at: [0, 220] },
    SaveImage: { module: 'SaveImage', at: [0, 0], inputs: { input0: 'LocalImage.outImage' } },
  });
});

/** Saves in a format, and gives what the browser was handed. */
async function saved(format: string, count = 1): Promise<readonly Download[]> {
  await openPanel(page, 'SaveImage');
  await field(page, 'SaveImage', 'format').selectOption(format);
  const downloads: Download[] = [];
  page.on('download', (download) => downloads.push(download));
  await page.getByTestId('panel-SaveImage').getByRole('button', { name: 'Save', exact: true }).click();
  await soon(() => downloads.length).toBe(count);
  return downloads;
}

describe('image files of other formats in the browser', () => {
  it.each([
    ['scan.mha', '.nrrd', () => writeMha(phantom)],
    ['scan.nrrd', '.mha', () => writeNrrd(phantom)],
  ])('%s is opened, and saved as %s, each voxel and the grid the same', async (name, format, write) => {
    await chooseFile(page, 'LocalImage', file(name, await write()));
    const [download] = await saved(format);
    expect(download.suggestedFilename()).toBe(`scan${format}`);
    const read = await readImage(fileSource(await download.path()), readContext());
    expect(read).toEqual(phantom);
  });

  it('a numpy file is saved with where its voxels lie beside it', async () => {
    await chooseFile(page, 'LocalImage', file('scan.npy', writeNpy(phantom).bytes));
    const downloads = await saved('.npy', 2);
    const names = downloads.map((download) => download.suggestedFilename());
    expect(names).toEqual(['scan.npy', 'scan.npy.json']);
    const [array, sidecar] = await Promise.all(downloads.map((download) => download.path()));
    expect((await readImage(fileSource(array), readContext())).voxels).toEqual(phantom.voxels);
    expect(JSON.parse(readFileSync(sidecar, 'utf8')).spacing).toEqual([1, 1, 1]);
  });

  it('a photo is decoded by a file of our own, its channel chosen in the panel, and saved as a picture of the same values', async () => {
    const photo = file('photo.jpg', tinyJpeg);
    await chooseFile(page, 'LocalImage', photo);
    await openPanel(page, 'LocalImage');
    await field(page, 'LocalImage', 'channel').selectOption('green');
    const [download] = await saved('.png');
    expect(download.suggestedFilename()).toBe('photo.png');
    const { size, voxels } = await readImage(fileSource(await download.path()), readContext());
    const green = await readImage(fileSource(photo), readContext(), undefined, { channel: 'green' });
    expect({ size, voxels }).toEqual({ size: [24, 16, 1], voxels: green.voxels });
  });

  it('a header without its voxels says which file is missing', async () => {
    const header =
      'NRRD0004\ntype: short\ndimension: 2\nsizes: 2 2\nendian: little\nencoding: raw\ndata file: scan.raw\n';
    await chooseFile(page, 'LocalImage', file('scan.nhdr', header));
    await openPanel(page, 'SaveImage');
    await page.getByTestId('panel-SaveImage').getByRole('button', { name: 'Save', exact: true }).click();
    const node = page.getByTestId('node-LocalImage');
    await soon(() => node.textContent()).toContain(
      'scan.nhdr keeps its voxels in the file scan.raw: choose that one too',
    );
  });
});
