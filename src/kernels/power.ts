import { exponentialOfSum } from './exponential.ts';
import { parting, powerTables } from './powerTables.ts';

/** ln 2 as a number of so few bits that its product with an exponent is exact, and the rest. */
const ln2 = 0x2c5c85fdf47 * 2 ** -42;
const ln2Rest = 5.497923018708371e-14;

const bits = new Float64Array(1);
const words = new Int32Array(bits.buffer);

/**
 * a to the power of b by the rules of IEEE 754, as C's pow and numpy have them: 1 to any power is 1, to that of NaN too, and -1 to that of an
 * infinity; JavaScript's own ** gives NaN for these. It is rounded as if computed exactly but for one in a thousand next to the middle of two
 * numbers, as that of glibc is, and the same in every engine, where ** is off by a bit in up to a tenth of all cases.
 *
 * The logarithm and the power of e are computed as sums of two doubles: a table's value and a short series (Tang 1989, 1990), with the exact
 * sums and products of Knuth and Dekker.
 */
export function power(a: number, b: number): number {
  if (a === 1 || (a === -1 && (b === Number.POSITIVE_INFINITY || b === Number.NEGATIVE_INFINITY))) return 1;
  const size = Math.abs(b);
  const isPlain = Math.abs(a) > 0 && Math.abs(a) < Number.POSITIVE_INFINITY && size > 2 ** -80 && size < 2 ** 70;
  if (!isPlain || b === 1) return a ** b;
  if (b === 2) return a * a;
  if (a > 0) return b === 0.5 ? Math.sqrt(a) : powerOf(a, b);
  if (b !== Math.trunc(b)) return Number.NaN;
  return b % 2 === 0 ? powerOf(-a, b) : -powerOf(-a, b);
}

function powerOf(a: number, b: number): number {
  const { inverses, logarithms, logarithmRests } = powerTables();
  // a = m * 2 ** exponent with m near 1, and m * inverse = 1 + r with r below 2 ** -8.
  let exponent = -1023;
  bits[0] = a;
  if (words[1] < 0x100000) {
    bits[0] = a * 2 ** 54;
    exponent -= 54;
  }
  exponent += words[1] >> 20;
  words[1] = (words[1] & 0xfffff) | 0x3ff00000;
  let m = bits[0];
  if (m > 1.4140625) {
    m *= 0.5;
    exponent++;
  }
  const index = ((m * 256 + 0.5) | 0) - 181;
  const inverse = inverses[index];
  let part = parting * m;
  const mHigh = part - (part - m);
  const r0 = mHigh * inverse - 1;
  const r1 = (m - mHigh) * inverse;
  const r = r0 + r1;
  let back = r - r0;
  const rRest = r0 - (r - back) + (r1 - back);

  // ln a = exponent * ln 2 - ln inverse + r - r² / 2 + r³ / 3 - ...
  part = parting * r;
  const rHigh = part - (part - r);
  const rLow = r - rHigh;
  const half = 0.5 * r * r;
  const halfRest = 0.5 * (rHigh * rHigh - 2 * half + 2 * rHigh * rLow + rLow * rLow);
  const whole = exponent * ln2;
  const s1 = whole + logarithms[index];
  back = s1 - whole;
  let rest = whole - (s1 - back) + (logarithms[index] - back);
  const s2 = s1 + r;
  back = s2 - s1;
  rest += s1 - (s2 - back) + (r - back);
  const s3 = s2 - half;
  back = s3 - s2;
  rest += s2 - (s3 - back) - (half + back);
  const series = 1 / 3 - r * (1 / 4 - r * (1 / 5 - r * (1 / 6 - r * (1 / 7 - r * (1 / 8)))));
  rest += r * r * r * series + (rRest - r * rRest - halfRest + logarithmRests[index] + exponent * ln2Rest);
  const logarithm = s3 + rest;
  rest -= logarithm - s3;

  // b * ln a, and of that the power of e.
  part = parting * logarithm;
  const lHigh = part - (part - logarithm);
  const lLow = logarithm - lHigh;
  part = parting * b;
  const bHigh = part - (part - b);
  const bLow = b - bHigh;
  const p = b * logarithm;
  return exponentialOfSum(p, bHigh * lHigh - p + bHigh * lLow + bLow * lHigh + bLow * lLow + b * rest);
}
