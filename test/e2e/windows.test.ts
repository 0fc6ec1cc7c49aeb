import { beforeEach, describe, expect, it } from 'vitest';
import { editorPage } from './editorPage.ts';
import { field, kept, middle, openNetwork, openPanel, soon, tabTo } from './hands.ts';
import { box, close, command, float, head, saved, tabs, viewer } from './windowHands.ts';

const getPage = editorPage();

beforeEach(async () => {
  const page = getPage();
  await page.mouse.move(2, 2);
  await command(page, 'Reset the arrangement');
  await openNetwork(page, head);
});

describe('a viewer', () => {
  it('floats by its button where it is seen whole, and docks again above the inspector without pushing the others', async () => {
    const page = getPage();
    await openPanel(page, 'View2D');
    const docked = await box(viewer(page, 'View2D'));
    const canvas = await box(page.locator('.react-flow'));
    const floating = await float(page, 'View2D');
    expect(floating.x).toBeLessThan(docked.x);
    expect(floating.x + floating.width).toBeLessThanOrEqual(1280);
    expect(floating.y + floating.height).toBeLessThanOrEqual(720);
    await page.getByRole('button', { name: 'Dock View2D' }).click();
    // Halves of odd heights differ by a pixel.
    await soon(async () => Math.abs((await box(viewer(page, 'View2D'))).y - docked.y)).toBeLessThan(2);
    expect((await box(viewer(page, 'View2D'))).width).toBe(docked.width);
    expect(await box(page.locator('.react-flow'))).toEqual(canvas);
  });

  it('floats when its tab is dragged with Shift, and is moved by its tab bar', async () => {
    const page = getPage();
    await openPanel(page, 'View2D');
    const from = await middle(page.locator('.dv-tab', { hasText: 'View2D' }).first());
    await page.keyboard.down('Shift');
    await page.mouse.move(from.x, from.y);
    await page.mouse.down();
    await page.mouse.move(from.x - 80, from.y + 60, { steps: 6 });
    await page.mouse.up();
    await page.keyboard.up('Shift');
    await page.getByRole('button', { name: 'Dock View2D' }).waitFor();
    const before = await box(viewer(page, 'View2D'));
    const bar = await middle(page.locator('.dv-resize-container .dv-void-container'));
    await page.mouse.move(bar.x, bar.y);
    await page.mouse.down();
    await page.mouse.move(bar.x - 100, bar.y + 50, { steps: 6 });
    await page.mouse.up();
    await soon(async () => (await box(viewer(page, 'View2D'))).x).toBeLessThan(before.x - 50);
  });

  it('is maximized and restored by its button', async () => {
    const page = getPage();
    await openPanel(page, 'View2D');
    const before = await box(viewer(page, 'View2D'));
    await page.getByRole('button', { name: 'Maximize View2D' }).click();
    await soon(async () => (await box(viewer(page, 'View2D'))).width).toBe(1280);
    await page.getByRole('button', { name: 'Restore View2D' }).click();
    await soon(() => box(viewer(page, 'View2D'))).toEqual(before);
  });

  it('is maximized again after a reload', async () => {
    const page = getPage();
    await openPanel(page, 'View2D');
    await page.getByRole('button', { name: 'Maximize View2D' }).click();
    await soon(async () => (await box(viewer(page, 'View2D'))).width).toBe(1280);
    // The arrangement is written down a little later.
    await soon(async () => JSON.stringify((await saved(page)).view.layout)).toContain('"maximized":"viewer:View2D"');
    await kept(page);
    await page.reload();
    await page.getByRole('button', { name: 'Restore View2D' }).click();
    await soon(async () => (await box(viewer(page, 'View2D'))).width).toBeLessThan(1280);
  });

  it('is floated, docked and closed with the keyboard alone', async () => {
    const page = getPage();
    await openPanel(page, 'View2D');
    await tabTo(page, page.getByRole('button', { name: 'Float View2D' }));
    await page.keyboard.press('Enter');
    await tabTo(page, page.getByRole('button', { name: 'Dock View2D' }));
    await page.keyboard.press('Enter');
    await tabTo(page, page.getByRole('tab', { name: 'View2D', exact: true }));
    await page.keyboard.press('Delete');
    await soon(() => viewer(page, 'View2D').count()).toBe(0);
  });

  it('asks for nothing once it is closed', async () => {
    const page = getPage();
    await openPanel(page, 'View2D');
    await soon(() => page.getByTestId('node-Threshold').textContent()).toMatch(/ms|memory/);
    await close(page, 'View2D');
    await openPanel(page, 'Threshold');
    await field(page, 'Threshold', 'threshold').fill('77');
    await soon(() => page.getByTestId('node-Threshold').textContent()).toContain('77');
    await soon(() => page.getByTestId('node-Threshold').textContent()).toContain('not run');
  });

  it('keeps its window when its node is renamed, and the undo of the renaming keeps it too', async () => {
    const page = getPage();
    await openPanel(page, 'View2D');
    const before = await float(page, 'View2D');
    await page.getByTestId('node-View2D').click();
    await page.keyboard.press('F2');
    await page.keyboard.type('Brain');
    await page.keyboard.press('Enter');
    await soon(() => viewer(page, 'Brain').count()).toBe(1);
    expect(await box(viewer(page, 'Brain'))).toEqual(before);
    await page.keyboard.press('Control+z');
    await soon(() => viewer(page, 'View2D').count()).toBe(1);
    expect(await box(viewer(page, 'View2D'))).toEqual(before);
    expect(await viewer(page, 'View2D').locator('.viewer-pane').getAttribute('data-status')).toBe('ready');
  });

  it('keeps its slice when its node is renamed', async () => {
    const page = getPage();
    await openPanel(page, 'View2D1');
    const slice = (node: string) => viewer(page, node).locator('.viewer-bottom-left').textContent();
    await soon(() => slice('View2D1')).toBe('Slice: 10');
    const { x, y } = await middle(viewer(page, 'View2D1').locator('canvas').first());
    await page.mouse.move(x, y);
    await page.mouse.wheel(0, 100);
    await soon(() => slice('View2D1')).not.toBe('Slice: 10');
    const before = await slice('View2D1');
    await page.getByTestId('node-View2D1').click();
    await page.keyboard.press('F2');
    await page.keyboard.type('Brain');
    await page.keyboard.press('Enter');
    await soon(() => slice('Brain')).toBe(before);
    await page.keyboard.press('Control+z');
    await soon(() => slice('View2D1')).toBe(before);
  });

  it('takes the keys of the editor also while it floats', async () => {
    const page = getPage();
    await openPanel(page, 'View2D');
    await page.getByTestId('node-View2D1').click();
    await page.keyboard.press('Delete');
    await page.getByTestId('node-View2D1').waitFor({ state: 'detached' });
    await float(page, 'View2D');
    await viewer(page, 'View2D').locator('canvas').first().click();
    await page.keyboard.press('Control+z');
    await page.getByTestId('node-View2D1').waitFor();
  });

  it('closes with its node and comes back with the undo', async () => {
    const page = getPage();
    await openPanel(page, 'View2D');
    await page.getByTestId('node-View2D').click();
    await page.keyboard.press('Delete');
    await soon(() => viewer(page, 'View2D').count()).toBe(0);
    await soon(() => tabs(page)).toEqual(['Modules', 'Output Inspector']);
    await page.keyboard.press('Control+z');
    await viewer(page, 'View2D').locator('[data-status="ready"]').waitFor();
  });

  it('lies beside a second one of its kind, each with its own image', async () => {
    const page = getPage();
    await openPanel(page, 'View2D');
    await openPanel(page, 'View2D1');
    await float(page, 'View2D1');
    await viewer(page, 'View2D').locator('[data-status="ready"]').waitFor();
    await viewer(page, 'View2D1').locator('[data-status="ready"]').waitFor();
    expect(await viewer(page, 'View2D').locator('.viewer-bottom-right').textContent()).toContain('0.5 / 1');
    expect(await viewer(page, 'View2D1').locator('.viewer-bottom-right').textContent()).not.toContain('0.5 / 1');
  });
});
