import type { Page } from 'playwright';
import { beforeEach, describe, expect, it } from 'vitest';
import { editorPage } from './editorPage.ts';
import type { TestNode } from './hands.ts';
import { field, openNetwork, openPanel, soon } from './hands.ts';

let page: Page;
const editor = editorPage();
beforeEach(() => {
  page = editor();
});

const sample = (id: string, x = 0): TestNode => ({
  module: 'LocalImage',
  at: [x, 330],
  params: { name: { name: `${id}.nii.gz`, sample: id } },
});
const state = (node: string) => page.getByTestId(`node-${node}`).locator('.node-state').textContent();
const inspector = () => page.getByTestId('inspector');
const facts = () => page.getByTestId('inspector-facts').textContent();

describe('the Output Inspector', () => {
  const network = {
    LocalImage: sample('head-mr'),
    Threshold: {
      module: 'Threshold',
      at: [0, 200],
      params: { threshold: 300 },
      inputs: { input0: 'LocalImage.outImage' },
    },
    LargestComponent: { module: 'LargestComponent', at: [0, 80], inputs: { input0: 'Threshold.output0' } },
    Mask: { module: 'Mask', at: [220, 80] },
  } as const;

  it('shows an output: its picture, size, type, spacing and range', async () => {
    await openNetwork(page, network);
    await page.getByTestId('output-Threshold.output0').click();
    await soon(facts).toMatch(/^256 × 256 × 20, unsigned int8, 0\.859375 × 0\.859375 × 7\.\d+ mm, \w{3}, 0 to 1$/);
    const canvas = inspector().locator('canvas').first();
    const greys = () =>
      canvas.evaluate((element: HTMLCanvasElement) => {
        const { width, height } = element;
        const data = element.getContext('2d')?.getImageData(0, 0, width, height).data ?? [];
        return new Set([...data].filter((_, n) => n % 4 === 0)).size;
      });
    await soon(greys).toBeGreaterThan(1);
  });

  it('shows what an input gets, and says of a free one that it gets nothing', async () => {
    await openNetwork(page, network);
    await page.getByTestId('input-Threshold.input0').click();
    await inspector().getByRole('heading', { name: 'LocalImage.outImage' }).waitFor();
    await soon(facts).toContain('256 × 256 × 20, int16');
    await page.getByTestId('input-Mask.input0').click();
    await page.getByTestId('notice').getByText('Mask.input0 is not connected').waitFor();
  });

  it('shows a table row by row, and a number that feeds a field', async () => {
    await openNetwork(page, {
      ...network,
      Arithmetic1: {
        module: 'Arithmetic1',
        at: [220, 200],
        inputs: { input0: 'LocalImage.outImage', constant: 'LargestComponent.count' },
      },
    });
    await page.getByTestId('output-LargestComponent.sizes').click();
    const table = inspector().getByRole('table');
    await table.getByRole('columnheader', { name: 'volume (mm³)' }).waitFor();
    const sizes = await table.locator('tbody tr td:nth-child(2)').allTextContents();
    expect(sizes.length).toBeGreaterThan(1);
    expect(Number(sizes[0])).toBeGreaterThanOrEqual(Number(sizes[1]));
    await page.locator('.react-flow__edge[data-id="Arithmetic1.constant"]').focus();
    await page.keyboard.press('Enter');
    await inspector().getByRole('heading', { name: 'LargestComponent.count' }).waitFor();
    // Fewer than the table shows at most, so that its rows are all components.
    expect(sizes.length).toBeLessThan(500);
    await soon(() => inspector().locator('.inspector-value').textContent()).toBe(String(sizes.length));
  });
});

describe('the state of a module', () => {
  it('tells by words what has run, how long it took and what was remembered', async () => {
    await openNetwork(page, {
      LocalImage: sample('head-mr'),
      Threshold: { module: 'Threshold', at: [0, 200], inputs: { input0: 'LocalImage.outImage' } },
      Info: { module: 'Info', at: [200, 200] },
    });
    expect(await state('Threshold')).toBe('○not run');
    expect(await state('Info')).toBe('○not connected');
    await page.getByTestId('output-Threshold.output0').click();
    await soon(() => state('Threshold')).toMatch(/^✓(<1|\d+) ms$/);
    await openPanel(page, 'Threshold');
    await field(page, 'Threshold', 'threshold').fill('77');
    await soon(() => state('Threshold')).toMatch(/^(○not run|✓(<1|\d+) ms)$/);
    await field(page, 'Threshold', 'threshold').fill('0');
    await soon(() => state('Threshold')).toBe('✓from memory');
  });

  it('tells of a warning, with its sentence on the module', async () => {
    await openNetwork(page, {
      LocalImage: sample('head-mr'),
      Threshold: {
        module: 'Threshold',
        at: [0, 200],
        params: { threshold: 1e9 },
        inputs: { input0: 'LocalImage.outImage' },
      },
      LargestComponent: { module: 'LargestComponent', at: [0, 80], inputs: { input0: 'Threshold.output0' } },
    });
    await page.getByTestId('output-LargestComponent.output0').click();
    await soon(() => state('LargestComponent')).toBe('⚠warning');
    await page.getByTestId('node-LargestComponent').getByText('no foreground voxel').waitFor();
  });

  it('tells of images of different sizes on the module that wants equal ones, and who is blocked by it', async () => {
    await openNetwork(page, {
      Head: sample('head-mr'),
      Thorax: sample('ct-thorax', 220),
      Mask: { module: 'Mask', at: [0, 200], inputs: { input0: 'Head.outImage', input1: 'Thorax.outImage' } },
      Info: { module: 'Info', at: [0, 80], inputs: { input0: 'Mask.output0' } },
    });
    await openPanel(page, 'Info');
    await soon(() => state('Mask')).toBe('✖error');
    const sentence = await page.getByTestId('node-Mask').locator('.node-message').textContent();
    expect(sentence).toContain('256×256×20');
    expect(sentence).toContain('256×256×133');
    expect(await state('Info')).toBe('⊘blocked');
    expect(await page.getByTestId('node-Info').locator('.node-state').getAttribute('title')).toContain('Mask failed');
    await soon(() => page.getByTestId('activity').textContent()).toBe('Mask failed');
  });

  it('keeps a module that has grown by what it tells in sight', async () => {
    await openNetwork(page, {
      Head: sample('head-mr'),
      Thorax: sample('ct-thorax', 220),
      Mask: { module: 'Mask', at: [420, 200], inputs: { input0: 'Head.outImage', input1: 'Thorax.outImage' } },
    });
    await page.getByTestId('output-Mask.output0').click();
    await page.getByTestId('node-Mask').locator('.node-message').waitFor();
    const right = async () => {
      const [mask, pane] = [page.getByTestId('node-Mask'), page.locator('.react-flow__pane')];
      const [inner, outer] = [await mask.boundingBox(), await pane.boundingBox()];
      return (outer?.x ?? 0) + (outer?.width ?? 0) - (inner?.x ?? 0) - (inner?.width ?? 0);
    };
    await soon(right).toBeGreaterThanOrEqual(0);
  });

  it('tells of a file that is not on this machine', async () => {
    const name = { name: 'elsewhere.nii.gz', hash: 'ab'.repeat(32) };
    await openNetwork(page, { LocalImage: { module: 'LocalImage', at: [0, 0], params: { name } } });
    await page.getByTestId('output-LocalImage.outImage').click();
    await soon(() => state('LocalImage')).toBe('✖error');
    expect(await page.getByTestId('node-LocalImage').locator('.node-message').textContent()).toContain(
      'elsewhere.nii.gz',
    );
    // It never ran, and is among the messages all the same.
    await page.getByRole('button', { name: /^Messages:/ }).click();
    await page.getByTestId('messages').getByText('elsewhere.nii.gz').waitFor();
  });

  it('tells of a module that is not known here, and keeps it with its connections', async () => {
    await openNetwork(page, {
      LocalImage: sample('head-mr'),
      Frob: { module: 'Frobnicate', at: [0, 200], params: { depth: 3 }, inputs: { left: 'LocalImage.outImage' } },
      Info: { module: 'Info', at: [0, 80], inputs: { input0: 'Frob.out' } },
    });
    await page.getByTestId('node-Frob').getByText('Frobnicate: unknown module').waitFor();
    expect(await page.getByTestId('node-Frob').getAttribute('data-kind')).toBe('broken');
    await page.locator('.react-flow__edge[data-id="Frob.left"]').waitFor({ state: 'attached' });
    await openPanel(page, 'Info');
    await soon(() => state('Frob')).toMatch(/error|not run|not connected/);
    await soon(() => page.getByTestId('panel-Info').textContent()).toContain('Frobnicate');
  });
});
