import { beforeEach, describe, expect, it } from 'vitest';
import { editorPage } from './editorPage.ts';
import { drag, dropFile, kept, openNetwork, openPanel, soon } from './hands.ts';
import { box, close, command, float, head, saved, tabs, viewer } from './windowHands.ts';

const getPage = editorPage();

beforeEach(async () => {
  const page = getPage();
  await page.mouse.move(2, 2);
  await command(page, 'Reset the arrangement');
  await openNetwork(page, head);
});

describe('the arrangement', () => {
  it('is there again after a reload and in the file, floating windows too', async () => {
    const page = getPage();
    await openPanel(page, 'View2D');
    await openPanel(page, 'Threshold');
    const before = await float(page, 'View2D');
    const shown = await tabs(page);
    await soon(async () => JSON.stringify((await saved(page)).view.layout)).toContain('floatingGroups');
    const file = await saved(page);
    expect(file.view.open).toHaveLength(2);
    await kept(page);
    await page.reload();
    await viewer(page, 'View2D').locator('[data-status="ready"]').waitFor();
    await soon(() => box(viewer(page, 'View2D'))).toEqual(before);
    expect((await tabs(page)).sort()).toEqual(shown.sort());
    await openNetwork(page, head);
    await soon(() => viewer(page, 'View2D').count()).toBe(0);
    await dropFile(page, 'arranged.json', JSON.stringify(file));
    await viewer(page, 'View2D').locator('[data-status="ready"]').waitFor();
    await soon(() => box(viewer(page, 'View2D'))).toEqual(before);
    expect((await saved(page)).view).toEqual(file.view);
  });

  it('shows the inspector again when a connector is clicked, also the one that it showed last', async () => {
    const page = getPage();
    for (let time = 0; time < 2; time++) {
      await page.getByTestId('output-LocalImage.outImage').click();
      await page.getByTestId('inspector-facts').waitFor();
      await close(page, 'Output Inspector');
      await soon(() => page.getByTestId('inspector-facts').count()).toBe(0);
    }
    await command(page, 'Output Inspector');
    await page.getByTestId('inspector-facts').waitFor();
  });

  it('is reset from the menu, with what is open', async () => {
    const page = getPage();
    await openPanel(page, 'View2D');
    const usual = await box(viewer(page, 'View2D'));
    await float(page, 'View2D');
    await close(page, 'Modules');
    await close(page, 'Output Inspector');
    await command(page, 'Reset the arrangement');
    await soon(() => box(viewer(page, 'View2D'))).toEqual(usual);
    expect(await tabs(page)).toEqual(['Modules', 'View2D', 'Output Inspector']);
  });

  it('of a hostile file opens no window, breaks nothing and leaves the canvas in sight', async () => {
    const page = getPage();
    const text = JSON.stringify({ src: 'javascript:alert(1)' });
    const leaf = (views: unknown, size: unknown = 300) => ({
      type: 'leaf',
      size,
      data: { views, id: 'g', hideHeader: true },
    });
    const box = { left: 99_999, top: -99_999, width: 1e9, height: 1e9 };
    const hostile: unknown[] = [
      text,
      { grid: { root: { type: 'branch', data: [{ type: 'leaf', data: { views: 'x', id: 7 } }] } }, panels: {} },
      {
        grid: {
          root: { type: 'branch', data: [leaf(['canvas'], 1e308), leaf(['View2D', 'nothing'])] },
          orientation: 'NO',
        },
        panels: { canvas: { contentComponent: 'iframe', params: { src: 'https://example.org/' } } },
        popoutGroups: [{ url: 'https://example.org/', data: { views: ['canvas'], id: '1' }, position: box }],
      },
      {
        grid: {
          root: { type: 'branch', size: -1, data: [leaf(['canvas'], -1), leaf(['inspector'], 'wide')] },
          width: 1e300,
          height: -1,
          orientation: 'VERTICAL',
        },
        panels: Object.fromEntries(Array.from({ length: 5000 }, (_, n) => [`viewer:V${n}`, null])),
        popoutGroups: [{ url: 'https://example.org/', data: { views: ['viewer:View2D'], id: '1' } }],
        floatingGroups: Array.from({ length: 2000 }, () => ({
          data: { views: ['viewer:View2D'], id: 'f' },
          position: box,
        })),
      },
    ];
    const { nodes } = await saved(page);
    for (const [n, layout] of hostile.entries()) {
      const view = {
        open: [
          { node: 'View2D', kind: 'viewer' },
          { node: 'Ghost', kind: 'panel' },
        ],
        layout,
      };
      await dropFile(page, `hostile${n}.json`, JSON.stringify({ version: 1, nodes, view }));
      await soon(() => page.getByTestId('file-name').textContent()).toContain(`hostile${n}`);
      await viewer(page, 'View2D').locator('[data-status="ready"]').waitFor();
      const picture = await viewer(page, 'View2D').boundingBox();
      expect(picture?.x).toBeGreaterThanOrEqual(0);
      expect((picture?.x ?? 0) + (picture?.width ?? 0)).toBeLessThanOrEqual(1280);
      expect((await page.locator('.react-flow').boundingBox())?.width).toBeGreaterThan(99);
      expect(page.context().pages()).toHaveLength(1);
    }
    await command(page, 'Reset the arrangement');
    await drag(page, 'output-Threshold.output0', 'input-View2D1.inImage');
  });
});
