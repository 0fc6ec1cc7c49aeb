import type { Page } from 'playwright';
import { beforeEach, describe, expect, it } from 'vitest';
import { editorPage } from './editorPage.ts';
import { dropFiles, middle, openNetwork, soon } from './hands.ts';

let page: Page;
const editor = editorPage();
beforeEach(async () => {
  page = editor();
  await openNetwork(page, { Threshold: { module: 'Threshold', at: [0, 0] } });
});

const names = async () => (await page.locator('.node-name').allTextContents()).sort();
const graph = (name: string) =>
  JSON.stringify({
    version: 1,
    nodes: { [name]: { module: 'Mask', moduleVersion: 1, position: { x: 900, y: 400 }, params: {}, inputs: {} } },
  });

describe('files that are dropped on the network', () => {
  it('become images, but for those of which it is said at once that they are none', async () => {
    await dropFiles(page, { 'letter.txt': 'Dear radiologist', scan: '\u0000\u0001', 'head.nii': '\u0000' });
    await soon(names).toEqual(['LocalImage', 'LocalImage1', 'Threshold']);
    // The first one is seen without a click.
    await page.getByRole('heading', { name: /^LocalImage\.outImage/ }).waitFor();
    await page
      .getByTestId('notice')
      .getByText(/^letter\.txt is a text, no image/)
      .waitFor();
  });

  it('are all taken when one is a network: it is opened, and the images are seen below it', async () => {
    await dropFiles(page, { 'a.nii': '\u0000a', 'both.json': graph('Mask'), 'b.nii': '\u0000b' });
    await soon(names).toEqual(['LocalImage', 'LocalImage1', 'Mask']);
    expect(await page.getByTestId('file-name').textContent()).toContain('both.json');
    const pane = await page.locator('.react-flow').boundingBox();
    const bottom = (pane?.y ?? 0) + (pane?.height ?? 0);
    for (const node of ['LocalImage', 'LocalImage1']) {
      const at = () => middle(page.getByTestId(`node-${node}`));
      await soon(async () => (await at()).y < bottom).toBe(true);
      expect((await at()).y).toBeGreaterThan((await middle(page.getByTestId('node-Mask'))).y);
    }
  });

  it('open beside each other when they are networks', async () => {
    await dropFiles(page, { 'one.json': graph('One'), 'two.json': graph('Two') });
    await soon(names).toEqual(['Two']);
    const tabs = await page.getByRole('tab', { name: /\.json/ }).allTextContents();
    expect(tabs.slice(-2)).toEqual(['one.json', 'two.json']);
  });

  it('are told of over the network, where no field and no picture is covered', async () => {
    await dropFiles(page, { 'letter.txt': 'Dear radiologist, '.repeat(9), 'dear.txt': 'Dear radiologist' });
    await page.getByTestId('notice').getByText(/^dear/).waitFor();
    const pane = await page.locator('.react-flow').boundingBox();
    const right = (pane?.x ?? 0) + (pane?.width ?? 0);
    const edges = await page
      .getByTestId('notice')
      .evaluateAll((all) => all.map((notice) => notice.getBoundingClientRect().right));
    expect(Math.max(...edges)).toBeLessThan(right);
  });
});
