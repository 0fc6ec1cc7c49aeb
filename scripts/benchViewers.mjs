import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright';
import { preview } from 'vite';
import { chromiumArgs, findChromium } from './chromium.mjs';
import { spheres } from './spheres.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const size = [512, 512, 300];

/**
 * Measures the 2D viewers of the built app on an image of 512x512x300 int16: what a slice costs to paint, how soon the next one is there after
 * a turn of the wheel, how soon a threshold that is dragged is seen, and how evenly four linked views follow the cross-hair.
 */
export async function benchViewers() {
  const folder = mkdtempSync(join(tmpdir(), 'voxgraph-bench-'));
  const image = join(folder, 'spheres.nii');
  writeFileSync(image, spheres(size));
  const server = await preview({ root, logLevel: 'error', preview: { port: 0, host: '127.0.0.1' } });
  const browser = await chromium.launch({ executablePath: findChromium(), args: [...chromiumArgs] });
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 720 } });
    page.setDefaultTimeout(120_000);
    await page.addInitScript(watchPainting);
    await page.goto(server.resolvedUrls?.local[0] ?? '');
    await page.locator('.react-flow__pane').waitFor();
    const masking = JSON.parse(readFileSync(join(root, 'graphs/masking-images.json'), 'utf8'));
    masking.nodes.LocalImage.params.name = null;
    masking.view = {
      open: [
        { node: 'SynchroView2D', kind: 'viewer' },
        { node: 'Threshold', kind: 'panel' },
      ],
    };
    await open(page, folder, 'masking.json', masking);
    await choose(page, image);
    await page.locator('.viewer-pane[data-status="ready"]').nth(1).waitFor();
    await page.waitForTimeout(1000);
    row('a slice of 512x512 with a new window is painted', await page.evaluate(windowDrag), 4);
    row('a turn of the wheel shows the next slice', await page.evaluate(wheelTurns), 30);
    row('a threshold that is dragged: from a value to its picture', await page.evaluate(thresholdSteps), 50);
    const drag = await page.evaluate(thresholdDrag);
    row(
      `the same with a new value every frame (${drag.values} values, ${drag.times.length} pictures): between pictures`,
      drag.times,
      50,
    );
    const ortho = {
      version: 1,
      nodes: {
        LocalImage: node('LocalImage', 200, {}),
        Orthogonal: node('OrthoView2D', 0, { inImage: 'LocalImage.outImage' }, { show3D: false, showCrosshair: true }),
      },
      view: { open: [{ node: 'Orthogonal', kind: 'viewer' }] },
    };
    await open(page, folder, 'ortho.json', ortho);
    await choose(page, image);
    await page.locator('.viewer-pane[data-status="ready"]').nth(2).waitFor();
    await page.getByTestId('node-LocalImage').click();
    await page.getByTestId('output-LocalImage.outImage').click();
    const inspector = page.getByTestId('inspector');
    await inspector.locator('.viewer-pane[data-status="ready"]').waitFor();
    await inspector.locator('canvas').press('c');
    await page.waitForTimeout(1500);
    row('four linked views follow the cross-hair: between frames', await page.evaluate(crosshairDrag), 33);
    console.log(`load average ${loadavg()[0].toFixed(1)}`);
  } finally {
    await browser.close();
    await server.close();
    rmSync(folder, { recursive: true });
  }
}

/** @param {string} text @param {readonly number[]} times @param {number} goal */
function row(text, times, goal) {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (/** @type {number} */ part) => sorted[Math.floor(part * (sorted.length - 1))] ?? Number.NaN;
  console.log(
    `${text}: median ${at(0.5).toFixed(1)} ms, 95 % within ${at(0.95).toFixed(1)} ms; goal ${goal} ms: ${at(0.5) <= goal ? 'yes' : 'NO'}`,
  );
}

/** @param {string} module @param {number} y @param {object} inputs @param {object} params */
function node(module, y, inputs, params = {}) {
  return { module, moduleVersion: 1, position: { x: 0, y }, params, inputs };
}

/** @param {import('playwright').Page} page @param {string} folder @param {string} name @param {object} graph */
async function open(page, folder, name, graph) {
  const path = join(folder, name);
  writeFileSync(path, JSON.stringify(graph));
  const dialog = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'File', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Open…' }).click();
  await (await dialog).setFiles(path);
  await page.getByTestId('file-name').getByText(name).waitFor();
}

/** @param {import('playwright').Page} page @param {string} path */
async function choose(page, path) {
  const dialog = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Choose the file of LocalImage' }).click();
  await (await dialog).setFiles(path);
}

/** Runs in the page: no system dialog for files, and the times of frames that put new voxels on a canvas, and how long these took. */
function watchPainting() {
  Reflect.deleteProperty(window, 'showOpenFilePicker');
  /** @type {{ at: number, ms: number }[]} */
  const painted = [];
  Reflect.set(window, 'painted', painted);
  let puts = 0;
  const put = CanvasRenderingContext2D.prototype.putImageData;
  CanvasRenderingContext2D.prototype.putImageData = function (image, x, y) {
    // Pictures of nodes are smaller than slices.
    if (image.width >= 300) puts++;
    Reflect.apply(put, this, [image, x, y]);
  };
  const request = window.requestAnimationFrame.bind(window);
  window.requestAnimationFrame = (callback) =>
    request((time) => {
      const before = puts;
      const start = performance.now();
      callback(time);
      if (puts > before) painted.push({ at: performance.now(), ms: (performance.now() - start) / (puts - before) });
    });
}

/** Runs in the page: a right drag over the left view, a step a frame; the milliseconds of each picture. */
async function windowDrag() {
  const frame = () => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 0)));
  const painted = Reflect.get(window, 'painted');
  const canvas = document.querySelector('.viewer-canvas');
  const box = canvas?.getBoundingClientRect();
  if (!canvas || !box) throw new Error('There is no view');
  const send = (/** @type {string} */ type, /** @type {number} */ n) =>
    canvas.dispatchEvent(
      new PointerEvent(type, {
        button: 2,
        buttons: 2,
        pointerId: 1,
        clientX: box.x + 50 + n,
        clientY: box.y + 50,
        bubbles: true,
      }),
    );
  canvas.setPointerCapture = () => {};
  send('pointerdown', 0);
  painted.length = 0;
  for (let n = 1; n <= 60; n++) {
    send('pointermove', n);
    await frame();
  }
  send('pointerup', 60);
  await frame();
  return painted.map((/** @type {{ ms: number }} */ { ms }) => ms);
}

/** Runs in the page: one turn after the other over the left view; the milliseconds until its slice is painted. */
async function wheelTurns() {
  const painted = Reflect.get(window, 'painted');
  const canvas = document.querySelector('.viewer-canvas');
  const pane = canvas?.closest('section');
  if (!canvas || !pane) throw new Error('There is no view');
  const times = [];
  for (let n = 0; n < 40; n++) {
    const next = Number(pane.dataset.slice) + 1;
    painted.length = 0;
    const start = performance.now();
    canvas.dispatchEvent(new WheelEvent('wheel', { deltaY: -100, cancelable: true, bubbles: true }));
    while (Number(pane.dataset.slice) !== next || painted.length === 0)
      await new Promise((resolve) => setTimeout(resolve, 0));
    times.push(painted[0].at - start);
    await new Promise((resolve) => setTimeout(resolve, 60));
  }
  return times;
}

/** Runs in the page: thresholds one after the other; the milliseconds until the right view shows each. */
async function thresholdSteps() {
  const painted = Reflect.get(window, 'painted');
  const field = document.querySelector('[data-testid="panel-Threshold"] tr[data-param="threshold"] input');
  if (!(field instanceof HTMLInputElement)) throw new Error('There is no field');
  const set = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set;
  const times = [];
  for (let n = 0; n < 30; n++) {
    painted.length = 0;
    const start = performance.now();
    set?.call(field, String(100 + 13 * n));
    field.dispatchEvent(new Event('input', { bubbles: true }));
    while (painted.length === 0) await new Promise((resolve) => setTimeout(resolve, 0));
    times.push(painted[0].at - start);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return times;
}

/** Runs in the page: a new threshold every frame; the milliseconds between the pictures that come of it. */
async function thresholdDrag() {
  const painted = Reflect.get(window, 'painted');
  const field = document.querySelector('[data-testid="panel-Threshold"] tr[data-param="threshold"] input');
  if (!(field instanceof HTMLInputElement)) throw new Error('There is no field');
  const set = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set;
  painted.length = 0;
  const start = performance.now();
  let values = 0;
  while (performance.now() - start < 3000) {
    set?.call(field, String(101 + 3 * values++));
    field.dispatchEvent(new Event('input', { bubbles: true }));
    await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 0)));
  }
  const at = painted.map((/** @type {{ at: number }} */ each) => each.at);
  return { values, times: at.slice(1).map((/** @type {number} */ time, /** @type {number} */ n) => time - at[n]) };
}

/** Runs in the page: the cross-hair is dragged over the axial view; the milliseconds between the frames. */
async function crosshairDrag() {
  const canvas = document.querySelector('section[aria-label$="axial"] .viewer-canvas');
  const box = canvas?.getBoundingClientRect();
  if (!canvas || !box) throw new Error('There is no view');
  canvas.setPointerCapture = () => {};
  const send = (/** @type {string} */ type, /** @type {number} */ n) =>
    canvas.dispatchEvent(
      new PointerEvent(type, {
        button: 0,
        pointerId: 1,
        clientX: box.x + box.width / 2 - 40 + n,
        clientY: box.y + box.height / 2 - 40 + n,
        bubbles: true,
      }),
    );
  const times = [];
  send('pointerdown', 0);
  let last = performance.now();
  for (let n = 1; n <= 80; n++) {
    send('pointermove', n);
    await new Promise((resolve) => requestAnimationFrame(resolve));
    times.push(performance.now() - last);
    last = performance.now();
  }
  send('pointerup', 80);
  return times;
}
