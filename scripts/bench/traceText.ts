/** What a process held after an evaluation, in MiB. */
export interface Held {
  readonly heap: number;
  readonly buffers: number;
  readonly rss: number;
}

/** The third and the last evaluation side by side, with the largest in between. Throws when there are fewer than three. */
export function traceText(trace: readonly Held[]): string {
  const third = trace[2];
  const last = trace.at(-1);
  if (!third || !last) throw new Error(`A trace of ${trace.length} evaluations is too short: three are needed`);
  const most = (of: keyof Held) => Math.max(...trace.slice(2).map((held) => held[of]));
  const line = (of: keyof Held) => `${of} ${third[of]} -> ${last[of]} (at most ${most(of)})`;
  return `MiB held after evaluation 3 -> ${trace.length}: ${line('heap')}, ${line('buffers')}, ${line('rss')}`;
}
