import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Page } from 'playwright';
import { describe, expect, it } from 'vitest';
import type { Tutorial } from '#src/app/tutorials/tutorial.ts';
import { bringAxe, findings } from './axe.ts';
import { editorPage } from './editorPage.ts';
import { openNetwork, openPanel, press, soon, tabTo } from './hands.ts';
import { byHand, reached, takeBack } from './tutorialHands.ts';

const folder = resolve(import.meta.dirname, '../../graphs/tutorials');
const tutorials = readdirSync(folder).map(
  (file) => JSON.parse(readFileSync(resolve(folder, file), 'utf8')) as Tutorial,
);
// `npm run soak` does each step both ways. Else three tutorials are done by hand, and two by "Show me" up to their volumes, which take seconds
// to draw without a graphics card; a unit test reaches the goals of all steps as "Show me" does.
const isSoak = process.env.VOXGRAPH_SOAK === '1';
const withVolumes = ['Region growing', 'Bones of a thorax'];
const page = editorPage();

/** The entries of the gallery are alike. */
const firstEntries = '.gallery-item:nth-child(-n+3)';

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
    for (const theme of ['light', 'dark'] as const) expect(await findings(page(), theme, firstEntries)).toEqual([]);
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

  it('say what is missing, go back, and go on where they were left', async () => {
    await openGallery(page());
    await ofGallery('Masking images', /^Start anew/).click();
    await button('Next').click();
    expect(await isDone()).toBe('false');
    await button('Next').click();
    expect(await bar().textContent()).toContain('Not yet: There is no module named LocalImage in the network yet.');
    expect(await step()).toBe(2);
    for (const n of [2, 3, 4, 5]) {
      await button('Show me').click();
      await soon(isDone).toBe('true');
      await button('Next').click();
      await soon(step).toBe(n + 1);
    }
    expect(await isDone()).toBe('false');
    await button('Back').click();
    expect([await step(), await isDone()]).toEqual([5, 'true']);
    await button('Next').click();

    // Another day: the network was replaced meanwhile, and the steps before are done again.
    await button('Leave the tutorial').click();
    await openGallery(page());
    await page().getByRole('button', { name: 'Open the example Brain mask', exact: true }).click();
    await page().getByTestId('node-Closing').waitFor();
    await openGallery(page());
    await ofGallery('Masking images', /^Continue at step 6/).click();
    await soon(step).toBe(6);
    await page().getByTestId('node-SynchroView2D').waitFor();
    expect(await page().getByTestId('node-Closing').count()).toBe(0);

    await page().reload();
    await soon(step).toBe(6);
    await page().getByTestId('node-SynchroView2D').waitFor();
    await button('Leave the tutorial').click();
  });

  it.each(tutorials.map((tutorial) => [tutorial.title, tutorial] as const))(
    '%s: each step is done by Show me, which is taken back in one step, and by hand',
    async (title, { steps }) => {
      const isByHand = isSoak || !withVolumes.includes(title);
      const isByShowMe = isSoak || !isByHand;
      await openGallery(page());
      await page()
        .locator(`[data-tutorial="${title}"] button`, { hasText: /^Start/ })
        .click();
      const volumes = steps.findIndex(({ goals }) =>
        goals.some((goal) => goal.kind === 'module' && goal.module === 'View3D'),
      );
      const played = isByHand ? steps : steps.slice(0, volumes);
      for (const [n, { goals }] of played.entries()) {
        await soon(step).toBe(n + 1);
        // What is inspected cannot be taken back.
        const canBeBoth = goals.some(({ kind }) => kind !== 'inspected');
        if (isByShowMe && (isByHand ? canBeBoth : goals.length > 0)) {
          await soon(isDone).toBe('false');
          await button('Show me').click();
          await soon(isDone).toBe('true');
          if (isByHand) {
            await takeBack(page(), goals);
            await soon(isDone).toBe('false');
          }
        }
        if (isByHand) for (const goal of goals) await byHand(page(), goal);
        await reached(bar());
        await button(/^(Next|Finish)$/).click();
      }
      if (played.length < steps.length) await button('Leave the tutorial').click();
      expect(await bar().count()).toBe(0);
      // Nothing of the network fails: what it shows is computed.
      await soon(() => page().locator('[data-status="failed"]').count()).toBe(0);
    },
    120_000,
  );
});

describe('The modules that save', () => {
  it('hand a table, what tells where it comes from, and a picture to the browser', async () => {
    const inputs = { input0: 'LocalImage.outImage' };
    await openNetwork(page(), {
      LocalImage: {
        module: 'LocalImage',
        at: [0, 200],
        params: { name: { name: 'head-mr.nii.gz', sample: 'head-mr' } },
      },
      Info: { module: 'Info', at: [0, 100], inputs },
      SaveTable: { module: 'SaveTable', at: [0, 0], params: { provenance: true }, inputs: { input0: 'Info.table' } },
      SaveScreenshot: { module: 'SaveScreenshot', at: [220, 0], inputs },
    });
    const names: string[] = [];
    page().on('download', (download) => names.push(download.suggestedFilename()));
    for (const node of ['SaveTable', 'SaveScreenshot']) {
      await openPanel(page(), node);
      await page().getByTestId(`panel-${node}`).getByRole('button', { name: 'Save', exact: true }).click();
    }
    await soon(() => names.toSorted()).toEqual(['head-mr.csv', 'head-mr.json', 'head-mr.png']);
  });
});
