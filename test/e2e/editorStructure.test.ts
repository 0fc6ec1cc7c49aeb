import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright';
import { beforeEach, describe, expect, it } from 'vitest';
import type { GraphDocument } from '#src/graph/document.ts';
import { editorPage } from './editorPage.ts';
import { addModule, middle, openGround, openNetwork, press, savedNodes, soon, tabTo } from './hands.ts';

let page: Page;
const editor = editorPage();
beforeEach(async () => {
  page = editor();
  await openNetwork(page, {
    LocalImage: { module: 'LocalImage', at: [0, 330], params: { name: { name: 'head-mr.nii.gz', sample: 'head-mr' } } },
    Threshold: { module: 'Threshold', at: [190, 220], inputs: { input0: 'LocalImage.outImage' } },
    Mask: { module: 'Mask', at: [90, 60], inputs: { input0: 'LocalImage.outImage', input1: 'Threshold.output0' } },
  });
});

const select = async (...names: string[]) => {
  for (const [n, name] of names.entries()) {
    await page
      .getByTestId(`node-${name}`)
      .locator('.node-name')
      .click({ modifiers: n > 0 ? ['Control'] : [] });
  }
};

/** The whole file that Ctrl+S downloads. */
async function saved(): Promise<GraphDocument> {
  const download = page.waitForEvent('download');
  await press(page, 'Control+s');
  return JSON.parse(await readFile(await (await download).path(), 'utf8'));
}

async function dragTo(from: { x: number; y: number }, to: { x: number; y: number }): Promise<void> {
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  // A drag begins with the first step, which is lost to it.
  await page.mouse.move(from.x + 2, from.y + 2);
  await page.mouse.move((from.x + to.x) / 2, (from.y + to.y) / 2, { steps: 4 });
  await page.mouse.move(to.x, to.y, { steps: 6 });
  await page.mouse.up();
}

describe('a group', () => {
  it('has a title, takes along what is in it, folds to one box with the outer connections, and is saved', async () => {
    await select('Threshold', 'Mask');
    await press(page, 'Control+g');
    await page.getByRole('textbox', { name: 'Title of the group' }).fill('Masking');
    await press(page, 'Enter');
    const before = await savedNodes(page);
    const title = await middle(page.locator('.group-name'));
    await dragTo(title, { x: title.x - 40, y: title.y + 24 });
    const after = await saved();
    expect(after.groups).toEqual({ group1: { title: 'Masking', colour: 'blue' } });
    const moves = ['Threshold', 'Mask'].map((name) => {
      const { position, group } = { ...before[name], group: '', ...after.nodes[name] };
      return { x: position.x - before[name].position.x, y: position.y - before[name].position.y, group };
    });
    expect(moves[0]).toEqual(moves[1]);
    expect([moves[0].x < -20, moves[0].y > 10, moves[0].group]).toEqual([true, true, 'group1']);
    await press(page, 'Control+.');
    await page.getByTestId('folded-group1').waitFor();
    expect(await page.getByTestId('node-Mask').count()).toBe(0);
    expect(await page.locator('.react-flow__edge').count()).toBe(2);
    await press(page, 'Control+z', 'Control+z');
    expect(await savedNodes(page)).toEqual(before);
  });
});

it('a note is written in Markdown, drawn without its markup, and saved', async () => {
  const { x, y } = await openGround(page);
  await page.mouse.move(x - 240, y - 60);
  await press(page, 'Control+k');
  await page.keyboard.type('add note');
  await press(page, 'Enter');
  await page.getByRole('textbox', { name: /Text of the note/ }).fill('# Why\n**skull** <b>off</b>');
  await press(page, 'Control+Enter');
  const note = page.getByTestId('note-note1');
  await note.getByRole('heading', { name: 'Why' }).waitFor();
  expect(await note.locator('p').textContent()).toBe('skull <b>off</b>');
  expect((await saved()).notes?.note1?.text).toBe('# Why\n**skull** <b>off</b>');
});

it('a bypassed module says so, passes its input on, and is so in the file', async () => {
  await select('Threshold');
  await press(page, 'Control+b');
  await page.getByTestId('node-Threshold').getByText('bypassed').waitFor();
  expect((await saved()).nodes.Threshold?.flow).toBe('bypass');
  await page.getByTestId('output-Threshold.output0').click();
  // A mask would be of uint8: this is the image that the threshold gets.
  await page.getByTestId('inspector-facts').getByText('int16').waitFor();
  await press(page, 'Control+m');
  await page.getByTestId('node-Threshold').locator('.node-flow', { hasText: 'off' }).waitFor();
  await press(page, 'Control+m');
  expect((await saved()).nodes.Threshold?.flow).toBeUndefined();
});

it('a module is put into a connection by dragging it there, and deleting it heals the connection', async () => {
  const before = await savedNodes(page);
  const ground = await openGround(page);
  await addModule(page, 'FillHoles', ground.x - 60, ground.y - 40);
  const added = await savedNodes(page);
  const at = await page
    .locator('.react-flow__edge[data-id="Mask.input1"] .react-flow__edge-path')
    .evaluate((path: SVGPathElement) => {
      const point = path.getPointAtLength(path.getTotalLength() / 2).matrixTransform(path.getScreenCTM() ?? undefined);
      return { x: point.x, y: point.y };
    });
  await dragTo(await middle(page.getByTestId('node-FillHoles').locator('.node-name')), at);
  const nodes = await savedNodes(page);
  expect([nodes.FillHoles.inputs, nodes.Mask.inputs.input1]).toEqual([
    { input0: 'Threshold.output0' },
    'FillHoles.output0',
  ]);
  // What it feeds has moved up to make room, in the same step.
  expect(nodes.Mask.position.y).toBeLessThan(nodes.FillHoles.position.y - 50);
  expect(nodes.FillHoles.position.y).toBeLessThan(nodes.Threshold.position.y - 50);
  await press(page, 'Control+z');
  expect(await savedNodes(page)).toEqual(added);
  await press(page, 'Control+y');
  await select('FillHoles');
  await press(page, 'Delete');
  expect((await savedNodes(page)).Mask.inputs).toEqual(before.Mask.inputs);
});

it('a module that comes close to a connector is connected when it is let go', async () => {
  const ground = await openGround(page);
  await addModule(page, 'Info', ground.x - 60, ground.y - 40);
  const input = await middle(page.getByTestId('input-Info.input0'));
  const name = await middle(page.getByTestId('node-Info').locator('.node-name'));
  const output = await middle(page.getByTestId('output-Mask.output0'));
  await dragTo(name, { x: name.x + output.x - input.x + 4, y: name.y + output.y - input.y - 12 });
  expect((await savedNodes(page)).Info.inputs).toEqual({ input0: 'Mask.output0' });
});

it('a module is swapped for another by keyboard, and keeps what fits', async () => {
  await select('Threshold');
  await press(page, 'Control+Shift+X');
  await page.keyboard.type('otsu');
  await press(page, 'Enter');
  const nodes = await savedNodes(page);
  expect(Object.keys(nodes)).toEqual(['LocalImage', 'OtsuThreshold', 'Mask']);
  expect([nodes.OtsuThreshold.inputs, nodes.Mask.inputs.input1]).toEqual([
    { input0: 'LocalImage.outImage' },
    'OtsuThreshold.output0',
  ]);
});

it('modules are connected by keyboard from a list of what fits', async () => {
  await tabTo(page, page.locator('.react-flow__node[data-id="Mask"]'));
  await press(page, 'Control+Enter');
  await page.keyboard.type('threshold mask.input0');
  await press(page, 'Enter');
  expect((await savedNodes(page)).Mask.inputs.input0).toBe('Threshold.output0');
  await page.getByRole('status').getByText('Mask.input0 connected to Threshold.output0').waitFor();
});

it('all is arranged in one undo step, and aligned', async () => {
  const before = await savedNodes(page);
  await press(page, 'Control+1');
  await soon(async () => JSON.stringify(await savedNodes(page)) !== JSON.stringify(before)).toBe(true);
  const { Mask, Threshold, LocalImage } = await savedNodes(page);
  expect(Mask.position.y).toBeLessThan(Threshold.position.y);
  expect(Threshold.position.y).toBeLessThan(LocalImage.position.y);
  await press(page, 'Control+z');
  expect(await savedNodes(page)).toEqual(before);
  await press(page, 'Control+a', 'Control+k');
  await page.keyboard.type('align left');
  await press(page, 'Enter');
  expect(Object.values(await savedNodes(page)).map(({ position }) => position.x)).toEqual([0, 0, 0]);
});

it('pasting with Shift keeps the connections to what is there', async () => {
  await select('Mask');
  await press(page, 'Control+c', 'Control+v', 'Control+Shift+V');
  const nodes = await savedNodes(page);
  expect([nodes.Mask1.inputs, nodes.Mask2.inputs]).toEqual([{}, nodes.Mask.inputs]);
});

it('the history lists every step and goes to any of them', async () => {
  const before = await savedNodes(page);
  await select('Mask');
  await press(page, 'Control+b', 'Control+d', 'Delete', 'Control+Shift+H');
  const history = page.getByRole('region', { name: 'History' });
  const steps = history.getByRole('listitem');
  expect(await steps.allTextContents()).toEqual(['As it was opened', 'Mask bypassed', 'Mask1 added', '▸Mask1 deleted']);
  await steps.nth(0).getByRole('button').click();
  expect(await savedNodes(page)).toEqual(before);
  expect(await page.getByTestId('file-name').textContent()).not.toContain('modified');
  // F6 goes there, to the step where one is, the arrow keys along.
  await page.locator('[data-canvas-focus]').focus();
  await press(page, 'F6', 'ArrowDown', 'ArrowDown', 'Enter');
  await soon(() => steps.nth(2).getByRole('button').getAttribute('aria-current')).toBe('step');
  expect(Object.keys(await savedNodes(page))).toContain('Mask1');
  await history.getByRole('button', { name: 'Close the history' }).click();
});
