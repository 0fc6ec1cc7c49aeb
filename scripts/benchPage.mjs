import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright';
import { preview } from 'vite';
import { benchHands } from './benchHands.mjs';
import { chooseImage, openNetwork } from './benchNetwork.mjs';
import { benchOpening } from './benchOpening.mjs';
import { describeTasks } from './benchTasks.mjs';
import { benchViewers } from './benchViewers.mjs';
import { chromiumArgs, findChromium } from './chromium.mjs';
import { spheres } from './spheres.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const sizes = [
  [256, 256, 256],
  [512, 512, 300],
];

/**
 * Measures whether the page stays responsive while it computes: opens the brain mask as a network with a viewer in the built app,
 * chooses an image of int16, of 256x256x256 and then of 512x512x300 voxels, and counts the tasks over 50 ms on the page's thread until LargestComponent is
 * done and its slice is painted. Prints them with the functions that they spent their time in. Then measures the same while a hand works (benchHands.mjs), the 2D viewers
 * (benchViewers.mjs) and how fast files are opened.
 */
export async function benchPage() {
  if (!existsSync(join(root, 'dist/app/index.html')))
    throw new Error('The app is not built yet: run "npm run build" first');
  for (const size of sizes) await benchSize(size);
  await benchHands();
  await benchViewers();
  await benchOpening();
}

/** @param {readonly number[]} size */
async function benchSize(size) {
  const folder = mkdtempSync(join(tmpdir(), 'voxgraph-bench-'));
  const image = join(folder, 'spheres.nii');
  const graph = join(folder, 'responsive.json');
  writeFileSync(image, spheres(size));
  writeFileSync(graph, JSON.stringify(network()));
  const server = await preview({ root, logLevel: 'error', preview: { port: 0, host: '127.0.0.1' } });
  const browser = await chromium.launch({ executablePath: findChromium(), args: [...chromiumArgs] });
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 720 } });
    await page.addInitScript(recordTasks);
    await openNetwork(page, server.resolvedUrls?.local[0] ?? '', graph);
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
    await chooseImage(page, image);
    await page
      .getByTestId('node-LargestComponent')
      .locator('.node-state[data-status="done"]')
      .waitFor({ timeout: 300_000 });
    const end = await page.evaluate(() => performance.now());
    await page.waitForTimeout(1000);
    const { profile } = await profiler.send('Profiler.stop');
    const { tasks, isolated, cores } = await page.evaluate(() => ({
      tasks: /** @type {import('./benchTasks.mjs').Task[]} */ (Reflect.get(window, 'longTasks')),
      isolated: crossOriginIsolated,
      cores: navigator.hardwareConcurrency,
    }));
    console.log(`${size.join('x')} int16, brain mask and a 2D view: ${((end - start) / 1000).toFixed(2)} s`);
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
  Reflect.set(window, 'longTasks', []);
  new PerformanceObserver((list) => {
    for (const { startTime, duration } of list.getEntries())
      Reflect.get(window, 'longTasks').push({ startTime, duration });
  }).observe({ type: 'longtask' });
}

/** The network of brain-mask.json up to the viewer, with no file chosen. */
function network() {
  const graph = JSON.parse(readFileSync(join(root, 'graphs/brain-mask.json'), 'utf8'));
  graph.nodes.LocalImage.params.name = null;
  delete graph.nodes.SaveImage;
  return graph;
}
