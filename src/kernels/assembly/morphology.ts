/*
 * Dilation of a mask of bits, slice by slice. A slice lies in columns: one column holds a word (32 voxels along i) of every row, row
 * after row. So the neighbours of four words along i are four words, of the columns before and behind; and a tile of 16 rows, four
 * vectors, is 32 x 16 voxels, near enough to a square that many tiles of a real mask are empty or full.
 *
 * A slice is kept widened by 0, 1, 2 ... voxels along i, one "level" each. Every level has an empty column before the first and
 * behind the last, and `margin` bytes of empty rows above and below each column, which neighbouring columns share. Columns are
 * `stride` bytes apart, `at level 0` means the address of the first row of the first column of level 0.
 */

const tileRows: i32 = 16;
const tileBytes: i32 = 64;

/**
 * Writes word n of row m of `source` as word m of row n of `target`, which turns rows of words to columns and back: `rows` rows of
 * `words` words. Every word is XOR-ed with `flip`, the last one of each row then AND-ed with `last`. Tells whether a bit is set.
 */
export function transpose(
  source: usize,
  sourceStride: i32,
  target: usize,
  targetStride: i32,
  rows: i32,
  words: i32,
  flip: i32,
  last: i32,
): bool {
  const flips = i32x4.splat(flip);
  let found = i32x4.splat(0);
  let some = 0;
  for (let word = 0; word < words; ) {
    const isLast = word + 4 === words;
    const ends = isLast ? i32x4(-1, -1, -1, last) : i32x4.splat(-1);
    const columns = min(4, words - word);
    let from = source + (word << 2);
    let to = target + word * targetStride;
    let row = 0;
    if (columns === 4) {
      for (; row + 4 <= rows; row += 4) {
        const a = keep(from, flips, ends);
        const b = keep(from + sourceStride, flips, ends);
        const c = keep(from + 2 * sourceStride, flips, ends);
        const d = keep(from + 3 * sourceStride, flips, ends);
        found = v128.or(found, v128.or(v128.or(a, b), v128.or(c, d)));
        const abLow = v128.shuffle<i32>(a, b, 0, 4, 1, 5);
        const cdLow = v128.shuffle<i32>(c, d, 0, 4, 1, 5);
        const abHigh = v128.shuffle<i32>(a, b, 2, 6, 3, 7);
        const cdHigh = v128.shuffle<i32>(c, d, 2, 6, 3, 7);
        v128.store(to, v128.shuffle<i64>(abLow, cdLow, 0, 2));
        v128.store(to + targetStride, v128.shuffle<i64>(abLow, cdLow, 1, 3));
        v128.store(to + 2 * targetStride, v128.shuffle<i64>(abHigh, cdHigh, 0, 2));
        v128.store(to + 3 * targetStride, v128.shuffle<i64>(abHigh, cdHigh, 1, 3));
        from += 4 * sourceStride;
        to += 16;
      }
    }
    for (; row < rows; row++) {
      for (let n = 0; n < columns; n++) {
        const value = (load<i32>(from + (n << 2)) ^ flip) & (word + n + 1 === words ? last : -1);
        store<i32>(to + n * targetStride, value);
        some |= value;
      }
      from += sourceStride;
      to += 4;
    }
    word += columns;
  }
  return some !== 0 || v128.any_true(found);
}

function keep(at: usize, flips: v128, ends: v128): v128 {
  return v128.and(v128.xor(v128.load(at), flips), ends);
}

/**
 * Fills levels 1 to `levels` from level 0, each a voxel wider than the one before, tile row by tile row so that both stay in the nearest
 * cache. What grows beyond the last voxel of a row stays there: it cannot come back further than it would have reached by itself, and
 * takeSlice clears it.
 */
export function widen(level0: usize, levels: i32, levelBytes: i32, rowWords: i32, stride: i32, tiles: i32): void {
  for (let tile = 0; tile < tiles; tile++) {
    for (let level = 1; level <= levels; level++) {
      let to = level0 + level * levelBytes + tile * tileBytes;
      for (let word = 0; word < rowWords; word++) {
        for (let n = 0; n < tileBytes; n += 16) {
          const from = to + n - levelBytes;
          const middle = v128.load(from);
          const before = i32x4.shr_u(v128.load(from - stride), 31);
          const behind = i32x4.shl(v128.load(from + stride), 31);
          const left = v128.or(i32x4.add(middle, middle), before);
          const right = v128.or(i32x4.shr_u(middle, 1), behind);
          v128.store(to + n, v128.or(middle, v128.or(left, right)));
        }
        to += stride;
      }
    }
  }
}

/**
 * ORs what the element makes of one slice into the slices around it. `table` holds for each distance from rk down to 0 the number of
 * rows that grew there, and for each the two offsets from a tile of level 0 to the rows dj and -dj of its level. The ring has 2 rk + 1
 * slices of columns without margins, `slot` is the place of this one.
 */
export function spread(
  level0: usize,
  widest: usize,
  margin: i32,
  rowWords: i32,
  stride: i32,
  tiles: i32,
  table: usize,
  rk: i32,
  ring: usize,
  slot: i32,
  last: i32,
): void {
  const slots = 2 * rk + 1;
  const sliceBytes = rowWords * tiles * tileBytes;
  for (let word = 0; word < rowWords; word++) {
    const outside = i32x4.splat(word + 1 === rowWords ? ~last : 0);
    for (let tile = 0; tile < tiles; tile++) {
      const at = word * stride + tile * tileBytes;
      if (isEmpty(widest + at - margin, tileBytes + 2 * margin)) continue;
      const target = ring + (word * tiles + tile) * tileBytes;
      const from = level0 + at;
      let entry = table;
      let a = i32x4.splat(0);
      let b = a;
      let c = a;
      let d = a;
      let dk = rk;
      for (; dk >= 0; dk--) {
        const end = entry + 4 + (load<i32>(entry) << 3);
        entry += 4;
        for (; entry < end; entry += 8) {
          const up = from + load<i32>(entry);
          const down = from + load<i32>(entry + 4);
          a = v128.or(a, v128.or(v128.load(up), v128.load(down)));
          b = v128.or(b, v128.or(v128.load(up, 16), v128.load(down, 16)));
          c = v128.or(c, v128.or(v128.load(up, 32), v128.load(down, 32)));
          d = v128.or(d, v128.or(v128.load(up, 48), v128.load(down, 48)));
        }
        let above = slot + dk;
        if (above >= slots) above -= slots;
        let below = slot - dk;
        if (below < 0) below += slots;
        orInto(target + above * sliceBytes, a, b, c, d);
        orInto(target + below * sliceBytes, a, b, c, d);
        // A full tile stays full further in, so nothing need be looked at any more: most of a head's tiles are empty or full.
        const common = v128.or(outside, v128.and(v128.and(a, b), v128.and(c, d)));
        if (i64x2.all_true(i64x2.eq(common, i64x2.splat(-1)))) break;
      }
      const all = i32x4.splat(-1);
      for (let n = 1 - dk; n < dk; n++) {
        let near = slot + n;
        if (near >= slots) near -= slots;
        if (near < 0) near += slots;
        const full = target + near * sliceBytes;
        v128.store(full, all);
        v128.store(full, all, 16);
        v128.store(full, all, 32);
        v128.store(full, all, 48);
      }
    }
  }
}

function isEmpty(at: usize, bytes: i32): bool {
  let found = i32x4.splat(0);
  for (const end = at + bytes; at < end; at += 16) found = v128.or(found, v128.load(at));
  return !v128.any_true(found);
}

function orInto(at: usize, a: v128, b: v128, c: v128, d: v128): void {
  v128.store(at, v128.or(v128.load(at), a));
  v128.store(at, v128.or(v128.load(at, 16), b), 16);
  v128.store(at, v128.or(v128.load(at, 32), c), 32);
  v128.store(at, v128.or(v128.load(at, 48), d), 48);
}

/**
 * Takes a finished slice out of the ring into level 0, XOR-ed with `flip`, zero beyond the last voxel and the last row, and leaves the
 * ring's slice empty. Tells whether a bit is set.
 */
export function takeSlice(
  source: usize,
  level0: usize,
  nj: i32,
  rowWords: i32,
  stride: i32,
  tiles: i32,
  flip: i32,
  last: i32,
): bool {
  let found = i32x4.splat(0);
  const none = found;
  const flips = i32x4.splat(flip);
  for (let word = 0; word < rowWords; word++) {
    const valid = i32x4.splat(word + 1 === rowWords ? last : -1);
    let to = level0 + word * stride;
    for (let j = 0; j < tiles * tileRows; j += 4) {
      let rows = v128.and(v128.xor(v128.load(source), flips), valid);
      if (j + 4 > nj) rows = v128.and(rows, i32x4.lt_s(i32x4.add(i32x4(0, 1, 2, 3), i32x4.splat(j)), i32x4.splat(nj)));
      v128.store(to, rows);
      v128.store(source, none);
      found = v128.or(found, rows);
      source += 16;
      to += 16;
    }
  }
  return v128.any_true(found);
}
