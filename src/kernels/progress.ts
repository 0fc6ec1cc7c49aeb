/** Told how much of a kernel's work is done, 0 to 1, once a slice or so. */
export type Progress = (fraction: number) => void;

/** For callers that do not ask. */
export function noProgress(): void {}

/** Asks whether the work is still wanted, where how much of it is done is not worth telling: it does not come back where it is not. */
export type Tell = () => void;

/** For callers that do not ask either. */
export function noTell(): void {}

/** Bytes of voxels that take a few milliseconds to pass over: a multiple of the windows that kernels work through. */
export const bytesBetweenWords = 2 ** 22;

/** The progress of one part of a longer work: its 0 to 1 becomes `from` to `to` of the whole. */
export function part(progress: Progress, from: number, to: number): Progress {
  return (fraction) => progress(from + (to - from) * fraction);
}
