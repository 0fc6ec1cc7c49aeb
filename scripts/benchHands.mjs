import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright';
import { preview } from 'vite';
import { chooseImage, openNetwork } from './benchNetwork.mjs';
import { chromiumArgs, findChromium } from './chromium.mjs';
import { spheres } from './spheres.mjs';
import { traceTasks } from './traceTasks.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const size = [512, 512, 300];

/**
 * Measures what the page's thread does while a network of 512x512x300 int16 computes and a hand works in the built app: fields, slices, undo,
 * modules and a 3D view. Prints the longest task of each, by processor time and by the time that passed, and how many took over 50 ms.
 */
export async function benchHands() {
  const folder = mkdtempSync(join(tmpdir(), 'voxgraph-bench-'));
  const [image, graph] = [join(folder, 'spheres.nii'), join(folder, 'hands.json')];
  writeFileSync(image, spheres(size));
  writeFileSync(graph, JSON.stringify(network()));
  const server = await preview({ root, logLevel: 'error', preview: { port: 0, host: '127.0.0.1' } });
  const browser = await chromium.launch({ executablePath: findChromium(), args: [...chromiumArgs] });
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 720 } });
    await openNetwork(page, server.resolvedUrls?.local[0] ?? '', graph);
    await page.getByTestId('panel-Threshold').waitFor();
    await page.waitForTimeout(2000);
    console.log(`${size.join('x')} int16, while it computes; longest task of the page's thread:`);
    for (const [text, act] of acts(page, image)) {
      const { busy, lasted, long } = await traceTasks(browser, page, act);
      const over = `${long} over 50 ms of processor time`;
      console.log(`  ${text}: ${busy.toFixed(0)} ms of processor time, ${lasted.toFixed(0)} ms passed; ${over}`);
    }
    console.log(`load average ${loadavg()[0].toFixed(1)}`);
  } finally {
    await browser.close();
    await server.close();
    rmSync(folder, { recursive: true });
  }
}

/**
 * What a hand does, in this order.
 * @param {import('playwright').Page} page
 * @param {string} image
 * @returns {readonly (readonly [text: string, act: () => Promise<void>])[]}
 */
function acts(page, image) {
  const field = page.getByTestId('panel-Threshold').locator('tr[data-param="threshold"] input').first();
  const set = async (/** @type {number} */ value) => {
    await field.fill(String(value));
    await field.press('Enter');
  };
  const done = () =>
    page.getByTestId('node-LargestComponent').locator('.node-state[data-status="done"]').waitFor({ timeout: 300_000 });
  return [
    [
      'a file is opened',
      async () => {
        await chooseImage(page, image);
        await done();
      },
    ],
    [
      'a threshold is typed ten times',
      async () => {
        for (let n = 0; n < 10; n++) {
          await set(150 + n);
          await page.waitForTimeout(200);
        }
        await done();
      },
    ],
    [
      'slices are turned and the window is dragged',
      async () => {
        await set(170);
        await turnWheel(page, '.viewer-canvas');
        await drag(page, '.viewer-canvas', 'right');
        await done();
      },
    ],
    [
      'ten steps are taken back and done again',
      async () => {
        await page.locator('.react-flow__pane').click({ position: { x: 5, y: 5 } });
        for (const key of ['z', 'y']) {
          for (let n = 0; n < 10; n++) {
            await page.keyboard.press(`Control+${key}`);
            await page.waitForTimeout(100);
          }
        }
        await done();
      },
    ],
    [
      'a module is dragged',
      async () => {
        await set(171);
        await drag(page, '[data-testid="node-Closing"] .node-name', 'left');
        await done();
      },
    ],
    [
      'a 3D view is opened',
      async () => {
        await set(172);
        await page.getByTestId('node-View3D').locator('.node-name:visible').dblclick();
        await page.locator('.viewer-pane[aria-label="View3D: volume"][data-status="ready"]').waitFor();
        await done();
      },
    ],
    [
      'the 3D view is turned',
      async () => {
        await set(173);
        await drag(page, '.viewer-scene', 'left');
        await done();
      },
    ],
  ];
}

/** @param {import('playwright').Page} page @param {string} selector */
async function turnWheel(page, selector) {
  await page.locator(selector).first().hover();
  for (let n = 0; n < 20; n++) {
    await page.mouse.wheel(0, 100);
    await page.waitForTimeout(40);
  }
}

/** @param {import('playwright').Page} page @param {string} selector @param {'left' | 'right'} button */
async function drag(page, selector, button) {
  const box = await page.locator(selector).first().boundingBox();
  if (!box) throw new Error(`${selector} is not on the screen`);
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  await page.mouse.move(x, y);
  await page.mouse.down({ button });
  for (let n = 1; n <= 30; n++) {
    await page.mouse.move(x + 30 * Math.sin(n / 5), y + 30 * Math.sin(n / 7));
    await page.waitForTimeout(16);
  }
  await page.mouse.up({ button });
}

/** Smoothed, a mask, closed, its largest part; two 2D views beside each other, and a 3D view that is not open yet. */
function network() {
  const node = (/** @type {string} */ module, /** @type {number} */ y, /** @type {object} */ inputs, x = 0) => ({
    module,
    moduleVersion: 1,
    position: { x, y },
    params: module === 'Threshold' ? { threshold: 150 } : {},
    inputs,
  });
  return {
    version: 1,
    nodes: {
      LocalImage: node('LocalImage', 600, {}),
      GaussianSmoothing: node('GaussianSmoothing', 480, { input0: 'LocalImage.outImage' }),
      Threshold: node('Threshold', 360, { input0: 'GaussianSmoothing.output0' }),
      Closing: node('Closing', 240, { input0: 'Threshold.output0' }),
      LargestComponent: node('LargestComponent', 120, { input0: 'Closing.output0' }),
      SynchroView2D: node('SynchroView2D', 0, {
        inImage1: 'LocalImage.outImage',
        inImage2: 'LargestComponent.output0',
      }),
      View3D: node('View3D', 0, { inImage: 'LocalImage.outImage' }, 300),
    },
    view: {
      open: [
        { node: 'SynchroView2D', kind: 'viewer' },
        { node: 'Threshold', kind: 'panel' },
      ],
    },
  };
}
