import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Page } from 'playwright';

/** Brings axe into a page whose context passes the policy by, which lets no foreign script in. */
export async function bringAxe(page: Page): Promise<void> {
  await page.evaluate(await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8'));
}

/**
 * What axe finds in the page as it stands, or `within` one element of it where the rest was looked at before, in a theme, one line an
 * element; 24 pixel targets are asked for too.
 */
export async function findings(page: Page, theme: 'light' | 'dark', within?: string): Promise<readonly string[]> {
  await page.evaluate((name) => {
    document.documentElement.dataset.theme = name;
  }, theme);
  // Menus and dialogs fade in, and half of a colour has less contrast than the colour.
  await page.evaluate(() =>
    Promise.all(document.getAnimations().map((animation) => animation.finished.catch(() => {}))),
  );
  // What is there does not change with the theme, only its colours do.
  const options = {
    resultTypes: ['violations'],
    ...(theme === 'dark' ? { runOnly: ['color-contrast'] } : { rules: { 'target-size': { enabled: true } } }),
  };
  const { violations } = await page.evaluate(
    ([asked, selector]) =>
      (window as unknown as { axe: { run(context: object, options: object): Promise<AxeResults> } }).axe.run(
        selector === undefined ? document : { include: selector },
        asked,
      ),
    [options, within] as const,
  );
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(
      ({ target, failureSummary }) => `${theme}: ${id} ${target.join(' ')}: ${failureSummary?.split('\n')[1]?.trim()}`,
    ),
  );
}
