/** Slices a second at most for those who have asked their system for less motion. */
const reducedSpeed = 2;

/** Whether the user has asked the system for less motion. */
export function wantsLessMotion(): boolean {
  return matchMedia('(prefers-reduced-motion: reduce)').matches;
}

/** Milliseconds from one slice to the next. */
export function cineInterval(slicesPerSecond: number, isReduced: boolean): number {
  return 1000 / (isReduced ? Math.min(reducedSpeed, slicesPerSecond) : slicesPerSecond);
}

/** The slice after one: after the last comes the first. */
export function nextCineSlice(slice: number, slices: number): number {
  return slice + 1 < slices ? slice + 1 : 0;
}
