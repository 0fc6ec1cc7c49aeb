import type { Page } from 'playwright';

/** Drops files and folders of this machine by a real drag of the browser's, as a hand does; at a place of the page. */
export async function realDrop(page: Page, paths: readonly string[], at: { readonly x: number; readonly y: number }) {
  const session = await page.context().newCDPSession(page);
  const data = { items: [], files: [...paths], dragOperationsMask: 1 };
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
    await session.send('Input.dispatchDragEvent', { type, x: at.x, y: at.y, data });
  }
  await session.detach();
}
