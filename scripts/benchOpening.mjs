import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { loadavg, tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { chromium } from 'playwright';
import { build } from 'vite';
import { chromiumArgs, findChromium } from './chromium.mjs';
import { isolationHeaders } from './headers.mjs';
import { spheres } from './spheres.mjs';

/** The browser's other processes and threads come between as they like: medians of 5 went from 0.59 to 0.67 in a minute. */
const runs = 15;

const root = fileURLToPath(new URL('..', import.meta.url));

/**
 * Measures in Chromium, in a worker, how long opening a .nii.gz file takes against DecompressionStream on the same bytes
 * (bench/openWorker.ts): 256x256x256 of int16, and the real head where the reference data are. Prints a line for each.
 */
export async function benchOpening() {
  const head = resolve(root, process.env.VOXGRAPH_DATA ?? '../shared/data', 'volumes/t1-head-colin27.nii.gz');
  /** @type {Record<string, { about: string, bytes: Uint8Array, most: number }>} */
  const files = { '/cube256': { about: '256x256x256 int16', bytes: gzipSync(spheres([256, 256, 256])), most: 1.3 } };
  // P9: 1.5 times as fast.
  if (existsSync(head)) files['/head'] = { about: 'real head, uint8', bytes: readFileSync(head), most: 1 / 1.5 };
  const built = mkdtempSync(join(tmpdir(), 'voxgraph-bench-'));
  await build({
    root,
    configFile: false,
    logLevel: 'error',
    build: {
      outDir: built,
      target: 'es2023',
      copyPublicDir: false,
      rolldownOptions: {
        input: join(root, 'scripts/bench/openWorker.ts'),
        output: { format: 'es', entryFileNames: 'worker.js', assetFileNames: 'assets/[name][extname]' },
      },
    },
  });
  const server = createServer(({ url = '' }, response) => {
    const isScript = url === '/worker.js' || url.startsWith('/assets/');
    const type = url.endsWith('.js') ? 'text/javascript' : url === '/' ? 'text/html' : 'application/octet-stream';
    response.writeHead(200, { ...isolationHeaders, 'Content-Type': type });
    if (isScript) response.end(readFileSync(join(built, url === '/worker.js' ? '' : 'assets', basename(url))));
    else response.end(files[url]?.bytes ?? '<!doctype html><title>bench</title>');
  });
  await new Promise((done) => server.listen(0, '127.0.0.1', () => done(undefined)));
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  const browser = await chromium.launch({ executablePath: findChromium(), args: [...chromiumArgs] });
  try {
    const page = await browser.newPage();
    await page.goto(`http://127.0.0.1:${port}/`);
    for (const [url, { about, most }] of Object.entries(files)) {
      const { ours, platform } = await page.evaluate(askWorker, { url, runs });
      const share = ours / platform;
      console.log(
        `opening ${about} .nii.gz in the browser: ${ours.toFixed(0)} ms, DecompressionStream ${platform.toFixed(0)} ms, ` +
          `${share.toFixed(2)} of it; at most ${most.toFixed(2)}: ${share <= most ? 'yes' : 'NO'} ` +
          `(medians of ${runs}, in turn; load average ${loadavg()[0].toFixed(1)})`,
      );
    }
  } finally {
    await browser.close();
    server.close();
    rmSync(built, { recursive: true });
  }
}

/**
 * Runs in the page.
 * @param {{ url: string, runs: number }} question
 * @returns {Promise<{ ours: number, platform: number }>}
 */
function askWorker(question) {
  const worker = new Worker('/worker.js', { type: 'module' });
  return new Promise((resolve, reject) => {
    worker.onmessage = ({ data }) => {
      worker.terminate();
      if (data.error) reject(new Error(data.error));
      else resolve(data);
    };
    worker.onerror = ({ message }) => reject(new Error(message));
    worker.postMessage(question);
  });
}
