/** The nearest integer, of two equally near the even one, with the sign of the value, as numpy.rint; NaN and infinities stay. */
export function roundHalfEven(value: number): number {
  const low = Math.floor(value);
  const rest = value - low;
  const nearest = rest > 0.5 || (rest === 0.5 && low % 2 !== 0) ? low + 1 : low;
  return nearest === 0 ? value * 0 : nearest;
}
