/** Milliseconds from start to end, and of processor time of all threads; for whole processes the peak of memory too, in MiB. */
export interface Times {
  readonly wall: number;
  readonly cpu: number;
  readonly peak?: number;
}

/** The medians of each; of an even number the upper middle. Throws when there are none. */
export function medianTimes(times: readonly Times[]): Times {
  if (times.length === 0) throw new Error('There is no median of no runs');
  const peaks = times.flatMap(({ peak }) => (peak === undefined ? [] : [peak]));
  return {
    wall: median(times.map(({ wall }) => wall)),
    cpu: median(times.map(({ cpu }) => cpu)),
    ...(peaks.length > 0 ? { peak: median(peaks) } : {}),
  };
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1];
}

/** Less processor time than this share of the time is nobody's work. */
const idleShare = 0.1;

/**
 * Waits until this process does nothing, a tenth of a second at most: threads of the system still free the garbage and compile the loops
 * of what ran before, and their processor time would count for what runs next.
 */
async function settle(): Promise<void> {
  for (let n = 0; n < 20; n++) {
    const cpu = process.cpuUsage();
    const start = performance.now();
    await new Promise((resolve) => setTimeout(resolve, 5));
    const { user, system } = process.cpuUsage(cpu);
    if ((user + system) / 1000 < idleShare * (performance.now() - start)) return;
  }
}

/**
 * The last result of `repeat` calls one after the other, and the times of one. What calls before have left is collected first. Where several
 * calls are timed together as many run before (as in peer.py), until what they read lies in the caches again, and V8 has compiled again what
 * was collected with its last closure; `done` takes each result, quickly.
 */
export async function timeCalls<T>(
  call: () => T | Promise<T>,
  repeat: number,
  done: (result: T) => void = () => {},
): Promise<Times & { readonly result: T | undefined }> {
  // Where garbage cannot be collected nothing is measured, only tried.
  if (globalThis.gc) {
    globalThis.gc();
    await settle();
  }
  let result: T | undefined;
  let [cpu, start] = [process.cpuUsage(), performance.now()];
  for (let n = repeat < 2 ? 0 : -repeat; n < repeat; n++) {
    if (n === 0) [cpu, start] = [process.cpuUsage(), performance.now()];
    const given = call();
    // Waiting for what is there already would add a turn of the event loop to steps of microseconds.
    result = given instanceof Promise ? await given : given;
    done(result);
  }
  const wall = performance.now() - start;
  const { user, system } = process.cpuUsage(cpu);
  return { wall: wall / repeat, cpu: (user + system) / 1000 / repeat, result };
}
