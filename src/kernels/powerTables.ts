/** What parts a double into two of 26 bits (Dekker 1971), whose products are exact. */
export const parting = 2 ** 27 + 1;

/** A number as the sum of a double and of what that leaves. */
type Pair = readonly [number, number];

/** What powers and exponentials look up; each number to some 106 bits, as a double and the rest. */
export interface PowerTables {
  /** Of k = 181 to 362 a number of 13 bits near 256 / k, from index 0 on, and the logarithm of 1 over that. */
  readonly inverses: Float64Array;
  readonly logarithms: Float64Array;
  readonly logarithmRests: Float64Array;
  /** 2 ** (j / 128) of j = 0 to 127. */
  readonly roots: Float64Array;
  readonly rootRests: Float64Array;
}

/** Binary places behind the point. */
const places = 160n;
const one = 1n << places;
const unit = 2 ** -Number(places);

let made: PowerTables | undefined;

/** The tables, made once, which takes some milliseconds: in whole numbers, so that they are the same in every engine. */
export function powerTables(): PowerTables {
  made ??= makeTables();
  return made;
}

function makeTables(): PowerTables {
  const inverses = Float64Array.from({ length: 182 }, (_, n) => Math.round((4096 * 256) / (n + 181)) / 4096);
  const logarithms = Array.from(inverses, (inverse) => pairOf(logarithmOf(4096n, BigInt(4096 * inverse))));
  let root = one << 1n;
  for (let n = 0; n < 7; n++) root = squareRoot(root << places);
  const roots: Pair[] = [];
  for (let power = one; roots.length < 128; power = (power * root) >> places) roots.push(pairOf(power));
  return {
    inverses,
    logarithms: Float64Array.from(logarithms, ([high]) => high),
    logarithmRests: Float64Array.from(logarithms, ([, rest]) => rest),
    roots: Float64Array.from(roots, ([high]) => high),
    rootRests: Float64Array.from(roots, ([, rest]) => rest),
  };
}

/** The natural logarithm of p / q: twice the inverse hyperbolic tangent of (p - q) / (p + q), by its series. */
function logarithmOf(p: bigint, q: bigint): bigint {
  const t = ((p - q) << places) / (p + q);
  const square = (t * t) >> places;
  let sum = 0n;
  let power = t;
  for (let n = 1n; power !== 0n && power !== -1n; n += 2n) {
    sum += power / n;
    power = (power * square) >> places;
  }
  return 2n * sum;
}

/** Rounded down, by Newton's method from above. */
function squareRoot(value: bigint): bigint {
  let root = value;
  let next = (root + 1n) >> 1n;
  while (next < root) {
    root = next;
    next = (root + value / root) >> 1n;
  }
  return root;
}

function pairOf(value: bigint): Pair {
  const high = Number(value);
  return [high * unit, Number(value - BigInt(high)) * unit];
}
