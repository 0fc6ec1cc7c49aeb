import { axisCodes } from './affine.ts';
import type { Affine } from './volume.ts';

/** How slices across an axis of a grid are laid on a picture. */
export interface SliceLayout {
  /** The index axes (0 i, 1 j, 2 k) that run along the rows and down the columns of the picture. */
  readonly across: number;
  readonly down: number;
  /** -1 where the index falls from left to right, or from the top down. */
  readonly acrossSign: 1 | -1;
  readonly downSign: 1 | -1;
}

/** Radiological custom: what grows to the right and down a picture whose slices lie across these directions. */
const custom: Readonly<Record<string, readonly [right: string, down: string]>> = {
  S: ['L', 'P'],
  I: ['L', 'P'],
  A: ['L', 'I'],
  P: ['L', 'I'],
  R: ['P', 'I'],
  L: ['P', 'I'],
};
const opposite: Readonly<Record<string, string>> = { R: 'L', L: 'R', A: 'P', P: 'A', S: 'I', I: 'S' };

/**
 * Lays out the slices of a grid across one of its index axes by radiological custom: the patient's right on the left; anterior or
 * superior at the top; in sagittal slices anterior on the left. Stored slices (across k) are laid out as the 2D viewers do: i along the rows,
 * j down the columns, each turned round where custom asks for it, never exchanged; those that store the two the other way round lie
 * on their side.
 */
export function sliceLayout(affine: Affine, axis: number): SliceLayout {
  const codes = axisCodes(affine);
  const [right, down] = custom[codes[axis]];
  const [first, second] = [0, 1, 2].filter((other) => other !== axis);
  const isAlong = (index: number, letter: string) => codes[index] === letter || codes[index] === opposite[letter];
  const sign = (index: number, letter: string) => (codes[index] === letter ? 1 : -1);
  if (isAlong(first, right)) {
    return { across: first, down: second, acrossSign: sign(first, right), downSign: sign(second, down) };
  }
  if (axis !== 2) return { across: second, down: first, acrossSign: sign(second, right), downSign: sign(first, down) };
  return { across: 0, down: 1, acrossSign: sign(0, down), downSign: sign(1, opposite[right]) };
}
