/** Below this share of the longer side the shorter one changes no bit of the result. */
const negligible = 2 ** -54;

/**
 * The root of a² + b², equal to the last bit to C's hypot of glibc from 2.35 on, and so to numpy.hypot, where a² + b² neither overflows nor
 * underflows; Math.hypot of engines differs in the last bit every third time. The rounding of the root is taken back by one step (C. F. Borges, An
 * improved algorithm for hypot(a, b), ACM TOMS 47, 2021). NaN in either gives NaN.
 */
export function hypotenuse(a: number, b: number): number {
  const x = Math.max(Math.abs(a), Math.abs(b));
  const y = Math.min(Math.abs(a), Math.abs(b));
  if (y <= x * negligible) return x + y;
  const root = Math.sqrt(x * x + y * y);
  if (!(root < Number.POSITIVE_INFINITY)) return Math.hypot(a, b);
  if (root <= 2 * y) {
    const more = root - y;
    return root - (x * (2 * more - x) + (more - 2 * (x - y)) * more) / (2 * root);
  }
  const more = root - x;
  return root - (2 * more * (x - 2 * y) + ((4 * more - y) * y + more * more)) / (2 * root);
}
