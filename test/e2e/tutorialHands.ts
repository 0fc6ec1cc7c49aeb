import type { Locator, Page } from 'playwright';
import type { Goal } from '#src/app/tutorials/tutorial.ts';
import { splitRef } from '#src/graph/document.ts';
import { drag, field, middle, shownName, soon } from './hands.ts';
import { close, viewer } from './windowHands.ts';

/** Reaches a goal of a tutorial as someone does who reads its sentence: with the mouse and the keys, nothing of "Show me". */
export async function byHand(page: Page, goal: Goal): Promise<void> {
  await still(page);
  switch (goal.kind) {
    case 'module':
      return addSomewhere(page, goal.module);
    case 'connection': {
      const [from, output] = splitRef(goal.from);
      if ((await page.getByTestId(`output-${goal.from}`).count()) === 1) {
        return drag(page, `output-${goal.from}`, `input-${goal.to}`);
      }
      return dragField(page, { node: from, name: output }, goal.to);
    }
    case 'fields':
      await openPanelOf(page, goal.node);
      for (const [name, value] of Object.entries(goal.values)) await setField(field(page, goal.node, name), value);
      return;
    case 'range':
      await openPanelOf(page, goal.node);
      return setField(field(page, goal.node, goal.field), goal.show);
    case 'changed':
      return inViewer(page, goal.node, goal.field);
    case 'file':
      await page.getByRole('button', { name: 'File', exact: true }).click();
      await page.getByRole('menuitem', { name: 'Sample images…' }).click();
      await page
        .getByRole('dialog')
        .getByRole('button', { name: goal.sample === 'head-mr' ? /Head/ : /Thorax/ })
        .click();
      return;
    case 'window':
      await nameOf(page, goal.node).dblclick(goal.panel === 'panel' ? { modifiers: ['Alt'] } : {});
      return;
    case 'inspected':
      await page.getByTestId(`output-${goal.output}`).click();
      return;
    default:
      return goal satisfies never;
  }
}

/** Waits until the modules lie still, three frames long: a hand does not reach for what moves. */
async function still(page: Page): Promise<void> {
  await page.locator('.canvas .react-flow').evaluate(
    (canvas) =>
      new Promise<void>((resolve) => {
        let last = '';
        let calm = 0;
        const look = () => {
          const boxes = [...canvas.querySelectorAll('.node')].map((node) => node.getBoundingClientRect());
          const now = JSON.stringify(boxes);
          calm = now === last ? calm + 1 : 0;
          last = now;
          if (calm >= 3) resolve();
          else requestAnimationFrame(look);
        };
        look();
      }),
  );
}

const nameOf = (page: Page, node: string) => page.getByTestId(`node-${node}`).locator(shownName).first();

/** Clicks a free place of the canvas, types the name of a module there and presses Enter. */
async function addSomewhere(page: Page, module: string): Promise<void> {
  const place = await freePlace(page);
  await page.mouse.click(place.x, place.y);
  await page.keyboard.type(module);
  await page
    .getByRole('option', { name: new RegExp(`^${module}\\b`) })
    .first()
    .waitFor();
  await page.keyboard.press('Enter');
  await page.getByTestId(`node-${module}`).waitFor();
}

/** A free place for a module: above the others where there is room, since data flow upwards; where there is none at all, the canvas is zoomed out. */
async function freePlace(page: Page): Promise<{ x: number; y: number }> {
  for (let tries = 0; tries < 4; tries++) {
    const place = await page.locator('.canvas .react-flow').evaluate((canvas) => {
      const pane = canvas.getBoundingClientRect();
      const boxes = [...canvas.querySelectorAll('.react-flow__node')].map((node) => node.getBoundingClientRect());
      const viewport = canvas.querySelector('.react-flow__viewport');
      const zoom = new DOMMatrix(viewport ? getComputedStyle(viewport).transform : undefined).a;
      // At the edges of the canvas a connection that is drawn moves it.
      const bottom = pane.bottom - 100;
      const lowest = boxes.length === 0 ? bottom : Math.min(bottom, Math.max(...boxes.map(({ top }) => top)));
      const free = (from: number) => {
        for (let y = from; y > pane.top + 60; y -= 15) {
          for (let x = pane.left + 50 + 90 * zoom; x < pane.right - 140 * zoom; x += 15) {
            // Most modules are as large, and a connector's width lies between them.
            const isFree = boxes.every(
              (box) =>
                box.right < x - 95 * zoom ||
                box.left > x + 140 * zoom ||
                box.bottom < y - 40 * zoom ||
                box.top > y + 64 * zoom,
            );
            if (isFree) return { x, y };
          }
        }
        return undefined;
      };
      return free(lowest) ?? free(bottom);
    });
    if (place) return place;
    await page.locator('.react-flow__controls-zoomout').click();
    await still(page);
  }
  throw new Error('There is no free place for a module in the canvas');
}

/** Opens the automatic panel of a module, of a viewer too. */
async function openPanelOf(page: Page, node: string): Promise<void> {
  await nameOf(page, node).dblclick({ modifiers: ['Alt'] });
  await page.getByTestId(`panel-${node}`).waitFor();
}

async function setField(editor: Locator, value: unknown): Promise<void> {
  if (typeof value === 'boolean') await editor.setChecked(value);
  else if (typeof value === 'string') await editor.selectOption(value);
  else {
    await editor.fill(String(value));
    await editor.press('Enter');
  }
}

/** Drags the name of a field onto a module and chooses the field that it feeds. */
async function dragField(page: Page, from: { node: string; name: string }, to: string): Promise<void> {
  await openPanelOf(page, from.node);
  const label = page.getByTestId(`panel-${from.node}`).locator(`tr[data-param="${from.name}"] .field-label`);
  await label.scrollIntoViewIfNeeded();
  const start = await middle(label);
  const end = await middle(page.getByTestId(`node-${splitRef(to as `${string}.${string}`)[0]}`));
  await page.mouse.move(start.x, start.y);
  await page.mouse.down();
  await page.mouse.move(start.x - 20, start.y + 8, { steps: 2 });
  await page.mouse.move(end.x, end.y, { steps: 3 });
  await page.mouse.up();
  await page.getByRole('option', { name: new RegExp(`^${to.replace('.', '\\.')}`) }).click();
}

/** What a viewer sets: its window by the right button, markers and boxes by the tools of these names. */
async function inViewer(page: Page, node: string, name: string): Promise<void> {
  await nameOf(page, node).dblclick();
  const view = viewer(page, node);
  await view.locator('[data-status="ready"]').first().waitFor();
  const tool = { markers: 'Markers', box: 'Box' }[name];
  if (tool) await view.getByRole('button', { name: tool, exact: true }).click();
  const canvas = view.locator('canvas').first();
  const { x, y } = await middle(canvas);
  const size = await canvas.boundingBox();
  const reach = Math.min(size?.width ?? 0, size?.height ?? 0) * 0.3;
  if (name === 'markers') return page.mouse.click(x, y);
  // From the lower right: a box has no direction, and a window gets narrower and lower.
  const button = name === 'box' ? 'left' : 'right';
  await page.mouse.move(x + reach, y + reach);
  await page.mouse.down({ button });
  await page.mouse.move(x, y);
  await page.mouse.move(x - reach, y - reach);
  await page.mouse.up({ button });
}

/** Takes back what "Show me" did; what is inspected stays so. */
export async function takeBack(page: Page, goals: readonly Goal[]): Promise<void> {
  for (const goal of goals) if (goal.kind === 'window') await close(page, goal.node);
  if (goals.some(({ kind }) => kind !== 'window' && kind !== 'inspected')) await page.keyboard.press('Control+z');
}

/** Waits for a step's end and says what the bar says where it does not come. */
export async function reached(bar: Locator): Promise<void> {
  await soon(async () => ((await bar.getAttribute('data-done')) === 'true' ? '' : bar.textContent())).toBe('');
}
