import { readFile } from 'node:fs/promises';
import type { Locator, Page } from 'playwright';
import { soon } from './hands.ts';

const sample = { name: { name: 'head-mr.nii.gz', sample: 'head-mr' } };
/** A head, its mask, and a viewer for each. */
export const head = {
  LocalImage: { module: 'LocalImage', at: [0, 200], params: sample },
  Threshold: {
    module: 'Threshold',
    at: [0, 100],
    inputs: { input0: 'LocalImage.outImage' },
    params: { threshold: 60 },
  },
  View2D: { module: 'View2D', at: [0, 0], inputs: { inImage: 'Threshold.output0' } },
  View2D1: { module: 'View2D', at: [220, 0], inputs: { inImage: 'LocalImage.outImage' } },
} as const;

/** The content of a viewer's window. */
export const viewer = (page: Page, node: string) => page.getByTestId(`viewer-${node}`);
/** What the tabs of the windows in sight read. */
export const tabs = (page: Page) => page.locator('.dv-tab:visible').allTextContents();

/** Chooses from the View menu. */
export async function command(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: 'View', exact: true }).click();
  await page.getByRole('menuitem', { name, exact: true }).click();
}

/** Closes a window with the cross of its tab. */
export async function close(page: Page, name: string): Promise<void> {
  await page.locator('.dv-tab', { hasText: name }).first().locator('.dv-default-tab-action').click();
}

/** Where an element lies on the screen. */
export async function box(locator: Locator) {
  const found = await locator.boundingBox();
  if (!found) throw new Error(`${locator} is not on the screen`);
  return found;
}

/** Floats a viewer and waits until it has the size of its window. */
export async function float(page: Page, name: string) {
  await page.getByRole('button', { name: `Float ${name}` }).click();
  await soon(async () => (await viewer(page, name).boundingBox())?.width).toBe(576);
  return box(viewer(page, name));
}

/** The document as Ctrl+S saves it. */
export async function saved(page: Page): Promise<{ nodes: object; view: { open: unknown[]; layout?: unknown } }> {
  const download = page.waitForEvent('download');
  await page.keyboard.press('Control+s');
  return JSON.parse(await readFile(await (await download).path(), 'utf8'));
}
