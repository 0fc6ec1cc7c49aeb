import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright';
import { chromium } from 'playwright';
import { type PreviewServer, preview } from 'vite';
import { expect } from 'vitest';
import { chromiumArgs, findChromium } from '../../scripts/chromium.mjs';

/** The built app, served as `npm start` serves it, and a real Chromium. */
export interface Stage {
  readonly address: string;
  readonly browser: Browser;
  /** A page that fails the test on any console error, policy violation or request to another origin. */
  open(options?: { context?: BrowserContext; path?: string; headers?: boolean }): Promise<GuardedPage>;
  /** Closes every page that was opened, so that none computes while the next test runs. */
  closePages(): Promise<void>;
  close(): Promise<void>;
}

export interface GuardedPage {
  readonly page: Page;
  readonly context: BrowserContext;
  /** Throws with everything that went wrong in the page so far. */
  expectClean(): void;
}

const root = join(import.meta.dirname, '..', '..');

/** The project's own headers, with the two for isolation switched off. */
const notIsolated = {
  'Cross-Origin-Opener-Policy': 'unsafe-none',
  'Cross-Origin-Embedder-Policy': 'unsafe-none',
};

/** How many times slower than it is the thread of each page runs (VOXGRAPH_SLOW), which brings races to light. */
const slowness = Number(process.env.VOXGRAPH_SLOW ?? 1);

let launched: Promise<Browser> | undefined;

/** One browser for all files that a process tests, since each starts a second after it is asked for; it ends with the process. */
async function sharedBrowser(): Promise<Browser> {
  const known = await launched;
  if (known?.isConnected()) return known;
  launched = chromium.launch({ executablePath: findChromium(), args: [...chromiumArgs] });
  return launched;
}

/** Starts server and browser; `isIsolated: false` serves without the two headers that allow shared memory. */
export async function setStage(isIsolated = true): Promise<Stage> {
  if (!existsSync(join(root, 'dist', 'app', 'index.html')))
    throw new Error('dist/app is missing: run npm run build first');
  const server: PreviewServer = await preview({
    root,
    logLevel: 'error',
    preview: { port: 0, host: '127.0.0.1', ...(isIsolated ? {} : { headers: notIsolated }) },
  });
  const address = server.resolvedUrls?.local[0] ?? '';
  const browser = await sharedBrowser();
  return {
    address,
    browser,
    async open({ context, path = '' } = {}) {
      const used =
        context ?? (await browser.newContext({ viewport: { width: 1280, height: 720 }, acceptDownloads: true }));
      // A given context has the script already, and one with a crashed page takes no other.
      // Downloads and file inputs can be driven from here, the system's file dialogs cannot.
      const prepare = () => {
        Reflect.deleteProperty(window, 'showSaveFilePicker');
        Reflect.deleteProperty(window, 'showOpenFilePicker');
        document.addEventListener('securitypolicyviolation', (event) =>
          console.error(`policy violated: ${event.violatedDirective} ${event.blockedURI}`),
        );
      };
      if (!context) await used.addInitScript(prepare);
      const page = await used.newPage();
      if (slowness > 1) {
        const session = await used.newCDPSession(page);
        await session.send('Emulation.setCPUThrottlingRate', { rate: slowness });
      }
      // Less than a test's time, so that what is missing is named.
      page.setDefaultTimeout(20_000);
      const faults: string[] = [];
      page.on('console', (message) => {
        if (message.type() === 'error') faults.push(`console: ${message.text()}`);
      });
      page.on('pageerror', (error) => faults.push(`uncaught: ${error.message}`));
      page.on('request', (request) => {
        const { origin, protocol } = new URL(request.url());
        if (protocol.startsWith('http') && origin !== new URL(address).origin)
          faults.push(`request to ${request.url()}`);
      });
      await page.goto(address + path);
      await page.waitForSelector('.react-flow__pane');
      await fitted(page);
      return {
        page,
        context: used,
        expectClean: () => expect(faults).toEqual([]),
      };
    },
    async closePages() {
      await Promise.all(browser.contexts().map((context) => context.close()));
    },
    async close() {
      await Promise.all(browser.contexts().map((context) => context.close()));
      await server.close();
    },
  };
}

/** Keeps a picture for the eye, in a folder that git ignores, where VOXGRAPH_PICTURES is 1: each takes a third of a second. */
export async function picture(page: Page, name: string): Promise<void> {
  if (process.env.VOXGRAPH_PICTURES !== '1') return;
  const folder = join(root, 'test-results');
  mkdirSync(folder, { recursive: true });
  await page.screenshot({ path: join(folder, `${name}.png`) });
}

/** Waits until the whole network is in sight and lies still, three frames long: its windows and modules find their sizes first. */
export async function fitted(page: Page): Promise<void> {
  await page.locator('.canvas[data-fitting="false"] .react-flow').evaluate(
    (canvas) =>
      new Promise<void>((resolve) => {
        let last = '';
        let calm = 0;
        const look = () => {
          const pane = canvas.getBoundingClientRect();
          const boxes = [...canvas.querySelectorAll('.node')].map((node) => node.getBoundingClientRect());
          const isInSight = boxes.every(
            (box) => box.left > pane.left && box.right < pane.right && box.top > pane.top && box.bottom < pane.bottom,
          );
          const now = JSON.stringify(boxes);
          calm = isInSight && now === last ? calm + 1 : 0;
          last = now;
          if (calm >= 3) resolve();
          else requestAnimationFrame(look);
        };
        look();
      }),
  );
}
