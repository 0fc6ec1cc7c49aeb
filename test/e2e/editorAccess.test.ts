import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bringAxe, findings } from './axe.ts';
import type { Stage } from './browser.ts';
import { setStage } from './browser.ts';
import { middle, openGround, press } from './hands.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await setStage();
});
afterAll(() => stage.close());

describe('in the light and the dark theme axe finds nothing to object to', () => {
  it('on the start screen, the search, panels, menus and dialogs', async () => {
    // The policy of the page lets no foreign script in, axe's neither; only here it is passed by.
    const context = await stage.browser.newContext({
      viewport: { width: 1280, height: 720 },
      bypassCSP: true,
    });
    await context.addInitScript(() => Reflect.deleteProperty(window, 'showSaveFilePicker'));
    const { page } = await stage.open({ context });

    await bringAxe(page);
    const found: Record<string, readonly string[]> = {};
    // What opened over a page that was looked at already is looked at alone: axe takes a second for all of it.
    const look = async (name: string, within?: string) => {
      found[name] = [...(await findings(page, 'dark', within)), ...(await findings(page, 'light', within))];
    };
    const mask = page.getByTestId('node-Mask');
    await page.getByTestId('node-Mask').getByText('ms').waitFor();
    await look('start screen');

    const ground = await openGround(page);
    await page.mouse.move(ground.x - 100, ground.y - 150);
    await page.keyboard.type('mask');
    await page.getByRole('option').first().waitFor();
    await look('quick search');
    await press(page, 'Escape');

    await mask.locator('.node-name').click({ button: 'right' });
    await page.getByRole('menu').waitFor();
    await look('menu of a module', '[role=menu]');
    await page.getByRole('menuitem', { name: /^Rename/ }).click();
    await page.keyboard.type('2');
    await page.locator('.node-rename-why').waitFor();
    await look('a name that cannot be used', '[data-testid=node-Mask]');
    await press(page, 'Escape');

    await mask.locator('.node-name').dblclick();
    await page.getByTestId('panel-Mask').waitFor();
    await page.getByTestId('panel-Mask').getByRole('spinbutton').first().fill('x');
    await look('automatic panel', '[data-testid=panel-Mask]');
    await page.getByTestId('panel-Mask').getByRole('spinbutton').first().press('Escape');
    await page.getByTestId('output-Mask.output0').click();
    await page.getByTestId('inspector-facts').getByText('int16').waitFor();
    await look('Output Inspector', '[data-testid=inspector]');

    for (const menu of ['File', 'Edit', 'Network', 'View', 'Help']) {
      await page.getByRole('button', { name: menu, exact: true }).click();
      await page.getByRole('menu').waitFor();
      await look(`menu ${menu}`, '[role=menu]');
      await press(page, 'Escape');
      await page.getByRole('menu').waitFor({ state: 'detached' });
    }
    for (const [menu, item] of [
      ['File', 'Sample images…'],
      ['Help', 'Keys and mouse'],
      ['Help', /^Help on the module/],
    ] as const) {
      await page.mouse.click(
        (await middle(mask.locator('.node-name'))).x,
        (await middle(mask.locator('.node-name'))).y,
      );
      await page.getByRole('button', { name: menu, exact: true }).click();
      await page.getByRole('menuitem', { name: item }).click();
      await page.getByRole('dialog').waitFor();
      await look(`dialog ${item}`, '[role=dialog]');
      await page.getByRole('dialog').getByRole('button', { name: 'Close' }).click();
      await page.getByRole('dialog').waitFor({ state: 'detached' });
    }

    await press(page, 'Control+s');
    await page.getByTestId('notice').waitFor();
    await look('a message', '[data-testid=notice]');
    await mask.locator('.node-name').click();
    await press(page, 'Control+b', 'Control+g', 'Enter', 'Control+Shift+H');
    await page.mouse.move(ground.x - 120, ground.y - 60);
    await press(page, 'Control+k');
    await page.getByRole('dialog', { name: 'All commands' }).waitFor();
    await look('the list of commands, a group and the history');
    await page.keyboard.type('add note');
    await press(page, 'Enter');
    await page.getByRole('textbox', { name: /Text of the note/ }).fill('# Why\n`a` and [b](https://example.org)');
    await press(page, 'Control+Enter', 'Control+Shift+H');
    await page.getByRole('button', { name: /^Fold the group/ }).click();
    await look('a note and a folded group');
    await press(page, 'Alt+w');
    await page.getByRole('dialog', { name: /^Close / }).waitFor();
    await look('closing a network that has changes', '[role=dialog]');
    await page.getByRole('button', { name: 'Cancel' }).click();
    await page.getByRole('button', { name: 'File', exact: true }).click();
    await page.getByRole('menuitem', { name: 'New network' }).click();
    await page.getByText('This network is empty').waitFor();
    await look('an empty network');
    await context.close();
    expect(Object.fromEntries(Object.entries(found).filter(([, lines]) => lines.length > 0))).toEqual({});
  }, 180_000);
});
