import { type Neighbours, neighbourSteps } from './neighbourSteps.ts';

/**
 * The steps of 18 and 26 neighbours in the order in which scikit-image 0.19 takes them, the same on every grid: by the number of axes
 * along which they go, and of equal ones as numpy's argsort, which is not stable, leaves them. A digit is a step along i, j, k, plus 1.
 */
const orders = {
  18: '211 011 101 121 110 112 210 201 122 120 001 102 100 021 012 010 212 221',
  26: '121 011 112 110 211 101 122 120 221 102 100 021 212 012 010 001 210 201 220 000 200 022 020 002 202 222',
} as const;

/** The steps to the neighbours of a voxel as di, dj, dk in turn, in the order in which a watershed reaches them. */
export function watershedSteps(neighbours: Neighbours): Int32Array {
  if (neighbours !== 18 && neighbours !== 26) return neighbourSteps(neighbours);
  return Int32Array.from(orders[neighbours].replaceAll(' ', ''), (digit) => Number(digit) - 1);
}
