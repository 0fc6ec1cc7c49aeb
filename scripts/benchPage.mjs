import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright';
import { preview } from 'vite';
import { describeTasks } from './benchTasks.mjs';
import { chromiumArgs, findChromium } from './chromium.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const edge = 256;

/**
 * Measures whether the page stays responsive while it computes: opens the brain mask as a network with a viewer in the built app,
 * chooses an image of 256x256x256 voxels of int16, and counts the tasks over 50 ms on the page's thread until LargestComponent is
 * done and its slice is painted. Prints them with the functions that they spent their time in.
 */
export async function benchPage() {
  if (!existsSync(join(root, 'dist/app/index.html')))
    throw new Error('The app is not built yet: run "npm run build" first');
  const folder = mkdtempSync(join(tmpdir(), 'voxgraph-bench-'));
  const image = join(folder, 'spheres.nii');
  const graph = join(folder, 'responsive.json');
  writeFileSync(image, spheres());
  writeFileSync(graph, JSON.stringify(network()));
  const server = await preview({ root, logLevel: 'error', preview: { port: 0, host: '127.0.0.1' } });
  const browser = await chromium.launch({ executablePath: findChromium(), args: [...chromiumArgs] });
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 720 } });
    await page.addInitScript(recordTasks);
    await page.goto(server.resolvedUrls?.local[0] ?? '');
    await page.locator('.react-flow__pane').waitFor();
    await page.getByRole('button', { name: 'File', exact: true }).click();
    await chooseFile(page, graph, () => page.getByRole('menuitem', { name: 'Open…' }).click());
    await page.getByTestId('node-LargestComponent').waitFor();
    // What the opening itself costs is not meant here.
    await page.waitForTimeout(2000);
    const profiler = await page.context().newCDPSession(page);
    await profiler.send('Profiler.enable');
    await profiler.send('Profiler.setSamplingInterval', { interval: 500 });
    await profiler.send('Profiler.start');
    const start = await page.evaluate(function voxgraphMark() {
      const now = performance.now();
      while (performance.now() < now + 20);
      return now;
    });
    await page.evaluate(() => Reflect.set(window, 'longTasks', []));
    await chooseFile(page, image, () => page.getByRole('button', { name: 'Choose the file of LocalImage' }).click());
    await page.getByTestId('node-LargestComponent').locator('[data-status="done"]').waitFor({ timeout: 300_000 });
    const end = await page.evaluate(() => performance.now());
    await page.waitForTimeout(1000);
    const { profile } = await profiler.send('Profiler.stop');
    const { tasks, isolated, cores } = await page.evaluate(() => ({
      tasks: /** @type {import('./benchTasks.mjs').Task[]} */ (Reflect.get(window, 'longTasks')),
      isolated: crossOriginIsolated,
      cores: navigator.hardwareConcurrency,
    }));
    console.log(`${edge}x${edge}x${edge} int16, brain mask and a 2D view: ${((end - start) / 1000).toFixed(2)} s`);
    console.log(`cross-origin isolated: ${isolated}; ${cores} cores; load average ${loadavg()[0].toFixed(1)}`);
    const longest = Math.max(0, ...tasks.map(({ duration }) => duration));
    console.log(`tasks over 50 ms on the page's thread: ${tasks.length}; longest ${Math.round(longest)} ms`);
    for (const line of describeTasks(tasks, profile, 'voxgraphMark', start)) console.log(line);
  } finally {
    await browser.close();
    await server.close();
    rmSync(folder, { recursive: true });
  }
}

/** Runs in the page: no system dialog for files, and a list of the tasks over 50 ms. */
function recordTasks() {
  Reflect.deleteProperty(window, 'showOpenFilePicker');
  Reflect.set(window, 'longTasks', []);
  new PerformanceObserver((list) => {
    for (const { startTime, duration } of list.getEntries())
      Reflect.get(window, 'longTasks').push({ startTime, duration });
  }).observe({ type: 'longtask' });
}

/**
 * @param {import('playwright').Page} page
 * @param {string} path
 * @param {() => Promise<void>} click what opens the dialog
 */
async function chooseFile(page, path, click) {
  const dialog = page.waitForEvent('filechooser');
  await click();
  await (await dialog).setFiles(path);
}

/** The network of brain-mask.json up to the viewer, with no file chosen. */
function network() {
  const graph = JSON.parse(readFileSync(join(root, 'graphs/brain-mask.json'), 'utf8'));
  graph.nodes.LocalImage.params.name = null;
  delete graph.nodes.SaveImage;
  return graph;
}

/** A NIfTI-1 file, written byte by byte: a ball with a shell and bubbles in it, and noise everywhere, the same at each run. */
function spheres() {
  const header = 352;
  const bytes = new Uint8Array(header + 2 * edge ** 3);
  const view = new DataView(bytes.buffer);
  view.setInt32(0, 348, true);
  for (let axis = 0; axis < 8; axis++) {
    view.setInt16(40 + 2 * axis, axis === 0 ? 3 : axis <= 3 ? edge : 1, true);
    view.setFloat32(76 + 4 * axis, 1, true);
  }
  view.setInt16(70, 4, true);
  view.setInt16(72, 16, true);
  view.setFloat32(108, header, true);
  view.setInt16(254, 1, true);
  for (let axis = 0; axis < 3; axis++) view.setFloat32(280 + 20 * axis, 1, true);
  bytes.set([0x6e, 0x2b, 0x31], 344);
  const voxels = new Int16Array(bytes.buffer, header);
  const middle = (edge - 1) / 2;
  let seed = 1;
  for (let k = 0, n = 0; k < edge; k++) {
    for (let j = 0; j < edge; j++) {
      for (let i = 0; i < edge; i++, n++) {
        const radius = Math.hypot(i - middle, j - middle, k - middle);
        const isBubble = Math.hypot((i % 32) - 16, (j % 32) - 16, (k % 32) - 16) < 4;
        const tissue = radius < 90 ? (isBubble ? 0 : 400) : radius < 100 ? 0 : radius < 106 ? 900 : 0;
        seed = (Math.imul(seed, 1664525) + 1013904223) | 0;
        voxels[n] = tissue + (seed >>> 26);
      }
    }
  }
  return bytes;
}
