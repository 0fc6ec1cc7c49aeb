/*
 * Cuts bytes into literals and runs, in which each byte is the one that stands `distance` bytes before, as in voxels of so many bytes
 * that are all the same; and counts what it finds. A token of 16 bits is a literal, or 256 and the length of a run less 3. Nothing
 * else is looked for: in real images, other repetitions made files 1 to 3 % smaller or even larger, at twice the time or more.
 */
export const literalCounts: usize = memory.data(4 * 288, 16);
export const distanceCounts: usize = memory.data(4 * 32, 16);
/** The symbol of each length less 3 (RFC 1951, 3.2.5), less 257. */
export const lengthSymbols: usize = memory.data(256, 16);

const longest: usize = 258;
/** Fills in the symbols of lengths. */
export function startTokens(): void {
  for (let length: u32 = 3; length <= 258; length++) {
    const steps = length - 3;
    const extra: u32 = steps < 8 ? 0 : 29 - clz(steps);
    const symbol: u32 = length === 258 ? 28 : steps < 8 ? steps : (extra << 2) + (steps >>> extra);
    store<u8>(lengthSymbols + steps, <u8>symbol);
  }
}

/** The symbol of a distance (RFC 1951, 3.2.5). */
export function distanceSymbol(distance: u32): u32 {
  const steps = distance - 1;
  if (steps < 4) return steps;
  const bits: u32 = 31 - clz(steps);
  return 2 * bits + ((steps >>> (bits - 1)) & 1);
}

function add(counts: usize, symbol: u32): void {
  const at = counts + (symbol << 2);
  store<u32>(at, load<u32>(at) + 1);
}

/**
 * Writes the tokens of the bytes from `at` to `end`, and returns the address behind them. `first` is the first byte that may be
 * repeated. 16 bytes behind the end are read.
 */
export function findTokens(at: usize, end: usize, first: usize, distance: usize, tokens: usize): usize {
  memory.fill(literalCounts, 0, 4 * 288);
  memory.fill(distanceCounts, 0, 4 * 32);
  const symbol = distanceSymbol(<u32>distance);
  while (at < end) {
    let length: usize = 0;
    if (at - first >= distance) length = distance === 1 ? runLength(at, end) : commonLength(at, at - distance, end);
    if (length < 3) {
      const byte: u32 = load<u8>(at);
      add(literalCounts, byte);
      store<u16>(tokens, <u16>byte);
      at++;
    } else {
      const steps = <u32>length - 3;
      add(literalCounts, 257 + <u32>load<u8>(lengthSymbols + steps));
      add(distanceCounts, symbol);
      store<u16>(tokens, <u16>(256 + steps));
      at += length;
    }
    tokens += 2;
  }
  return tokens;
}

/** How many bytes from `at` on are the one before. */
function runLength(at: usize, end: usize): usize {
  const value = load<u8>(at - 1);
  if (load<u8>(at) !== value) return 0;
  const last = min(end, at + longest);
  const all = i8x16.splat(value);
  let to = at;
  for (; to < last; to += 16) {
    const others = i8x16.bitmask(i8x16.ne(v128.load(to), all));
    if (others !== 0) {
      to += ctz(others);
      break;
    }
  }
  return min(to, last) - at;
}

/** How many bytes from `at` on are those from `before` on. */
function commonLength(at: usize, before: usize, end: usize): usize {
  const last = min(end, at + longest);
  let to = at;
  for (; to < last; to += 8) {
    const others = load<u64>(to) ^ load<u64>(before);
    before += 8;
    if (others !== 0) {
      to += <usize>(ctz(others) >> 3);
      break;
    }
  }
  return min(to, last) - at;
}
