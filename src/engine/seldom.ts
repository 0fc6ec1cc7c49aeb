/** A person sees no more in less time, milliseconds. */
const leastPause = 50;

/**
 * The same listener to fractions, called at once and then at most every 50 ms: modules tell of each slice, and each telling costs states,
 * messages and, in a process of many runs, compiling what tells. What is told in between is dropped.
 */
export function seldom(listener: (fraction: number) => void): (fraction: number) => void {
  let last = Number.NEGATIVE_INFINITY;
  return (fraction) => {
    const now = performance.now();
    if (now - last < leastPause) return;
    last = now;
    listener(fraction);
  };
}
