/**
 * a to the power of b by the rules of IEEE 754, as C's pow and numpy have them: 1 to any power is 1, to that of NaN too, and -1 to that of an
 * infinity; JavaScript's own ** gives NaN for these.
 */
export function power(a: number, b: number): number {
  if (a === 1 || (a === -1 && (b === Number.POSITIVE_INFINITY || b === Number.NEGATIVE_INFINITY))) return 1;
  return a ** b;
}
