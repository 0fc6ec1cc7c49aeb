/**
 * @typedef {{ startTime: number, duration: number }} Task milliseconds since the page began
 * @typedef {{ nodes: readonly ProfileNode[], samples?: readonly number[], timeDeltas?: readonly number[] }} Profile
 * @typedef {{ id: number, callFrame: { functionName: string, url: string, lineNumber: number, columnNumber: number },
 *   children?: readonly number[] }} ProfileNode
 */

/**
 * A line for each long task, followed by the functions in which it spent most time, with what they called. Profiler and page count time
 * from moments of their own: at `start` of the page's time a function called `marker` began, which the profile must contain.
 * @param {readonly Task[]} tasks
 * @param {Profile} profile
 * @param {string} marker
 * @param {number} start
 */
export function describeTasks(tasks, profile, marker, start) {
  const nodes = new Map(profile.nodes.map((node) => [node.id, node]));
  const parents = new Map(profile.nodes.flatMap(({ id, children = [] }) => children.map((child) => [child, id])));
  const samples = profile.samples ?? [];
  const marked = samples.findIndex((sample) => nodes.get(sample)?.callFrame.functionName === marker);
  if (marked < 0) return [`The profile has no ${marker}, so what ran in the tasks is not known`];
  return tasks.flatMap(({ startTime, duration }) => {
    /** @type {Map<string, number>} */
    const spent = new Map();
    let time = start;
    for (let n = marked; n + 1 < samples.length; n++) {
      const before = time;
      time += (profile.timeDeltas?.[n + 1] ?? 0) / 1000;
      const lasted = Math.min(time, startTime + duration) - Math.max(before, startTime);
      if (lasted <= 0) continue;
      const names = new Set();
      for (let id = /** @type {number | undefined} */ (samples[n]); id !== undefined; id = parents.get(id)) {
        names.add(nameOf(nodes.get(id)));
      }
      for (const name of names) spent.set(name, (spent.get(name) ?? 0) + lasted);
    }
    const most = [...spent].sort((a, b) => b[1] - a[1]).slice(0, 12);
    return [
      `${Math.round(duration)} ms, ${Math.round(startTime - start)} ms after the start`,
      ...most.map(([name, ms]) => `  ${ms.toFixed(0).padStart(4)} ms ${name}`),
    ];
  });
}

/** @param {ProfileNode | undefined} node */
function nameOf(node) {
  if (!node) return '(unknown)';
  const { functionName, url, lineNumber, columnNumber } = node.callFrame;
  const file = url.split('/').at(-1);
  return `${functionName || '(anonymous)'}${file ? ` ${file}:${lineNumber + 1}:${columnNumber + 1}` : ''}`;
}
