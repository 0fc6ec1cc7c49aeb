import { type BrowserContext, chromium, type Page } from 'playwright';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { chromiumArgs, findChromium } from '../../scripts/chromium.mjs';
import { type Stage, setStage } from './browser.ts';
import { field, kept, openNetwork, openPanel, soon } from './hands.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await setStage();
});
afterEach(() => stage.closePages());
afterAll(() => stage.close());

const kills = process.env.VOXGRAPH_SOAK === '1' ? 100 : 2;
const notices = (page: Page) => page.getByRole('log').textContent();

/** Opens the page in a context without waiting for more than its network. */
async function start(context: BrowserContext): Promise<Page> {
  const page = await context.newPage();
  await page.goto(stage.address);
  await page.getByTestId('node-Threshold').waitFor();
  return page;
}

async function thresholdField(page: Page) {
  await openPanel(page, 'Threshold');
  const editor = field(page, 'Threshold', 'threshold');
  await editor.waitFor();
  return editor;
}

const threshold = async (page: Page) =>
  Number(/<= (\d+)/.exec((await page.getByTestId('node-Threshold').locator('.node-summary').textContent()) ?? '')?.[1]);

/** A new page in which `prepare` has run before everything else. */
async function pageWith(prepare: () => void): Promise<Page> {
  const context = await stage.browser.newContext({ viewport: { width: 1280, height: 720 } });
  await context.addInitScript(prepare);
  return start(context);
}

describe('a tab that is killed', () => {
  it(
    `loses at most the last quarter of a second of edits, ${kills} times`,
    async () => {
      const context = await stage.browser.newContext({ viewport: { width: 1280, height: 720 } });
      let value = 1000;
      let page = await start(context);
      // Nothing to compute and nothing to draw: what is killed and restored again and again is the journal.
      await openNetwork(page, {
        Threshold: { module: 'Threshold', at: [0, 0], params: { comparisonOperator: 'LessEqual', threshold: 1000 } },
      });
      // The first page has unsaved work and an open panel to leave behind, however early it is killed.
      await (await thresholdField(page)).fill(String(++value));
      await kept(page);
      for (let n = 0; n < kills; n++) {
        const editor = field(page, 'Threshold', 'threshold');
        await editor.waitFor();
        // Evenly spread over half a second, so that a failing number fails again.
        const end = Date.now() + (500 * (n + 0.5)) / kills;
        const edits: { value: number; time: number }[] = [];
        do {
          value++;
          await editor.fill(String(value));
          edits.push({ value, time: Date.now() });
        } while (Date.now() < end);
        const killed = Date.now();
        await page.goto('chrome://crash').catch(() => {});
        await page.close();
        page = await start(context);
        const safe = edits.filter(({ time }) => time <= killed - 250).at(-1)?.value;
        const restored = await threshold(page);
        expect(restored).toBeLessThanOrEqual(value);
        if (safe === undefined) continue;
        expect(restored).toBeGreaterThanOrEqual(safe);
        expect(await notices(page)).toContain('Restored unsaved changes');
        expect(await page.getByTestId('file-name').textContent()).toContain('modified');
      }
    },
    20_000 + kills * 10_000,
  );
});

describe('a worker that fills the heap', () => {
  // Chromium ends the whole page then, and its worker cannot know before: so what counts is what comes back.
  it('ends the page, and no edit is lost', { timeout: 60_000 }, async () => {
    const args = [...chromiumArgs, '--js-flags=--max-old-space-size=192'];
    const browser = await chromium.launch({ executablePath: findChromium(), args });
    try {
      const context = await browser.newContext({ viewport: { width: 1280, height: 720 } });
      await context.route('**/fillsTheHeap.js', (route) =>
        route.fulfill({
          contentType: 'text/javascript',
          headers: { 'Cross-Origin-Embedder-Policy': 'require-corp', 'Cross-Origin-Resource-Policy': 'same-origin' },
          body: 'const rows = []; for (let n = 0; ; n++) rows.push({ name: String(n), values: [n, n + 0.5] });',
        }),
      );
      const page = await start(context);
      await (await thresholdField(page)).fill('1234');
      await kept(page);
      const isGone = new Promise((resolve) => page.on('crash', resolve));
      await page.evaluate(() => void new Worker('/fillsTheHeap.js'));
      await isGone;
      await page.close();
      const next = await start(context);
      await soon(() => next.getByTestId('node-Threshold').textContent()).toContain('1234');
      expect(await notices(next)).toContain('Restored unsaved changes');
    } finally {
      await browser.close();
    }
  });
});

describe('two tabs', () => {
  it('keeps two tabs apart, and each one over a reload', async () => {
    const first = await stage.open();
    await (await thresholdField(first.page)).fill('11');
    const second = await stage.open({ context: first.context });
    expect(await second.page.getByTestId('node-Threshold').textContent()).toContain('60');
    await (await thresholdField(second.page)).fill('22');
    await kept(first.page);
    await first.page.reload();
    await second.page.reload();
    await soon(() => first.page.getByTestId('node-Threshold').textContent()).toContain('11');
    await soon(() => second.page.getByTestId('node-Threshold').textContent()).toContain('22');
    first.expectClean();
    second.expectClean();
  });
});

describe('a network that is restored with unsaved changes', () => {
  it('is all in sight, wherever its modules lie', async () => {
    const { page } = await stage.open();
    await openNetwork(page, { Threshold: { module: 'Threshold', at: [4000, 3000] } });
    await (await thresholdField(page)).fill('7');
    await soon(() => page.getByTestId('file-name').textContent()).toContain('modified');
    await kept(page);
    await page.reload();
    await soon(() => notices(page)).toContain('Restored unsaved changes');
    const isInSight = async () => {
      const [node, pane] = [page.getByTestId('node-Threshold'), page.locator('.react-flow')];
      const [inner, outer] = [await node.boundingBox(), await pane.boundingBox()];
      return inner !== null && outer !== null && inner.x > outer.x && inner.x + inner.width < outer.x + outer.width;
    };
    await soon(isInSight).toBe(true);
  });
});

describe('a browser that keeps nothing', () => {
  it.each<[string, () => void, RegExp]>([
    [
      'since there is no room left',
      () => {
        IDBObjectStore.prototype.put = () => {
          throw new DOMException('no room', 'QuotaExceededError');
        };
      },
      /Edits cannot be kept for recovery \(no room\)/,
    ],
    ['since it has no storage', () => Object.defineProperty(window, 'indexedDB', { value: undefined }), /no storage/],
    [
      'since it refuses storage and locks',
      () => {
        Object.defineProperty(window, 'indexedDB', {
          get() {
            throw new DOMException('denied', 'SecurityError');
          },
        });
        LockManager.prototype.request = () => Promise.reject(new DOMException('denied', 'SecurityError'));
      },
      /denied/,
    ],
    [
      'since its storage never answers',
      () => {
        const { open } = IDBFactory.prototype;
        IDBFactory.prototype.open = function (name, version) {
          const asked = open.call(this, name, version);
          asked.addEventListener = () => {};
          return asked;
        };
      },
      /does not answer/,
    ],
  ])('says so and works %s', async (_, prepare, sentence) => {
    const page = await pageWith(prepare);
    await (await thresholdField(page)).fill('77');
    await soon(() => threshold(page)).toBe(77);
    await soon(() => notices(page)).toMatch(sentence);
    await soon(() => page.getByTestId('node-Mask').textContent()).toMatch(/ms|memory/);
  });
});

describe('a journal that cannot be read', () => {
  it('does not break the start, whatever it holds, and is handed out once', async () => {
    const { page, context } = await stage.open();
    await page.evaluate(async () => {
      const database = await new Promise<IDBDatabase>((resolve) => {
        const asked = indexedDB.open('voxgraph');
        asked.onsuccess = () => resolve(asked.result);
      });
      await new Promise<void>((resolve) => {
        const done = database.transaction('journal', 'readwrite');
        const journal = done.objectStore('journal');
        // No graph, of the first version; and another shape in a place of this one.
        journal.put({ text: 'not a graph', savedText: 'nor this', fileName: 'lost.json', time: 1 }, 'left-behind');
        journal.put({ text: { nodes: [] }, fileName: 7 }, 'left-behind-too/3');
        done.oncomplete = () => resolve();
      });
      database.close();
    });
    await page.close();
    for (const lost of ['lost.json', '7']) {
      const next = await start(context);
      await soon(() => notices(next)).toContain(`${lost} could not be restored`);
      await next.getByRole('button', { name: 'Download it as it is' }).waitFor();
      expect(await next.getByTestId('file-name').textContent()).toBe('masking-images.json');
      await next.close();
    }
    const later = await start(context);
    expect(await notices(later)).not.toContain('could not be restored');
  });
});

describe('a file that is not on this machine', () => {
  it('is named on its node, where it can be chosen', async () => {
    const { page, expectClean } = await stage.open();
    const name = { name: 'patient.nii.gz', hash: 'a'.repeat(64) };
    await openNetwork(page, { LocalImage: { module: 'LocalImage', at: [0, 0], params: { name } } });
    await page.getByTestId('output-LocalImage.outImage').click();
    const node = page.getByTestId('node-LocalImage');
    await soon(() => node.textContent()).toMatch(/patient\.nii\.gz is not on this machine.*locate it/);
    await node.getByRole('button', { name: /^Locate…/ }).waitFor();
    expectClean();
  });
});
