import { readFile } from 'node:fs/promises';
import type { Locator, Page } from 'playwright';
import { beforeEach, describe, expect, it } from 'vitest';
import { editorPage } from './editorPage.ts';
import { drag, dropFile, field, middle, openNetwork, openPanel, soon, tabTo } from './hands.ts';

const getPage = editorPage();

const sample = { name: { name: 'head-mr.nii.gz', sample: 'head-mr' } };
const head = {
  LocalImage: { module: 'LocalImage', at: [0, 200], params: sample },
  Threshold: {
    module: 'Threshold',
    at: [0, 100],
    inputs: { input0: 'LocalImage.outImage' },
    params: { threshold: 60 },
  },
  View2D: { module: 'View2D', at: [0, 0], inputs: { inImage: 'Threshold.output0' } },
  View2D1: { module: 'View2D', at: [220, 0], inputs: { inImage: 'LocalImage.outImage' } },
} as const;

beforeEach(async () => {
  const page = getPage();
  await page.mouse.move(2, 2);
  await command(page, 'Reset the arrangement');
  await openNetwork(page, head);
});

const viewer = (page: Page, node: string) => page.getByTestId(`viewer-${node}`);
const tabs = (page: Page) => page.locator('.dv-tab:visible').allTextContents();

async function command(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: 'View', exact: true }).click();
  await page.getByRole('menuitem', { name, exact: true }).click();
}

async function close(page: Page, name: string): Promise<void> {
  await page.locator('.dv-tab', { hasText: name }).first().locator('.dv-default-tab-action').click();
}

async function box(locator: Locator) {
  const found = await locator.boundingBox();
  if (!found) throw new Error(`${locator} is not on the screen`);
  return found;
}

/** Floats a viewer and waits until it has the size of its window. */
async function float(page: Page, name: string) {
  await page.getByRole('button', { name: `Float ${name}` }).click();
  await soon(async () => (await viewer(page, name).boundingBox())?.width).toBe(576);
  return box(viewer(page, name));
}

/** The document as Ctrl+S saves it. */
async function saved(page: Page): Promise<{ nodes: object; view: { open: unknown[]; layout?: unknown } }> {
  const download = page.waitForEvent('download');
  await page.keyboard.press('Control+s');
  return JSON.parse(await readFile(await (await download).path(), 'utf8'));
}

describe('a viewer', () => {
  it('floats by its button where it is seen whole, and docks again above the inspector without pushing the others', async () => {
    const page = getPage();
    await openPanel(page, 'View2D');
    const docked = await box(viewer(page, 'View2D'));
    const canvas = await box(page.locator('.react-flow'));
    const floating = await float(page, 'View2D');
    expect(floating.x).toBeLessThan(docked.x);
    expect(floating.x + floating.width).toBeLessThanOrEqual(1280);
    expect(floating.y + floating.height).toBeLessThanOrEqual(720);
    await page.getByRole('button', { name: 'Dock View2D' }).click();
    // Halves of odd heights differ by a pixel.
    await soon(async () => Math.abs((await box(viewer(page, 'View2D'))).y - docked.y)).toBeLessThan(2);
    expect((await box(viewer(page, 'View2D'))).width).toBe(docked.width);
    expect(await box(page.locator('.react-flow'))).toEqual(canvas);
  });

  it('floats when its tab is dragged with Shift, and is moved by its tab bar', async () => {
    const page = getPage();
    await openPanel(page, 'View2D');
    const from = await middle(page.locator('.dv-tab', { hasText: 'View2D' }).first());
    await page.keyboard.down('Shift');
    await page.mouse.move(from.x, from.y);
    await page.mouse.down();
    await page.mouse.move(from.x - 80, from.y + 60, { steps: 6 });
    await page.mouse.up();
    await page.keyboard.up('Shift');
    await page.getByRole('button', { name: 'Dock View2D' }).waitFor();
    const before = await box(viewer(page, 'View2D'));
    const bar = await middle(page.locator('.dv-resize-container .dv-void-container'));
    await page.mouse.move(bar.x, bar.y);
    await page.mouse.down();
    await page.mouse.move(bar.x - 100, bar.y + 50, { steps: 6 });
    await page.mouse.up();
    await soon(async () => (await box(viewer(page, 'View2D'))).x).toBeLessThan(before.x - 50);
  });

  it('is maximized and restored by its button', async () => {
    const page = getPage();
    await openPanel(page, 'View2D');
    const before = await box(viewer(page, 'View2D'));
    await page.getByRole('button', { name: 'Maximize View2D' }).click();
    await soon(async () => (await box(viewer(page, 'View2D'))).width).toBe(1280);
    await page.getByRole('button', { name: 'Restore View2D' }).click();
    await soon(() => box(viewer(page, 'View2D'))).toEqual(before);
  });

  it('is floated, docked and closed with the keyboard alone', async () => {
    const page = getPage();
    await openPanel(page, 'View2D');
    await tabTo(page, page.getByRole('button', { name: 'Float View2D' }));
    await page.keyboard.press('Enter');
    await tabTo(page, page.getByRole('button', { name: 'Dock View2D' }));
    await page.keyboard.press('Enter');
    await tabTo(page, page.getByRole('tab', { name: 'View2D', exact: true }));
    await page.keyboard.press('Delete');
    await soon(() => viewer(page, 'View2D').count()).toBe(0);
  });

  it('asks for nothing once it is closed', async () => {
    const page = getPage();
    await openPanel(page, 'View2D');
    await soon(() => page.getByTestId('node-Threshold').textContent()).toMatch(/ms|memory/);
    await close(page, 'View2D');
    await openPanel(page, 'Threshold');
    await field(page, 'Threshold', 'threshold').fill('77');
    await soon(() => page.getByTestId('node-Threshold').textContent()).toContain('77');
    await soon(() => page.getByTestId('node-Threshold').textContent()).toContain('not run');
  });

  it('keeps its window when its node is renamed, and the undo of the renaming keeps it too', async () => {
    const page = getPage();
    await openPanel(page, 'View2D');
    const before = await float(page, 'View2D');
    await page.getByTestId('node-View2D').click();
    await page.keyboard.press('F2');
    await page.keyboard.type('Brain');
    await page.keyboard.press('Enter');
    await soon(() => viewer(page, 'Brain').count()).toBe(1);
    expect(await box(viewer(page, 'Brain'))).toEqual(before);
    await page.keyboard.press('Control+z');
    await soon(() => viewer(page, 'View2D').count()).toBe(1);
    expect(await box(viewer(page, 'View2D'))).toEqual(before);
    expect(await viewer(page, 'View2D').locator('.viewer-pane').getAttribute('data-status')).toBe('ready');
  });

  it('closes with its node and comes back with the undo', async () => {
    const page = getPage();
    await openPanel(page, 'View2D');
    await page.getByTestId('node-View2D').click();
    await page.keyboard.press('Delete');
    await soon(() => viewer(page, 'View2D').count()).toBe(0);
    await soon(() => tabs(page)).toEqual(['Modules', 'Output Inspector']);
    await page.keyboard.press('Control+z');
    await viewer(page, 'View2D').locator('[data-status="ready"]').waitFor();
  });

  it('lies beside a second one of its kind, each with its own image', async () => {
    const page = getPage();
    await openPanel(page, 'View2D');
    await openPanel(page, 'View2D1');
    await float(page, 'View2D1');
    await viewer(page, 'View2D').locator('[data-status="ready"]').waitFor();
    await viewer(page, 'View2D1').locator('[data-status="ready"]').waitFor();
    expect(await viewer(page, 'View2D').locator('.viewer-bottom-right').textContent()).toContain('0.5 / 1');
    expect(await viewer(page, 'View2D1').locator('.viewer-bottom-right').textContent()).not.toContain('0.5 / 1');
  });
});

describe('the arrangement', () => {
  it('is there again after a reload and in the file, floating windows too', async () => {
    const page = getPage();
    await openPanel(page, 'View2D');
    await openPanel(page, 'Threshold');
    const before = await float(page, 'View2D');
    const shown = await tabs(page);
    await soon(async () => (await saved(page)).view.layout).toBeTruthy();
    const file = await saved(page);
    expect(file.view.open).toHaveLength(2);
    await page.reload();
    await viewer(page, 'View2D').locator('[data-status="ready"]').waitFor();
    await soon(() => box(viewer(page, 'View2D'))).toEqual(before);
    expect((await tabs(page)).sort()).toEqual(shown.sort());
    await openNetwork(page, head);
    await soon(() => viewer(page, 'View2D').count()).toBe(0);
    await dropFile(page, 'arranged.json', JSON.stringify(file));
    await viewer(page, 'View2D').locator('[data-status="ready"]').waitFor();
    await soon(() => box(viewer(page, 'View2D'))).toEqual(before);
    expect((await saved(page)).view).toEqual(file.view);
  });

  it('shows the inspector again when a connector is clicked, also the one that it showed last', async () => {
    const page = getPage();
    for (let time = 0; time < 2; time++) {
      await page.getByTestId('output-LocalImage.outImage').click();
      await page.getByTestId('inspector-facts').waitFor();
      await close(page, 'Output Inspector');
      await soon(() => page.getByTestId('inspector-facts').count()).toBe(0);
    }
    await command(page, 'Output Inspector');
    await page.getByTestId('inspector-facts').waitFor();
  });

  it('is reset from the menu, with what is open', async () => {
    const page = getPage();
    await openPanel(page, 'View2D');
    const usual = await box(viewer(page, 'View2D'));
    await float(page, 'View2D');
    await close(page, 'Modules');
    await close(page, 'Output Inspector');
    await command(page, 'Reset the arrangement');
    await soon(() => box(viewer(page, 'View2D'))).toEqual(usual);
    expect(await tabs(page)).toEqual(['Modules', 'View2D', 'Output Inspector']);
  });

  it('of a hostile file opens no window, breaks nothing and leaves the canvas in sight', async () => {
    const page = getPage();
    const text = JSON.stringify({ src: 'javascript:alert(1)' });
    const leaf = (views: unknown, size: unknown = 300) => ({
      type: 'leaf',
      size,
      data: { views, id: 'g', hideHeader: true },
    });
    const box = { left: 99_999, top: -99_999, width: 1e9, height: 1e9 };
    const hostile: unknown[] = [
      text,
      { grid: { root: { type: 'branch', data: [{ type: 'leaf', data: { views: 'x', id: 7 } }] } }, panels: {} },
      {
        grid: {
          root: { type: 'branch', data: [leaf(['canvas'], 1e308), leaf(['View2D', 'nothing'])] },
          orientation: 'NO',
        },
        panels: { canvas: { contentComponent: 'iframe', params: { src: 'https://example.org/' } } },
        popoutGroups: [{ url: 'https://example.org/', data: { views: ['canvas'], id: '1' }, position: box }],
      },
      {
        grid: {
          root: { type: 'branch', size: -1, data: [leaf(['canvas'], -1), leaf(['inspector'], 'wide')] },
          width: 1e300,
          height: -1,
          orientation: 'VERTICAL',
        },
        panels: Object.fromEntries(Array.from({ length: 5000 }, (_, n) => [`viewer:V${n}`, null])),
        popoutGroups: [{ url: 'https://example.org/', data: { views: ['viewer:View2D'], id: '1' } }],
        floatingGroups: Array.from({ length: 2000 }, () => ({
          data: { views: ['viewer:View2D'], id: 'f' },
          position: box,
        })),
      },
    ];
    const { nodes } = await saved(page);
    for (const [n, layout] of hostile.entries()) {
      const view = {
        open: [
          { node: 'View2D', kind: 'viewer' },
          { node: 'Ghost', kind: 'panel' },
        ],
        layout,
      };
      await dropFile(page, `hostile${n}.json`, JSON.stringify({ version: 1, nodes, view }));
      await soon(() => page.getByTestId('file-name').textContent()).toContain(`hostile${n}`);
      await viewer(page, 'View2D').locator('[data-status="ready"]').waitFor();
      const picture = await viewer(page, 'View2D').boundingBox();
      expect(picture?.x).toBeGreaterThanOrEqual(0);
      expect((picture?.x ?? 0) + (picture?.width ?? 0)).toBeLessThanOrEqual(1280);
      expect((await page.locator('.react-flow').boundingBox())?.width).toBeGreaterThan(99);
      expect(page.context().pages()).toHaveLength(1);
    }
    await command(page, 'Reset the arrangement');
    await drag(page, 'output-Threshold.output0', 'input-View2D1.inImage');
  });
});
