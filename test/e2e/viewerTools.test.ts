import type { Locator, Page } from 'playwright';
import { describe, expect, it } from 'vitest';
import { bringAxe, findings } from './axe.ts';
import { editorPage } from './editorPage.ts';
import { field, middle, openNetwork, openPanel, press, savedNodes, soon } from './hands.ts';
import { viewer } from './windowHands.ts';

const getPage = editorPage();

const LocalImage = {
  module: 'LocalImage',
  at: [0, 220],
  params: { name: { name: 'head-mr.nii.gz', sample: 'head-mr' } },
} as const;

/** Opens the window of a viewer and waits for its picture; returns how a place relative to its middle is found. */
async function openView(page: Page, node: string) {
  await openPanel(page, node);
  const view = viewer(page, node);
  await view.locator('[data-status="ready"]').first().waitFor();
  const { x, y } = await middle(view.locator('canvas').first());
  return { view, at: (dx: number, dy: number) => [x + dx, y + dy] as const };
}

async function dragBy(page: Page, from: readonly [number, number], to: readonly [number, number]): Promise<void> {
  await page.mouse.move(...from);
  await page.mouse.down();
  await page.mouse.move((from[0] + to[0]) / 2, (from[1] + to[1]) / 2);
  await page.mouse.move(...to);
  await page.mouse.up();
}

async function dragHandle(page: Page, handle: Locator, dx: number, dy: number): Promise<void> {
  const { x, y } = await middle(handle);
  await dragBy(page, [x, y], [x + dx, y + dy]);
}

/** Axe finds nothing in both themes. */
async function expectAccessible(page: Page): Promise<void> {
  await bringAxe(page);
  expect([...(await findings(page, 'dark')), ...(await findings(page, 'light'))]).toEqual([]);
}

describe('the tools of a 2D viewer', () => {
  it('place, move and remove markers by mouse and keyboard, which can feed seeds', async () => {
    const page = getPage();
    await openNetwork(page, {
      LocalImage,
      View2D: { module: 'View2D', at: [0, 0], inputs: { inImage: 'LocalImage.outImage' } },
      Grow: {
        module: 'RegionGrowing',
        at: [240, 0],
        inputs: { input0: 'LocalImage.outImage' },
        params: { enableAutoThresholdInterval: false, lowerThreshold: 300, upperThreshold: 700 },
      },
    });
    const { view, at } = await openView(page, 'View2D');
    await view.getByRole('button', { name: 'Markers' }).click();
    await page.mouse.click(...at(-30, -20));
    await page.mouse.click(...at(30, 10));
    const second = view.getByRole('button', { name: /^Marker 2, type 0/ });
    const placed = await second.getAttribute('aria-label');
    await dragHandle(page, second, 20, 20);
    await soon(() => second.getAttribute('aria-label')).not.toBe(placed);
    await press(page, 'Control+z');
    await soon(() => second.getAttribute('aria-label')).toBe(placed);
    await press(page, 'ArrowLeft');
    await soon(() => second.getAttribute('aria-label')).not.toBe(placed);
    // Without the mouse: the cursor is moved by the arrows, Enter places, Delete takes away what was placed last.
    await page.mouse.move(5, 5);
    await view.locator('canvas').first().focus();
    await press(page, 'ArrowRight', 'Shift+ArrowDown', 'Enter');
    await view.getByText('3 markers').waitFor();
    await expectAccessible(page);
    await press(page, 'Delete');
    await view.getByText('2 markers').waitFor();

    await openPanel(page, 'Grow');
    await page
      .getByTestId('panel-Grow')
      .getByRole('combobox', { name: 'Source of Seeds of Grow' })
      .selectOption('View2D.markers');
    await page.getByTestId('output-Grow.output0').click();
    await page.getByTestId('inspector').locator('[data-status="ready"]').first().waitFor();
    const { View2D, Grow } = await savedNodes(page);
    expect((View2D.params.markers as number[]).length).toBe(8);
    expect(Object.values(Grow.inputs)).toContain('View2D.markers');
  });

  it('draw a box by a drag, change it by its handles, and measure in mm', async () => {
    const page = getPage();
    await openNetwork(page, {
      LocalImage,
      View2D: { module: 'View2D', at: [0, 0], inputs: { inImage: 'LocalImage.outImage' } },
      Part: {
        module: 'SubImage',
        at: [240, 0],
        inputs: { input0: 'LocalImage.outImage', box: 'View2D.box' },
        params: { mode: 'WorldStartEndImageAxisAligned' },
      },
    });
    const { view, at } = await openView(page, 'View2D');
    await view.getByRole('button', { name: 'Box', exact: true }).click();
    await dragBy(page, at(-60, -50), at(40, 50));
    const size = async () =>
      (await view.getByText(/voxels, .* mm$/).textContent())?.split(' ')[0].split('×').map(Number) ?? [];
    const [width, height, depth] = await size();
    expect(depth).toBe(20);
    await dragHandle(page, view.getByRole('button', { name: /^Lower right corner/ }), 30, 20);
    await soon(async () => (await size())[0]).toBeGreaterThan(width + 10);
    const wider = (await size())[0];
    await press(page, 'ArrowRight');
    await soon(async () => (await size())[0]).toBe(wider + 1);
    await press(page, 'Control+z', 'Control+z');
    await soon(size).toEqual([width, height, 20]);
    await view.getByRole('button', { name: 'From here' }).click();
    await soon(async () => (await size())[2]).toBe(10);
    await view
      .getByTestId('region-text')
      .getByText(/^mean [\d.]+ ± [\d.]+, \d+ to \d+$/)
      .waitFor();
    await page.getByTestId('output-Part.output0').click();
    await page.getByTestId('inspector').getByText(`${width} × ${height} × 10`).waitFor();
    // An image of 0.859 mm a voxel.
    await view.getByRole('button', { name: 'Distance' }).click();
    await dragBy(page, at(-40, 30), at(40, 30));
    const text = await view.locator('[data-measure]').getAttribute('data-measure');
    expect(Number.parseFloat(text ?? '')).toBeGreaterThan(10);
    expect((await savedNodes(page)).View2D.params.measures).toHaveLength(8);
  });

  it('draw a mask with a brush, a stroke a step, and show at once what the module gives', async () => {
    const page = getPage();
    await openNetwork(page, {
      LocalImage,
      Draw: { module: 'DrawMask', at: [0, 0], inputs: { input0: 'LocalImage.outImage' } },
    });
    const { view, at } = await openView(page, 'Draw');
    await dragBy(page, at(-30, -20), at(30, 0));
    await view.getByText('1 stroke').waitFor();
    await press(page, 'e', ']');
    await dragBy(page, at(0, -40), at(0, 0));
    await view.getByText('2 strokes').waitFor();
    await press(page, 'Control+z');
    await view.getByText('1 stroke').waitFor();
    await press(page, 'b');
    await page.mouse.move(5, 5);
    await press(page, 'ArrowRight');
    await page.keyboard.down(' ');
    await press(page, 'Shift+ArrowDown', 'Shift+ArrowRight');
    await page.keyboard.up(' ');
    await view.getByText('2 strokes').waitFor();
    await expectAccessible(page);
    const { Draw } = await savedNodes(page);
    const strokes = Draw.params.strokes as number[];
    // Points, axis, slice, radius, value: the first with the brush's 5 mm, the second with what the bracket made of it.
    expect(strokes.slice(1, 5)).toEqual([2, 10, 5, 1]);
    expect(strokes.slice(5 + 2 * strokes[0] + 1, 5 + 2 * strokes[0] + 5)).toEqual([2, 10, 5.5, 1]);
    await view.getByRole('button', { name: 'Statistics' }).click();
    await view
      .getByTestId('region-text')
      .getByText(/^[\d,]+ voxels, mean/)
      .waitFor();
  });
});

describe('the histogram in the panel of a threshold', () => {
  it('has a line at the threshold, to be dragged, moved by keys, and undone as one step', async () => {
    const page = getPage();
    await openNetwork(page, {
      LocalImage,
      Threshold: {
        module: 'Threshold',
        at: [0, 0],
        inputs: { input0: 'LocalImage.outImage' },
        params: { threshold: 60 },
      },
    });
    await openPanel(page, 'Threshold');
    const line = page.getByRole('slider', { name: 'Threshold of Threshold', exact: true });
    const value = async () => Number(await line.getAttribute('aria-valuenow'));
    expect(await value()).toBe(60);
    await page.getByText(/Otsu \d/).waitFor();
    const told = page.getByTestId('histogram-value');
    await soon(() => told.textContent()).toMatch(/^[\d.]+ % up to 60, [\d.]+ % above$/);
    await dragHandle(page, line, 100, 0);
    await soon(value).toBeGreaterThan(100);
    expect(await field(page, 'Threshold', 'threshold').inputValue()).toBe(String(await value()));
    await press(page, 'Control+z');
    await soon(value).toBe(60);
    await line.focus();
    await press(page, 'ArrowRight', 'Shift+ArrowRight');
    await soon(value).toBe(71);
    await expectAccessible(page);
  });
});
