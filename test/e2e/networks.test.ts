import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { bringAxe, findings } from './axe.ts';
import { fitted, type Stage, setStage } from './browser.ts';
import { addModule, kept, middle, openGround, press, shownName, soon, tabTo } from './hands.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await setStage();
});
afterEach(() => stage.closePages());
afterAll(() => stage.close());

const tabs = (page: Page) => page.getByRole('tab', { name: /\.json/ });
const names = (page: Page) => tabs(page).allTextContents();
const modules = (page: Page) =>
  page.locator('.react-flow__node').evaluateAll((all) => all.map((node) => node.getAttribute('data-id')).sort());
const summary = (page: Page) => page.getByTestId('node-Threshold').locator('.node-summary').textContent();
const notices = (page: Page) => page.getByRole('log').textContent();
const said = (page: Page) => page.getByRole('status').allTextContents();

/** Adds a module where nothing is. */
async function add(page: Page, name: string): Promise<void> {
  const { x, y } = await openGround(page);
  await addModule(page, name, x - 200, y - 200);
}

it('networks lie side by side as tabs, each with what belongs to it, and come back after a reload', async () => {
  const { page, expectClean } = await stage.open();
  await page.getByTestId('node-Mask').locator(shownName).click();
  await press(page, 'Control+c', 'Alt+n');
  await soon(() => names(page)).toEqual(['untitled.json']);
  expect(await modules(page)).toEqual([]);

  // What is pasted into an empty network is all there is, and undone it is empty again; the new tab took the example's place.
  await press(page, 'Control+v');
  await soon(() => modules(page)).toEqual(['Mask']);
  await page.getByRole('button', { name: 'New network' }).click();
  await soon(() => names(page)).toEqual(['untitled.json ● modified', 'untitled-2.json']);
  await add(page, 'Info');

  // Where the tabs have no room side by side, a list of all of them goes to one.
  await page.setViewportSize({ width: 760, height: 720 });
  const list = page.getByRole('button', { name: 'All open networks' });
  await tabTo(page, list);
  await press(page, 'Enter');
  await page.getByRole('menuitem', { name: 'untitled.json modified' }).click();
  await soon(() => modules(page)).toEqual(['Mask']);
  await press(page, 'Alt+PageDown');
  await page.setViewportSize({ width: 1280, height: 720 });
  await list.waitFor({ state: 'detached' });

  // By mouse and by keyboard to the other one and back, each with its past, its selection and its place in the canvas.
  await fitted(page);
  const before = await middle(page.getByTestId('node-Info'));
  await tabs(page).first().click();
  await soon(() => modules(page)).toEqual(['Mask']);
  expect(await page.locator('.react-flow__node.selected').count()).toBe(1);
  await press(page, 'Control+z');
  await soon(() => modules(page)).toEqual([]);
  expect(await names(page)).toEqual(['untitled.json', 'untitled-2.json ● modified']);
  await press(page, 'Alt+PageDown');
  await soon(() => modules(page)).toEqual(['Info']);
  await soon(() => said(page)).toContain('Network untitled-2.json, 2 of 2');
  expect(await middle(page.getByTestId('node-Info'))).toEqual(before);
  await tabTo(page, tabs(page).last());
  await press(page, 'ArrowLeft', 'Enter');
  await soon(() => modules(page)).toEqual([]);
  await press(page, 'Control+y');

  // A reload keeps all of it: the networks, and of each what is selected, where it lies and what can be undone.
  await page.getByTestId('node-Mask').locator(shownName).click();
  const ground = await openGround(page);
  await page.mouse.move(ground.x, ground.y);
  await page.mouse.down({ button: 'middle' });
  await page.mouse.move(ground.x + 90, ground.y + 40, { steps: 3 });
  await page.mouse.up({ button: 'middle' });
  const moved = await middle(page.getByTestId('node-Mask'));
  await kept(page);
  await page.reload();
  await soon(() => names(page)).toEqual(['untitled.json ● modified', 'untitled-2.json ● modified']);
  expect(await notices(page)).toContain('Restored unsaved changes of untitled.json, untitled-2.json');
  expect(await modules(page)).toEqual(['Mask']);
  expect(await middle(page.getByTestId('node-Mask'))).toEqual(moved);
  expect(await page.locator('.react-flow__node.selected').count()).toBe(1);
  await press(page, 'Control+z');
  await soon(() => names(page)).toEqual(['untitled.json', 'untitled-2.json ● modified']);
  expect(await modules(page)).toEqual([]);
  await press(page, 'Control+y');
  await soon(() => modules(page)).toEqual(['Mask']);

  // Closing asks when work would be lost, and only then.
  await tabs(page).last().click({ button: 'middle' });
  const question = page.getByRole('dialog', { name: 'Close untitled-2.json?' });
  await question.getByRole('button', { name: 'Cancel' }).click();
  expect(await modules(page)).toEqual(['Info']);
  await press(page, 'Alt+w');
  await question.getByRole('button', { name: 'Close without saving' }).click();
  await soon(() => names(page)).toEqual(['untitled.json ● modified']);
  await page.getByTestId('close-untitled.json').click();
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save and close' }).click();
  expect(JSON.parse(await readFile(await (await download).path(), 'utf8')).nodes).toHaveProperty('Mask');
  await soon(() => names(page)).toEqual(['untitled.json']);
  expect(await modules(page)).toEqual([]);
  expectClean();
});

it('a copied browser tab goes on by itself, and one that is gone is taken over whole', async () => {
  const { page, context, expectClean } = await stage.open();
  await press(page, 'Alt+n');
  await add(page, 'Threshold');
  await page.getByRole('button', { name: 'New network' }).click();
  await add(page, 'Info');
  await kept(page);

  // A browser copies the session of a tab that it duplicates, as it does for a window that a page opens.
  const copying = context.waitForEvent('page');
  await page.evaluate(() => void window.open(location.href));
  const copy = await copying;
  await soon(() => names(copy)).toEqual(['untitled.json ● modified', 'untitled-2.json ● modified']);
  await add(copy, 'Mask');
  await kept(copy);
  await copy.reload();
  await soon(() => modules(copy)).toEqual(['Info', 'Mask']);
  await page.reload();
  await soon(() => modules(page)).toEqual(['Info']);

  await copy.close();
  const next = await stage.open({ context });
  await soon(() => modules(next.page)).toEqual(['Info', 'Mask']);
  expect(await names(next.page)).toEqual(['untitled.json ● modified', 'untitled-2.json ● modified']);
  expect(await notices(next.page)).toMatch(/Restored unsaved changes of untitled.json, untitled-2.json from/);
  const last = await stage.open({ context });
  expect(await names(last.page)).toEqual(['masking-images.json']);
  expectClean();
});

it('a network is shared as a picture and as a link, with what goes along shown first', async () => {
  const context = await stage.browser.newContext({
    viewport: { width: 1280, height: 720 },
    bypassCSP: true,
    permissions: ['clipboard-read', 'clipboard-write'],
  });
  await context.addInitScript(() => Reflect.deleteProperty(window, 'showSaveFilePicker'));
  const { page, expectClean } = await stage.open({ context });
  await bringAxe(page);
  const original = await summary(page);
  await press(page, 'Alt+s');
  const dialog = page.getByRole('dialog', { name: 'Share the network' });
  await dialog.getByText('File head-mr.nii.gz').waitFor();
  expect(await findings(page, 'dark')).toEqual([]);
  expect(await findings(page, 'light')).toEqual([]);

  const downloads = [];
  for (const kind of ['PNG', 'SVG']) {
    const download = page.waitForEvent('download');
    await dialog.getByRole('button', { name: `Save picture (${kind})` }).click();
    downloads.push([...(await readFile(await (await download).path()))]);
  }
  await dialog.getByRole('button', { name: 'Copy link' }).click();
  await dialog.getByText('Copied.').waitFor();
  const link = await page.evaluate(() => navigator.clipboard.readText());
  await dialog.getByRole('button', { name: 'Close' }).click();
  await press(page, 'Alt+n');

  for (const [n, bytes] of downloads.entries()) {
    const name = n === 0 ? 'one.png' : 'two.svg';
    const dataTransfer = await page.evaluateHandle(
      ([of, content]) => {
        const data = new DataTransfer();
        data.items.add(new File([new Uint8Array(content)], of));
        return data;
      },
      [name, bytes] as const,
    );
    await page.locator('.react-flow__pane').dispatchEvent('drop', { dataTransfer });
    await soon(() => page.getByTestId('file-name').textContent()).toBe(name.replace(/\.\w+$/, '.json'));
    expect(await summary(page)).toBe(original);
  }
  await page.goto(link);
  await soon(() => names(page)).toEqual(['one.json', 'two.json', 'from-a-link.json']);
  expect([await summary(page), new URL(page.url()).hash]).toEqual([original, '']);
  await fitted(page);
  await page.goto(`${link.slice(0, -20)}`);
  await soon(() => notices(page)).toMatch(/The link could not be opened. The network in it is damaged/);
  expectClean();
});
