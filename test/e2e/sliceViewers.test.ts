import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { writeNifti } from '#src/formats/writeNifti.ts';
import { sheppLogan } from '#src/image/phantom.ts';
import type { Affine } from '#src/image/volume.ts';
import { referenceData } from '../referenceData.ts';
import { bringAxe, findings } from './axe.ts';
import { picture } from './browser.ts';
import { editorPage } from './editorPage.ts';
import { chooseFile, dropFile, field, openNetwork, openPanel, press, savedNodes, soon } from './hands.ts';
import { coarseFrames, differing, letter, pane, pixels, ready, settled } from './viewerHands.ts';

const getPage = editorPage();

const sample = { name: { name: 'head-mr.nii.gz', sample: 'head-mr' } };
const LocalImage = { module: 'LocalImage', at: [0, 300], params: sample } as const;
const inImage = { inImage: 'LocalImage.outImage' } as const;

const heads = referenceData('volumes');

describe('the 2D viewers', () => {
  it('show the middle of an image that lies where the one before it did not', async () => {
    const page = getPage();
    await openNetwork(page, {
      LocalImage,
      OrthoView2D: { module: 'OrthoView2D', at: [0, 0], inputs: inImage, params: { show3D: false } },
    });
    await openPanel(page, 'OrthoView2D');
    const views = ['axial', 'coronal', 'sagittal'].map((name) => pane(page, `OrthoView2D, ${name}`));
    for (const view of views) await ready(view);
    const folder = mkdtempSync(join(tmpdir(), 'voxgraph-elsewhere-'));
    const slices = () => Promise.all(views.map((view) => view.getAttribute('data-slice')));
    // Far away, and then with its first corner in the middle of that one.
    for (const [x, y, z, more, middle] of [
      [2000, 2000, 2000, 0, ['25', '20', '15']],
      [2030, 2040, 2050, 2, ['26', '21', '16']],
    ] as const) {
      const size = [30 + more, 40 + more, 50 + more] as const;
      const phantom = sheppLogan({ size, spacing: [2, 2, 2], type: 'uint8' });
      const affine: Affine = [2, 0, 0, x, 0, 2, 0, y, 0, 0, 2, z];
      const path = join(folder, `at${x}.nii`);
      writeFileSync(path, writeNifti({ ...phantom, affine }));
      await chooseFile(page, 'LocalImage', path);
      await soon(slices).toEqual(middle);
    }
  });

  it.skipIf(!heads)('show a head in three planes with one cross-hair that other views follow', async () => {
    const page = getPage();
    await openNetwork(page, {
      LocalImage,
      View2D: { module: 'View2D', at: [200, 0], inputs: inImage, params: { showCrosshair: true } },
      OrthoView2D: { module: 'OrthoView2D', at: [0, 0], inputs: inImage, params: { show3D: false } },
    });
    // Stored in coronal slices, so that no plane but one is as it is stored.
    await chooseFile(page, 'LocalImage', join(heads ?? '', 't1-head-small.nii.gz'));
    await openPanel(page, 'OrthoView2D');
    const [axial, coronal, sagittal] = ['axial', 'coronal', 'sagittal'].map((name) =>
      pane(page, `OrthoView2D, ${name}`),
    );
    for (const view of [axial, coronal, sagittal]) await ready(view);
    expect([await letter(axial, 'left'), await letter(coronal, 'left'), await letter(sagittal, 'left')]).toEqual([
      'R',
      'R',
      'A',
    ]);
    const before = [await coronal.getAttribute('data-slice'), await sagittal.getAttribute('data-slice')];
    const box = await axial.locator('canvas').boundingBox();
    if (!box) throw new Error('The axial view is not on the screen');
    await page.mouse.click(box.x + box.width / 2 + 25, box.y + box.height / 2 - 18);
    await soon(() => coronal.getAttribute('data-slice')).not.toBe(before[0]);
    await soon(() => sagittal.getAttribute('data-slice')).not.toBe(before[1]);
    await picture(page, 'ortho');

    // The wheel takes the cross-hair along, and the neurological convention turns the letters round, not the place.
    const stored = await coronal.getAttribute('data-slice');
    await axial.locator('canvas').press('n');
    await soon(() => letter(axial, 'left')).toBe('L');
    expect(await letter(sagittal, 'left')).toBe('A');
    expect(await coronal.getAttribute('data-slice')).toBe(stored);
    await axial.locator('canvas').press('n');

    // A saved picture has the views at their places.
    await page.getByRole('button', { name: 'OrthoView2D: save a picture' }).click();
    await page.getByLabel('With annotations').uncheck();
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Save PNG' }).click();
    const png = readFileSync(await (await download).path());
    await page.keyboard.press('Escape');
    await settled(axial);
    expect(await differing(axial, png)).toBeLessThan(3);
    expect(await differing(coronal, png)).toBeLessThan(3);

    // On a screen of another density the picture is painted anew, as sharp as that is.
    const session = await page.context().newCDPSession(page);
    const metrics = { height: 720, mobile: false };
    const perPixel = () =>
      axial.locator('canvas').evaluate((canvas: HTMLCanvasElement) => canvas.width / canvas.clientWidth);
    await session.send('Emulation.setDeviceMetricsOverride', { ...metrics, width: 1200, deviceScaleFactor: 2 });
    await soon(perPixel).toBeCloseTo(2, 1);
    await session.send('Emulation.setDeviceMetricsOverride', { ...metrics, width: 1280, deviceScaleFactor: 1 });
    await soon(perPixel).toBeCloseTo(1, 1);
    await session.detach();

    await openPanel(page, 'View2D');
    await ready(pane(page, 'View2D'));
    await soon(() => pane(page, 'View2D').getAttribute('data-slice')).toBe(stored);
    await bringAxe(page);
    expect([...(await findings(page, 'light')), ...(await findings(page, 'dark'))]).toEqual([]);
  });

  it('have colours, mosaic, slab, cine and presets by key and in a popover, saved with the network', async () => {
    const page = getPage();
    await openNetwork(page, { LocalImage, View2D: { module: 'View2D', at: [0, 0], inputs: inImage } });
    await openPanel(page, 'View2D');
    const view = pane(page, 'View2D');
    await ready(view);
    const grey = await settled(view);
    await view.locator('canvas').focus();
    await press(page, 'Numpad0', 'Numpad0');
    await soon(() => view.locator('.viewer-bar').count()).toBe(1);
    await soon(() => pixels(view)).not.toBe(grey);
    await press(page, '4', ']', ']');
    await soon(() => view.locator('.viewer-tile').allTextContents()).toEqual([
      '10, maximum of 3',
      '13, maximum of 3',
      '16, maximum of 3',
      '19, maximum of 3',
    ]);
    await press(page, '1', '[', '[', 'p');
    await soon(() => view.getAttribute('data-slice')).not.toBe('10');
    await press(page, 'p');
    await page.getByRole('button', { name: 'View2D: view options' }).click();
    const options = page.getByRole('dialog');
    await options.getByText('This image is not in HU').waitFor();
    await options.getByRole('button', { name: 'Bone' }).click();
    await options.getByLabel('Inverted colours').check();
    await options.getByLabel('World positions').selectOption('LPS');
    await bringAxe(page);
    expect([...(await findings(page, 'light')), ...(await findings(page, 'dark'))]).toEqual([]);
    await page.keyboard.press('Escape');
    await view.locator('canvas').hover();
    await soon(() => view.locator('.viewer-world').textContent()).toMatch(/mm LPS$/);
    const { params } = (await savedNodes(page)).View2D;
    expect(params).toMatchObject({ colorMap: 'hot', autoLUT: false, invertLUT: true, annoCoords: 'LPS', slab: 1 });
  });

  it('draw masks over an image and compare two images', async () => {
    const page = getPage();
    await openNetwork(page, {
      LocalImage,
      Threshold: {
        module: 'Threshold',
        at: [0, 150],
        inputs: { input0: 'LocalImage.outImage' },
        params: { threshold: 200 },
      },
      High: {
        module: 'Threshold',
        at: [-250, 150],
        inputs: { input0: 'LocalImage.outImage' },
        params: { threshold: 5000 },
      },
      OverlayView: {
        module: 'OverlayView',
        at: [0, 0],
        inputs: {
          ...inImage,
          overlay1: 'Threshold.output0',
          overlay2: 'High.output0',
          overlay3: 'High.output0',
          overlay4: 'Threshold.output0',
        },
      },
      CompareView: {
        module: 'CompareView',
        at: [250, 0],
        inputs: { inImage1: 'LocalImage.outImage', inImage2: 'Threshold.output0' },
      },
    });
    await openPanel(page, 'OverlayView');
    const overlay = pane(page, 'OverlayView');
    await ready(overlay);
    let filled = await settled(overlay);
    await overlay.locator('canvas').hover();
    await soon(() => overlay.locator('.viewer-layer-value').textContent()).toMatch(
      /^Overlays (1: 1, 2–3: 0, 4: 1|1–4: 0)$/,
    );
    // The next input is there, the one after it is not.
    await page.getByTestId('input-OverlayView.overlay5').waitFor();
    expect(await page.getByTestId('input-OverlayView.overlay6').count()).toBe(0);
    await page.getByRole('checkbox', { name: 'Show overlay 4, Threshold.output0' }).uncheck();
    await soon(() => pixels(overlay)).not.toBe(filled);
    filled = await settled(overlay);
    await page.getByRole('checkbox', { name: 'Show overlay 1, Threshold.output0' }).uncheck();
    await soon(() => pixels(overlay)).not.toBe(filled);
    await page.getByRole('checkbox', { name: 'Show overlay 1, Threshold.output0' }).check();
    await page.getByRole('button', { name: /^Overlay 1, Threshold.output0/ }).click();
    await page.getByLabel('Outline only').check();
    await page.keyboard.press('Escape');
    await soon(() => pixels(overlay)).not.toBe(filled);
    await picture(page, 'overlay');

    await openPanel(page, 'CompareView');
    const compare = pane(page, 'CompareView');
    await ready(compare);
    const swiped = await settled(compare);
    await page.getByRole('slider', { name: 'Position' }).press('End');
    await soon(() => pixels(compare)).not.toBe(swiped);
    await page.getByRole('button', { name: 'Difference' }).click();
    await page.getByText('Orange: the first is greater').waitFor();
    await compare.locator('canvas').hover();
    await soon(() => compare.locator('.viewer-layer-value').count()).toBe(2);
    const [shown, first, second] = await compare
      .locator('[data-readout], .viewer-layer-value')
      .evaluateAll((texts) => texts.map((text) => Number(text.textContent?.split(': ')[1])));
    expect(shown).toBe(first - second);
    await bringAxe(page);
    expect([...(await findings(page, 'light')), ...(await findings(page, 'dark'))]).toEqual([]);
  });

  it('follow a threshold while it is dragged, and end with its last value', async () => {
    const page = getPage();
    const graph = JSON.parse(readFileSync(new URL('../../graphs/masking-images.json', import.meta.url), 'utf8'));
    graph.nodes.Planes = {
      module: 'OrthoView2D',
      moduleVersion: 1,
      position: { x: 420, y: -200 },
      params: { show3D: false },
      inputs: { inImage: 'Mask.output0' },
    };
    await dropFile(page, 'dragged.json', JSON.stringify(graph));
    await page.getByTestId('file-name').getByText('dragged.json').waitFor();
    await openPanel(page, 'SynchroView2D');
    await openPanel(page, 'Threshold');
    const right = pane(page, 'SynchroView2D, right');
    await ready(right);
    await settled(right);
    // A value every frame: the pictures between the first and the last are those of values on the way.
    const seen = await field(page, 'Threshold', 'threshold').evaluate(async (input: HTMLInputElement) => {
      const canvas = document.querySelector<HTMLCanvasElement>('[aria-label="SynchroView2D, right"] canvas');
      const set = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set;
      const pictures = new Set<string>();
      for (let n = 0; n < 40; n++) {
        set?.call(input, String(60 + 10 * n));
        input.dispatchEvent(new Event('input', { bubbles: true }));
        await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 0)));
        pictures.add(canvas?.toDataURL() ?? '');
      }
      return pictures.size;
    });
    expect(seen).toBeGreaterThan(3);
    await ready(right);
    const last = await settled(right);
    await field(page, 'Threshold', 'threshold').fill('60');
    await soon(() => pixels(right)).not.toBe(last);
    await field(page, 'Threshold', 'threshold').fill('450');
    await soon(() => pixels(right)).toBe(last);

    // Across the stored slices a coarse picture follows the hand, and is exact when the hand has let go.
    await openPanel(page, 'Planes');
    const coronal = pane(page, 'Planes, coronal');
    await ready(coronal);
    const exact = await settled(coronal);
    const drag = field(page, 'Threshold', 'threshold');
    expect(await coarseFrames(drag, 'Planes, coronal')).toBe(2);
    await ready(coronal);
    await soon(() => pixels(coronal)).toBe(exact);
    expect(await coronal.getAttribute('data-coarse')).toBeNull();
  });
});
