import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CDPSession, Page } from 'playwright';
import { afterAll, describe, expect, it } from 'vitest';
import { writeNifti } from '#src/formats/writeNifti.ts';
import { bringAxe, findings } from './axe.ts';
import { editorPage } from './editorPage.ts';
import { chooseFile, middle, openNetwork, openPanel, press, savedNodes, soon } from './hands.ts';
import { countContexts, playedFilm } from './viewerHands.ts';
import { close } from './windowHands.ts';

const getPage = editorPage();
const folder = mkdtempSync(join(tmpdir(), 'view3d-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** A ball of 1000 in the patient's left front, in air of -1000. */
const ball = join(folder, 'ball.nii');
const n = 40;
const voxels = new Int16Array(n ** 3);
for (let p = 0; p < voxels.length; p++) {
  const [i, j, k] = [p % n, Math.floor(p / n) % n, Math.floor(p / n / n)];
  voxels[p] = Math.hypot(i - 12, j - 24, k - 20) < 9 ? 1000 : -1000;
}
const affine = [1, 0, 0, -20, 0, 1, 0, -20, 0, 0, 1, -20, 0, 0, 0, 1];
writeFileSync(ball, writeNifti({ size: [n, n, n], affine, voxels }));

const ready = (page: Page, name = 'View3D: volume') =>
  page.locator(`[aria-label="${name}"][data-status="ready"]`).waitFor({ timeout: 30_000 });
const scene = (page: Page) => page.getByTestId('viewer-View3D').getByRole('application');
const camera = async (page: Page) => {
  const label = (await scene(page).getAttribute('aria-label')) ?? '';
  return (label.match(/-?[\d.]+(?=°|$)/g) ?? []).map(Number);
};
const params = async (page: Page, node = 'View3D') => (await savedNodes(page))[node].params;

/** The sums of red, green and blue over the picture of the 3D view, as it is seen. */
async function colours(page: Page): Promise<readonly [red: number, green: number, blue: number]> {
  const png = await scene(page).screenshot();
  return page.evaluate(async (base64) => {
    const image = new Image();
    image.src = `data:image/png;base64,${base64}`;
    await image.decode();
    const canvas = document.createElement('canvas');
    [canvas.width, canvas.height] = [image.width, image.height];
    const context = canvas.getContext('2d');
    context?.drawImage(image, 0, 0);
    const { data } = context?.getImageData(0, 0, image.width, image.height) ?? { data: [] };
    const sums: [number, number, number] = [0, 0, 0];
    for (let p = 0; p < data.length; p++) if (p % 4 < 3) sums[p % 4] += data[p];
    return sums;
  }, png.toString('base64'));
}

async function touch(
  session: CDPSession,
  type: 'touchStart' | 'touchMove' | 'touchEnd',
  ...points: [number, number][]
) {
  await session.send('Input.dispatchTouchEvent', { type, touchPoints: points.map(([x, y], id) => ({ x, y, id })) });
}

describe('a 3D view', () => {
  it('shows an image by presets, a mask and a surface, cut open, as the document says, by mouse and by keys', async () => {
    const page = getPage();
    const hasCube = false;
    await openNetwork(page, {
      LocalImage: { module: 'LocalImage', at: [0, 300] },
      Threshold: { module: 'Threshold', at: [0, 200], inputs: { input0: 'LocalImage.outImage' } },
      Surface: { module: 'IsoSurface', at: [200, 200], inputs: { input0: 'Threshold.output0' } },
      View2D: { module: 'View2D', at: [300, 0], inputs: { inImage: 'LocalImage.outImage' } },
      View3D: { module: 'View3D', at: [0, 0], inputs: { inImage: 'LocalImage.outImage' }, params: { hasCube } },
    });
    await chooseFile(page, 'LocalImage', ball);
    await openPanel(page, 'View3D');
    await ready(page);
    await page.getByLabel('View3D: preset').selectOption('CT_BONE');
    await soon(async () => (await colours(page))[0]).toBeGreaterThan(50_000);
    const [bone] = await colours(page);
    await page.getByRole('button', { name: 'Opacity and colours' }).click();
    await page.getByText('The image is not in HU').waitFor();
    const point = page.getByRole('slider', { name: /^Point 2 of/ });
    await point.focus();
    await press(page, 'Shift+ArrowUp', 'Shift+ArrowUp');
    await soon(async () => (await params(page)).opacityCurve).toMatch(/ 0\.4 /);
    await press(page, 'Delete');
    await page.getByRole('button', { name: 'Back to the preset' }).click();
    expect((await params(page)).opacityCurve).toBe('');

    await page.getByRole('button', { name: 'Cut: planes and crop box' }).click();
    await page.getByLabel('Sagittal', { exact: true }).selectOption('KEEP_HIGH');
    // The ball lies to the left, of which nothing is left.
    await soon(async () => (await colours(page))[0]).toBeLessThan(bone / 10);
    await bringAxe(page);
    for (const theme of ['dark', 'light'] as const) expect(await findings(page, theme)).toEqual([]);
    await page.getByLabel('Sagittal', { exact: true }).selectOption('OFF');
    await page.getByLabel('Crop box', { exact: true }).check();
    expect((await params(page)).box).toHaveLength(6);
    await page.getByLabel('Crop box, R side, percent of the image').focus();
    await press(page, 'Home');
    await soon(async () => (await colours(page))[0]).toBeLessThan(bone / 10);
    await press(page, 'Escape');
    expect(await scene(page).evaluate((element) => element === document.activeElement)).toBe(true);
    // What is asked for by key lies over the picture that has the keys.
    await press(page, '?');
    await page.getByRole('note', { name: 'Mouse and keys' }).click();
    await scene(page).focus();
    await press(page, '?', 'a', 'ArrowLeft', '+');
    expect(await camera(page)).toEqual([175, 0, 1.25]);
    await press(page, 'h');
    expect(await camera(page)).toEqual([0, 90, 1.25]);
    await press(page, '0');
    expect(await camera(page)).toEqual([160, 15, 1]);
  }, 120_000);

  it("shows a surface of the real engine in its colour, and saves a picture in a width of one's own", async () => {
    const page = getPage();
    await openNetwork(page, {
      LocalImage: { module: 'LocalImage', at: [0, 300] },
      Surface: {
        module: 'IsoSurface',
        at: [0, 200],
        inputs: { input0: 'LocalImage.outImage' },
        params: { isoMinValue: 0 },
      },
      View3D: {
        module: 'View3D',
        at: [0, 0],
        inputs: { mesh1: 'Surface.mesh' },
        params: { hasCube: false, mesh1Colour: '#00ff00' },
      },
    });
    await chooseFile(page, 'LocalImage', ball);
    await openPanel(page, 'View3D');
    await ready(page);
    const [red, green, blue] = await colours(page);
    expect(green).toBeGreaterThan(100_000);
    expect(Math.max(red, blue)).toBeLessThan(green / 2);
    await scene(page).focus();
    await press(page, 's');
    await page.getByLabel('Surface 1: opacity').fill('0');
    // The edges of the windows are in the picture too.
    await soon(async () => (await colours(page))[1]).toBeLessThan(green * 0.6);
    await page.getByRole('button', { name: 'Save or copy a picture' }).click();
    await page.getByLabel('Size of the picture').selectOption('own');
    await page.getByLabel('Width of the picture, pixels').fill('700');
    await press(page, 'Enter');
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Save PNG' }).click();
    const saved = await download;
    expect(saved.suggestedFilename()).toBe('View3D.png');
    expect(readFileSync(await saved.path()).readUInt32BE(16)).toBe(700);

    await page.getByLabel('Width of the picture, pixels').fill('64');
    await press(page, 'Enter');
    await page.getByLabel('Pictures of a whole turn').fill('10');
    await press(page, 'Enter');
    const film = page.waitForEvent('download');
    await page.getByRole('button', { name: 'WebM' }).click();
    const turn = await film;
    expect(turn.suggestedFilename()).toBe('View3D-turn.webm');
    const { width, seconds } = await playedFilm(page, readFileSync(await turn.path()));
    expect(width).toBe(64);
    // 25 pictures a second, fewer on a busy machine.
    expect(seconds).toBeGreaterThan(0.3);
    expect(seconds).toBeLessThan(5);
  });

  it('is turned by one finger, moved and enlarged by two, and a finger that rests sets the window, in 2D too', async () => {
    const page = getPage();
    await openNetwork(page, {
      LocalImage: { module: 'LocalImage', at: [0, 300] },
      View2D: { module: 'View2D', at: [300, 0], inputs: { inImage: 'LocalImage.outImage' } },
      View3D: { module: 'View3D', at: [0, 0], inputs: { inImage: 'LocalImage.outImage' } },
    });
    await chooseFile(page, 'LocalImage', ball);
    await openPanel(page, 'View3D');
    await ready(page);
    const session = await page.context().newCDPSession(page);
    const { x, y } = await middle(scene(page));
    await touch(session, 'touchStart', [x, y]);
    await touch(session, 'touchMove', [x + 20, y]);
    await touch(session, 'touchEnd');
    expect(await camera(page)).toEqual([170, 15, 1]);
    await touch(session, 'touchStart', [x - 20, y], [x + 20, y]);
    await touch(session, 'touchMove', [x - 40, y], [x + 40, y]);
    await touch(session, 'touchEnd');
    expect((await camera(page))[2]).toBeCloseTo(2, 1);
    const longPress = async (at: { x: number; y: number }) => {
      await touch(session, 'touchStart', [at.x, at.y]);
      await page.waitForTimeout(700);
      await touch(session, 'touchMove', [at.x + 30, at.y]);
      await touch(session, 'touchEnd');
    };
    expect((await params(page)).autoLUT).toBe(true);
    await longPress({ x, y });
    expect((await params(page)).autoLUT).toBe(false);
    await openPanel(page, 'View2D');
    await ready(page, 'View2D');
    await longPress(await middle(page.getByTestId('viewer-View2D').locator('.viewer-canvas')));
    expect((await params(page, 'View2D')).autoLUT).toBe(false);
    await session.detach();
  });

  it('leaves nothing behind when it is opened and closed many times', async () => {
    const page = getPage();
    const times = process.env.VOXGRAPH_SOAK === '1' ? 200 : 2;
    await openNetwork(page, {
      LocalImage: { module: 'LocalImage', at: [0, 300] },
      View2D: { module: 'View2D', at: [300, 0], inputs: { inImage: 'LocalImage.outImage' } },
      View3D: {
        module: 'View3D',
        at: [0, 0],
        inputs: { inImage: 'LocalImage.outImage', inMask: 'LocalImage.outImage' },
      },
    });
    await chooseFile(page, 'LocalImage', ball);
    await page.evaluate(countContexts);
    const session = await page.context().newCDPSession(page);
    const round = async () => {
      for (const name of ['View3D', 'View2D']) {
        await openPanel(page, name);
        await ready(page, name === 'View3D' ? 'View3D: volume' : name);
        await close(page, name);
      }
    };
    const held = async () => {
      await session.send('HeapProfiler.collectGarbage');
      const { usedSize } = await session.send('Runtime.getHeapUsage');
      const graphics = await page.evaluate(() => Reflect.get(window, 'graphics')());
      return { usedSize, graphics };
    };
    await round();
    const before = await held();
    for (let k = 0; k < times; k++) await round();
    const after = await held();
    // What a lost context held is gone with it.
    expect(after.graphics).toBe(0);
    // What is compiled and remembered grows for a while and then stops; scenes that are kept go on.
    expect(after.usedSize - before.usedSize).toBeLessThan(2_000_000 + 20_000 * times);
    await session.detach();
  }, 3_600_000);
});
