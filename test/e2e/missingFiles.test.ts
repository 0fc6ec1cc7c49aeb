import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writeNifti } from '#src/formats/writeNifti.ts';
import { identity } from '#src/image/affine.ts';
import { type Stage, setStage } from './browser.ts';
import { chooseFile, kept, openNetwork, openPanel, press, savedNodes, soon, tabTo } from './hands.ts';

let stage: Stage;
const folder = mkdtempSync(join(tmpdir(), 'voxgraph-missing-'));
const write = (name: string, depth: number) => {
  const path = join(folder, name);
  writeFileSync(
    path,
    writeNifti({ size: [128, 128, depth], affine: identity, voxels: new Int16Array(128 * 128 * depth) }),
  );
  return path;
};
let right = '';
let wrong = '';
beforeAll(async () => {
  right = write('right.nii', 64);
  wrong = write('wrong.nii', 8);
  stage = await setStage();
});
afterAll(async () => {
  rmSync(folder, { recursive: true });
  await stage.close();
});

const facts = (page: Page) => page.getByTestId('inspector-facts').textContent();
const network = { LocalImage: { module: 'LocalImage', at: [0, 0], params: { frame: 0 } } } as const;

/** Locates a file with the button of that name, in the node or in the dialog. */
async function locate(page: Page, button: ReturnType<Page['locator']>, path: string): Promise<void> {
  const chooser = page.waitForEvent('filechooser');
  await button.click();
  await (await chooser).setFiles(path);
}

describe('a file whose content is not here any more', () => {
  it('is named with its hash, located again, and replaced by another one only after a warning', async () => {
    const { page, context, expectClean } = await stage.open();
    await openNetwork(page, network);
    await chooseFile(page, 'LocalImage', right);
    await page.getByTestId('node-LocalImage').getByText('right.nii').waitFor();
    const before = await savedNodes(page);
    const { hash } = before.LocalImage.params.name as { hash: string };
    // The same network on a machine that never saw the file.
    const other = await context
      .browser()
      ?.newContext({ viewport: { width: 1280, height: 720 }, acceptDownloads: true });
    if (!other) throw new Error('There is no browser');
    await context.close();
    await other.addInitScript(() => Reflect.deleteProperty(window, 'showSaveFilePicker'));
    const elsewhere = await stage.open({ context: other });
    const there = elsewhere.page;
    await openNetwork(there, { LocalImage: { ...network.LocalImage, params: before.LocalImage.params } });
    await there.getByTestId('output-LocalImage.outImage').click();
    const node = there.getByTestId('node-LocalImage');
    await node.getByText(/right\.nii is not on this machine/).waitFor();
    await openPanel(there, 'LocalImage');
    await there.getByTestId('missing-file').getByText(hash).waitFor();

    await locate(there, node.getByRole('button', { name: 'Locate… right.nii' }), wrong);
    const dialog = there.getByRole('dialog');
    await dialog.getByText(hash).waitFor();
    expect(await dialog.textContent()).toMatch(/Expected: right\.nii.*Chosen: wrong\.nii.*[0-9a-f]{64}/);
    expect((await savedNodes(there)).LocalImage.params).toEqual(before.LocalImage.params);

    await locate(there, dialog.getByRole('button', { name: 'Choose another…' }), right);
    await there.getByText('right.nii was found').waitFor();
    await soon(() => node.locator('.node-message').count()).toBe(0);
    expect((await savedNodes(there)).LocalImage.params).toEqual(before.LocalImage.params);
    await there.getByTestId('output-LocalImage.outImage').click();
    await soon(() => facts(there)).toMatch(/^128 × 128 × 64, /);
    elsewhere.expectClean();
    expectClean();
  });

  it('may be another one after the warning, and what else was set stays', async () => {
    const { page, expectClean } = await stage.open();
    const name = { name: 'lost.nii', hash: 'a'.repeat(64) };
    await openNetwork(page, { LocalImage: { module: 'LocalImage', at: [0, 0], params: { name, frame: 0 } } });
    await openPanel(page, 'LocalImage');
    await locate(page, page.getByTestId('missing-file').getByRole('button', { name: 'Locate… lost.nii' }), wrong);
    await page.getByRole('dialog').getByRole('button', { name: 'Use it anyway' }).click();
    await soon(async () => (await savedNodes(page)).LocalImage.params).toMatchObject({
      name: { name: 'wrong.nii' },
      frame: 0,
    });
    await page.getByTestId('output-LocalImage.outImage').click();
    await soon(() => facts(page)).toMatch(/^128 × 128 × 8, /);
    expectClean();
  });
});

describe('the limits of files', () => {
  it('are set by keyboard, hold in the workers and after a reload, and what was refused is read once they are raised', async () => {
    const { page, expectClean } = await stage.open();
    const set = async (size: string) => {
      await page.locator('.react-flow__pane').focus();
      await press(page, 'Control+,');
      const field = page.getByLabel('Voxels of one image');
      await tabTo(page, field);
      await field.fill(size);
      await press(page, 'Escape');
      await soon(() => page.getByRole('dialog').count()).toBe(0);
    };
    await openNetwork(page, network);
    await set('1 MiB');
    await chooseFile(page, 'LocalImage', right);
    await page.getByTestId('node-LocalImage').getByText('right.nii').waitFor();
    await page.getByTestId('output-LocalImage.outImage').click();
    const message = page.getByTestId('node-LocalImage').locator('.node-message');
    await soon(() => message.textContent()).toMatch(/2\.1 MB as int16, and the limit is 1\.0 MB.*Limits of files/);
    await kept(page);
    await page.reload();
    await page.getByTestId('output-LocalImage.outImage').click();
    await soon(() => message.textContent()).toMatch(/the limit is 1\.0 MB/);
    await set('1 TB');
    expect(await message.count()).toBe(1);
    await set('2 MiB');
    await soon(() => facts(page)).toMatch(/^128 × 128 × 64, /);
    expectClean();
  });
});
