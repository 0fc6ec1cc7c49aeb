import { parting, powerTables } from './powerTables.ts';

/** ln 2 as a number of so few bits that 128 times an exponent of it is exact, and the rest. */
const ln2 = 0x2c5c85fdf * 2 ** -34;
const ln2Rest = 1.619851018665656e-11;
/** Added and subtracted again, it rounds to a whole number. */
const rounding = 1.5 * 2 ** 52;

const bits = new Float64Array(1);
const words = new Int32Array(bits.buffer);

/**
 * e to the power of x, rounded as if computed exactly but for one in a thousand next to the middle of two numbers, as that of glibc is, and the
 * same in every engine, where Math.exp is off by a bit for a tenth of all numbers. A table's value times a short series (Tang 1989), as a sum of
 * two doubles.
 */
export function exponential(x: number): number {
  return exponentialOfSum(x, 0);
}

/** e to the power of p + pRest, of which p is the sum but for its rounding. */
export function exponentialOfSum(p: number, pRest: number): number {
  if (p > 710) return Number.POSITIVE_INFINITY;
  if (p < -746) return 0;
  const { roots, rootRests } = powerTables();
  // p = (n / 128) * ln 2 + z with z below 2 ** -8.
  const n = p * (128 / Math.LN2) + rounding - rounding;
  const z0 = p - n * (ln2 / 128);
  const z1 = pRest - n * (ln2Rest / 128);
  const z = z0 + z1;
  let back = z - z0;
  const zRest = z0 - (z - back) + (z1 - back);
  const j = n & 127;
  const exponent = (n - j) / 128;
  const root = roots[j];

  // e ** z = 1 + z + z² / 2 + z³ / 6 + ...
  let part = parting * z;
  const zHigh = part - (part - z);
  const zLow = z - zHigh;
  part = parting * root;
  const rootHigh = part - (part - root);
  const rootLow = root - rootHigh;
  const first = root * z;
  const firstRest = rootHigh * zHigh - first + rootHigh * zLow + rootLow * zHigh + rootLow * zLow;
  const others = zRest + z * z * (1 / 2 + z * (1 / 6 + z * (1 / 24 + z * (1 / 120 + z * (1 / 720)))));
  const sum = root + first;
  back = sum - root;
  const rest = first - back + (firstRest + rootRests[j] * (1 + z) + root * others);
  const value = sum + rest;
  if (exponent < -1021) return subnormal(value, rest - (value - sum), exponent);
  words[0] = 0;
  if (exponent > 1022) {
    words[1] = (exponent + 1022) << 20;
    return value * bits[0] * 2;
  }
  words[1] = (exponent + 1023) << 20;
  return value * bits[0];
}

/** (value + rest) * 2 ** exponent, rounded once where that has fewer than 53 bits. */
function subnormal(value: number, rest: number, exponent: number): number {
  if (value >= 2 ** (-1022 - exponent)) return value * 2 ** (exponent + 100) * 2 ** -100;
  const step = 2 ** (-1074 - exponent);
  let whole = value + rounding * step - rounding * step;
  const left = value - whole + rest;
  if (left > step / 2) whole += step;
  else if (left < -step / 2) whole -= step;
  return (whole / step) * 2 ** -1074;
}
