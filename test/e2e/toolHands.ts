import type { Locator, Page } from 'playwright';
import { expect } from 'vitest';
import { bringAxe, findings } from './axe.ts';
import { middle, openPanel } from './hands.ts';
import { viewer } from './windowHands.ts';

/** Opens the window of a viewer and waits for its picture; returns how a place relative to its middle is found. */
export async function openView(page: Page, node: string) {
  await openPanel(page, node);
  const view = viewer(page, node);
  await view.locator('[data-status="ready"]').first().waitFor();
  const { x, y } = await middle(view.locator('canvas').first());
  return { view, at: (dx: number, dy: number) => [x + dx, y + dy] as const };
}

/** Drags the left button from one place to another. */
export async function dragBy(
  page: Page,
  from: readonly [number, number],
  to: readonly [number, number],
): Promise<void> {
  await page.mouse.move(...from);
  await page.mouse.down();
  await page.mouse.move((from[0] + to[0]) / 2, (from[1] + to[1]) / 2);
  await page.mouse.move(...to);
  await page.mouse.up();
}

/** Drags an element by its middle. */
export async function dragHandle(page: Page, handle: Locator, dx: number, dy: number): Promise<void> {
  const { x, y } = await middle(handle);
  await dragBy(page, [x, y], [x + dx, y + dy]);
}

/** Two fingers that come one after the other and move apart to three times their distance. */
export async function pinch(page: Page, [x, y]: readonly [number, number]): Promise<void> {
  const session = await page.context().newCDPSession(page);
  const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', ...across: readonly number[]) =>
    session.send('Input.dispatchTouchEvent', { type, touchPoints: across.map((dx, id) => ({ x: x + dx, y, id })) });
  await touch('touchStart', -20);
  await touch('touchMove', -26);
  await touch('touchStart', -26, 20);
  for (const apart of [40, 60]) await touch('touchMove', -apart, apart);
  await touch('touchEnd');
  await session.detach();
}

/** Expects that axe finds nothing, in both themes. */
export async function expectAccessible(page: Page): Promise<void> {
  await bringAxe(page);
  expect([...(await findings(page, 'dark')), ...(await findings(page, 'light'))]).toEqual([]);
}
