import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Page } from 'playwright';
import { beforeEach, describe, expect, it } from 'vitest';
import { editorPage } from './editorPage.ts';
import { chooseFile, field, kept, openPanel, soon } from './hands.ts';

const editor = editorPage();
let page: Page;
const masking = readFileSync(join(import.meta.dirname, '../../graphs/masking-images.json'), 'utf8');
const folder = mkdtempSync(join(tmpdir(), 'voxgraph-e2e-'));
beforeEach(() => {
  page = editor();
});

const fileName = (page: Page) => page.getByTestId('file-name').textContent();
const notices = (page: Page) => page.getByRole('log').textContent();

/** Saves with the button and returns the downloaded text. */
async function save(page: Page): Promise<string> {
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  return readFileSync(await (await download).path(), 'utf8');
}

/** Opens a graph file through the dialog of the Open command. */
async function open(page: Page, name: string, text: string): Promise<void> {
  const path = join(folder, name);
  writeFileSync(path, text);
  const dialog = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'File', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Open…' }).click();
  await (await dialog).setFiles(path);
}

async function setThreshold(page: Page, value: string): Promise<void> {
  await openPanel(page, 'Threshold');
  await field(page, 'Threshold', 'threshold').fill(value);
}

/** A NIfTI-1 file of int16 voxels, written here byte by byte so that it does not depend on the writer under test. */
function nifti(size: readonly number[], value: (index: number) => number): Buffer {
  const count = size.reduce((product, n) => product * n, 1);
  const bytes = Buffer.alloc(352 + 2 * count);
  bytes.writeInt32LE(348, 0);
  [size.length, ...size, 1, 1, 1, 1, 1, 1, 1].slice(0, 8).forEach((n, axis) => {
    bytes.writeInt16LE(n, 40 + 2 * axis);
    bytes.writeFloatLE(1, 76 + 4 * axis);
  });
  bytes.writeInt16LE(4, 70);
  bytes.writeInt16LE(16, 72);
  bytes.writeFloatLE(352, 108);
  bytes.writeInt16LE(1, 254);
  for (let axis = 0; axis < 3; axis++) bytes.writeFloatLE(1, 280 + 20 * axis);
  bytes.write('n+1\0', 344, 'latin1');
  for (let n = 0; n < count; n++) bytes.writeInt16LE(value(n), 352 + 2 * n);
  return bytes;
}

function file(name: string, bytes: Buffer | string): string {
  const path = join(folder, name);
  writeFileSync(path, bytes);
  return path;
}

/** How many files the browser's storage holds, which a reload finds again. */
function filesKept(page: Page): Promise<number> {
  return page.evaluate(
    () =>
      new Promise((resolve) => {
        const asked = indexedDB.open('voxgraph');
        asked.onsuccess = () => {
          const database = asked.result;
          const count = database.transaction('files').objectStore('files').count();
          count.onsuccess = () => {
            database.close();
            resolve(count.result);
          };
        };
      }),
  );
}

describe('bad input is a sentence on its node, and nothing is lost', () => {
  it('for files that are no image', async () => {
    expect(await fileName(page)).toBe('masking-images.json');
    const whole = gzipSync(nifti([64, 64, 20], (n) => (n * 7919) % 251));
    const cases: [string, Buffer | string, RegExp][] = [
      ['letter.nii', 'Dear radiologist, '.repeat(40), /letter\.nii|NIfTI/i],
      ['cut.nii.gz', whole.subarray(0, whole.length / 2), /truncated|cut|incomplete|ends/i],
      ['film.nii', nifti([8, 8, 4, 5], (n) => n), /3D|time points|5/],
    ];
    for (const [name, bytes, reason] of cases) {
      await chooseFile(page, 'LocalImage', file(name, bytes));
      const error = page.getByTestId('node-LocalImage').locator('.node-message');
      await soon(() => error.textContent()).toMatch(reason);
      await soon(() => page.getByTestId('node-Mask').textContent()).toContain('blocked');
      expect(await page.locator('.react-flow__edge').count()).toBe(5);
    }
    await page.getByRole('button', { name: 'Undo', exact: true }).click({ clickCount: 3, delay: 50 });
    await soon(() => page.getByTestId('node-LocalImage').textContent()).toContain('head-mr.nii.gz');
    await soon(() => page.getByTestId('node-Mask').textContent()).toMatch(/ms|memory/);
  });
});

describe('a chosen file', () => {
  it('is there again after a reload', async () => {
    const before = await filesKept(page);
    const path = file(
      'ramp.nii',
      nifti([40, 30, 20], (n) => n % 120),
    );
    await chooseFile(page, 'LocalImage', path);
    await soon(() => page.getByTestId('node-LocalImage').textContent()).toContain('ramp.nii');
    await soon(() => filesKept(page)).toBe(before + 1);
    await kept(page);
    await page.reload();
    await soon(() => page.getByTestId('node-LocalImage').textContent()).toContain('ramp.nii');
    await page.getByTestId('output-LocalImage.outImage').click();
    await soon(() => page.getByTestId('inspector-facts').textContent()).toContain('40 × 30 × 20');
  });
});

describe('saving and opening', () => {
  it('gives the same network back, and the mark of changes is honest', async () => {
    await open(page, 'saved.json', masking);
    await soon(() => fileName(page)).toBe('saved.json');
    await setThreshold(page, '75');
    await soon(() => fileName(page)).toContain('modified');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Undo', exact: true }).click();
    expect(await fileName(page)).not.toContain('modified');
    await page.getByRole('button', { name: 'Redo', exact: true }).click();
    const saved = await save(page);
    expect(await fileName(page)).not.toContain('modified');
    await page.getByRole('button', { name: 'File', exact: true }).click();
    await page.getByRole('menuitem', { name: /^New network/ }).click();
    await soon(() => page.locator('.node').count()).toBe(0);
    await open(page, 'again.json', saved);
    await soon(() => page.locator('.node').count()).toBe(4);
    expect(await page.getByTestId('node-Threshold').textContent()).toContain('75');
    expect(JSON.parse(await save(page)).nodes).toEqual(JSON.parse(saved).nodes);
  });

  it('says why a file cannot be opened and keeps what was open', async () => {
    const node = (inputs: object) => ({
      module: 'Threshold',
      moduleVersion: 1,
      position: { x: 0, y: 0 },
      params: {},
      inputs,
    });
    const cases: [string, string, RegExp][] = [
      ['newer.json', JSON.stringify({ version: 99, nodes: {} }), /newer Voxgraph/],
      ['text.json', 'not a graph', /not JSON/],
      [
        'cycle.json',
        JSON.stringify({ version: 1, nodes: { A: node({ input0: 'B.output0' }), B: node({ input0: 'A.output0' }) } }),
        /cycle/,
      ],
    ];
    const [before, count] = [await fileName(page), await page.locator('.node').count()];
    for (const [name, text, reason] of cases) {
      await open(page, name, text);
      await soon(() => notices(page)).toMatch(reason);
      expect(await page.locator('.node').count()).toBe(count);
      expect(await fileName(page)).toBe(before);
    }
  });

  it('keeps a module that it does not know, and saves it unchanged', async () => {
    const strange = {
      module: 'DeepMask',
      moduleVersion: 3,
      position: { x: 0, y: 0 },
      params: { depth: 4, nested: { any: ['thing'] } },
      inputs: { input0: 'LocalImage.outImage' },
    };
    const image = {
      module: 'LocalImage',
      moduleVersion: 1,
      position: { x: 0, y: 150 },
      params: { name: { name: 'head-mr.nii.gz', sample: 'head-mr' } },
      inputs: {},
    };
    await open(page, 'strange.json', JSON.stringify({ version: 1, nodes: { DeepMask: strange, LocalImage: image } }));
    await soon(() => page.getByTestId('node-DeepMask').textContent()).toContain('DeepMask');
    expect(await notices(page)).toContain('DeepMask is not known');
    expect(JSON.parse(await save(page)).nodes.DeepMask).toEqual(strange);
  });
});

describe('images of different sizes', () => {
  it('are an error that names both', async () => {
    await open(page, 'masking.json', masking);
    await page.getByTestId('node-SynchroView2D').waitFor();
    const graph = JSON.parse(masking);
    graph.nodes.Other = structuredClone(graph.nodes.LocalImage);
    graph.nodes.Other.position = { x: -260, y: 330 };
    graph.nodes.Mask.inputs.input0 = 'Other.outImage';
    await open(page, 'two.json', JSON.stringify(graph));
    await page.getByTestId('node-Other').waitFor();
    await chooseFile(
      page,
      'Other',
      file(
        'small.nii',
        nifti([40, 30, 20], (n) => n % 100),
      ),
    );
    const error = page.getByTestId('node-Mask').locator('.node-message');
    await soon(() => error.textContent()).toMatch(/40×30×20.*256×256×20/);
  });
});
