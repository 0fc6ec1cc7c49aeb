import { readFile } from 'node:fs/promises';
import type { Locator, Page } from 'playwright';
import { expect } from 'vitest';
import { fitted } from './browser.ts';

/** Adds a module as a user does: the pointer over the network, its name typed, Enter. */
export async function addModule(page: Page, name: string, x: number, y: number): Promise<void> {
  await page.mouse.move(x, y);
  await page
    .locator('.react-flow__pane')
    .focus()
    .catch(() => {});
  await page.keyboard.type(name);
  await page
    .getByRole('option', { name: new RegExp(`^${name}\\b`) })
    .first()
    .waitFor();
  await page.keyboard.press('Enter');
  await page.getByTestId(`node-${name}`).waitFor();
}

/** Drags from one connector to another: "output-LocalImage.outImage" to "input-Mask.input0". */
export async function drag(page: Page, from: string, to: string): Promise<void> {
  await hold(page, from, to);
  await page.mouse.up();
}

/** The same without letting go. */
export async function hold(page: Page, from: string, to: string): Promise<void> {
  const [start, end] = [await middle(page.getByTestId(from)), await middle(page.getByTestId(to))];
  await page.mouse.move(start.x, start.y);
  await page.mouse.down();
  await page.mouse.move((start.x + end.x) / 2, (start.y + end.y) / 2, { steps: 5 });
  await page.mouse.move(end.x, end.y, { steps: 5 });
}

/** The middle of an element on the screen. */
export async function middle(locator: Locator): Promise<{ x: number; y: number }> {
  const box = await locator.boundingBox();
  if (!box) throw new Error(`${locator} is not on the screen`);
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

/** Chooses a file with the button of a node, through the file dialog. */
export async function chooseFile(page: Page, node: string, path: string): Promise<void> {
  const dialog = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: `Choose the file of ${node}` }).click();
  await (await dialog).setFiles(path);
}

/** The name of a node as it is shown: from afar another one, which stands in the middle of the box. */
export const shownName = '.node-name:visible, .node-far-name:visible';

/** Opens a panel with a double-click on the name of a node. */
export async function openPanel(page: Page, node: string): Promise<void> {
  await page.getByTestId(`node-${node}`).locator(shownName).dblclick();
}

/** The editor of a field in the open automatic panel of a node. */
export function field(page: Page, node: string, name: string): Locator {
  return page.getByTestId(`panel-${node}`).locator(`tr[data-param="${name}"]`).locator('input, select').first();
}

/** A node of a network under test; moduleVersion is 1, and what is missing is empty. */
export interface TestNode {
  readonly module: string;
  readonly at: readonly [x: number, y: number];
  readonly params?: Readonly<Record<string, unknown>>;
  readonly inputs?: Readonly<Record<string, string>>;
}

/** Opens a network by dropping its file on the canvas, and waits until it is all in sight. */
export async function openNetwork(page: Page, nodes: Readonly<Record<string, TestNode>>): Promise<void> {
  const file = {
    version: 1,
    nodes: Object.fromEntries(
      Object.entries(nodes).map(([name, { module, at, params = {}, inputs = {} }]) => [
        name,
        { module, moduleVersion: 1, position: { x: at[0], y: at[1] }, params, inputs },
      ]),
    ),
  };
  const fileName = `network${networks++}.json`;
  await dropFile(page, fileName, JSON.stringify(file));
  await page.getByTestId('file-name').getByText(fileName).waitFor();
  for (const name of Object.keys(nodes)) await page.getByTestId(`node-${name}`).waitFor();
  await fitted(page);
}

let networks = 1;

/** Drops a file of the given text on the canvas. */
export async function dropFile(page: Page, fileName: string, text: string): Promise<void> {
  await dropFiles(page, { [fileName]: text });
}

/** Drops files on the canvas at once, each text under its name. */
export async function dropFiles(page: Page, files: Readonly<Record<string, string>>): Promise<void> {
  const dataTransfer = await page.evaluateHandle((texts) => {
    const data = new DataTransfer();
    for (const [name, text] of Object.entries(texts)) data.items.add(new File([text], name));
    return data;
  }, files);
  await page.locator('.react-flow__pane').dispatchEvent('drop', { dataTransfer });
}

/** What a saved file holds of a node. */
export interface SavedNode {
  readonly module: string;
  readonly position: { readonly x: number; readonly y: number };
  readonly params: Readonly<Record<string, unknown>>;
  readonly inputs: Readonly<Record<string, string>>;
}

/** The nodes of the document, read from the file that Ctrl+S downloads. */
export async function savedNodes(page: Page): Promise<Readonly<Record<string, SavedNode>>> {
  const download = page.waitForEvent('download');
  await page.keyboard.press('Control+s');
  const path = await (await download).path();
  return JSON.parse(await readFile(path, 'utf8')).nodes;
}

/** Waits until what was edited lies in the browser's storage, where a reload finds it. */
export async function kept(page: Page): Promise<void> {
  await page.locator('html[data-journal="kept"]').waitFor({ state: 'attached' });
}

/** Presses keys one after the other. */
export async function press(page: Page, ...keys: readonly string[]): Promise<void> {
  for (const key of keys) await page.keyboard.press(key);
}

/** A place of the canvas where nothing is, in the lower right of it. */
export async function openGround(page: Page): Promise<{ x: number; y: number }> {
  const box = await page.locator('.react-flow__pane').boundingBox();
  if (!box) throw new Error('There is no canvas');
  return { x: box.x + box.width - 60, y: box.y + box.height - 60 };
}

/** Presses Tab until an element has the focus, as someone without a mouse does; throws when it is never reached. */
export async function tabTo(page: Page, locator: Locator): Promise<void> {
  // Under a moving pointer the Tab key adds modules.
  await page.mouse.move(2, 2);
  for (let n = 0; n < 200; n++) {
    if (await locator.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`${locator} is not reached by the Tab key`);
}

/** Expects of what a page shows that it becomes so; a busy machine takes longer than a poll's usual second. */
export function soon<T>(look: () => T | Promise<T>, timeout = 20_000) {
  return expect.poll(look, { timeout, interval: 30 });
}
