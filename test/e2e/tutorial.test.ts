import type { Page } from 'playwright';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { referenceData } from '../referenceData.ts';
import { picture, type Stage, setStage } from './browser.ts';
import { addModule, chooseFile, drag, field, middle, openPanel, soon } from './hands.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await setStage();
});
afterEach(() => stage.closePages());
afterAll(() => stage.close());

/** The text at the top left of a side of SynchroView2D while the pointer is at a place of it, given from 0 to 1. */
async function readout(page: Page, side: 'left' | 'right', x: number, y: number): Promise<string> {
  const pane = page.getByRole('region', { name: `SynchroView2D, ${side}` });
  const box = await pane.locator('canvas').boundingBox();
  if (!box) throw new Error(`The ${side} view shows no canvas`);
  await page.mouse.move(box.x + x * box.width - 2, box.y + y * box.height);
  await page.mouse.move(box.x + x * box.width, box.y + y * box.height);
  const text = pane.locator('[data-readout]');
  await soon(() => text.textContent()).toMatch(/\): -?[\d.]+/);
  return (await text.textContent()) ?? '';
}

/** The voxel value that a readout ends with. */
function voxelValue(text: string): number {
  return Number(/\): (-?[\d.]+)/.exec(text)?.[1]);
}

/** The mean grey of a region of a view, 0 to 255, read from its canvas. */
async function grey(page: Page, side: 'left' | 'right', x: number, y: number): Promise<number> {
  const canvas = page.getByRole('region', { name: `SynchroView2D, ${side}` }).locator('canvas');
  return canvas.evaluate(
    (element: HTMLCanvasElement, [fx, fy]) => {
      const context = element.getContext('2d');
      const data = context?.getImageData(
        Math.round(fx * element.width) - 4,
        Math.round(fy * element.height) - 4,
        8,
        8,
      ).data;
      let sum = 0;
      for (let n = 0; data && n < data.length; n += 4) sum += data[n];
      return sum / 64;
    },
    [x, y] as const,
  );
}

async function rightDrag(page: Page, side: 'left' | 'right', dx: number, dy: number): Promise<void> {
  const { x, y } = await middle(page.getByRole('region', { name: `SynchroView2D, ${side}` }).locator('canvas'));
  await page.mouse.move(x, y);
  await page.mouse.down({ button: 'right' });
  await page.mouse.move(x + dx, y + dy, { steps: 8 });
  await page.mouse.up({ button: 'right' });
}

describe('the loaded tutorial', () => {
  it('opens its viewer and evaluates on the built-in head', async () => {
    const { page, expectClean } = await stage.open();
    await soon(() => page.getByTestId('node-Mask').textContent()).toMatch(/ms|memory/);
    expect(await page.getByTestId('node-Threshold').textContent()).toContain('60');
    // The air around the head reads below 60 on the left and the background on the right.
    expect(voxelValue(await readout(page, 'left', 0.3, 0.1))).toBeLessThanOrEqual(60);
    expect(voxelValue(await readout(page, 'right', 0.3, 0.1))).toBe(-1000);
    expect(voxelValue(await readout(page, 'right', 0.5, 0.5))).toBe(voxelValue(await readout(page, 'left', 0.5, 0.5)));
    await picture(page, 'tutorial-loaded');
    expectClean();
  });
});

const head = referenceData('volumes/t1-head.nii.gz');

describe.skipIf(!head)('the nine steps of Masking Images, by mouse, on a real head', () => {
  it('end with a background that stays black when the window changes', async () => {
    const { page, expectClean } = await stage.open();
    await page.getByRole('button', { name: 'File', exact: true }).click();
    await page.getByRole('menuitem', { name: /^New network/ }).click();

    // 1: LocalImage and SynchroView2D, the image on both sides.
    await addModule(page, 'LocalImage', 260, 600);
    await addModule(page, 'SynchroView2D', 260, 130);
    await chooseFile(page, 'LocalImage', head ?? '');
    await drag(page, 'output-LocalImage.outImage', 'input-SynchroView2D.inImage1');
    await drag(page, 'output-LocalImage.outImage', 'input-SynchroView2D.inImage2');
    expect(await page.getByTestId('node-LocalImage').textContent()).toContain('t1-head.nii.gz');

    // 2: the automatic panel, synchLUTs on.
    await page.getByTestId('node-SynchroView2D').click({ button: 'right' });
    await page.getByText('Show Window').hover();
    await page.getByRole('menuitem', { name: 'Automatic Panel' }).click();
    await field(page, 'SynchroView2D', 'synchLUTs').check();

    // 3: the viewer; a right drag changes the window of both sides.
    await openPanel(page, 'SynchroView2D');
    await page.getByRole('region', { name: 'SynchroView2D, right' }).locator('canvas').waitFor();
    const windowText = (side: string) =>
      page
        .getByRole('region', { name: `SynchroView2D, ${side}` })
        .locator('.viewer-bottom-right')
        .textContent();
    const before = await windowText('left');
    await rightDrag(page, 'left', -40, -30);
    await soon(() => windowText('left')).not.toBe(before);
    expect(await windowText('right')).toBe(await windowText('left'));

    // 4: the value under the pointer, without a click.
    expect(await readout(page, 'left', 0.32, 0.12)).toMatch(/^\(\d+ \d+ \d+\): \d+/);

    // 5: Threshold and Mask between the image and the right side.
    await addModule(page, 'Threshold', 440, 470);
    await addModule(page, 'Mask', 400, 310);
    await drag(page, 'output-LocalImage.outImage', 'input-Threshold.input0');
    await drag(page, 'output-LocalImage.outImage', 'input-Mask.input0');
    await drag(page, 'output-Threshold.output0', 'input-Mask.input1');
    await drag(page, 'output-Mask.output0', 'input-SynchroView2D.inImage2');
    expect(await page.getByTestId('node-Threshold').textContent()).toContain('> 0');
    expect(await page.getByTestId('node-Mask').textContent()).toContain('Masked Original');

    // 6: Threshold: where <= 60 write 0, else 1.
    await openPanel(page, 'Threshold');
    await field(page, 'Threshold', 'comparisonOperator').selectOption('LessEqual');
    await field(page, 'Threshold', 'threshold').fill('60');
    await field(page, 'Threshold', 'userConditionTrueValue').fill('0');
    await field(page, 'Threshold', 'userConditionFalseValue').fill('1');

    // 7: Mask: the background -1000.
    await openPanel(page, 'Mask');
    await field(page, 'Mask', 'background').fill('-1000');
    await soon(async () => voxelValue(await readout(page, 'right', 0.32, 0.12))).toBe(-1000);
    await picture(page, 'tutorial-masked');

    // 8: the output of Threshold in the Output Inspector.
    await page.getByTestId('output-Threshold.output0').click();
    const facts = page.getByTestId('inspector-facts');
    await soon(() => facts.textContent()).toContain('0 to 1');
    expect(await facts.textContent()).toContain('unsigned int8');
    expect(await facts.textContent()).toContain('176 × 238 × 169');

    // 9: a low, narrow window turns the noise of the air bright on the left and leaves the background black on the right.
    const pane = page.getByRole('region', { name: 'SynchroView2D, left' });
    await pane.getByRole('textbox', { name: /center/i }).fill('2');
    await pane.getByRole('textbox', { name: /width/i }).fill('4');
    await page.keyboard.press('Enter');
    await soon(() => grey(page, 'left', 0.32, 0.12)).toBeGreaterThan(30);
    expect(await grey(page, 'right', 0.32, 0.12)).toBe(0);
    await picture(page, 'tutorial-end');
    expectClean();
  }, 180_000);
});

if (!head) console.log('The nine steps on a real head are skipped: the reference data are not here.');
