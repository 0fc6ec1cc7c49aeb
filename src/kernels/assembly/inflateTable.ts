/*
 * Tables that decode a Huffman code of deflate (RFC 1951, 3.2.2): the next bits of the stream, as many as the table is wide, are the
 * index of an entry. An entry of 32 bits says
 *
 * - bits 0 to 5: how many bits it takes, extra bits of lengths and distances included;
 * - bit 6: it stands for a literal, which lies in bits 8 to 15;
 * - bit 7: it is neither literal, length nor distance: with bit 14 a subtable follows, with bit 15 the block ends, else no code is like this;
 *
 * and where it is no literal
 *
 * - bits 8 to 13: how many of the bits are the code (the others are extra bits), and `spentBits` more; or how wide the subtable is;
 * - bits 16 to 31: the length, distance or symbol before extra bits are added, or how many bytes behind the table the subtable begins.
 */
export const isLiteral: u32 = 1 << 6;
export const isSpecial: u32 = 1 << 7;
export const isSubtable: u32 = 1 << 14;
export const isBlockEnd: u32 = 1 << 15;
const invalid: u32 = isSpecial;

/** How many bits that were used stay below the others while a block is decoded: so an index of a table is one of bytes at once. */
export const spentBits: u32 = 2;

export const precodeBits: i32 = 7;
export const literalBits: i32 = 11;
export const distanceBits: i32 = 9;

// The largest tables that complete codes of 15 bits can need: zlib's program `enough` counts 2342 and 594.
export const precodeTable: usize = memory.data(4 << 7, 16);
export const literalTable: usize = memory.data(4 * 2400, 16);
export const distanceTable: usize = memory.data(4 * 640, 16);

/** What each symbol of a code stands for, without the bits of the code. */
export const precodeMeanings: usize = memory.data(4 * 19, 16);
export const literalMeanings: usize = memory.data(4 * 288, 16);
export const distanceMeanings: usize = memory.data(4 * 32, 16);

const counts: usize = memory.data(4 * 16, 16);
const places: usize = memory.data(4 * 17, 16);
const sorted: usize = memory.data(2 * 320, 16);

/** Fills in the meanings (RFC 1951, 3.2.5). */
export function makeMeanings(): void {
  for (let symbol: u32 = 0; symbol < 19; symbol++) store<u32>(precodeMeanings + (symbol << 2), symbol << 16);
  for (let symbol: u32 = 0; symbol < 256; symbol++) {
    store<u32>(literalMeanings + (symbol << 2), (symbol << 8) | isLiteral);
  }
  store<u32>(literalMeanings + (256 << 2), isSpecial | isBlockEnd);
  let base: u32 = 3;
  for (let symbol: u32 = 257; symbol < 285; symbol++) {
    const extra: u32 = symbol < 265 ? 0 : (symbol - 261) >>> 2;
    store<u32>(literalMeanings + (symbol << 2), (base << 16) | extra);
    base += 1 << extra;
  }
  store<u32>(literalMeanings + (285 << 2), 258 << 16);
  store<u32>(literalMeanings + (286 << 2), invalid);
  store<u32>(literalMeanings + (287 << 2), invalid);
  base = 1;
  for (let symbol: u32 = 0; symbol < 30; symbol++) {
    const extra: u32 = symbol < 4 ? 0 : (symbol - 2) >>> 1;
    store<u32>(distanceMeanings + (symbol << 2), (base << 16) | extra);
    base += 1 << extra;
  }
  store<u32>(distanceMeanings + (30 << 2), invalid);
  store<u32>(distanceMeanings + (31 << 2), invalid);
}

/** A meaning and the bits of its code that are still in the stream. */
function entryOf(meaning: u32, bits: u32): u32 {
  return (meaning & (isLiteral | isSpecial)) !== 0 ? meaning + bits : meaning + bits + ((bits + spentBits) << 8);
}

/** The next code of so many bits, in the order of the stream, in which the first bit of a code is the lowest. */
function nextCode(code: u32, bits: u32): u32 {
  const unset = code ^ ((1 << bits) - 1);
  if (unset === 0) return code;
  const bit: u32 = 1 << (31 - clz(unset));
  return (code & (bit - 1)) | bit;
}

/**
 * Makes the table of a code from the lengths of its `symbols`, a byte each. False for a code that zlib refuses too: one in which two
 * codes collide, or one with gaps, unless it is of a single bit and `mayHaveGap`.
 */
export function makeTable(
  lengths: usize,
  symbols: i32,
  meanings: usize,
  table: usize,
  tableBits: i32,
  mayHaveGap: bool,
): bool {
  memory.fill(counts, 0, 64);
  for (let symbol = 0; symbol < symbols; symbol++) {
    const at = counts + ((<usize>load<u8>(lengths + symbol)) << 2);
    store<u32>(at, load<u32>(at) + 1);
  }
  let left: i32 = 1;
  let longest: i32 = 0;
  let place: u32 = 0;
  for (let bits = 1; bits < 16; bits++) {
    const count = load<i32>(counts + (bits << 2));
    left = 2 * left - count;
    if (left < 0) return false;
    if (count > 0) longest = bits;
    store<u32>(places + (bits << 2), place);
    place += count;
  }
  if (left > 0 && (!mayHaveGap || longest > 1)) return false;
  for (let symbol = 0; symbol < symbols; symbol++) {
    const bits = <usize>load<u8>(lengths + symbol);
    if (bits === 0) continue;
    const at = places + (bits << 2);
    const to = load<u32>(at);
    store<u16>(sorted + (to << 1), <u16>symbol);
    store<u32>(at, to + 1);
  }
  // Whatever no code stands for stays like this entry.
  store<u32>(table, invalid | 1);
  fillTable(meanings, table, tableBits, longest);
  return true;
}

/** Each width of the table begins as two copies of the half as wide one, in which shorter codes are complete already. */
function fillTable(meanings: usize, table: usize, tableBits: i32, longest: i32): void {
  let next: usize = sorted;
  let code: u32 = 0;
  for (let bits = 1; bits <= tableBits; bits++) {
    const half: usize = 2 << bits;
    memory.copy(table + half, table, half);
    for (let count = load<u32>(counts + (bits << 2)); count > 0; count--) {
      const meaning = load<u32>(meanings + ((<usize>load<u16>(next)) << 2));
      store<u32>(table + (code << 2), entryOf(meaning, bits));
      code = nextCode(code, bits);
      next += 2;
    }
  }
  const mask: u32 = (1 << tableBits) - 1;
  let free: u32 = 1 << tableBits;
  let prefix: u32 = -1;
  let start: u32 = 0;
  let width: u32 = 0;
  for (let bits = tableBits + 1; bits <= longest; bits++) {
    for (let count = load<u32>(counts + (bits << 2)); count > 0; count--) {
      if ((code & mask) !== prefix) {
        prefix = code & mask;
        start = free;
        width = subtableBits(bits - tableBits, count, tableBits);
        free += 1 << width;
        store<u32>(table + (prefix << 2), (start << 18) | isSpecial | isSubtable | (width << 8) | tableBits);
      }
      const entry = entryOf(load<u32>(meanings + ((<usize>load<u16>(next)) << 2)), bits - tableBits);
      for (let index = code >>> tableBits; index < <u32>(1 << width); index += 1 << (bits - tableBits)) {
        store<u32>(table + ((start + index) << 2), entry);
      }
      code = nextCode(code, bits);
      next += 2;
    }
  }
}

/** How wide a subtable is that begins with the first of `count` codes, the shortest in it. */
function subtableBits(shortest: i32, count: u32, tableBits: i32): u32 {
  let width = shortest;
  let used = count;
  while (used < <u32>(1 << width) && tableBits + width < 15) {
    width++;
    used = (used << 1) + load<u32>(counts + ((tableBits + width) << 2));
  }
  return width;
}
