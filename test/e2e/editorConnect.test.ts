import type { Page } from 'playwright';
import { beforeEach, describe, expect, it } from 'vitest';
import { editorPage } from './editorPage.ts';
import { drag, hold, middle, openGround, openNetwork, press, savedNodes, soon } from './hands.ts';

let page: Page;
const editor = editorPage();
beforeEach(async () => {
  page = editor();
  await openNetwork(page, {
    LocalImage: { module: 'LocalImage', at: [0, 330], params: { name: { name: 'head-mr.nii.gz', sample: 'head-mr' } } },
    Threshold: { module: 'Threshold', at: [190, 220], inputs: { input0: 'LocalImage.outImage' } },
    Mask: { module: 'Mask', at: [90, 60], inputs: { input1: 'Threshold.output0' } },
    LargestComponent: { module: 'LargestComponent', at: [270, 60] },
  });
});

const inputs = async (name: string) => (await savedNodes(page))[name].inputs;
const reason = () => page.locator('.connection-reason');
const wire = (id: string) => page.locator(`.react-flow__edge[data-id="${id}"]`);

/** A place on a connection, some way from its start. */
async function placeOn(id: string, part: number): Promise<{ x: number; y: number }> {
  return wire(id)
    .locator('.react-flow__edge-path')
    .evaluate((path: SVGPathElement, fraction) => {
      const point = path.getPointAtLength(path.getTotalLength() * fraction);
      const at = point.matrixTransform(path.getScreenCTM() ?? undefined);
      return { x: at.x, y: at.y };
    }, part);
}

/** Takes the end of a connection, beside the connector, to a place and lets it go. */
async function dragEnd(id: string, end: 'source' | 'target', to: { x: number; y: number }): Promise<void> {
  const start = await middle(wire(id).locator(`.react-flow__edgeupdater-${end}`));
  await page.mouse.move(start.x, start.y);
  await page.mouse.down();
  await page.mouse.move((start.x + to.x) / 2, (start.y + to.y) / 2, { steps: 4 });
  await page.mouse.move(to.x, to.y, { steps: 4 });
  await page.mouse.up();
}

describe('connecting', () => {
  it('shows a line of its own colour in the open, a green one where it fits, and what it will connect', async () => {
    const colour = () => page.locator('.connection-line').getAttribute('stroke');
    const start = await middle(page.getByTestId('output-LocalImage.outImage'));
    const ground = await openGround(page);
    await page.mouse.move(start.x, start.y);
    await page.mouse.down();
    await page.mouse.move(ground.x, ground.y, { steps: 4 });
    await soon(colour).toBe('var(--wire-free)');
    const end = await middle(page.getByTestId('input-Mask.input0'));
    await page.mouse.move(end.x, end.y, { steps: 4 });
    await soon(colour).toBe('var(--success)');
    expect(await reason().textContent()).toBe('✓ Mask.input0');
    await page.mouse.up();
    expect(await inputs('Mask')).toEqual({ input0: 'LocalImage.outImage', input1: 'Threshold.output0' });
  });

  it('refuses a cycle, and says why near the pointer and after it', async () => {
    const before = await savedNodes(page);
    await hold(page, 'output-Mask.output0', 'input-Threshold.input0');
    await soon(() => reason().textContent()).toMatch(/would close a cycle/);
    const [told, end] = [await reason().boundingBox(), await middle(page.getByTestId('input-Threshold.input0'))];
    expect(Math.hypot((told?.x ?? 0) - end.x, (told?.y ?? 0) - end.y)).toBeLessThan(60);
    await page.mouse.up();
    await page
      .getByTestId('notice')
      .getByText(/would close a cycle/)
      .waitFor();
    expect(await savedNodes(page)).toEqual(before);
  });

  it('refuses a table where an image is wanted', async () => {
    await hold(page, 'output-LargestComponent.sizes', 'input-Mask.input0');
    await soon(() => reason().textContent()).toBe(
      'LargestComponent.sizes gives a table, but Mask.input0 takes an image',
    );
    await page.mouse.up();
    expect(await inputs('Mask')).toEqual({ input1: 'Threshold.output0' });
  });

  it('replaces what fed an input, in one undo step', async () => {
    const before = await savedNodes(page);
    await drag(page, 'output-LocalImage.outImage', 'input-Mask.input1');
    expect(await inputs('Mask')).toEqual({ input1: 'LocalImage.outImage' });
    await press(page, 'Control+z');
    expect(await savedNodes(page)).toEqual(before);
    await press(page, 'Control+y');
    expect(await inputs('Mask')).toEqual({ input1: 'LocalImage.outImage' });
  });

  it('connects from an input to an output too', async () => {
    await drag(page, 'input-Mask.input0', 'output-LocalImage.outImage');
    expect((await inputs('Mask')).input0).toBe('LocalImage.outImage');
  });

  it('connects by keyboard, in the automatic panel', async () => {
    await page.locator('.react-flow__node[data-id="Mask"]').focus();
    await press(page, 'Enter');
    const source = page.getByTestId('panel-Mask').getByRole('combobox', { name: 'Source of Image of Mask' });
    expect(await source.locator('option').allTextContents()).not.toContain('LargestComponent.sizes');
    await source.focus();
    await page.keyboard.type('Threshold.o');
    await soon(() => source.inputValue()).toBe('Threshold.output0');
    expect((await inputs('Mask')).input0).toBe('Threshold.output0');
    await source.selectOption('');
    expect(await inputs('Mask')).toEqual({ input1: 'Threshold.output0' });
  });
});

describe('a connection', () => {
  it('moves to another input when its end is dragged there', async () => {
    const before = await savedNodes(page);
    await dragEnd('Mask.input1', 'target', await middle(page.getByTestId('input-Mask.input0')));
    expect(await inputs('Mask')).toEqual({ input0: 'Threshold.output0' });
    await press(page, 'Control+z');
    expect(await savedNodes(page)).toEqual(before);
  });

  it('gets another source when its beginning is dragged there', async () => {
    await dragEnd('Mask.input1', 'source', await middle(page.getByTestId('output-LocalImage.outImage')));
    expect(await inputs('Mask')).toEqual({ input1: 'LocalImage.outImage' });
  });

  it('is removed when its end is let go in the open', async () => {
    const before = await savedNodes(page);
    await dragEnd('Mask.input1', 'target', await openGround(page));
    expect(await inputs('Mask')).toEqual({});
    expect(await page.getByRole('dialog').count()).toBe(0);
    await press(page, 'Control+z');
    expect(await savedNodes(page)).toEqual(before);
  });

  it('stays as it was when its end is let go where it does not fit', async () => {
    const before = await savedNodes(page);
    await dragEnd('Threshold.input0', 'source', await middle(page.getByTestId('output-Mask.output0')));
    await page
      .getByTestId('notice')
      .getByText(/would close a cycle/)
      .last()
      .waitFor();
    expect(await savedNodes(page)).toEqual(before);
  });

  it('is selected and inspected by a click, and removed by Delete', async () => {
    const at = await placeOn('Threshold.input0', 0.5);
    await page.mouse.click(at.x, at.y);
    await soon(() => wire('Threshold.input0').getAttribute('class')).toContain('selected');
    await page.getByTestId('inspector').getByRole('heading', { name: 'LocalImage.outImage' }).waitFor();
    await press(page, 'Delete');
    expect(await inputs('Threshold')).toEqual({});
    expect((await inputs('Mask')).input1).toBe('Threshold.output0');
  });

  it('is inspected and removed by keyboard and by its menu', async () => {
    await wire('Mask.input1').focus();
    await press(page, 'Enter');
    await page.getByTestId('inspector').getByRole('heading', { name: 'Threshold.output0' }).waitFor();
    await press(page, 'Delete');
    expect(await inputs('Mask')).toEqual({});
    const at = await placeOn('Threshold.input0', 0.4);
    await page.mouse.click(at.x, at.y, { button: 'right' });
    await page.getByRole('menuitem', { name: /^Delete/ }).click();
    await page.getByRole('menu').waitFor({ state: 'detached' });
    expect(await inputs('Threshold')).toEqual({});
  });
});
