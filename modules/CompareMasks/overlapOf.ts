import { type Bitmask, bitCount } from '#src/kernels/bitmask.ts';

/** How much two masks have in common. */
export interface Overlap {
  /** Voxels in both. */
  readonly both: number;
  readonly dice: number;
  readonly jaccard: number;
  readonly sensitivity: number;
  readonly precision: number;
}

/** The overlap of a mask of `a` voxels with a reference of `b`; a share of nothing is NaN. */
export function overlapOf(a: number, b: number, { words: first }: Bitmask, { words: second }: Bitmask): Overlap {
  let both = 0;
  for (let n = 0; n < first.length; n++) both += bitCount(first[n] & second[n]);
  return {
    both,
    dice: (2 * both) / (a + b),
    jaccard: both / (a + b - both),
    sensitivity: both / b,
    precision: both / a,
  };
}
