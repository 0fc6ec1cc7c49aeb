import { distanceCounts, distanceSymbol, findTokens, lengthSymbols, literalCounts, startTokens } from './deflateTokens';
import { huffmanCodes, huffmanLengths } from './huffmanLengths';

/*
 * Deflates (RFC 1951) one block at a time, each with a code of its own, or stored where that is shorter.
 */

const lengths: usize = memory.data(320, 16);
const runs: usize = memory.data(2 * 320, 16);
const runCounts: usize = memory.data(4 * 19, 16);
const runLengths: usize = memory.data(32, 16);
const runCodes: usize = memory.data(4 * 19, 16);
const literalCodes: usize = memory.data(4 * 288, 16);
const distanceCodes: usize = memory.data(4 * 32, 16);
/** All bits of a run of each length less 3, and how many they are from bit 24 on. */
const lengthCodes: usize = memory.data(4 * 256, 16);
/** In which order the lengths of the code of lengths stand in the stream. */
const order: usize = memory.data<u8>([16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15]);

const blockEnd: u32 = 256;

let bits: u64 = 0;
let bitCount: u64 = 0;
let output: usize = 0;

/** Begins a stream. */
export function deflateStart(): void {
  startTokens();
  bits = 0;
  bitCount = 0;
}

function put(value: u32, count: u32): void {
  bits |= (<u64>value) << bitCount;
  bitCount += count;
  store<u64>(output, bits);
  output += <usize>(bitCount >> 3);
  bits >>= bitCount & 56;
  bitCount &= 7;
}

function putCode(code: u32): void {
  put(code & 0xffffff, code >>> 24);
}

/**
 * Deflates the bytes from `at` to `end`, at least one, to the address `to`, and returns the address behind what is complete: some bits
 * may wait for the next block, and after the last one there are none. Runs at `distance` are looked for, back to the byte `first`.
 * `tokens` has room for two bytes for each byte, `to` for as many bytes and 1 KiB. 16 bytes behind the end are read.
 */
export function deflate(
  at: usize,
  end: usize,
  first: usize,
  distance: usize,
  isLast: bool,
  tokens: usize,
  to: usize,
): usize {
  output = to;
  const tokensEnd = findTokens(at, end, first, distance, tokens);
  store<u32>(literalCounts + (blockEnd << 2), 1);
  huffmanLengths(literalCounts, 286, lengths, 15);
  let literals: usize = 286;
  while (literals > 257 && load<u8>(lengths + literals - 1) === 0) literals--;
  const distanceLengths = lengths + literals;
  huffmanLengths(distanceCounts, 30, distanceLengths, 15);
  let distances: usize = 30;
  while (distances > 1 && load<u8>(distanceLengths + distances - 1) === 0) distances--;
  const runsEnd = findRuns(literals + distances);
  huffmanLengths(runCounts, 19, runLengths, 7);
  huffmanCodes(runLengths, 19, runCodes);
  let given: u32 = 19;
  while (given > 4 && load<u8>(runLengths + load<u8>(order + given - 1)) === 0) given--;
  if (codedBits(runsEnd, given, distanceLengths) > 8 * (end - at) + 32) {
    putStored(at, end, isLast);
  } else {
    huffmanCodes(lengths, <i32>literals, literalCodes);
    huffmanCodes(distanceLengths, <i32>distances, distanceCodes);
    put(isLast ? 5 : 4, 3);
    put(<u32>literals - 257, 5);
    put(<u32>distances - 1, 5);
    put(given - 4, 4);
    for (let n: u32 = 0; n < given; n++) put(load<u8>(runLengths + load<u8>(order + n)), 3);
    for (let run = runs; run < runsEnd; run += 2) {
      const symbol = load<u8>(run);
      putCode(load<u32>(runCodes + ((<usize>symbol) << 2)));
      if (symbol > 15) put(load<u8>(run, 1), extraOfRun(symbol));
    }
    makeLengthCodes(<u32>distance);
    putTokens(tokens, tokensEnd);
    putCode(load<u32>(literalCodes + (blockEnd << 2)));
  }
  if (isLast && bitCount > 0) put(0, <u32>(8 - bitCount));
  return output;
}

function extraOfRun(symbol: u8): u32 {
  return symbol === 16 ? 2 : symbol === 17 ? 3 : 7;
}

/** The lengths of both codes, one after the other, as the stream has them: each a byte, and one of how often it is repeated. */
function findRuns(count: usize): usize {
  memory.fill(runCounts, 0, 4 * 19);
  let to = runs;
  for (let n: usize = 0; n < count; ) {
    const value = load<u8>(lengths + n);
    let same: usize = 1;
    while (n + same < count && load<u8>(lengths + n + same) === value) same++;
    n += same;
    if (value !== 0) {
      to = putRun(to, value, 0);
      same--;
    }
    while (same > 2) {
      const most: usize = value !== 0 ? 6 : 138;
      const times = min(same, most);
      const least: usize = value === 0 && times > 10 ? 11 : 3;
      to = putRun(to, value !== 0 ? 16 : least === 11 ? 18 : 17, <u8>(times - least));
      same -= times;
    }
    for (; same > 0; same--) to = putRun(to, value, 0);
  }
  return to;
}

function putRun(to: usize, symbol: u8, extra: u8): usize {
  const at = runCounts + ((<usize>symbol) << 2);
  store<u32>(at, load<u32>(at) + 1);
  store<u8>(to, symbol);
  store<u8>(to, extra, 1);
  return to + 2;
}

/** How many bits the block would have. */
function codedBits(runsEnd: usize, given: u32, distanceLengths: usize): usize {
  let sum: usize = 17 + 3 * given;
  for (let run = runs; run < runsEnd; run += 2) {
    const symbol = load<u8>(run);
    sum += <usize>load<u8>(runLengths + symbol) + (symbol > 15 ? <usize>extraOfRun(symbol) : 0);
  }
  for (let symbol: u32 = 0; symbol < 286; symbol++) {
    const count = load<u32>(literalCounts + (symbol << 2));
    if (count > 0) sum += count * (load<u8>(lengths + symbol) + (symbol > 256 ? extraOfLength(symbol - 257) : 0));
  }
  for (let symbol: u32 = 0; symbol < 30; symbol++) {
    const count = load<u32>(distanceCounts + (symbol << 2));
    if (count > 0) sum += count * (load<u8>(distanceLengths + symbol) + (symbol < 4 ? 0 : (symbol >>> 1) - 1));
  }
  return sum;
}

function extraOfLength(symbol: u32): u32 {
  return symbol < 8 || symbol === 28 ? 0 : (symbol >>> 2) - 1;
}

/** The codes of a run: of its length with extra bits, and of its distance, which is the same for all: 1, 2, 4 or 8. */
function makeLengthCodes(distance: u32): void {
  const symbol = distanceSymbol(distance);
  const behind = load<u32>(distanceCodes + (symbol << 2));
  // Of 1, 2 and 4 no bits follow the code, of 8 one.
  const last = (behind & 0xffffff) | (distance === 8 ? ((distance - 1) & 1) << (behind >>> 24) : 0);
  const lastBits = (behind >>> 24) + (distance === 8 ? 1 : 0);
  for (let steps: u32 = 0; steps < 256; steps++) {
    const lengthSymbol: u32 = load<u8>(lengthSymbols + steps);
    const extra = extraOfLength(lengthSymbol);
    const code = load<u32>(literalCodes + ((257 + lengthSymbol) << 2));
    const bitsOfLength = (code >>> 24) + extra;
    const value = (code & 0xffffff) | ((steps & ((1 << extra) - 1)) << (code >>> 24)) | (last << bitsOfLength);
    store<u32>(lengthCodes + (steps << 2), value | ((bitsOfLength + lastBits) << 24));
  }
}

function putTokens(tokens: usize, tokensEnd: usize): void {
  let buffer = bits;
  let count = bitCount;
  let to = output;
  for (; tokens < tokensEnd; tokens += 2) {
    const token: usize = load<u16>(tokens);
    const code: u64 = load<u32>((token < 256 ? literalCodes : lengthCodes - 1024) + (token << 2));
    buffer |= (code & 0xffffff) << count;
    count += code >> 24;
    store<u64>(to, buffer);
    to += <usize>(count >> 3);
    buffer >>= count & 56;
    count &= 7;
  }
  bits = buffer;
  bitCount = count;
  output = to;
}

/** The bytes as they are, up to 65535 a block. */
function putStored(at: usize, end: usize, isLast: bool): void {
  while (at < end) {
    const size = min(end - at, 65535);
    put(isLast && at + size === end ? 1 : 0, 3);
    if (bitCount > 0) put(0, <u32>(8 - bitCount));
    store<u16>(output, <u16>size);
    store<u16>(output, <u16>~size, 2);
    memory.copy(output + 4, at, size);
    output += 4 + size;
    at += size;
  }
}
