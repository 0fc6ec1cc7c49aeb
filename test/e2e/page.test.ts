import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type Stage, setStage } from './browser.ts';
import { kept, soon } from './hands.ts';

describe('a page without cross-origin isolation', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await setStage(false);
  });
  afterEach(() => stage.closePages());
  afterAll(() => stage.close());

  it('works with copies, and says so', async () => {
    const { page, expectClean } = await stage.open();
    expect(await page.evaluate(() => globalThis.crossOriginIsolated)).toBe(false);
    await soon(() => page.getByTestId('node-Mask').textContent()).toMatch(/ms|memory/);
    await soon(() => page.locator('.viewer-pane[data-status="ready"]').count()).toBe(2);
    expect(await page.locator('.statusbar').textContent()).toContain('copies');
    expectClean();
  });
});

describe('the page', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await setStage();
  });
  afterEach(() => stage.closePages());
  afterAll(() => stage.close());

  it('is cross-origin isolated as it is served, and asks for nothing after it has loaded but what its user demands', async () => {
    const { page, expectClean } = await stage.open();
    expect(await page.evaluate(() => globalThis.crossOriginIsolated)).toBe(true);
    await soon(() => page.locator('.viewer-pane[data-status="ready"]').count()).toBe(2);
    const requests: string[] = [];
    page.on('request', (request) => requests.push(request.url()));
    await page.getByTestId('output-Threshold.output0').click();
    await soon(() => page.getByTestId('inspector-facts').textContent()).toContain('0 to 1');
    expect(requests).toEqual([]);
    expectClean();
  });

  it('computes nothing while no viewer is open and nothing is inspected', async () => {
    const { page, expectClean } = await stage.open();
    await page.locator('.dv-tab', { hasText: 'SynchroView2D' }).locator('.dv-default-tab-action').click();
    await soon(() => page.locator('.viewer-pane').count()).toBe(0);
    await kept(page);
    await page.reload();
    await page.getByTestId('node-Mask').waitFor();
    await soon(() => page.getByTestId('node-LocalImage').textContent()).toContain('not run');
    expect(await page.getByTestId('node-Mask').textContent()).toContain('not run');
    expectClean();
  });

  it('shows volumes in 3D, and gives the context back when the view is closed', async () => {
    const { page, expectClean } = await stage.open();
    await page.getByTestId('output-LocalImage.outImage').click();
    await page.getByTestId('inspector').getByRole('tab', { name: '3D' }).click();
    await soon(() => page.getByTestId('inspector').locator('.viewer-pane').getAttribute('data-status'), 40_000).toBe(
      'ready',
    );
    await page.getByTestId('inspector').getByRole('tab', { name: '2D' }).click();
    await soon(() => page.getByTestId('inspector').locator('canvas').count()).toBe(1);
    expectClean();
  });

  it('keeps its 2D views without WebGL2, and says why there is no 3D', async () => {
    const context = await stage.browser.newContext({ viewport: { width: 1280, height: 720 } });
    await context.addInitScript(() => {
      const original = HTMLCanvasElement.prototype.getContext as (...args: unknown[]) => unknown;
      HTMLCanvasElement.prototype.getContext = function (this: HTMLCanvasElement, type: string, ...rest: unknown[]) {
        return type.startsWith('webgl') ? null : original.call(this, type, ...rest);
      } as typeof HTMLCanvasElement.prototype.getContext;
    });
    const { page } = await stage.open({ context });
    await soon(() => page.locator('.viewer-pane[data-status="ready"]').count()).toBe(2);
    await page.getByTestId('output-LocalImage.outImage').click();
    await page.getByTestId('inspector').getByRole('tab', { name: '3D' }).click();
    await soon(() => page.getByTestId('inspector').textContent()).toContain('WebGL2');
  });
});
