import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright';
import { describe, expect, it } from 'vitest';
import { referenceData } from '../referenceData.ts';
import { editorPage } from './editorPage.ts';
import { chooseFile, dropFile, field, middle, openNetwork, openPanel, press, soon } from './hands.ts';
import { pane, ready as paneReady, pixels as pixelsOf, settled } from './viewerHands.ts';
import { close } from './windowHands.ts';

const getPage = editorPage();

const sample = { name: { name: 'head-mr.nii.gz', sample: 'head-mr' } };
const LocalImage = { module: 'LocalImage', at: [0, 200], params: sample } as const;
const Otsu = { module: 'OtsuThreshold', at: [200, 100], inputs: { input0: 'LocalImage.outImage' } } as const;

const ready = (page: Page, view: string) => page.locator(`[aria-label="${view}"][data-status="ready"]`).waitFor();

const cases = referenceData('nifti-cases');

let small = 1;

/** Opens a network of one viewer, floating, whose content is 280 CSS pixels wide and high. */
async function openSmall(page: Page, module: string, inputs: object, params: object = {}): Promise<void> {
  const node = (id: string, more: object) => ({
    module: id,
    moduleVersion: 1,
    position: { x: 0, y: 0 },
    params: {},
    inputs: {},
    ...more,
  });
  const fileName = `small${small++}.json`;
  const canvas = { type: 'leaf', size: 1280, data: { views: ['canvas'], id: '1' } };
  await dropFile(
    page,
    fileName,
    JSON.stringify({
      version: 1,
      nodes: { LocalImage: node('LocalImage', { params: sample }), View: node(module, { inputs, params }) },
      view: {
        open: [{ node: 'View', kind: 'viewer' }],
        layout: {
          grid: { root: { type: 'branch', data: [canvas] }, orientation: 'HORIZONTAL' },
          panels: {},
          floatingGroups: [
            { data: { views: ['viewer:View'] }, position: { left: 100, top: 60, width: 282, height: 310 } },
          ],
        },
      },
    }),
  );
  // What was open before is gone by then.
  await page.getByTestId('file-name').getByText(fileName).waitFor();
  await page.getByTestId('viewer-View').locator('[data-status="ready"]').first().waitFor();
}

/** The texts of a view that lie over one another, each pair in words. */
function overlaps(page: Page): Promise<string[]> {
  return page.getByTestId('viewer-View').evaluate((view) => {
    const found: string[] = [];
    for (const picture of view.querySelectorAll('.viewer-picture')) {
      const texts = [...picture.querySelectorAll('.viewer-annotations span')].filter(
        (span) => span.childElementCount === 0 && span.textContent && span.getClientRects().length > 0,
      );
      const boxes = texts.map((span) => span.getBoundingClientRect());
      for (const [a, first] of boxes.entries()) {
        for (const [b, second] of boxes.entries()) {
          const across = Math.min(first.right, second.right) - Math.max(first.left, second.left);
          const down = Math.min(first.bottom, second.bottom) - Math.max(first.top, second.top);
          const isNested = texts[a].contains(texts[b]) || texts[b].contains(texts[a]);
          if (a < b && across > 1 && down > 2 && !isNested)
            found.push(`${texts[a].textContent} / ${texts[b].textContent}`);
        }
      }
    }
    return found;
  });
}

describe('a view of 280 by 280 pixels', () => {
  it.each([
    ['View2D', { inImage: 'LocalImage.outImage' }],
    ['SynchroView2D', { inImage1: 'LocalImage.outImage', inImage2: 'LocalImage.outImage' }],
  ])('leaves most of %s to the picture, with no text over another', async (module, inputs) => {
    const page = getPage();
    for (const annotationSizeMode of ['ANNO_SHOW_DETAILED', 'ANNO_SHOW_SHORT']) {
      await openSmall(page, module, inputs, { annotationSizeMode });
      const { x, y } = await middle(page.getByTestId('viewer-View').locator('canvas').first());
      await page.mouse.move(x - 31, y + 9);
      await soon(() => page.locator('[data-readout]').first().textContent()).toMatch(/\d\): \d/);
      const heights = await page
        .getByTestId('viewer-View')
        .locator('.viewer-picture')
        .evaluateAll((pictures) => pictures.map((picture) => picture.getBoundingClientRect().height));
      expect(heights.reduce((sum, height) => sum + height)).toBeGreaterThan(0.6 * 280);
      expect(await overlaps(page)).toEqual([]);
    }
  });

  it('has its buttons in a menu', async () => {
    const page = getPage();
    await openSmall(page, 'View2D', { inImage: 'LocalImage.outImage' });
    const choose = async (name: string) => {
      await page.getByRole('button', { name: 'View: more' }).click();
      await page.getByRole('menuitemcheckbox', { name, exact: true }).click();
    };
    await choose('Information about the image');
    await page.getByRole('note', { name: 'Information about the image' }).getByText('256×256×20').waitFor();
    await choose('Information about the image');
    await soon(() => page.getByRole('note').count()).toBe(0);
  });
});

describe('a window that a connection feeds', () => {
  it('is followed and cannot be typed', async () => {
    const page = getPage();
    await openNetwork(page, {
      LocalImage,
      Otsu,
      View2D: { module: 'View2D', at: [0, 0], inputs: { inImage: 'LocalImage.outImage', lutCenter: 'Otsu.value' } },
    });
    await openPanel(page, 'View2D');
    await ready(page, 'View2D');
    const text = () => page.getByTestId('viewer-View2D').locator('.viewer-bottom-right').textContent();
    const fed = page.getByRole('textbox', { name: 'Window center, given by Otsu.value' });
    await fed.waitFor();
    const before = await text();
    expect(await fed.getAttribute('readonly')).not.toBeNull();
    expect(Number(await fed.inputValue())).toBeGreaterThan(1);
    await openPanel(page, 'Otsu');
    await field(page, 'Otsu', 'sample').selectOption('All');
    await soon(text).not.toBe(before);
  });
});

describe('another image', () => {
  it('from the sample browser is shown in its own window, the left of a patient on the right of axial slices', async () => {
    const page = getPage();
    await openNetwork(page, {
      LocalImage,
      View2D: { module: 'View2D', at: [0, 0], inputs: { inImage: 'LocalImage.outImage' } },
    });
    await openPanel(page, 'View2D');
    await ready(page, 'View2D');
    await page.getByTestId('node-LocalImage').click();
    await page.getByRole('button', { name: 'File', exact: true }).click();
    await page.getByRole('menuitem', { name: 'Sample images…' }).click();
    await page.getByRole('button', { name: /CT/ }).click();
    const view = page.getByTestId('viewer-View2D');
    await soon(() => view.locator('.viewer-bottom-left').textContent()).toBe('Slice: 66');
    // Eight-bit values: the range of the MR that was shown before went up to 817.
    const [width] = (await view.getByRole('textbox', { name: /^Window width/ }).inputValue()).split(' ');
    expect(Number(width)).toBeLessThanOrEqual(255);
    expect(await view.locator('.viewer-left').textContent()).toBe('R');
    expect(await view.locator('.viewer-right').textContent()).toBe('L');
    expect(await view.locator('.viewer-row-top > .viewer-letter').textContent()).toBe('A');
  });
});

describe('quick changes of a parameter', () => {
  it('end with the picture of the last value, pixel for pixel that of the same network opened anew', async () => {
    const page = getPage();
    const graph = JSON.parse(readFileSync(new URL('../../graphs/masking-images.json', import.meta.url), 'utf8'));
    const right = page.getByRole('region', { name: 'SynchroView2D, right' });
    const pixels = () => right.locator('canvas').evaluate((canvas: HTMLCanvasElement) => canvas.toDataURL());
    const open = async (threshold: number) => {
      graph.nodes.Threshold.params.threshold = threshold;
      await dropFile(page, `masking-${threshold}.json`, JSON.stringify(graph));
      await page.getByTestId('file-name').getByText(`masking-${threshold}.json`).waitFor();
      await ready(page, 'SynchroView2D, right');
    };
    await open(60);
    await openPanel(page, 'Threshold');
    const editor = field(page, 'Threshold', 'threshold');
    await editor.waitFor();
    const first = await pixels();
    for (const value of [90, 150, 210, 330, 270, 400]) await editor.fill(String(value));
    await ready(page, 'SynchroView2D, right');
    await soon(pixels).not.toBe(first);
    await page.getByTestId('viewer-SynchroView2D').locator('.viewer-badge').waitFor({ state: 'detached' });
    const last = await settledPixels(pixels);
    // Another network in between, so that nothing of the picture is left.
    await openNetwork(page, { LocalImage });
    await open(400);
    expect(await settledPixels(pixels)).toBe(last);
  });
});

describe('an image of several time points', () => {
  it.skipIf(!cases)('is gone through by key and slider, in both views of a SynchroView2D at once', async () => {
    const page = getPage();
    const file = { module: 'LocalImage', params: { frame: 0 } } as const;
    await openNetwork(page, {
      One: { ...file, at: [0, 300] },
      Other: { ...file, at: [300, 300] },
      Synchro: {
        module: 'SynchroView2D',
        at: [0, 0],
        inputs: { inImage1: 'One.outImage', inImage2: 'Other.outImage' },
      },
      Whole: { ...file, at: [600, 300] },
      View3D: { module: 'View3D', at: [600, 0], inputs: { inImage: 'Whole.outImage' } },
    });
    for (const name of ['One', 'Other', 'Whole'])
      await chooseFile(page, name, join(cases ?? '', 'functional-4d-slope-inter.nii'));
    await openPanel(page, 'Synchro');
    const right = pane(page, 'Synchro, right');
    await paneReady(right);
    const first = await settled(right);
    await pane(page, 'Synchro, left').locator('canvas').press('ArrowRight');
    await pane(page, 'Synchro, left').locator('canvas').press('ArrowRight');
    await soon(() => right.locator('.viewer-time-text').textContent()).toMatch(/^Time 2 /);
    await soon(() => pixelsOf(right)).not.toBe(first);
    const slider = right.getByRole('slider', { name: 'Synchro, right: time point' });
    await slider.press('End');
    const last = await slider.inputValue();
    await soon(() => pane(page, 'Synchro, left').locator('.viewer-time-text').textContent()).toContain(`Time ${last} `);
    // The steps by key are one step of the history.
    await right.locator('canvas').focus();
    await press(page, 'Control+z', 'Control+z');
    await soon(() => right.locator('.viewer-time-text').textContent()).toMatch(/^Time 0 /);
    await soon(() => pixelsOf(right)).toBe(first);

    // The 3D view goes through them by its own keys. Without a choice it says what to do, and leads there.
    await openPanel(page, 'View3D');
    const volume = page.locator('[aria-label="View3D: volume"]');
    await volume.and(page.locator('[data-status="ready"]')).waitFor();
    await volume.getByRole('application').focus();
    await press(page, 'PageUp');
    await soon(() => volume.locator('.viewer-time-text').textContent()).toMatch(/^Time 1 /);
    await openPanel(page, 'Whole');
    const frame = field(page, 'Whole', 'frame');
    await frame.fill('-1');
    await frame.press('Enter');
    const failure = volume.getByRole('alert');
    await failure.getByText(/time points.* choose the number of one/).waitFor();
    await close(page, 'Whole panel');
    await failure.getByRole('button', { name: 'Open the panel of Whole' }).click();
    await frame.waitFor();
  });
});

/** What a canvas shows once it has shown the same three times. */
async function settledPixels(pixels: () => Promise<string>): Promise<string> {
  let seen = ['', '1', '2'];
  await soon(async () => {
    seen = [...seen.slice(1), await pixels()];
    return new Set(seen).size;
  }).toBe(1);
  return seen[0];
}
