import { readFile } from 'node:fs/promises';
import type { Locator, Page } from 'playwright';
import { beforeEach, describe, expect, it } from 'vitest';
import type { GraphDocument } from '#src/graph/document.ts';
import { fitted } from './browser.ts';
import { editorPage } from './editorPage.ts';
import { dropFile, field, middle, press, soon } from './hands.ts';

const node = (module: string, x: number, y: number, inputs = {}, more = {}) => ({
  module,
  moduleVersion: 1,
  position: { x, y },
  params: {},
  inputs,
  ...more,
});
const head = { name: 'head-mr.nii.gz', sample: 'head-mr' };
const network = {
  version: 1,
  nodes: {
    LocalImage: { ...node('LocalImage', 0, 330), params: { name: head } },
    OtsuThreshold: node('OtsuThreshold', -160, 200, { input0: 'LocalImage.outImage' }),
    Threshold: node('Threshold', 160, 120, { input0: 'LocalImage.outImage' }),
    Closing: node('Closing', -160, 60, { input0: 'OtsuThreshold.output0' }, { group: 'group1' }),
    Closing1: node('Closing', 160, -20, { input0: 'Threshold.output0' }),
    View2D: node('View2D', -160, -100, { inImage: 'Closing.output0' }, { flow: 'off' }),
  },
  groups: { group1: { title: 'Close', colour: 'blue' } },
  notes: { note1: { text: 'Short', position: { x: -150, y: 70 }, width: 60, colour: 'yellow' } },
};

let page: Page;
let opened = 1;
const editor = editorPage();
beforeEach(async () => {
  page = editor();
  const fileName = `fields${opened++}.json`;
  await dropFile(page, fileName, JSON.stringify(network));
  await page.getByTestId('file-name').getByText(fileName).waitFor();
  await page.getByTestId('node-Closing1').waitFor();
  await fitted(page);
});

const row = (name: string, of: string) => page.getByTestId(`panel-${name}`).locator(`tr[data-field="${name}.${of}"]`);
const label = (name: string, of: string) => row(name, of).locator('.field-label');
const text = () => page.locator('.field-drag-text');
const edge = (id: string) => page.locator(`.react-flow__edge[data-id="${id}"]`);

/** Opens the automatic panel of a module. */
async function openPanel(name: string): Promise<void> {
  await page.getByTestId(`node-${name}`).locator('.node-name').click();
  await press(page, 'Alt+Enter');
  await page.getByTestId(`panel-${name}`).waitFor();
}

/** Drags to the middle of an element and holds there. */
async function hold(from: Locator, to: Locator): Promise<void> {
  await from.scrollIntoViewIfNeeded();
  const start = await middle(from);
  await page.mouse.move(start.x, start.y);
  await page.mouse.down();
  await page.mouse.move(start.x - 20, start.y + 8, { steps: 2 });
  const end = await middle(to);
  await page.mouse.move(end.x, end.y, { steps: 3 });
}

async function saved(): Promise<GraphDocument> {
  const download = page.waitForEvent('download');
  await press(page, 'Control+s');
  return JSON.parse(await readFile(await (await download).path(), 'utf8'));
}

describe('a field', () => {
  it('feeds another when its name is dragged there, or what is chosen of a module, and says in words where it cannot', async () => {
    await openPanel('OtsuThreshold');
    const value = label('OtsuThreshold', 'value');
    await hold(value, row('OtsuThreshold', 'input0'));
    await text().getByText('✖ OtsuThreshold.value gives a number, but OtsuThreshold.input0 takes an image').waitFor();
    await page.mouse.move(...(Object.values(await middle(page.getByTestId('node-LocalImage'))) as [number, number]));
    await text()
      .getByText(/✖ Nothing of LocalImage takes|✖ .*cycle|✓/)
      .waitFor();
    await press(page, 'Escape');
    await page.mouse.up();
    expect(await text().count()).toBe(0);

    await hold(value, page.getByTestId('node-Threshold'));
    await text().getByText('✓ OtsuThreshold.value → a field of Threshold…').waitFor();
    await page.mouse.up();
    await page.getByRole('option', { name: /^Threshold\.threshold/ }).click();
    await edge('Threshold.threshold').waitFor({ state: 'attached' });
    await row('OtsuThreshold', 'value').getByRole('button', { name: '→ Threshold.threshold', exact: true }).click();
    await soon(() => row('Threshold', 'threshold').locator('.param-driven').textContent()).toMatch(/: \d+/);
    expect(await row('Threshold', 'threshold').locator('input').count()).toBe(0);
    await soon(() => page.getByTestId('node-Threshold').locator('.node-summary').textContent()).toMatch(/^> \d\d+/);

    // The arrow goes by the keys of the canvas, and comes back by undo.
    await edge('Threshold.threshold').focus();
    await press(page, 'Enter', 'Delete');
    await edge('Threshold.threshold').waitFor({ state: 'detached' });
    await press(page, 'Control+z');
    await edge('Threshold.threshold').waitFor({ state: 'attached' });

    await openPanel('Threshold');
    // An output of the network is refused over a field, in words.
    await hold(page.getByTestId('output-LocalImage.outImage'), row('Threshold', 'userConditionTrueValue'));
    await text()
      .getByText('✖ LocalImage.outImage gives an image, but Threshold.userConditionTrueValue takes')
      .waitFor();
    await page.mouse.up();
    await page.getByText('LocalImage.outImage gives an image, but Threshold.userConditionTrueValue').first().waitFor();

    // With Alt, also when it is pressed only at the end, the two are coupled: setting either sets both.
    const [one, other] = ['userConditionTrueValue', 'userConditionFalseValue'];
    await hold(label('Threshold', one), row('Threshold', other));
    await text().getByText('✖ Threshold cannot feed itself').waitFor();
    await page.keyboard.down('Alt');
    await text().getByText(`✓ Threshold.${one} ⇄ Threshold.${other}`).waitFor();
    await page.mouse.up();
    await page.keyboard.up('Alt');
    await page.getByTestId(`link-Threshold.${one}`).waitFor();
    await field(page, 'Threshold', other).fill('7');
    await soon(() => field(page, 'Threshold', one).inputValue()).toBe('7');
    await field(page, 'Threshold', one).fill('8');
    await soon(() => field(page, 'Threshold', other).inputValue()).toBe('8');
  });

  it('is connected and coupled by keyboard, each way, and the coupling is drawn, renamed and removed', async () => {
    await openPanel('Closing');
    await label('Closing', 'radius').focus();
    await press(page, 'Enter');
    await page.getByRole('menuitem', { name: 'Couple with…' }).waitFor();
    await press(page, 'ArrowDown', 'ArrowDown', 'ArrowDown');
    await page.getByRole('menuitem', { name: 'Couple with…' }).press('Enter');
    await page.getByRole('combobox', { name: 'Equals of Closing.radius' }).fill('closing1 radius');
    await press(page, 'Enter');
    await edge('link:Closing1.radius').waitFor({ state: 'attached' });
    await soon(() => label('Closing', 'radius').evaluate((it) => it === document.activeElement)).toBe(true);

    await field(page, 'Closing', 'radius').fill('7');
    await press(page, 'Tab');
    await row('Closing', 'radius').getByRole('button', { name: 'Rename the coupling Radius' }).click();
    await page.keyboard.type('How far');
    await press(page, 'Enter');
    const { nodes, links } = await saved();
    expect(Object.values(links ?? {})).toEqual([{ title: 'How far', fields: ['Closing.radius', 'Closing1.radius'] }]);
    expect([nodes.Closing?.params.radius, nodes.Closing1?.params.radius]).toEqual([7, 7]);
    await press(page, 'Control+z', 'Control+z');
    await soon(() => field(page, 'Closing', 'radius').inputValue()).toBe('3');

    await row('Closing', 'radius').getByRole('button', { name: 'Uncouple Closing.radius' }).click();
    await edge('link:Closing1.radius').waitFor({ state: 'detached' });
  });

  it('of several numbers is coupled as one, with one that is chosen of the module it is dragged to with Alt', async () => {
    for (const name of ['Closing', 'Closing1']) {
      await openPanel(name);
      await row(name, 'perAxis').locator('input').check();
    }
    await page.keyboard.down('Alt');
    await hold(label('Closing1', 'radii'), page.getByTestId('node-Closing'));
    await text().getByText('✓ Closing1.radii ⇄ a field of Closing…').waitFor();
    await page.mouse.up();
    await page.keyboard.up('Alt');
    await page.getByRole('option', { name: /^Closing\.radii/ }).click();
    await edge('link:Closing.radii').waitFor({ state: 'attached' });
    await openPanel('Closing1');
    await field(page, 'Closing1', 'radii').fill('3, 6, 3');
    await press(page, 'Tab');
    const { nodes } = await saved();
    expect([nodes.Closing?.params.radii, nodes.Closing1?.params.radii]).toEqual([
      [3, 6, 3],
      [3, 6, 3],
    ]);
  });
});

describe('around the network', () => {
  it('a folded group is in sight when it is opened, with the arrows of its fields, which can be selected', async () => {
    const folded = { group1: { title: 'Close', colour: 'blue', folded: true } };
    const links = { link1: { title: 'Radius', fields: ['Closing.radius', 'Closing1.radius'] } };
    await dropFile(page, 'folded.json', JSON.stringify({ ...network, groups: folded, links }));
    await page.getByTestId('folded-group1').waitFor();
    await fitted(page);
    await edge('link:Closing1.radius').focus();
    await press(page, 'Enter', 'Delete');
    await edge('link:Closing1.radius').waitFor({ state: 'detached' });
    expect((await saved()).links).toBeUndefined();
  });

  it('a note goes with the group that it lies in, a shaken module is torn out, and a viewer that is off says so', async () => {
    const before = await saved();
    const title = await middle(page.locator('.group-name'));
    await page.mouse.move(title.x, title.y);
    await page.mouse.down();
    await page.mouse.move(title.x + 4, title.y + 4);
    await page.mouse.move(title.x - 30, title.y + 20, { steps: 5 });
    await page.mouse.up();
    const after = await saved();
    const [from, to] = [before.notes?.note1?.position, after.notes?.note1?.position];
    const [start, end] = [before.nodes.Closing?.position, after.nodes.Closing?.position];
    if (!from || !to || !start || !end) throw new Error('Something is gone');
    expect(end.x).toBeLessThan(start.x);
    expect([to.x - from.x, to.y - from.y]).toEqual([end.x - start.x, end.y - start.y]);
    await page.getByRole('button', { name: 'Fold the group Close' }).click();
    await page.getByTestId('note-note1').waitFor({ state: 'detached' });

    const { x, y } = await middle(page.getByTestId('node-Threshold').locator('.node-name'));
    await page.mouse.move(x, y);
    await page.mouse.down();
    // A busy machine moves slowly, and a slow hand shakes nothing: so it goes on until it did.
    for (let n = 0; n < 60 && (await edge('Threshold.input0').count()) > 0; n += 6) {
      for (const side of [40, -40, 40, -40, 40, -40]) await page.mouse.move(x + side, y);
    }
    await edge('Threshold.input0').waitFor({ state: 'detached' });
    await page.mouse.up();
    expect((await saved()).nodes.Closing1?.inputs.input0).toBe('LocalImage.outImage');

    await page.getByTestId('node-View2D').locator('.node-name').dblclick();
    await page.getByRole('button', { name: 'Turn View2D on' }).click();
    await page.getByTestId('viewer-View2D').getByText(/Slice/).first().waitFor();
  });

  it('what a network will need is told before it runs', async () => {
    const forecast = page.getByTestId('network-forecast');
    await forecast.getByText(/^Needs \d/).waitFor();
    const large = { ...network, nodes: { Big: { ...node('LocalImage', 0, 0), params: { name: head } } } };
    await dropFile(page, 'one.json', JSON.stringify({ version: 1, nodes: large.nodes }));
    await page.getByTestId('node-Big').waitFor();
    await forecast.getByText(/^Needs 2\.5 MiB/).waitFor();
  });
});
