import { currentLimits, defaultLimits, type Limits, setLimits } from '#src/formats/limits.ts';

const key = 'voxgraph-limits';

/** Brings back the limits that were set on this machine before. */
export function restoreLimits(): void {
  try {
    setLimits(JSON.parse(localStorage.getItem(key) ?? '{}') ?? {});
  } catch {
    // No storage, or not what was written there: the defaults hold.
  }
}

/** Sets one limit from now on, on this machine. */
export function saveLimit(name: keyof Limits, bytes: number): void {
  setLimits({ ...currentLimits(), [name]: bytes });
  const changed = Object.entries(currentLimits()).filter(
    ([each, value]) => value !== defaultLimits[each as keyof Limits],
  );
  try {
    localStorage.setItem(key, JSON.stringify(Object.fromEntries(changed)));
  } catch {
    // A private window may have no storage; the limits then hold until the page closes.
  }
}
