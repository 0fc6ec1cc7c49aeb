/** Told how much of a kernel's work is done, 0 to 1, once a slice or so. */
export type Progress = (fraction: number) => void;

/** For callers that do not ask. */
export function noProgress(): void {}

/** The progress of one part of a longer work: its 0 to 1 becomes `from` to `to` of the whole. */
export function part(progress: Progress, from: number, to: number): Progress {
  return (fraction) => progress(from + (to - from) * fraction);
}
