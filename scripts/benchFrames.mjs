import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright';
import { preview } from 'vite';
import { chromiumArgs, findChromium } from './chromium.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));

/** What is measured: modules in all and in a row, whether all of them are in sight, and the most that frames may take, ms. */
const cases = [
  { modules: 200, perRow: 20, isWhole: true, median: 33, late: 120 },
  { modules: 200, perRow: 20, isWhole: false, median: 33, late: 120 },
  { modules: 1000, perRow: 40, isWhole: false, median: Number.POSITIVE_INFINITY, late: 150 },
];

/**
 * Measures how long frames take in the built app while a module is dragged, the view is zoomed and moved, and a value is edited, in
 * large networks; prints the median and the 95th percentile of each, ms. Where not all of a network is in sight, about 50 modules are.
 */
export async function benchFrames() {
  if (!existsSync(join(root, 'dist/app/index.html')))
    throw new Error('The app is not built yet: run "npm run build" first');
  const folder = mkdtempSync(join(tmpdir(), 'voxgraph-bench-'));
  const server = await preview({ root, logLevel: 'error', preview: { port: 0, host: '127.0.0.1' } });
  const browser = await chromium.launch({ executablePath: findChromium(), args: [...chromiumArgs] });
  try {
    console.log(`frames, 1280x720, software rendering, load average ${loadavg()[0].toFixed(1)}`);
    for (const each of cases) {
      const { graph, connections } = largeNetwork(each.modules, each.perRow);
      const path = join(folder, `${each.modules}.json`);
      writeFileSync(path, JSON.stringify(graph));
      console.log(`${each.modules} modules, ${connections} connections`);
      await benchCase(browser, server.resolvedUrls?.local[0] ?? '', path, each);
    }
  } finally {
    await browser.close();
    await server.close();
    rmSync(folder, { recursive: true });
  }
}

/**
 * @param {import('playwright').Browser} browser
 * @param {string} address
 * @param {string} graph
 * @param {(typeof cases)[number]} of
 */
async function benchCase(browser, address, graph, { isWhole, median, late }) {
  const page = await browser.newPage({ viewport: { width: 1280, height: 720 } });
  await page.addInitScript(() => Reflect.deleteProperty(window, 'showOpenFilePicker'));
  await page.goto(address);
  await page.locator('.react-flow__pane').waitFor();
  const dialog = page.waitForEvent('filechooser');
  const begun = Date.now();
  await page.getByRole('button', { name: 'File', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Open…' }).click();
  await (await dialog).setFiles(graph);
  // Of a large network not all modules are drawn.
  await page.locator('[data-testid^="node-M"]').first().waitFor();
  await page.locator('.canvas[data-fitting="false"]').waitFor();
  const opened = Date.now() - begun;
  if (!isWhole) await lookCloser(page);
  await page.waitForTimeout(1500);
  const seen = await nodesInSight(page);
  const where = isWhole ? 'all in sight' : `${seen.length} in sight`;
  console.log(`  ${where}; opened in ${opened} ms`);
  const rows = {
    drag: await framesOf(page, () => dragOne(page, seen)),
    zoom: await framesOf(page, () => zoom(page)),
    move: await framesOf(page, () => move(page)),
    edit: await framesOf(page, await edits(page)),
  };
  for (const [what, frames] of Object.entries(rows)) {
    const sorted = frames.sort((a, b) => a - b);
    const [middle, near] = [quantile(sorted, 0.5), quantile(sorted, 0.95)];
    const isFast = middle <= median && near <= late;
    const goal = `${Number.isFinite(median) ? `median at most ${median}, ` : ''}95 % at most ${late}: ${isFast ? 'yes' : 'NO'}`;
    console.log(
      `  ${what}: median ${middle.toFixed(1)} ms, 95 % ${near.toFixed(1)} ms, longest ${sorted.at(-1)?.toFixed(0)} ms of ${sorted.length} frames; ${goal}`,
    );
  }
  await page.close();
}

/**
 * The times between frames while something is done, ms.
 * @param {import('playwright').Page} page
 * @param {() => Promise<void>} act
 * @returns {Promise<number[]>}
 */
async function framesOf(page, act) {
  await page.evaluate(() => {
    /** @type {number[]} */
    const frames = [];
    Reflect.set(window, 'frameTimes', frames);
    let last = performance.now();
    const tick = () => {
      const now = performance.now();
      frames.push(now - last);
      last = now;
      Reflect.set(window, 'frame', requestAnimationFrame(tick));
    };
    Reflect.set(window, 'frame', requestAnimationFrame(tick));
  });
  await act();
  return page.evaluate(() => {
    cancelAnimationFrame(Reflect.get(window, 'frame'));
    /** @type {number[]} */
    const frames = Reflect.get(globalThis, 'frameTimes');
    return frames.slice(1);
  });
}

/** @param {import('playwright').Page} page */
async function lookCloser(page) {
  const center = await canvasCenter(page);
  await page.mouse.move(center.x, center.y);
  for (let n = 0; n < 40 && (await nodesInSight(page)).length > 55; n++) {
    await page.mouse.wheel(0, -60);
    await page.waitForTimeout(60);
  }
}

/**
 * The modules that lie in the canvas, whole; those in its middle first.
 * @param {import('playwright').Page} page
 * @returns {Promise<{ name: string; x: number; y: number }[]>}
 */
function nodesInSight(page) {
  return page.locator('.react-flow').evaluate((canvas) => {
    const pane = canvas.getBoundingClientRect();
    const seen = [...canvas.querySelectorAll('.react-flow__node')].flatMap((node) => {
      const box = node.getBoundingClientRect();
      const isInside = box.left > pane.left && box.right < pane.right && box.top > pane.top && box.bottom < pane.bottom;
      const at = {
        name: node.getAttribute('data-id') ?? '',
        x: box.x + box.width / 2,
        y: box.y + box.height / 2,
      };
      return isInside ? [at] : [];
    });
    // From the middle outwards: what is dragged at the edge moves the view.
    const far = (/** @type {{ x: number; y: number }} */ { x, y }) =>
      Math.hypot(x - pane.x - pane.width / 2, y - pane.y - pane.height / 2);
    return seen.sort((a, b) => far(a) - far(b));
  });
}

/**
 * @param {import('playwright').Page} page
 * @param {readonly { x: number; y: number }[]} seen
 */
async function dragOne(page, seen) {
  const [{ x, y }] = seen;
  await page.mouse.move(x, y);
  await page.mouse.down();
  for (let n = 1; n <= 90; n++) {
    await page.mouse.move(x + 60 * Math.sin(n / 8), y + 40 * Math.sin(n / 5));
    await page.waitForTimeout(16);
  }
  await page.mouse.up();
}

/** @param {import('playwright').Page} page */
async function zoom(page) {
  const { x, y } = await canvasCenter(page);
  await page.mouse.move(x, y);
  for (let n = 0; n < 60; n++) {
    await page.mouse.wheel(0, n % 30 < 15 ? -20 : 20);
    await page.waitForTimeout(16);
  }
}

/** @param {import('playwright').Page} page */
async function move(page) {
  const { x, y } = await canvasCenter(page);
  await page.mouse.move(x, y);
  // The canvas pans with the middle button, whatever lies under the pointer.
  await page.mouse.down({ button: 'middle' });
  for (let n = 1; n <= 90; n++) {
    await page.mouse.move(x + 80 * Math.sin(n / 8), y + 60 * Math.sin(n / 5));
    await page.waitForTimeout(16);
  }
  await page.mouse.up({ button: 'middle' });
}

/**
 * Opens the panel of a module. Gives what types values into it, and undoes them.
 * @param {import('playwright').Page} page
 */
async function edits(page) {
  const seen = await nodesInSight(page);
  const { x, y } = seen.find(({ name }) => isThreshold(Number(name.slice(1)))) ?? seen[0];
  await page.mouse.dblclick(x, y);
  const field = page.locator('tr[data-param="threshold"] input').first();
  await field.waitFor();
  await page.waitForTimeout(500);
  return async () => {
    for (let n = 1; n <= 40; n++) {
      await field.fill(String(n));
      await page.waitForTimeout(16);
    }
    await page.getByRole('button', { name: 'Undo', exact: true }).click();
  };
}

/** @param {import('playwright').Page} page */
async function canvasCenter(page) {
  const box = await page.locator('.react-flow').boundingBox();
  if (!box) throw new Error('There is no canvas');
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

/**
 * @param {readonly number[]} sorted
 * @param {number} share
 */
function quantile(sorted, share) {
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0;
}

/** @param {number} n */
function isThreshold(n) {
  return n > 0 && n % 2 === 0;
}

/**
 * Modules in rows, each fed by the one before it; every second has a second input, fed from the row below: three connections to two
 * modules.
 * @param {number} count
 * @param {number} perRow
 */
function largeNetwork(count, perRow) {
  /** @type {Record<string, object>} */
  const nodes = {};
  let connections = 0;
  for (let n = 0; n < count; n++) {
    /** @type {Record<string, string>} */
    const inputs = {};
    if (n > 0) inputs.input0 = `M${n - 1}.${n === 1 ? 'outImage' : 'output0'}`;
    if (n > 2 && !isThreshold(n)) inputs.input1 = `M${Math.max(2, n - perRow)}.output0`;
    connections += Object.keys(inputs).length;
    const module = n === 0 ? 'LocalImage' : isThreshold(n) ? 'Threshold' : 'Mask';
    const position = { x: 210 * (n % perRow), y: -110 * Math.floor(n / perRow) };
    nodes[`M${n}`] = { module, moduleVersion: 1, position, params: {}, inputs };
  }
  return { graph: { version: 1, nodes }, connections };
}
