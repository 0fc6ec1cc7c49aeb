import { mkdirSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writeMha } from '#src/formats/writeMha.ts';
import { sheppLogan } from '#src/image/phantom.ts';
import { referenceData } from '../referenceData.ts';
import { tinyDicom } from '../tinyDicom.ts';
import { editorPage } from './editorPage.ts';
import { drag, middle, openGround, openNetwork, openPanel, press, savedNodes, soon, tabTo } from './hands.ts';
import { realDrop } from './realDrop.ts';

const editor = editorPage();
const folder = mkdtempSync(join(tmpdir(), 'voxgraph-studies-'));
const study = join(folder, 'study');
const patient = 'Doe^Secret';

/** Two series in folders of their own, the first of more files than a browser lists at once. */
beforeAll(() => {
  for (const [series, count] of [
    ['1.2.10', 130],
    ['1.2.20', 4],
  ] as const) {
    mkdirSync(join(study, series), { recursive: true });
    for (let n = 0; n < count; n++) {
      const name = { 1048592: ['PN', patient], 528446: ['LO', `made ${count}`] } as const;
      const file = tinyDicom({ series, position: [0, 0, n], number: n + 1, instance: `${series}.${n}`, more: name });
      writeFileSync(join(study, series, `I${n}`), file);
    }
  }
  writeFileSync(join(study, 'readme.txt'), 'Use our viewer');
});
afterAll(() => rmSync(folder, { recursive: true }));

const facts = (page: Page) => page.getByTestId('inspector-facts').textContent();
const empty = { Threshold: { module: 'Threshold', at: [0, 0] } } as const;

/** The mean grey of what a canvas shows, 0 to 255. */
const grey = (canvas: HTMLCanvasElement) => {
  const data = canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height).data ?? [];
  let sum = 0;
  for (let n = 0; n < data.length; n += 4) sum += data[n];
  return sum / (data.length / 4);
};

const realStudy = referenceData('dicom/ct-head-phantom');
if (!realStudy) console.warn('A folder of a scanner is not dropped: the reference data are absent');

describe('a study that is dropped', () => {
  it.skipIf(!realStudy)('on the canvas by a real drag ends in a picture in SynchroView2D', async () => {
    const page = editor();
    await openNetwork(page, { SynchroView2D: { module: 'SynchroView2D', at: [0, 0] } });
    await openPanel(page, 'SynchroView2D');
    const ground = await openGround(page);
    // What is dropped is inspected, and the module grows by its picture: there is room for it, and it lies still before it is taken.
    await realDrop(page, [realStudy ?? ''], { x: ground.x - 250, y: ground.y - 60 });
    await page.getByTestId('node-LocalImage').getByText('ct-head-phantom').waitFor();
    await soon(() => facts(page)).toMatch(/^512 × 512 × 20, .*\b5 mm/);
    await page.getByTestId('output-LocalImage.outImage').hover();
    await drag(page, 'output-LocalImage.outImage', 'input-SynchroView2D.inImage1');
    const pane = page.getByRole('region', { name: 'SynchroView2D, left' });
    await soon(() => pane.locator('canvas').evaluate(grey)).toBeGreaterThan(10);
  });

  it('is one module of all its files, and a series of it is chosen in its panel by the keyboard', async () => {
    const page = editor();
    await openNetwork(page, empty);
    await realDrop(page, [study], await openGround(page));
    const panel = page.getByTestId('panel-LocalImage');
    await panel.getByText('Choose one of its 2 series').waitFor();
    await page.getByTestId('output-LocalImage.outImage').click();
    await page.getByTestId('node-LocalImage').locator('.node-message').waitFor();
    await openPanel(page, 'LocalImage');
    await tabTo(page, panel.getByRole('radio').first());
    await press(page, 'Space');
    await soon(async () => (await savedNodes(page)).LocalImage.params.series).toMatch(/^[0-9a-f]{12}$/);
    await press(page, 'ArrowDown');
    expect(await panel.locator('tr[data-chosen="true"]').textContent()).toContain('made 4');
    await page.getByTestId('output-LocalImage.outImage').click();
    await soon(() => facts(page)).toMatch(/^3 × 2 × 4, /);
    await openPanel(page, 'LocalImage');
    await panel.getByText('made 130').click();
    await page.getByTestId('output-LocalImage.outImage').click();
    await soon(() => facts(page)).toMatch(/^3 × 2 × 130, /);
  });

  it('tells of its patient on request only, and nothing of it is kept', async () => {
    const page = editor();
    await openNetwork(page, empty);
    await realDrop(page, [join(study, '1.2.20')], await openGround(page));
    await openPanel(page, 'LocalImage');
    await page.getByTestId('panel-LocalImage').getByText('made 4').waitFor();
    expect(await page.locator('body').textContent()).not.toContain(patient);
    await page.getByRole('button', { name: 'Show patient data…' }).click();
    await page.getByRole('dialog').getByText(patient).waitFor();
    await press(page, 'Escape');
    await soon(() => page.locator('body').textContent()).not.toContain(patient);
    expect(JSON.stringify(await savedNodes(page))).not.toContain(patient);
    const stored = await page.evaluate(async () => {
      const asked = indexedDB.open('voxgraph');
      const database = await new Promise<IDBDatabase>((resolve) => {
        asked.onsuccess = () => resolve(asked.result);
      });
      const journal = database.transaction('journal').objectStore('journal').getAll();
      await new Promise((resolve) => {
        journal.onsuccess = resolve;
      });
      database.close();
      return JSON.stringify([journal.result, { ...localStorage }, { ...sessionStorage }]);
    });
    expect(stored).not.toContain('Secret');
  });

  it('on a module that reads files takes the place of its file', async () => {
    const page = editor();
    const sample = { name: { name: 'head-mr.nii.gz', sample: 'head-mr' } };
    await openNetwork(page, { LocalImage: { module: 'LocalImage', at: [0, 0], params: sample } });
    await realDrop(page, [join(study, '1.2.20')], await middle(page.getByTestId('node-LocalImage')));
    await page.getByTestId('node-LocalImage').getByText('1.2.20').waitFor();
    expect(await page.locator('.node').count()).toBe(1);
    await openPanel(page, 'LocalImage');
    await realDrop(page, [study], await middle(page.getByTestId('panel-LocalImage').locator('h2')));
    await page.getByTestId('node-LocalImage').getByText('study.zip', { exact: true }).waitFor();
    expect(await page.locator('.node').count()).toBe(1);
  });
});

describe('files that are dropped together', () => {
  it('are one module where one is the header of the other', async () => {
    const page = editor();
    await openNetwork(page, empty);
    const bytes = await writeMha(sheppLogan({ size: [12, 10, 8], spacing: [2, 2, 3], type: 'int16' }));
    const end = bytes.indexOf(10, Buffer.from(bytes).indexOf('ElementDataFile')) + 1;
    const header = Buffer.from(bytes.subarray(0, end)).toString().replace('LOCAL', 'head.zraw');
    writeFileSync(join(folder, 'head.zraw'), bytes.subarray(end));
    writeFileSync(join(folder, 'head.mhd'), header);
    await realDrop(page, [join(folder, 'head.zraw'), join(folder, 'head.mhd')], await openGround(page));
    await page.getByTestId('output-LocalImage.outImage').click();
    await soon(() => facts(page)).toMatch(/^12 × 10 × 8, /);
    expect((await savedNodes(page)).LocalImage.params).toMatchObject({
      name: { name: 'head.mhd' },
      voxels: { name: 'head.zraw' },
    });
    expect(await page.locator('.node').count()).toBe(2);
  });

  it('are told of while they are read, and reading them can be cancelled', async () => {
    const page = editor();
    await openNetwork(page, empty);
    // Zeros that take no room on the disk, and some seconds to read.
    const large = join(folder, 'large.nii');
    writeFileSync(large, '');
    truncateSync(large, 2 ** 31);
    await realDrop(page, [large], await openGround(page));
    await page.getByTestId('intake').getByRole('button', { name: 'Cancel' }).click();
    await page.getByTestId('notice').getByText('Opening files was cancelled').waitFor();
    await soon(() => page.getByTestId('intake').count()).toBe(0);
    expect(await page.locator('.node').count()).toBe(1);
  });
});
