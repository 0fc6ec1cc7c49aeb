import { inputAt, peek, refill, setInput, take, toNextByte } from './inflateBits';
import {
  distanceBits,
  distanceMeanings,
  distanceTable,
  literalBits,
  literalMeanings,
  literalTable,
  makeTable,
  precodeBits,
  precodeMeanings,
  precodeTable,
} from './inflateTable';

/** A block is not stored but coded. */
export const isCoded: i32 = 1 << 16;

// What is wrong with a stream; see wrongDeflate of the inflater for the words.
const wrongBlock: i32 = -2;
const wrongStored: i32 = -3;
const tooManySymbols: i32 = -4;
const wrongLengthsCode: i32 = -5;
const wrongRepeat: i32 = -6;
const noBlockEnd: i32 = -7;
const wrongLiteralCode: i32 = -8;
const wrongDistanceCode: i32 = -9;

const lengths: usize = memory.data(480, 16);
let isLast: bool = false;
let hasFixedTables: bool = false;

/** Whether the block whose head was read is the last one. */
export function isLastBlock(): bool {
  return isLast;
}

/** Forgets the last stream. */
export function startHeads(): void {
  isLast = false;
}

/**
 * Reads what stands before the data of a block, up to 640 bytes: the number of its bytes where they are stored as they are,
 * `isCoded` where the tables of its codes are made, or what is wrong.
 */
export function readHead(end: usize): i32 {
  refill();
  isLast = take(1) === 1;
  switch (take(2)) {
    case 0: {
      toNextByte();
      const size = load<u32>(inputAt());
      setInput(inputAt() + 4);
      return (size & 0xffff) === ~size >>> 16 ? size & 0xffff : wrongStored;
    }
    case 1: {
      makeFixedTables();
      return isCoded;
    }
    case 2: {
      hasFixedTables = false;
      return readCodes(end);
    }
    default:
      return wrongBlock;
  }
}

function makeFixedTables(): void {
  if (hasFixedTables) return;
  memory.fill(lengths, 8, 288);
  memory.fill(lengths + 144, 9, 112);
  memory.fill(lengths + 256, 7, 24);
  makeTable(lengths, 288, literalMeanings, literalTable, literalBits, false);
  memory.fill(lengths, 5, 32);
  makeTable(lengths, 32, distanceMeanings, distanceTable, distanceBits, false);
  hasFixedTables = true;
}

/** In which order the lengths of the precode stand in the stream. */
const order: usize = memory.data<u8>([16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15]);

/** Reads the two codes of a block, which are given by the lengths of their codes, in a third code (RFC 1951, 3.2.7). */
function readCodes(end: usize): i32 {
  const literals = take(5) + 257;
  const distances = take(5) + 1;
  const given = take(4) + 4;
  if (literals > 286 || distances > 30) return tooManySymbols;
  memory.fill(lengths, 0, 19);
  for (let n: u32 = 0; n < given; n++) {
    if ((n & 7) === 0) refill();
    store<u8>(lengths + load<u8>(order + n), <u8>take(3));
  }
  if (!makeTable(lengths, 19, precodeMeanings, precodeTable, precodeBits, false)) return wrongLengthsCode;
  const all = literals + distances;
  for (let n: u32 = 0; n < all; ) {
    refill();
    const entry = load<u32>(precodeTable + (peek(precodeBits) << 2));
    take(entry & 63);
    const symbol = entry >>> 16;
    if (symbol < 16) {
      store<u8>(lengths + n++, <u8>symbol);
      continue;
    }
    let value: u8 = 0;
    let times: u32;
    if (symbol === 16) {
      if (n === 0) return wrongRepeat;
      value = load<u8>(lengths + n - 1);
      times = 3 + take(2);
    } else {
      times = symbol === 17 ? 3 + take(3) : 11 + take(7);
    }
    if (n + times > all) return wrongRepeat;
    memory.fill(lengths + n, value, times);
    n += times;
    // Behind the end of the input, zeros make lengths for ever: it is cut, as the caller sees.
    if (inputAt() > end + 16) return isCoded;
  }
  if (load<u8>(lengths + 256) === 0) return noBlockEnd;
  if (!makeTable(lengths, literals, literalMeanings, literalTable, literalBits, true)) return wrongLiteralCode;
  if (!makeTable(lengths + literals, distances, distanceMeanings, distanceTable, distanceBits, true)) {
    return wrongDistanceCode;
  }
  return isCoded;
}
