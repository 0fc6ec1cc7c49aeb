import type { Page } from 'playwright';
import { beforeEach, describe, expect, it } from 'vitest';
import { editorPage } from './editorPage.ts';
import { middle, openGround, openNetwork, press, savedNodes, soon } from './hands.ts';

let page: Page;
const editor = editorPage();
beforeEach(async () => {
  page = editor();
  await openNetwork(page, { LocalImage: { module: 'LocalImage', at: [0, 200] } });
});

const search = () => page.getByRole('dialog', { name: 'Add a module' });
const options = () => search().getByRole('option');
const node = (name: string) => page.getByTestId(`node-${name}`);

/** Moves the pointer to a free place of the network and leaves it there. */
async function pointAtGround(): Promise<{ x: number; y: number }> {
  const ground = await openGround(page);
  const at = { x: ground.x - 120, y: ground.y - 60 };
  await page.mouse.move(at.x, at.y);
  return at;
}

describe('quick search', () => {
  it('adds what is typed over the network where the pointer is', async () => {
    const at = await pointAtGround();
    await page.keyboard.type('thres');
    await soon(() => options().first().textContent()).toMatch(/^Threshold/);
    await press(page, 'Enter');
    const name = await node('Threshold').locator('.node-name').boundingBox();
    if (!name) throw new Error('Threshold is not on the screen');
    expect(Math.abs(name.y + name.height / 2 - at.y)).toBeLessThan(10);
    expect(at.x).toBeGreaterThan(name.x);
    expect(at.x).toBeLessThan(name.x + 150);
  });

  it('opens by double-click, right click, Tab and the slash, and Esc closes it without a change', async () => {
    const before = await savedNodes(page);
    const ways: readonly ((at: { x: number; y: number }) => Promise<void>)[] = [
      (at) => page.mouse.dblclick(at.x, at.y),
      (at) => page.mouse.click(at.x, at.y, { button: 'right' }),
      () => page.keyboard.press('Tab'),
      () => page.keyboard.press('/'),
    ];
    for (const open of ways) {
      const at = await pointAtGround();
      await page.mouse.click(at.x, at.y);
      await open(at);
      await search().waitFor();
      expect(await page.getByRole('combobox', { name: 'Search modules' }).inputValue()).toBe('');
      await press(page, 'Escape');
      await search().waitFor({ state: 'detached' });
    }
    expect(await savedNodes(page)).toEqual(before);
  });

  it('finds modules by the names that others give them', async () => {
    await pointAtGround();
    for (const [text, id] of [
      ['Split islands', 'Islands'],
      ['binary_closing', 'Closing'],
      ['sv2d', 'SynchroView2D'],
    ]) {
      await page.keyboard.type('x');
      await page.getByRole('combobox', { name: 'Search modules' }).fill(text);
      await soon(() => options().first().textContent()).toMatch(new RegExp(`^${id}`));
      await press(page, 'Escape');
    }
  });

  it('goes through what it found with the arrow keys', async () => {
    await pointAtGround();
    await page.keyboard.type('arithmetic');
    await soon(async () => (await options().allTextContents()).slice(0, 2).map((text) => text.slice(0, 11))).toEqual([
      'Arithmetic1',
      'Arithmetic2',
    ]);
    await press(page, 'ArrowDown', 'ArrowDown', 'ArrowUp', 'Enter');
    await node('Arithmetic2').waitFor();
    expect(await node('Arithmetic1').count()).toBe(0);
  });

  it('says so when nothing is found, and adds nothing on Enter', async () => {
    await pointAtGround();
    await page.keyboard.type('qqq');
    await search().getByText('No module of that name').waitFor();
    await press(page, 'Enter');
    await press(page, 'Escape');
    expect(Object.keys(await savedNodes(page))).toEqual(['LocalImage']);
  });

  it.each([
    { side: 'an output', from: 'output-LocalImage.outImage', text: 'Otsu', wire: 'OtsuThreshold.input0' },
    { side: 'an input', from: 'input-Mask.input1', text: 'Otsu', wire: 'Mask.input1' },
  ])('connects the module that is added by dropping $side, in one undo step', async ({ side, from, text, wire }) => {
    await openNetwork(page, {
      LocalImage: { module: 'LocalImage', at: [0, 200] },
      Mask: { module: 'Mask', at: [0, 0] },
    });
    const before = await savedNodes(page);
    const start = await middle(page.getByTestId(from));
    const ground = await openGround(page);
    await page.mouse.move(start.x, start.y);
    await page.mouse.down();
    await page.mouse.move(ground.x - 80, ground.y - 80, { steps: 6 });
    await page.mouse.up();
    await search().waitFor();
    // Only what fits is offered: a loader takes no image and a viewer gives none.
    expect(
      await options()
        .filter({ hasText: side === 'an output' ? /^LocalImage/ : /^View2D/ })
        .count(),
    ).toBe(0);
    await page.keyboard.type(text);
    await press(page, 'Enter');
    await search().waitFor({ state: 'detached' });
    const [taker, input] = wire.split('.');
    const source = side === 'an output' ? 'LocalImage.outImage' : 'OtsuThreshold.output0';
    expect((await savedNodes(page))[taker].inputs).toEqual({ [input]: source });
    await press(page, 'Control+z');
    expect(await savedNodes(page)).toEqual(before);
  });
});

describe('the module browser', () => {
  const item = (name: string) => page.getByRole('navigation', { name: 'Modules' }).getByRole('button', { name });

  it('adds a module by dragging it onto the network', async () => {
    await item('Closing').dragTo(page.locator('.react-flow__pane'), { targetPosition: { x: 250, y: 420 } });
    await node('Closing').waitFor();
    const box = await node('Closing').boundingBox();
    const pane = await page.locator('.react-flow__pane').boundingBox();
    expect(Math.abs((box?.x ?? 0) + 75 - (pane?.x ?? 0) - 250)).toBeLessThan(20);
  });

  it('adds a module by double-click and by Enter, and not by a click', async () => {
    await item('FillHoles').click();
    await item('Info').dblclick();
    await node('Info').waitFor();
    // One stop of the Tab key for all of them, and the arrow keys from one to the next.
    await item('Dilation').focus();
    await press(page, 'ArrowDown');
    await soon(() => item('Dilation').getAttribute('tabindex')).toBe('-1');
    await item('Closing').focus();
    await press(page, 'ArrowUp', 'ArrowDown', 'Enter');
    await node('Closing').waitFor();
    expect(await node('FillHoles').count()).toBe(0);
    // Both were added in the middle, and neither hides the other.
    const [info, closing] = [await middle(node('Info')), await middle(node('Closing'))];
    expect(Math.abs(closing.x - info.x) >= 150 || Math.abs(closing.y - info.y) >= 50).toBe(true);
  });

  it('finds modules by what they do', async () => {
    const field = page.getByRole('searchbox', { name: 'Search modules' });
    await field.fill('threshold_otsu');
    await soon(() => page.locator('.module-browser-item').allTextContents()).toEqual(['OtsuThreshold']);
    await field.fill('');
  });
});
