/** What a process held after an evaluation, in MiB. */
export interface Held {
  readonly heap: number;
  readonly buffers: number;
  readonly rss: number;
  /** What the engine remembers on purpose, within its budget. */
  readonly remembered: number;
}

/**
 * How much more than after the third evaluation still counts as the same: compiled code, and files of some 100 kB that are remembered.
 * Fifty evaluations that each left one mask of a byte a voxel behind would be several times as much.
 */
const slack = 1.2;

/**
 * The third and the last evaluation side by side, with the largest in between, and whether the process was left where the third left it.
 * Throws when there are fewer than three.
 */
export function traceText(trace: readonly Held[]): string {
  const third = trace[2];
  const last = trace.at(-1);
  if (!third || !last) throw new Error(`A trace of ${trace.length} evaluations is too short: three are needed`);
  const most = (of: keyof Held) => Math.max(...trace.slice(2).map((held) => held[of]));
  const line = (of: keyof Held) => `${of} ${third[of]} -> ${last[of]} (at most ${most(of)})`;
  const stays = (['heap', 'buffers', 'rss'] as const).every((of) => last[of] <= slack * third[of]);
  return `Memory stays: ${stays ? 'yes' : 'NO'}. MiB held after evaluation 3 -> ${trace.length}: ${line('heap')}, ${line('buffers')}, ${line('rss')}, of which results ${line('remembered')}`;
}
