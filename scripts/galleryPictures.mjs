import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from 'playwright';
import { preview } from 'vite';
import { chromiumArgs, findChromium } from './chromium.mjs';
import { root } from './install.mjs';

// `node scripts/galleryPictures.mjs` after `npm run build`: photographs each example of the gallery as the app shows it, into graphs/gallery.
// Names of graphs choose some of them.
const folder = join(root, 'graphs', 'gallery');
const chosen = process.argv.slice(2);
const entries = JSON.parse(readFileSync(join(folder, 'gallery.json'), 'utf8'));
const server = await preview({ root, logLevel: 'error', preview: { port: 0, host: '127.0.0.1' } });
const browser = await chromium.launch({ executablePath: findChromium(), args: [...chromiumArgs] });
// Half the size of the page, so that a picture shows all of it.
const page = await browser.newPage({ viewport: { width: 960, height: 600 }, deviceScaleFactor: 0.5 });
await page.goto(server.resolvedUrls?.local[0] ?? '');
await page.waitForSelector('.react-flow__pane');
await page.getByRole('region', { name: 'Welcome' }).getByRole('button', { name: 'Close' }).click();
/**
 * Closes a window, where the arrangement of an example opens it; the network and what it shows have its room then.
 * @param {string} name
 */
async function closeWindow(name) {
  const button = page.locator('.dv-tab', { hasText: name }).locator('[title^="Close"]');
  if (await button.count()) await button.first().click();
}
for (const { graph, title } of entries) {
  if (chosen.length > 0 && !chosen.includes(graph)) continue;
  await page.getByRole('button', { name: 'Learn', exact: true }).click();
  await page.getByRole('button', { name: `Open the example ${title}`, exact: true }).click();
  await page.locator('.canvas[data-fitting="false"]').waitFor();
  for (const name of ['Modules', 'Output Inspector']) await closeWindow(name);
  await page.keyboard.press('Control+0');
  // Until nothing is computed, and the windows are arranged.
  await page.waitForTimeout(1500);
  await page.waitForFunction(() => !document.querySelector('[role="progressbar"]'), undefined, { timeout: 120_000 });
  await page.waitForTimeout(1000);
  const path = join(folder, graph.replace('.json', '.jpg'));
  await page.screenshot({ path, type: 'jpeg', quality: 82 });
  console.log(path);
}
await browser.close();
await server.close();
