/**
 * @typedef {{ name: string, ph: string, pid: number, tid: number, dur?: number, tdur?: number }} TraceEvent durations in microseconds
 * @typedef {{ busy: number, lasted: number, long: number }} Tasks the longest task of the page's thread: ms of processor time and ms that passed;
 *   and how many took more than 50 ms of processor time
 */

const mark = 'voxgraphTraced';

/**
 * What the tasks of the page's thread took while `act` went on and a second more, from a trace of the browser. What a task took of the processor
 * is told apart from the time that passed, in which workers on as many cores as there are come between.
 * @param {import('playwright').Browser} browser
 * @param {import('playwright').Page} page
 * @param {() => Promise<void>} act
 * @returns {Promise<Tasks>}
 */
export async function traceTasks(browser, page, act) {
  const session = await browser.newBrowserCDPSession();
  /** @type {TraceEvent[]} */
  const events = [];
  session.on('Tracing.dataCollected', ({ value }) => {
    for (const event of value) events.push(/** @type {TraceEvent} */ (/** @type {unknown} */ (event)));
  });
  const includedCategories = ['toplevel', 'blink.user_timing'];
  await session.send('Tracing.start', { transferMode: 'ReportEvents', traceConfig: { includedCategories } });
  await page.evaluate((name) => performance.mark(name), mark);
  await act();
  await page.waitForTimeout(1000);
  const ended = new Promise((resolve) => session.once('Tracing.tracingComplete', resolve));
  await session.send('Tracing.end');
  await ended;
  await session.detach();
  const marked = events.find(({ name }) => name === mark);
  if (!marked) throw new Error('The trace has no mark of the page, so its thread is not known');
  const tasks = events.filter(
    ({ name, ph, pid, tid }) => ph === 'X' && name.endsWith('RunTask') && pid === marked.pid && tid === marked.tid,
  );
  const busy = tasks.map(({ tdur = 0 }) => tdur / 1000);
  return {
    busy: Math.max(0, ...busy),
    lasted: Math.max(0, ...tasks.map(({ dur = 0 }) => dur / 1000)),
    long: busy.filter((ms) => ms > 50).length,
  };
}
