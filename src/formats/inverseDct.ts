/** Cosines as whole numbers, 13 bits behind the point, named by their value (Loeffler, Ligtenberg and Moschytz 1989, as libjpeg has them). */
const c0298 = 2446;
const c0390 = 3196;
const c0541 = 4433;
const c0765 = 6270;
const c0899 = 7373;
const c1175 = 9633;
const c1501 = 12299;
const c1847 = 15137;
const c1961 = 16069;
const c2053 = 16819;
const c2562 = 20995;
const c3072 = 25172;
const bits = 13;

/**
 * The inverse cosine transform of a block of 8×8, in place: to samples of so many bits, around the middle of their range and held within it.
 * Whole-number arithmetic in the order of libjpeg's accurate transform (jidctint), so that results are equal to the last bit.
 */
export function inverseDct(block: Int32Array, precision: number): void {
  // What the first pass keeps behind the point must fit 32 bits.
  const kept = precision === 8 ? 2 : 1;
  for (let n = 0; n < 8; n++) transform(block, n, 8, bits - kept, bits);
  for (let n = 0; n < 64; n += 8) transform(block, n, 1, bits + kept + 3, bits);
  const middle = 1 << (precision - 1);
  const most = 2 * middle - 1;
  for (let n = 0; n < 64; n++) block[n] = Math.max(0, Math.min(most, block[n] + middle));
}

/** One column or row: eight numbers from `at` on, `step` apart; results are shifted back by `down` bits, rounded. */
function transform(block: Int32Array, at: number, step: number, down: number, up: number): void {
  const z2 = block[at + 2 * step];
  const z3 = block[at + 6 * step];
  const z1 = (z2 + z3) * c0541;
  const even2 = z1 - z3 * c1847;
  const even3 = z1 + z2 * c0765;
  const even0 = (block[at] + block[at + 4 * step]) * (1 << up);
  const even1 = (block[at] - block[at + 4 * step]) * (1 << up);
  const tmp10 = even0 + even3;
  const tmp13 = even0 - even3;
  const tmp11 = even1 + even2;
  const tmp12 = even1 - even2;

  const o0 = block[at + 7 * step];
  const o1 = block[at + 5 * step];
  const o2 = block[at + 3 * step];
  const o3 = block[at + step];
  const z5 = (o0 + o2 + o1 + o3) * c1175;
  const a = -(o0 + o3) * c0899;
  const b = -(o1 + o2) * c2562;
  const c = z5 - (o0 + o2) * c1961;
  const d = z5 - (o1 + o3) * c0390;
  const odd0 = o0 * c0298 + a + c;
  const odd1 = o1 * c2053 + b + d;
  const odd2 = o2 * c3072 + b + c;
  const odd3 = o3 * c1501 + a + d;

  const half = 2 ** (down - 1);
  const scale = 2 ** down;
  block[at] = Math.floor((tmp10 + odd3 + half) / scale);
  block[at + 7 * step] = Math.floor((tmp10 - odd3 + half) / scale);
  block[at + step] = Math.floor((tmp11 + odd2 + half) / scale);
  block[at + 6 * step] = Math.floor((tmp11 - odd2 + half) / scale);
  block[at + 2 * step] = Math.floor((tmp12 + odd1 + half) / scale);
  block[at + 5 * step] = Math.floor((tmp12 - odd1 + half) / scale);
  block[at + 3 * step] = Math.floor((tmp13 + odd0 + half) / scale);
  block[at + 4 * step] = Math.floor((tmp13 - odd0 + half) / scale);
}
