import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Page } from 'playwright';
import { describe, expect, it } from 'vitest';
import type { Tutorial } from '#src/app/tutorials/tutorial.ts';
import { bringAxe, findings } from './axe.ts';
import { editorPage } from './editorPage.ts';
import { addModule, drag, field, openPanel, press, soon, tabTo } from './hands.ts';

const folder = resolve(import.meta.dirname, '../../graphs/tutorials');
const tutorials = readdirSync(folder).map(
  (file) => JSON.parse(readFileSync(resolve(folder, file), 'utf8')) as Tutorial,
);
const page = editorPage();

const bar = () => page().getByRole('region', { name: /^Tutorial:/ });
const button = (name: string | RegExp) => bar().getByRole('button', { name, exact: true });
const isDone = () => bar().getAttribute('data-done');
const step = async () => Number(await bar().getAttribute('data-step'));

async function openGallery(from: Page): Promise<void> {
  await from.keyboard.press('Control+Shift+E');
  await from.getByRole('heading', { name: 'Examples and tutorials' }).waitFor();
}

/** The gallery's button of a tutorial, by what stands on it. */
const ofGallery = (title: string, name: RegExp) =>
  page()
    .locator('.gallery-item', { has: page().locator(`button:has-text("${title}")`) })
    .getByRole('button', { name });

describe('The gallery and its tutorials', () => {
  it('are reached and begun by keyboard, and axe finds nothing in them', async () => {
    await bringAxe(page());
    await openGallery(page());
    for (const theme of ['light', 'dark'] as const) expect(await findings(page(), theme, '[role=dialog]')).toEqual([]);
    await tabTo(page(), page().getByRole('button', { name: 'Start the tutorial Masking images' }));
    await page().keyboard.press('Enter');
    await bar().waitFor();
    for (const theme of ['light', 'dark'] as const) expect(await findings(page(), theme, '.tutorial')).toEqual([]);
    expect(await bar().textContent()).toContain('Step 1 of');
    // The keys stay in the bar from step to step, also where a button is off after its press.
    const nextHasKeys = () => button('Next').evaluate((element) => element === document.activeElement);
    await soon(nextHasKeys).toBe(true);
    await press(page(), 'Enter');
    await soon(step).toBe(2);
    expect(await nextHasKeys()).toBe(true);
    await press(page(), 'Shift+Tab', 'Enter');
    await soon(isDone).toBe('true');
    await soon(nextHasKeys).toBe(true);
    await page().getByTestId('node-LocalImage').waitFor();
    await button('Leave the tutorial').click();
    expect(await bar().count()).toBe(0);
  });

  it('say what is missing, know what was done by hand, go back, and go on where they were left', async () => {
    await openGallery(page());
    await ofGallery('Masking images', /^Start anew/).click();
    await button('Next').click();
    expect(await isDone()).toBe('false');
    await button('Next').click();
    expect(await bar().textContent()).toContain('Not yet: There is no module named LocalImage in the network yet.');
    expect(await step()).toBe(2);
    await addModule(page(), 'LocalImage', 330, 560);
    await soon(isDone).toBe('true');
    await button('Next').click();
    await button('Show me').click();
    await soon(isDone).toBe('true');
    await button('Next').click();
    await addModule(page(), 'SynchroView2D', 330, 250);
    await soon(isDone).toBe('true');
    await button('Next').click();
    await drag(page(), 'output-LocalImage.outImage', 'input-SynchroView2D.inImage1');
    expect(await isDone()).toBe('false');
    await drag(page(), 'output-LocalImage.outImage', 'input-SynchroView2D.inImage2');
    await soon(isDone).toBe('true');
    await button('Next').click();
    await openPanel(page(), 'SynchroView2D');
    await soon(isDone).toBe('true');
    await button('Next').click();
    await page()
      .getByTestId('node-SynchroView2D')
      .dblclick({ modifiers: ['Alt'], position: { x: 20, y: 10 } });
    await field(page(), 'SynchroView2D', 'synchLUTs').check();
    await soon(isDone).toBe('true');
    await button('Back').click();
    expect(await step()).toBe(6);
    await button('Next').click();
    await button('Next').click();
    expect(await step()).toBe(8);

    // Another day: the network was replaced meanwhile, and the steps before are done again.
    await button('Leave the tutorial').click();
    await openGallery(page());
    await page().getByRole('button', { name: 'Open the example Brain mask', exact: true }).click();
    await page().getByTestId('node-Closing').waitFor();
    await openGallery(page());
    await ofGallery('Masking images', /^Continue at step 8/).click();
    await soon(step).toBe(8);
    await page().getByTestId('node-SynchroView2D').waitFor();
    expect(await page().getByTestId('node-Closing').count()).toBe(0);

    await page().reload();
    await soon(step).toBe(8);
    await page().getByTestId('node-SynchroView2D').waitFor();
    await button('Leave the tutorial').click();
  });

  it.each(tutorials.map((tutorial) => [tutorial.title, tutorial] as const))(
    '%s: Show me does every step, as one step back in the history',
    async (title, { steps }) => {
      await openGallery(page());
      await page()
        .locator(`[data-tutorial="${title}"] button`, { hasText: /^Start/ })
        .click();
      for (const [n, { goals }] of steps.entries()) {
        await soon(step).toBe(n + 1);
        if (goals.length > 0) {
          await soon(isDone).toBe('false');
          await button('Show me').click();
        }
        await soon(isDone).toBe('true');
        await button(/^(Next|Finish)$/).click();
      }
      expect(await bar().count()).toBe(0);
      await press(page(), 'Control+z');
      // Nothing of the network fails: what it shows is computed.
      await press(page(), 'Control+Shift+z');
      await soon(() => page().locator('[data-status="failed"]').count()).toBe(0);
    },
  );
});
