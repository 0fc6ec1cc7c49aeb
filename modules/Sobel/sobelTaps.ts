import type { Tap } from '#src/kernels/weightedSum.ts';

/** The taps of the Sobel operator along one of `dimensions` axes: a difference along it, 1 2 1 over 4 along the others. */
export function sobelTaps(axis: number, dimensions: 2 | 3): readonly Tap[] {
  const taps: Tap[] = [];
  const weightAlong = (of: number, distance: number): number => {
    if (of >= dimensions) return distance === 0 ? 1 : 0;
    return of === axis ? distance : distance === 0 ? 0.5 : 0.25;
  };
  for (let dk = -1; dk <= 1; dk++) {
    for (let dj = -1; dj <= 1; dj++) {
      for (let di = -1; di <= 1; di++) {
        const weight = weightAlong(0, di) * weightAlong(1, dj) * weightAlong(2, dk);
        if (weight !== 0) taps.push({ di, dj, dk, weight });
      }
    }
  }
  return taps;
}
