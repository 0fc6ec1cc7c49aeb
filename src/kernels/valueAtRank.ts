import type { Tell } from './progress.ts';

/** Some milliseconds of work. */
const valuesBetweenWords = 2 ** 21;
const digits = 2 ** 16;

/**
 * The value at `rank` that `first <= n <= last` of some values would have after sorting; none of them may be NaN, and -0 lies before 0. The
 * bits of floating-point numbers are in the order of the numbers, those of negative ones turned over: they are counted by sixteen at a time
 * from the highest on, each time of the values alone that share what is known, so four passes do, whatever order the values are in.
 */
export function valueAtRank(values: Float64Array, rank: number, first: number, last: number, tell: Tell): number {
  const words = new Uint32Array(values.buffer, values.byteOffset, 2 * values.length);
  const counts = new Uint32Array(digits);
  const found = [0, 0, 0, 0];
  let left = rank - first;
  for (let pass = 0; pass < 4; pass++) {
    counts.fill(0);
    const upper = found[0] * digits + found[1];
    for (let start = first; start <= last; start += valuesBetweenWords) {
      tell();
      const end = Math.min(last + 1, start + valuesBetweenWords);
      for (let n = start; n < end; n++) {
        const sign = words[2 * n + 1] >> 31;
        const high = (words[2 * n + 1] ^ (sign | 0x80000000)) >>> 0;
        if (pass === 0) counts[high >>> 16]++;
        else if (pass === 1) counts[high & 0xffff] += high >>> 16 === found[0] ? 1 : 0;
        else if (high === upper) {
          const low = (words[2 * n] ^ sign) >>> 0;
          if (pass === 2) counts[low >>> 16]++;
          else if (low >>> 16 === found[2]) counts[low & 0xffff]++;
        }
      }
    }
    let digit = 0;
    for (; left >= counts[digit]; digit++) left -= counts[digit];
    found[pass] = digit;
  }
  const high = found[0] * digits + found[1];
  const sign = high < 0x80000000 ? -1 : 0;
  const bits = Uint32Array.of((found[2] * digits + found[3]) ^ sign, high ^ (sign | 0x80000000));
  return new Float64Array(bits.buffer)[0];
}
