/*
 * CRC-32 of gzip (RFC 1952, section 8). To the polynomial of the checksum, x^3006 + x^2866 + x^2215 + 1 is 0, and so is what has these
 * exponents times 8: a byte does to the checksum what the same byte does 140, 791 and 3006 bytes behind it, together. So a long
 * message is pushed before its own end, 16 bytes a step: each byte, with what has come to it, is added to those three. What has gathered in
 * the last 3006 bytes has the same checksum (the idea is Chorba's, K. Russell 2024; the exponents were found by trying all up to 3200).
 * That, and what is short, goes 16 bytes a step with a table of 256 values for each ("slicing", Kounavis and Berry 2005).
 */
const near: usize = 140;
const middle: usize = 791;
const far: usize = 3006;

const blockBytes: usize = 1 << 14;
/** What is kept of the block before, in whole vectors. */
const keptBytes: usize = 3008;
/** Below this the tables alone are as fast. */
const leastBytes: usize = 1 << 13;

const tables: usize = memory.data(16 * 1024, 16);
/** The bytes of a block with what has come to them, behind those of the block before. */
const pushed: usize = memory.data(3008 + (1 << 14), 16);
const block: usize = pushed + keptBytes;
/** What has gathered at the end. */
const gathered: usize = memory.data(3024, 16);
let isMade: bool = false;

function makeTables(): void {
  for (let n: u32 = 0; n < 256; n++) {
    let value: u32 = n;
    for (let bit = 0; bit < 8; bit++) value = (value >>> 1) ^ (0xedb88320 & (0 - (value & 1)));
    store<u32>(tables + (n << 2), value);
  }
  for (let n: u32 = 256; n < 16 * 256; n++) {
    const value = load<u32>(tables + ((n - 256) << 2));
    store<u32>(tables + (n << 2), (value >>> 8) ^ load<u32>(tables + ((value & 255) << 2)));
  }
  isMade = true;
}

/** The checksum after further bytes; of no bytes it is 0. */
export function crc32(before: u32, at: usize, length: usize): u32 {
  if (!isMade) makeTables();
  if (length < leastBytes) return ~crcOf(~before, at, length);
  const end = at + length;
  const rest = pushOn(~before, at, end - far);
  const left = end - rest;
  gather(rest, left);
  return ~crcOf(0, gathered, left);
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

function crcOf(before: u32, at: usize, length: usize): u32 {
  let crc = before;
  const end = at + length;
  for (; at + 16 <= end; at += 16) {
    crc =
      wordEffect(12, crc ^ load<u32>(at)) ^
      wordEffect(8, load<u32>(at, 4)) ^
      wordEffect(4, load<u32>(at, 8)) ^
      wordEffect(0, load<u32>(at, 12));
  }
  for (; at < end; at++) crc = (crc >>> 8) ^ effect(0, crc ^ load<u8>(at));
  return crc;
}

/** What has come to 16 bytes from those before them. */
function coming(at: usize): v128 {
  return v128.xor(v128.xor(v128.load(at - near), v128.load(at - middle)), v128.load(at - far));
}

/** Pushes whole vectors before `end` on, and gives the first byte that was not; the pushed ones end before `block` then. */
function pushOn(before: u32, at: usize, end: usize): usize {
  memory.fill(pushed, 0, keptBytes);
  // The checksum of what was before acts on the first four bytes.
  let first = i32x4.replace_lane(i32x4.splat(0), 0, before);
  while (at + 16 <= end) {
    const count = min(blockBytes, (end - at) & ~15);
    for (let n: usize = 0; n < count; n += 16) {
      v128.store(block + n, v128.xor(v128.xor(v128.load(at + n), first), coming(block + n)));
      first = i32x4.splat(0);
    }
    memory.copy(pushed, pushed + count, keptBytes);
    at += count;
  }
  return at;
}

/** Gathers the last `count` bytes, which are not pushed on. */
function gather(at: usize, count: usize): void {
  memory.fill(block, 0, far + 16);
  let n: usize = 0;
  for (; n + 16 <= count; n += 16) v128.store(gathered + n, v128.xor(v128.load(at + n), coming(block + n)));
  for (; n < count; n++) {
    const come = load<u8>(block + n - near) ^ load<u8>(block + n - middle) ^ load<u8>(block + n - far);
    store<u8>(gathered + n, load<u8>(at + n) ^ come);
  }
}
