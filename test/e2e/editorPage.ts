import type { Page } from 'playwright';
import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest';
import type { GuardedPage, Stage } from './browser.ts';
import { setStage } from './browser.ts';

/**
 * One server, browser and page for all tests of a file, since loading the page takes longer than most tests; each test opens a
 * network of its own in it. After each the page must have told of no error. Returns how a test gets the page.
 */
export function editorPage(): () => Page {
  let stage: Stage;
  let guarded: GuardedPage | undefined;
  beforeAll(async () => {
    stage = await setStage();
  });
  afterAll(() => stage.close());
  beforeEach(async () => {
    if (guarded) return;
    guarded = await stage.open();
  });
  afterEach(() => guarded?.expectClean());
  return () => {
    if (!guarded) throw new Error('The page is there only while a test runs');
    return guarded.page;
  };
}
