import type { Locator } from 'playwright';
import { describe, expect, it } from 'vitest';
import { type StrokeList, strokesOf } from '#src/graph/strokes.ts';
import { editorPage } from './editorPage.ts';
import { field, middle, openNetwork, openPanel, press, savedNodes, soon } from './hands.ts';
import { dragBy, dragHandle, expectAccessible, openView, pinch } from './toolHands.ts';

const getPage = editorPage();

const LocalImage = {
  module: 'LocalImage',
  at: [0, 220],
  params: { name: { name: 'head-mr.nii.gz', sample: 'head-mr' } },
} as const;

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
    // A second finger makes a pinch of what would have been a marker, also where the first lies on one.
    const ruler = view.locator('.viewer-ruler');
    const length = await ruler.textContent();
    const there = await second.getAttribute('aria-label');
    await pinch(page, at(-60, 40));
    await soon(() => ruler.textContent()).not.toBe(length);
    await view.getByRole('button', { name: 'Fit' }).click();
    const { x, y } = await middle(second);
    await pinch(page, [x + 20, y]);
    await soon(() => ruler.textContent()).not.toBe(length);
    expect(await view.getByText('2 markers').count()).toBe(1);
    expect(await second.getAttribute('aria-label')).toBe(there);

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

  it('work over two images, what is drawn in one view being seen and held in the other', async () => {
    const page = getPage();
    const inputs = { inImage1: 'LocalImage.outImage', inImage2: 'LocalImage.outImage' };
    await openNetwork(page, {
      LocalImage,
      Both: { module: 'SynchroView2D', at: [0, 0], inputs },
      Compare: { module: 'CompareView', at: [220, 0], inputs },
    });
    const { view } = await openView(page, 'Both');
    const [left, right] = ['left', 'right'].map((side) => view.getByRole('region', { name: `Both, ${side}` }));
    await right.locator('canvas').first().waitFor();
    await view.getByRole('button', { name: 'Markers' }).click();
    const { x, y } = await middle(right.locator('canvas').first());
    await page.mouse.click(x + 10, y + 10);
    const marker = (pane: Locator) => pane.getByRole('button', { name: /^Marker 1/ });
    const placed = await marker(left).getAttribute('aria-label');
    await dragHandle(page, marker(left), 15, 10);
    await soon(() => marker(right).getAttribute('aria-label')).not.toBe(placed);
    await press(page, 'Delete');
    await view.getByText('0 markers').waitFor();
    await view.getByRole('button', { name: 'Box', exact: true }).click();
    await dragBy(page, [x - 30, y - 30], [x + 20, y + 20]);
    const boxIn = (pane: Locator) => pane.locator('[data-box]').getAttribute('data-box');
    const drawn = await boxIn(left);
    await dragHandle(page, left.getByRole('button', { name: /^Upper edge/ }), 0, -20);
    await soon(() => boxIn(right)).not.toBe(drawn);

    const { view: compare, at } = await openView(page, 'Compare');
    // The line between the two images lies in the middle: a tool works through it.
    await compare.getByRole('button', { name: 'Markers' }).click();
    await page.mouse.click(...at(0, 0));
    await compare.getByText('1 marker', { exact: true }).waitFor();
    await compare.getByRole('button', { name: 'Box', exact: true }).click();
    await page.mouse.move(5, 5);
    await compare.locator('canvas').first().focus();
    await press(page, 'Enter');
    const half = await boxIn(compare);
    await dragHandle(page, compare.getByRole('button', { name: /^Upper edge/ }), 0, -20);
    await soon(() => boxIn(compare)).not.toBe(half);
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
    // In three planes, of which each shows at once what is drawn in another; the wheel with Shift sets the size.
    await view.getByRole('combobox', { name: 'Draw: slices to draw on' }).selectOption('ALL');
    const coronal = view.getByRole('region', { name: 'Draw, coronal' });
    await coronal.locator('.tool-mask').waitFor();
    const { x, y } = await middle(coronal.locator('canvas').first());
    await page.mouse.move(x - 20, y);
    await page.keyboard.down('Shift');
    await page.mouse.wheel(0, -100);
    await page.keyboard.up('Shift');
    await dragBy(page, [x - 20, y], [x + 20, y]);
    await view.getByText('3 strokes').waitFor();
    await expectAccessible(page);
    // The window is a field of the module, so it is undone.
    const center = view.getByRole('textbox', { name: /^Window center/ });
    const before = await center.inputValue();
    await page.mouse.move(x, y);
    await page.mouse.down({ button: 'right' });
    await page.mouse.move(x + 30, y + 30);
    await page.mouse.up({ button: 'right' });
    await soon(() => center.inputValue()).not.toBe(before);
    await press(page, 'Control+z');
    await soon(() => center.inputValue()).toBe(before);
    const { Draw } = await savedNodes(page);
    const strokes = strokesOf(Draw.params.strokes as StrokeList);
    // The first with the brush's 5 mm, the second with what the bracket made of it, the third in another plane.
    expect(strokes.map(({ axis, slice, radius, value }) => [axis, slice, radius, value])).toEqual([
      [2, 10, 5, 1],
      [2, 10, 5.5, 1],
      [1, 128, 6.1, 1],
    ]);
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
