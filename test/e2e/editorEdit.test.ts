import type { Page } from 'playwright';
import { beforeEach, describe, expect, it } from 'vitest';
import { editorPage } from './editorPage.ts';
import type { SavedNode } from './hands.ts';
import { middle, openGround, openNetwork, press, savedNodes, soon, tabTo } from './hands.ts';

let page: Page;
const editor = editorPage();
beforeEach(async () => {
  page = editor();
  await openNetwork(page, {
    Threshold: { module: 'Threshold', at: [0, 200], params: { threshold: 60 } },
    Mask: { module: 'Mask', at: [0, 80], params: { background: -1000 }, inputs: { input1: 'Threshold.output0' } },
    Info: { module: 'Info', at: [260, 80], inputs: { input0: 'Mask.output0' } },
  });
});

type Nodes = Readonly<Record<string, SavedNode>>;
const box = (name: string) => page.locator(`.react-flow__node[data-id="${name}"]`);
const nameOf = (name: string) => page.getByTestId(`node-${name}`).locator('.node-name');
const selected = () => page.locator('.react-flow__node.selected').evaluateAll((all) => all.map((e) => e.dataset.id));
const positions = (nodes: Nodes) => Object.fromEntries(Object.entries(nodes).map(([name, n]) => [name, n.position]));

async function select(...names: readonly string[]): Promise<void> {
  for (const [n, name] of names.entries()) {
    await nameOf(name).click(n === 0 ? {} : { modifiers: ['Control'] });
  }
  expect((await selected()).sort()).toEqual([...names].sort());
}

/** Does something that must be one undo step: undone the document is what it was, redone it is what was done. */
async function oneStep(act: () => Promise<void>): Promise<{ before: Nodes; after: Nodes }> {
  const before = await savedNodes(page);
  await act();
  const after = await savedNodes(page);
  expect(after).not.toEqual(before);
  await press(page, 'Control+z');
  expect(await savedNodes(page)).toEqual(before);
  await press(page, 'Control+Shift+z');
  expect(await savedNodes(page)).toEqual(after);
  return { before, after };
}

describe('moving', () => {
  it('takes all selected modules along, in one undo step', async () => {
    const { before, after } = await oneStep(async () => {
      await select('Threshold', 'Mask');
      const at = await middle(nameOf('Mask'));
      await page.mouse.move(at.x, at.y);
      await page.mouse.down();
      await page.mouse.move(at.x + 30, at.y + 45, { steps: 6 });
      await page.mouse.up();
    });
    const moves = Object.keys(before).map((name) => [
      after[name].position.x - before[name].position.x,
      after[name].position.y - before[name].position.y,
    ]);
    expect(moves[0]).toEqual(moves[1]);
    expect(moves[0][0]).toBeGreaterThan(10);
    expect(moves[2]).toEqual([0, 0]);
  });

  it('goes by arrow keys on the module that has the focus, a held key in one step', async () => {
    const { before, after } = await oneStep(async () => {
      await tabTo(page, box('Info'));
      await page.keyboard.down('ArrowRight');
      for (let n = 0; n < 4; n++) await page.keyboard.down('ArrowRight');
      await page.keyboard.up('ArrowRight');
    });
    expect(after.Info.position.x).toBe(before.Info.position.x + 25);
    await press(page, 'ArrowDown');
    await press(page, 'Control+z');
    expect(await savedNodes(page)).toEqual(after);
  });
});

describe('selecting', () => {
  it('takes what a Shift drag touches, Ctrl+A everything, and Esc nothing', async () => {
    const [a, b] = [await nameOf('Mask').boundingBox(), await nameOf('Info').boundingBox()];
    if (!a || !b) throw new Error('The modules are not on the screen');
    await page.mouse.move(a.x - 40, a.y - 30);
    await page.keyboard.down('Shift');
    await page.mouse.down();
    await page.mouse.move(b.x + 20, b.y + 12, { steps: 6 });
    await page.mouse.up();
    await page.keyboard.up('Shift');
    await soon(async () => (await selected()).sort()).toEqual(['Info', 'Mask']);
    await press(page, 'Control+a');
    await soon(async () => (await selected()).length).toBe(3);
    await press(page, 'Escape');
    await soon(selected).toEqual([]);
  });
});

describe('copying', () => {
  it('pastes at the pointer, with values and inner connections, in one undo step', async () => {
    await select('Threshold', 'Mask');
    await press(page, 'Control+c');
    const ground = await openGround(page);
    await page.mouse.move(ground.x - 160, ground.y - 110);
    const { after } = await oneStep(() => press(page, 'Control+v'));
    expect(after.Mask1.params.background).toBe(-1000);
    expect(after.Mask1.inputs).toEqual({ input1: 'Threshold1.output0' });
    expect(after.Threshold1.params.threshold).toBe(60);
    expect(after.Threshold1.position.y - after.Mask1.position.y).toBe(120);
    const pasted = await page.getByTestId('node-Mask1').boundingBox();
    expect(Math.abs((pasted?.x ?? 0) - ground.x + 160)).toBeLessThan(3);
  });

  it('leaves what is pasted twice side by side', async () => {
    await select('Info');
    await press(page, 'Control+c', 'Control+v', 'Control+v');
    const nodes = await savedNodes(page);
    expect(nodes.Info1.position).not.toEqual(nodes.Info2.position);
    // Copied alone it has no source, since that was not copied with it.
    expect(nodes.Info1.inputs).toEqual({});
  });

  it('duplicates with values and sources', async () => {
    await select('Mask');
    const { after } = await oneStep(() => press(page, 'Control+d'));
    expect(after.Mask1.params).toEqual(after.Mask.params);
    expect(after.Mask1.inputs).toEqual({ input1: 'Threshold.output0' });
  });

  it('cuts what is selected, and pastes it again', async () => {
    await select('Threshold');
    const { after } = await oneStep(() => press(page, 'Control+x'));
    expect(Object.keys(after)).toEqual(['Mask', 'Info']);
    expect(after.Mask.inputs).toEqual({});
    await press(page, 'Control+v');
    expect((await savedNodes(page)).Threshold.params.threshold).toBe(60);
  });

  it('works from the menu too', async () => {
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await select('Info');
    await page.getByRole('button', { name: 'Edit', exact: true }).click();
    await page.getByRole('menuitem', { name: /^Copy/ }).click();
    await page.getByRole('menu').waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Edit', exact: true }).click();
    await page.getByRole('menuitem', { name: /^Paste Ctrl/ }).click();
    await page.getByTestId('node-Info1').waitFor();
  });
});

describe('renaming', () => {
  it('renames by F2, and the connections follow', async () => {
    await select('Threshold');
    const { before, after } = await oneStep(async () => {
      await press(page, 'F2');
      await page.keyboard.type('Cutoff');
      await press(page, 'Enter');
    });
    expect(after.Mask.inputs).toEqual({ input1: 'Cutoff.output0' });
    expect(positions({ Threshold: after.Cutoff })).toEqual(positions({ Threshold: before.Threshold }));
  });

  it.each([
    ['Mask', 'There is a module Mask already'],
    ['2nd', '"2nd" is no instance name: use a letter, then letters, digits and underscores'],
  ])('refuses the name %s with a sentence, and Esc leaves the old one', async (name, sentence) => {
    const before = await savedNodes(page);
    await select('Threshold');
    await press(page, 'F2');
    await page.keyboard.type(name);
    await press(page, 'Enter');
    expect(await page.getByRole('textbox', { name: 'New name of Threshold' }).getAttribute('aria-invalid')).toBe(
      'true',
    );
    await page.getByRole('alert').getByText(sentence).waitFor();
    await press(page, 'Escape');
    expect(await savedNodes(page)).toEqual(before);
    expect(await box('Threshold').evaluate((element) => element === document.activeElement)).toBe(true);
  });
});

describe('deleting', () => {
  it('removes modules with their connections, in one undo step', async () => {
    await select('Mask');
    const { after } = await oneStep(() => press(page, 'Delete'));
    expect(Object.keys(after)).toEqual(['Threshold', 'Info']);
    expect(after.Info.inputs).toEqual({});
  });
});
