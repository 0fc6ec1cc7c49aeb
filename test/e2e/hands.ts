import type { Locator, Page } from 'playwright';

/** Adds a module as a user does: the pointer over the network, its name typed, Enter. */
export async function addModule(page: Page, name: string, x: number, y: number): Promise<void> {
  await page.mouse.move(x, y);
  await page
    .locator('.react-flow__pane')
    .focus()
    .catch(() => {});
  await page.keyboard.type(name);
  await page
    .getByRole('option', { name: new RegExp(`^${name}\\b`) })
    .first()
    .waitFor();
  await page.keyboard.press('Enter');
  await page.getByTestId(`node-${name}`).waitFor();
}

/** Drags from one connector to another: "output-LocalImage.outImage" to "input-Mask.input0". */
export async function drag(page: Page, from: string, to: string): Promise<void> {
  await hold(page, from, to);
  await page.mouse.up();
}

/** The same without letting go. */
export async function hold(page: Page, from: string, to: string): Promise<void> {
  const [start, end] = [await middle(page.getByTestId(from)), await middle(page.getByTestId(to))];
  await page.mouse.move(start.x, start.y);
  await page.mouse.down();
  await page.mouse.move((start.x + end.x) / 2, (start.y + end.y) / 2, { steps: 5 });
  await page.mouse.move(end.x, end.y, { steps: 5 });
}

/** The middle of an element on the screen. */
export async function middle(locator: Locator): Promise<{ x: number; y: number }> {
  const box = await locator.boundingBox();
  if (!box) throw new Error(`${locator} is not on the screen`);
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

/** Chooses a file with the button of a node, through the file dialog. */
export async function chooseFile(page: Page, node: string, path: string): Promise<void> {
  const dialog = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: `Choose the file of ${node}` }).click();
  await (await dialog).setFiles(path);
}

/** Opens a panel with a double-click on the name of a node. */
export async function openPanel(page: Page, node: string): Promise<void> {
  await page.getByTestId(`node-${node}`).locator('.node-name').dblclick();
}

/** The editor of a field in the open automatic panel of a node. */
export function field(page: Page, node: string, name: string): Locator {
  return page.getByTestId(`panel-${node}`).locator(`tr[data-param="${name}"]`).locator('input, select').first();
}
