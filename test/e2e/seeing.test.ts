import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { bringAxe, findings } from './axe.ts';
import { type GuardedPage, picture, type Stage, setStage } from './browser.ts';
import { field, middle, openNetwork, openPanel, press, soon, tabTo } from './hands.ts';
import { command, head } from './windowHands.ts';

let stage: Stage;
let guarded: GuardedPage;
let page: Page;
beforeAll(async () => {
  stage = await setStage();
  // The policy lets no foreign script in, axe's neither; only here it is passed by.
  const context = await stage.browser.newContext({ viewport: { width: 1280, height: 720 }, bypassCSP: true });
  await context.addInitScript(() => Reflect.deleteProperty(window, 'showSaveFilePicker'));
  guarded = await stage.open({ context });
  page = guarded.page;
  await bringAxe(page);
}, 120_000);
afterAll(async () => {
  guarded.expectClean();
  await stage.close();
});
beforeEach(async () => {
  await page.mouse.move(2, 2);
  await command(page, 'Reset the arrangement');
});

const node = (name: string) => page.getByTestId(`node-${name}`);
const state = (name: string) => node(name).locator('.node-state');
const sample = (name: string, id: string) => ({ name: { name, sample: id } });
/** The head and a mask of the thorax, which is larger. */
const apart = {
  Head: { module: 'LocalImage', at: [0, 220], params: sample('head-mr.nii.gz', 'head-mr') },
  Thorax: { module: 'LocalImage', at: [300, 330], params: sample('ct-thorax.nii.gz', 'ct-thorax') },
  Threshold: { module: 'Threshold', at: [300, 220], inputs: { input0: 'Thorax.outImage' }, params: { threshold: 60 } },
  Mask: { module: 'Mask', at: [100, 60], inputs: { input0: 'Head.outImage', input1: 'Threshold.output0' } },
} as const;

/** Axe finds nothing in the page as it stands, in both themes; keeps a picture of each. */
async function expectAccessible(name: string): Promise<void> {
  const dark = await findings(page, 'dark');
  await picture(page, `seeing-${name}-dark`);
  const light = await findings(page, 'light');
  await picture(page, `seeing-${name}-light`);
  expect([...dark, ...light]).toEqual([]);
}

describe('a module', () => {
  it('shows the middle slice of its result in small when it is there, and nothing is computed for it', async () => {
    await openNetwork(page, head);
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect(await state('Threshold').textContent()).toBe('○not run');
    const small = node('Threshold').locator('.node-picture canvas');
    expect(await small.getAttribute('data-state')).toBe('empty');
    await page.getByTestId('output-Threshold.output0').click();
    await soon(() => small.getAttribute('data-state')).toBe('ready');
    const shades = await small.evaluate((canvas: HTMLCanvasElement) => {
      const { data } = canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height) ?? { data: [] };
      return [...new Set(data.filter((_, n) => n % 4 === 0))].sort((a, b) => a - b);
    });
    expect(shades).toEqual([0, 255]);
    await command(page, 'Small pictures on modules');
    expect(await page.locator('.node-picture').count()).toBe(0);
    await command(page, 'Small pictures on modules');
  });

  it('tells by its line what feeds the selection and what it feeds', async () => {
    await openNetwork(page, head);
    await node('Threshold').locator('.node-name').click();
    const line = (name: string) => node(name).evaluate((element) => getComputedStyle(element).outlineStyle);
    expect(await Promise.all(['LocalImage', 'View2D', 'View2D1', 'Threshold'].map(line))).toEqual([
      'dashed',
      'dotted',
      'none',
      'none',
    ]);
  });

  it('says why it ran again, from which value to which', async () => {
    await openNetwork(page, head);
    await page.getByTestId('output-Threshold.output0').click();
    await soon(() => state('Threshold').textContent()).toMatch(/ms|memory/);
    await openPanel(page, 'Threshold');
    await field(page, 'Threshold', 'threshold').fill('77');
    await page.getByTestId('output-Threshold.output0').click();
    await state('Threshold').click();
    await page.getByRole('dialog', { name: 'Threshold' }).getByText('Threshold: 60 → 77').waitFor();
    await expectAccessible('details');
    await press(page, 'Escape');
  });

  it('tells on the wire that images differ before anything runs, and after it what is wrong, with sizes and what to do', async () => {
    await openNetwork(page, apart);
    await page.locator('.react-flow__edge-text').getByText('256×256×20 ≠ 256×256×133').waitFor();
    expect(await state('Mask').textContent()).toBe('○not run');
    await page.getByTestId('output-Mask.output0').click();
    await soon(() => state('Mask').textContent()).toBe('✖error');
    await tabTo(page, state('Mask'));
    await press(page, 'Enter');
    const details = page.getByRole('dialog', { name: 'Mask' });
    await details.getByText('→ Connect images of one grid').waitFor();
    await details.getByRole('button', { name: 'Messages' }).click();
    const messages = page.getByTestId('messages');
    await messages.getByText('input0 (256×256×20) and input1 (256×256×133) lie on different grids').waitFor();
    await node('Thorax').locator('.node-name').click();
    await tabTo(page, messages.getByRole('button', { name: 'Mask' }));
    await press(page, 'Enter');
    await soon(() => page.locator('.react-flow__node.selected').getAttribute('data-id')).toBe('Mask');
    await expectAccessible('messages');
    await messages.getByLabel('Filter messages').fill('');
    await messages.getByRole('button', { name: 'Clear messages' }).click();
    await messages.getByText('No messages.').waitFor();
  });
});

describe('the windows that tell what happened', () => {
  it('count runs and answers from memory, sorted by keyboard', async () => {
    // Of this threshold nothing is remembered from the tests before.
    await openNetwork(page, { ...head, Threshold: { ...head.Threshold, params: { threshold: 61 } } });
    await command(page, 'Profiling');
    await page.getByTestId('output-Threshold.output0').click();
    const rows = page.getByTestId('profiling').locator('tbody tr');
    await soon(() => rows.count()).toBe(2);
    await tabTo(page, page.getByTestId('profiling').getByRole('button', { name: 'Module' }));
    await press(page, 'Enter');
    expect(await rows.locator('td:first-child').allTextContents()).toEqual(['LocalImage', 'Threshold']);
    await press(page, 'Enter');
    expect(await rows.locator('td:first-child').allTextContents()).toEqual(['Threshold', 'LocalImage']);
    await expectAccessible('profiling');
  });

  it('tell who holds memory, and let go of one result or of all', async () => {
    await openNetwork(page, head);
    await command(page, 'Cache');
    await page.getByTestId('output-LocalImage.outImage').click();
    const cache = page.getByTestId('cache');
    await cache.getByText('current, whole').first().waitFor();
    await expectAccessible('cache');
    await tabTo(page, cache.getByRole('button', { name: 'Forget the result of LocalImage' }));
    await press(page, 'Enter');
    await soon(() => state('LocalImage').textContent()).toBe('○not run');
    await cache.getByRole('button', { name: 'Forget all' }).click();
    await cache.getByText('Nothing is held.').waitFor();
  });

  it('show fields, connectors, help and version of the selected module, by keyboard alone', async () => {
    await openNetwork(page, head);
    await node('Threshold').locator('.node-name').click();
    await command(page, 'Module Inspector');
    const inspector = page.getByTestId('module-inspector');
    await inspector.locator('tr[data-param="threshold"][data-changed="true"]').waitFor();
    await expectAccessible('module-inspector');
    // The command brings the focus along, since on the way by the Tab key other modules would be selected.
    await soon(() => page.evaluate(() => document.activeElement?.textContent)).toBe('Fields');
    await press(page, 'ArrowRight');
    expect(await inspector.locator('tr[data-port="output0"]').textContent()).toContain('not computed');
    await expectAccessible('module-ports');
    await press(page, 'ArrowRight');
    await inspector.getByTestId('forecast').waitFor();
    await press(page, 'End');
    await inspector.getByText('BinaryThresholdImageFilter').waitFor();
  });
});

describe('the Output Inspector', () => {
  it('shows histogram and matrix of an image by keyboard', async () => {
    await openNetwork(page, head);
    await page.getByTestId('output-Threshold.output0').click();
    const inspector = page.getByTestId('inspector');
    await tabTo(page, inspector.getByRole('tab', { name: '2D' }));
    await press(page, 'ArrowRight', 'ArrowRight');
    const plot = inspector.getByRole('slider', { name: 'Histogram of Threshold.output0' });
    await tabTo(page, plot);
    await press(page, 'End');
    await soon(() => page.getByTestId('histogram-value').textContent()).toMatch(/^1: [\d,]+ voxels, [\d.]+ %$/);
    await expectAccessible('histogram');
    await tabTo(page, inspector.getByRole('tab', { name: 'Histogram' }));
    await press(page, 'ArrowRight');
    const matrix = inspector.getByRole('table', { name: 'Voxel to world matrix of Threshold.output0' });
    expect(await matrix.locator('tbody td').count()).toBe(16);
    await expectAccessible('header');
    await press(page, 'Home');
  });

  it('has the lines of the window where its picture has them, and takes a dragged line back on Escape', async () => {
    await openNetwork(page, head);
    await page.getByTestId('output-LocalImage.outImage').click();
    const inspector = page.getByTestId('inspector');
    await inspector.locator('.viewer-pane[data-status="ready"]').waitFor();
    const width = inspector.getByRole('textbox', { name: /^Window width/ });
    await soon(() => width.inputValue()).not.toBe('1');
    const white = await width.inputValue();
    await inspector.getByRole('tab', { name: 'Histogram' }).click();
    const line = (name: string) => inspector.getByRole('slider', { name });
    // Its values go up to 1059, of which the picture leaves out the brightest few, and begin with 0.
    expect(await line('White of LocalImage.outImage').getAttribute('aria-valuenow')).toBe(white);
    expect(Number(white)).toBeLessThan(1000);
    const threshold = line('Threshold of Threshold');
    const { x, y } = await middle(threshold);
    await page.mouse.move(x, y + 20);
    await page.mouse.down();
    await page.mouse.move(x + 60, y + 20, { steps: 3 });
    await soon(() => threshold.getAttribute('aria-valuenow')).not.toBe('60');
    await press(page, 'Escape');
    await soon(() => threshold.getAttribute('aria-valuenow')).toBe('60');
    await page.mouse.up();
    await inspector.getByRole('tab', { name: '2D' }).click();
  });

  it('saves all rows of a table as CSV', async () => {
    const image = { module: 'LocalImage', at: [0, 110], params: sample('head-mr.nii.gz', 'head-mr') } as const;
    await openNetwork(page, {
      Image: image,
      Histogram: { module: 'Histogram', at: [0, 0], inputs: { input0: 'Image.outImage' }, params: { bins: 600 } },
    });
    await page.getByTestId('output-Histogram.table').click();
    await page.getByText('The first 500 of 600 rows').waitFor();
    await expectAccessible('table');
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Save as CSV' }).click();
    const lines = (await readFile(await (await download).path(), 'utf8')).split('\r\n');
    expect([lines[0], lines.length]).toEqual(['From,To,Voxels', 602]);
  });
});

describe('the theme', () => {
  it('follows the system at once, until another is chosen', async () => {
    const theme = () => page.evaluate(() => document.documentElement.dataset.theme);
    await page.emulateMedia({ colorScheme: 'dark' });
    await soon(theme).toBe('dark');
    await page.emulateMedia({ colorScheme: 'light' });
    await soon(theme).toBe('light');
    await command(page, 'Light or dark');
    await page.emulateMedia({ colorScheme: 'dark' });
    await page.emulateMedia({ colorScheme: 'light' });
    expect(await theme()).toBe('dark');
    await command(page, 'Light or dark');
    expect(await theme()).toBe('light');
  });
});
