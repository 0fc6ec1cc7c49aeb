import type { Locator, Page } from 'playwright';
import { beforeEach, describe, expect, it } from 'vitest';
import { editorPage } from './editorPage.ts';
import { middle, openNetwork, press, soon, tabTo } from './hands.ts';

let page: Page;
const editor = editorPage();
beforeEach(async () => {
  page = editor();
  await openNetwork(page, {
    LocalImage: { module: 'LocalImage', at: [0, 330], params: { name: { name: 'head-mr.nii.gz', sample: 'head-mr' } } },
    Threshold: { module: 'Threshold', at: [0, 200], inputs: { input0: 'LocalImage.outImage' } },
    View2D: { module: 'View2D', at: [0, 80], inputs: { inImage: 'Threshold.output0' } },
  });
});

const box = (name: string) => page.locator(`.react-flow__node[data-id="${name}"]`);
const menu = (name: string) => page.getByRole('menu', { name: `Menu of ${name}` });
const hasFocus = (name: string) => box(name).evaluate((element) => element === document.activeElement);

/** Waits until a menu or dialog that has opened gets the keys, a frame later. */
async function holdsFocus(popup: Locator): Promise<void> {
  await soon(() => popup.evaluate((element) => element.contains(document.activeElement))).toBe(true);
}

/** Waits until an item of a menu is the one that gets the keys. */
async function isActive(item: string): Promise<void> {
  const found = page.getByRole('menuitem', { name: item, exact: true });
  await soon(() => found.evaluate((element) => element === document.activeElement)).toBe(true);
}

describe('the menu of a module', () => {
  it('opens by right click and shows the windows of the module', async () => {
    await box('View2D').click({ button: 'right' });
    await page.getByRole('menuitem', { name: 'Show Window' }).hover();
    await page.getByRole('menuitem', { name: 'Automatic Panel' }).click();
    await page.getByTestId('panel-View2D').waitFor();
    await box('View2D').click({ button: 'right' });
    await page.getByRole('menuitem', { name: 'Show Window' }).hover();
    await page.getByRole('menuitem', { name: 'Viewer' }).click();
    await page.getByTestId('viewer-View2D').waitFor();
  });

  it.each(['Shift+F10', 'ContextMenu'])(
    'opens by %s on the module that has the focus, and gives it back',
    async (key) => {
      await tabTo(page, box('Threshold'));
      await press(page, key);
      await menu('Threshold').waitFor();
      // Beside the module that it belongs to, not in a corner of the window.
      const [opened, node] = [await menu('Threshold').boundingBox(), await middle(box('Threshold'))];
      expect(Math.hypot((opened?.x ?? 0) - node.x, (opened?.y ?? 0) - node.y)).toBeLessThan(250);
      await holdsFocus(menu('Threshold'));
      await press(page, 'Escape');
      await menu('Threshold').waitFor({ state: 'detached' });
      await soon(() => hasFocus('Threshold')).toBe(true);
    },
  );

  it('gives the focus to the field of a new name', async () => {
    await box('Threshold').click({ button: 'right' });
    await page.getByRole('menuitem', { name: /^Rename/ }).click();
    const field = page.getByRole('textbox', { name: 'New name of Threshold' });
    await field.waitFor();
    await menu('Threshold').waitFor({ state: 'detached' });
    await page.keyboard.type('Cutoff');
    await press(page, 'Enter');
    await box('Cutoff').waitFor();
  });

  it('opens the panel by keyboard alone', async () => {
    await tabTo(page, box('Threshold'));
    await press(page, 'Shift+F10');
    await menu('Threshold').waitFor();
    await holdsFocus(menu('Threshold'));
    await press(page, 'ArrowDown');
    await isActive('Show Window');
    await press(page, 'ArrowRight');
    await isActive('Panel');
    await press(page, 'ArrowDown');
    await isActive('Automatic Panel');
    await press(page, 'Enter');
    await page.getByTestId('panel-Threshold').waitFor();
  });
});

describe('a module that the Tab key reaches', () => {
  it('is the one that commands work on', async () => {
    await tabTo(page, box('Threshold'));
    await soon(() => box('Threshold').getAttribute('class')).toContain('selected');
    await press(page, 'F1');
    const help = page.getByRole('dialog', { name: 'Threshold' });
    await help.getByText('Compares every voxel with a threshold').first().waitFor();
    // The text is read from its beginning.
    expect(await help.locator('.dialog-body').evaluate((body) => body.scrollTop)).toBe(0);
    await holdsFocus(help);
    await press(page, 'Escape');
    await help.waitFor({ state: 'detached' });
    await soon(() => hasFocus('Threshold')).toBe(true);
    await press(page, 'Delete');
    await box('Threshold').waitFor({ state: 'detached' });
  });

  it('opens its viewer by Enter and its Automatic Panel by Alt with Enter, which get the keys, and F6 goes back', async () => {
    await tabTo(page, box('View2D'));
    await press(page, 'Enter');
    await holdsFocus(page.getByTestId('viewer-View2D').locator('canvas').first());
    await press(page, 'Shift+F6');
    expect(await hasFocus('View2D')).toBe(true);
    await press(page, 'Alt+Enter');
    await holdsFocus(page.getByTestId('panel-View2D'));
    // Through all parts of the window, each of which keeps its place.
    const keys = page.locator(':focus');
    await press(page, 'F6');
    expect(await keys.evaluate((element) => element.closest('.statusbar') !== null)).toBe(true);
    await press(page, 'F6', 'F6', 'F6');
    expect(await hasFocus('View2D')).toBe(true);
    await press(page, 'F6', 'F6');
    await holdsFocus(page.getByTestId('panel-View2D'));
    // Commands of the window are done from a field too.
    await page.getByTestId('panel-View2D').locator('input[inputmode]').first().focus();
    await press(page, 'Control+k');
    await holdsFocus(page.getByRole('dialog', { name: 'All commands' }));
    await press(page, 'Escape');
  });

  it('is added where it covers no other, in sight, gets the keys, and shows its example network', async () => {
    await tabTo(page, box('View2D'));
    await press(page, '/');
    await page.keyboard.type('Laplace');
    await press(page, 'Enter');
    await soon(() => hasFocus('Laplace')).toBe(true);
    const [added, ...others] = await Promise.all(
      ['Laplace', 'LocalImage', 'Threshold', 'View2D'].map((name) => box(name).boundingBox()),
    );
    if (!added) throw new Error('Laplace is not in sight');
    for (const other of others) {
      const isBeside = other && (added.x + added.width <= other.x || other.x + other.width <= added.x);
      const isAbove = other && (added.y + added.height <= other.y || other.y + other.height <= added.y);
      expect(isBeside || isAbove).toBe(true);
    }
    await press(page, 'F1');
    await page.getByRole('button', { name: 'Show the example network' }).press('Enter');
    await page.getByTestId('file-name').getByText('Laplace.json').waitFor();
    await page.getByTestId('node-SynchroView2D').waitFor();
  });
});

describe('the bars', () => {
  it('open their menus by keyboard and list every key', async () => {
    await tabTo(page, page.getByRole('button', { name: 'Help', exact: true }));
    await press(page, 'Enter', 'ArrowDown');
    await page.getByRole('menuitem', { name: 'Keys and mouse' }).waitFor();
    await page.getByRole('menuitem', { name: 'Keys and mouse' }).press('Enter');
    const list = page.getByRole('dialog', { name: 'Keys and mouse' });
    for (const key of ['Ctrl+Z', 'Ctrl+V', 'F2', 'Tab, /'])
      await list.getByRole('cell', { name: key, exact: true }).waitFor();
    await list.getByRole('button', { name: 'Close' }).click();
  });

  it('say what cannot be done at the moment, in a colour that can be read', async () => {
    const undo = page.getByRole('button', { name: 'Undo' });
    expect(await undo.isDisabled()).toBe(true);
    expect(await undo.evaluate((button) => getComputedStyle(button).opacity)).toBe('1');
    await box('View2D').click();
    await press(page, 'Delete');
    await soon(() => undo.isDisabled()).toBe(false);
  });
});

describe('a screen reader', () => {
  it('is told what an edit, its undo and its redo did', async () => {
    const told = () => page.getByRole('status').last().textContent();
    await box('Threshold').click();
    await press(page, 'Delete');
    await soon(told).toBe('Threshold deleted');
    await press(page, 'Control+z');
    await soon(told).toBe('Undone: Threshold deleted');
    await press(page, 'Control+y');
    await soon(told).toBe('Done again: Threshold deleted');
  });
});
