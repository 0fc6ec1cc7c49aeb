/*
 * CRC-32 of gzip (RFC 1952, section 8). Blocks of 16 KiB are taken as 16 rows of 1 KiB, which go side by side in the lanes of vectors:
 * what a byte does to a checksum is the sum of what its two halves do, and 16 values are what i8x16.swizzle looks up for all lanes at
 * once. What is left goes 16 bytes a step with a table of 256 values for each ("slicing", Kounavis and Berry 2005).
 */
const rowBytes: usize = 1024;
const blockBytes: usize = 16 * rowBytes;

const tables: usize = memory.data(16 * 1024, 16);
/** What `rowBytes` zeros do to a checksum, by each of its four bytes. */
const rowTables: usize = memory.data(4 * 1024, 16);
/** Of each half of a byte, what its 16 values do to each of the four bytes of a checksum. */
const halves: usize = memory.data(8 * 16, 16);
const columns: usize = memory.data(16 * 16, 16);
const mixed: usize = memory.data(16 * 16, 16);
const sums: usize = memory.data(4 * 16, 16);
let isMade: bool = false;

function makeTables(): void {
  for (let n: u32 = 0; n < 256; n++) {
    let value: u32 = n;
    for (let bit = 0; bit < 8; bit++) value = (value >>> 1) ^ (0xedb88320 & (0 - (value & 1)));
    store<u32>(tables + (n << 2), value);
  }
  for (let n: u32 = 256; n < 16 * 256; n++)
    store<u32>(tables + (n << 2), afterZero(load<u32>(tables + ((n - 256) << 2))));
  for (let bit: u32 = 0; bit < 32; bit++) {
    let value: u32 = 1 << bit;
    for (let n: usize = 0; n < rowBytes; n++) value = afterZero(value);
    const table = rowTables + ((bit >>> 3) << 10);
    const first: u32 = 1 << (bit & 7);
    for (let n: u32 = 0; n < first; n++) {
      store<u32>(table + ((first + n) << 2), value ^ load<u32>(table + (n << 2)));
    }
  }
  for (let n: u32 = 0; n < 16; n++) {
    for (let part: u32 = 0; part < 4; part++) {
      store<u8>(halves + (part << 5) + n, load<u8>(tables + (n << 2) + part));
      store<u8>(halves + (part << 5) + 16 + n, load<u8>(tables + (n << 6) + part));
    }
  }
  isMade = true;
}

function afterZero(crc: u32): u32 {
  return (crc >>> 8) ^ load<u32>(tables + ((crc & 255) << 2));
}

function effect(behind: usize, byte: u32): u32 {
  return load<u32>(tables + (behind << 10) + ((byte & 255) << 2));
}

function wordEffect(behind: usize, word: u32): u32 {
  return (
    effect(behind + 3, word) ^
    effect(behind + 2, word >>> 8) ^
    effect(behind + 1, word >>> 16) ^
    effect(behind, word >>> 24)
  );
}

/** The checksum after further bytes; of no bytes it is 0. */
export function crc32(before: u32, at: usize, length: usize): u32 {
  if (!isMade) makeTables();
  let crc = ~before;
  const end = at + length;
  for (; at + blockBytes <= end; at += blockBytes) crc = crcOfBlock(crc, at);
  for (; at + 16 <= end; at += 16) {
    crc =
      wordEffect(12, crc ^ load<u32>(at)) ^
      wordEffect(8, load<u32>(at, 4)) ^
      wordEffect(4, load<u32>(at, 8)) ^
      wordEffect(0, load<u32>(at, 12));
  }
  for (; at < end; at++) crc = (crc >>> 8) ^ effect(0, crc ^ load<u8>(at));
  return ~crc;
}

function crcOfBlock(before: u32, at: usize): u32 {
  const low = i8x16.splat(15);
  // One vector for each byte of the 16 checksums. The first row goes on from what was before.
  let sum0 = i8x16.replace_lane(i8x16.splat(0), 0, <i8>before);
  let sum1 = i8x16.replace_lane(i8x16.splat(0), 0, <i8>(before >>> 8));
  let sum2 = i8x16.replace_lane(i8x16.splat(0), 0, <i8>(before >>> 16));
  let sum3 = i8x16.replace_lane(i8x16.splat(0), 0, <i8>(before >>> 24));
  for (let end = at + rowBytes; at < end; at += 16) {
    for (let n: usize = 0; n < 4; n++) mixFour(at + n * rowBytes, rowBytes, mixed + (n << 6));
    for (let n: usize = 0; n < 4; n++) mixFour(mixed + (n << 4), 16, columns + (n << 6));
    for (let n: usize = 0; n < 256; n += 16) {
      const bytes = v128.xor(sum0, v128.load(columns + n));
      const right = v128.and(bytes, low);
      const left = v128.and(i16x8.shr_u(bytes, 4), low);
      sum0 = v128.xor(sum1, effects(0, right, left));
      sum1 = v128.xor(sum2, effects(32, right, left));
      sum2 = v128.xor(sum3, effects(64, right, left));
      sum3 = effects(96, right, left);
    }
  }
  v128.store(sums, sum0);
  v128.store(sums, sum1, 16);
  v128.store(sums, sum2, 32);
  v128.store(sums, sum3, 48);
  let crc: u32 = 0;
  for (let row: usize = 0; row < 16; row++) {
    crc =
      load<u32>(rowTables + ((crc & 255) << 2)) ^
      load<u32>(rowTables + 1024 + (((crc >>> 8) & 255) << 2)) ^
      load<u32>(rowTables + 2048 + (((crc >>> 16) & 255) << 2)) ^
      load<u32>(rowTables + 3072 + ((crc >>> 24) << 2)) ^
      (<u32>load<u8>(sums + row) |
        ((<u32>load<u8>(sums + row, 16)) << 8) |
        ((<u32>load<u8>(sums + row, 32)) << 16) |
        ((<u32>load<u8>(sums + row, 48)) << 24));
  }
  return crc;
}

function effects(part: usize, right: v128, left: v128): v128 {
  return v128.xor(i8x16.swizzle(v128.load(halves + part), right), i8x16.swizzle(v128.load(halves + part, 16), left));
}

/**
 * Half of the way from 16 rows of 16 bytes to their columns: four rows, four apart, become four vectors in which their bytes alternate.
 * Done again with the results it gives the columns, in order.
 */
function mixFour(from: usize, stride: usize, to: usize): void {
  const a = v128.load(from);
  const b = v128.load(from + 4 * stride);
  const c = v128.load(from + 8 * stride);
  const d = v128.load(from + 12 * stride);
  const ac = firstHalves(a, c);
  const bd = firstHalves(b, d);
  v128.store(to, firstHalves(ac, bd));
  v128.store(to, lastHalves(ac, bd), 16);
  const ac2 = lastHalves(a, c);
  const bd2 = lastHalves(b, d);
  v128.store(to, firstHalves(ac2, bd2), 32);
  v128.store(to, lastHalves(ac2, bd2), 48);
}

function firstHalves(a: v128, b: v128): v128 {
  return v128.shuffle<u8>(a, b, 0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21, 6, 22, 7, 23);
}

function lastHalves(a: v128, b: v128): v128 {
  return v128.shuffle<u8>(a, b, 8, 24, 9, 25, 10, 26, 11, 27, 12, 28, 13, 29, 14, 30, 15, 31);
}
