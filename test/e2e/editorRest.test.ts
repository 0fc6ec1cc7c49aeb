import type { Page } from 'playwright';
import { beforeEach, describe, expect, it } from 'vitest';
import { editorPage } from './editorPage.ts';
import type { TestNode } from './hands.ts';
import { dropFile, middle, openNetwork, shownName, soon } from './hands.ts';

let page: Page;
const editor = editorPage();
beforeEach(async () => {
  page = editor();
  await openNetwork(page, network());
});

/** A hundred modules in ten chains of ten. */
function network(): Record<string, TestNode> {
  const nodes: Record<string, TestNode> = {};
  for (let n = 0; n < 100; n++) {
    const isFirst = n % 10 === 0;
    nodes[`Threshold${n}`] = {
      module: 'Threshold',
      at: [180 * Math.floor(n / 10), 110 * (9 - (n % 10))],
      inputs: isFirst ? {} : { input0: `Threshold${n - 1}.output0` },
    };
  }
  return nodes;
}

describe('a network of a hundred modules', () => {
  it('changes nothing of the other modules while one is dragged', async () => {
    // Selected before, since that shows at the modules around it what feeds it and what it feeds.
    await page.getByTestId('node-Threshold55').locator(shownName).click();
    await page.evaluate(() => {
      const changed = new Set<string>();
      new MutationObserver((records) => {
        for (const { target } of records) {
          const element = target instanceof Element ? target : target.parentElement;
          const node = element?.closest<HTMLElement>('.react-flow__node');
          if (node?.dataset.id) changed.add(node.dataset.id);
        }
      }).observe(document.body, { subtree: true, childList: true, attributes: true, characterData: true });
      Object.assign(window, { changed });
    });
    const at = await middle(page.getByTestId('node-Threshold55').locator(shownName));
    await page.mouse.move(at.x, at.y);
    await page.mouse.down();
    await page.mouse.move(at.x + 40, at.y + 20, { steps: 20 });
    await page.mouse.up();
    expect(await page.evaluate(() => [...(window as unknown as { changed: Set<string> }).changed])).toEqual([
      'Threshold55',
    ]);
  });

  it('asks for no frame and changes nothing while nothing happens', async () => {
    await page.mouse.move(2, 2);
    await page.evaluate(() => new Promise((resolve) => requestIdleCallback(resolve)));
    const found = await page.evaluate(async () => {
      let frames = 0;
      let changes = 0;
      const original = window.requestAnimationFrame;
      window.requestAnimationFrame = (callback) => {
        frames++;
        return original(callback);
      };
      const observer = new MutationObserver((records) => {
        changes += records.length;
      });
      observer.observe(document.body, { subtree: true, childList: true, attributes: true, characterData: true });
      await new Promise((resolve) => setTimeout(resolve, 500));
      observer.disconnect();
      window.requestAnimationFrame = original;
      return { frames, changes };
    });
    expect(found).toEqual({ frames: 0, changes: 0 });
  });
});

describe('a network that is opened', () => {
  it('is not seen before it stands where it stays, lest a click misses it', async () => {
    const places = await page.evaluateHandle(() => {
      const seen: string[] = [];
      const look = () => {
        const name = document.querySelector('[data-testid="node-Opened"] .node-name');
        const box = name?.checkVisibility({ visibilityProperty: true }) ? name.getBoundingClientRect() : undefined;
        if (box) seen.push(`${Math.round(box.x)} ${Math.round(box.y)}`);
        if (seen.length < 20) requestAnimationFrame(look);
      };
      look();
      return seen;
    });
    const Opened = { module: 'Threshold', moduleVersion: 1, position: { x: 900, y: 500 }, params: {}, inputs: {} };
    await dropFile(page, 'opened.json', JSON.stringify({ version: 1, nodes: { Opened } }));
    await soon(() => places.evaluate((seen) => seen.length)).toBe(20);
    expect(await places.evaluate((seen) => new Set(seen).size)).toBe(1);
  });
});
