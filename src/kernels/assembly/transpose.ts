/** Rows of 32 words, of which each lane is a column. */
const block = memory.data(512, 16);

/**
 * Exchanges rows and columns of a matrix of bits, 32 rows times `height` of so many words, to 32 rows for each of these words of `height`
 * words: four squares of 32 by 32 bits at a time, a lane each. Reads up to 12 bytes behind the last row, and writes up to 96 rows more.
 */
export function transposeBits(rows: usize, words: i32, height: i32, columns: usize): void {
  const rowBytes = (<usize>words) << 2;
  const columnBytes = (<usize>height) << 2;
  const laneBytes = columnBytes << 5;
  for (let down = 0; down < height; down++) {
    for (let along = 0; along < words; along += 4) {
      let from = rows + ((<usize>down) << 5) * rowBytes + ((<usize>along) << 2);
      for (let at = block, end = block + 512; at < end; at += 16) {
        v128.store(at, v128.load(from));
        from += rowBytes;
      }
      transposeSquares();
      let to = columns + ((<usize>along) << 5) * columnBytes + ((<usize>down) << 2);
      for (let at = block, end = block + 512; at < end; at += 16) {
        const four = v128.load(at);
        v128.store_lane<u32>(to, four, 0);
        v128.store_lane<u32>(to + laneBytes, four, 1);
        v128.store_lane<u32>(to + 2 * laneBytes, four, 2);
        v128.store_lane<u32>(to + 3 * laneBytes, four, 3);
        to += columnBytes;
      }
    }
  }
}

/** Exchanges halves, then quarters and so on (Hacker's Delight, 7-3, bits counted from the lowest). */
function transposeSquares(): void {
  let pattern: u32 = 0xffff;
  for (let width = 16; width !== 0; width >>>= 1) {
    const bits = i32x4.splat(pattern);
    const apart = (<usize>width) << 4;
    for (let n = 0; n < 32; n = (n + width + 1) & ~width) {
      const at = block + ((<usize>n) << 4);
      const first = v128.load(at);
      const second = v128.load(at + apart);
      const both = v128.and(v128.xor(i32x4.shr_u(first, width), second), bits);
      v128.store(at, v128.xor(first, i32x4.shl(both, width)));
      v128.store(at + apart, v128.xor(second, both));
    }
    pattern ^= pattern << (width >>> 1);
  }
}
