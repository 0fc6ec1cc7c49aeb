/**
 * Opens a network in the app, whose own file dialog is the only one that a script can answer.
 * @param {import('playwright').Page} page
 * @param {string} address
 * @param {string} graph the path of a graph file
 */
export async function openNetwork(page, address, graph) {
  await page.addInitScript(() => Reflect.deleteProperty(window, 'showOpenFilePicker'));
  await page.goto(address);
  await page.locator('.react-flow__pane').waitFor();
  await page.getByRole('button', { name: 'File', exact: true }).click();
  await chooseFile(page, graph, () => page.getByRole('menuitem', { name: 'Open…' }).click());
}

/**
 * @param {import('playwright').Page} page
 * @param {string} path
 */
export async function chooseImage(page, path) {
  await chooseFile(page, path, () => page.getByRole('button', { name: 'Choose the file of LocalImage' }).click());
}

/**
 * @param {import('playwright').Page} page
 * @param {string} path
 * @param {() => Promise<void>} click what opens the dialog
 */
async function chooseFile(page, path, click) {
  const dialog = page.waitForEvent('filechooser');
  await click();
  await (await dialog).setFiles(path);
}
