import { bitBuffer, bitCount, inputAt, setBits, setInput } from './inflateBits';
import {
  distanceBits,
  distanceTable,
  isBlockEnd,
  isInvalid,
  isLiteral,
  isSubtable,
  literalBits,
  literalTable,
} from './inflateTable';

export const needsInput: i32 = 0;
export const outputIsFull: i32 = 1;
export const blockEnds: i32 = 2;
const wrongLength: i32 = -10;
const wrongDistance: i32 = -11;
const tooFarBack: i32 = -12;

let output: usize = 0;

/** The address behind what was decoded last. */
export function decodedTo(): usize {
  return output;
}

/**
 * Decodes into `target`, up to the end of a block, until less than 64 bytes of input or 320 of room are left, or to what is wrong. A step
 * needs at most 48 bits, and a refill gives at least 56; of their count only the six lowest bits are kept up, and no others are used.
 */
export function decodeBlock(inputLimit: usize, target: usize, outputLimit: usize, history: usize): i32 {
  const literalMask: u64 = (1 << literalBits) - 1;
  const distanceMask: u64 = (1 << distanceBits) - 1;
  let buffer = bitBuffer();
  let count = bitCount();
  let from = inputAt();
  let to = target;
  let status = -1;
  for (;;) {
    if (from >= inputLimit) {
      status = needsInput;
      break;
    }
    if (to >= outputLimit) {
      status = outputIsFull;
      break;
    }
    buffer |= load<u64>(from) << count;
    from += 7 - (<usize>(count >> 3) & 7);
    count |= 56;
    let entry: u64 = load<u32>(literalTable + ((<usize>(buffer & literalMask)) << 2));
    if ((entry & isLiteral) !== 0) {
      store<u8>(to, <u8>(entry >> 8));
      to++;
      buffer >>= entry;
      count -= entry;
      entry = load<u32>(literalTable + ((<usize>(buffer & literalMask)) << 2));
      if ((entry & isLiteral) !== 0) {
        store<u8>(to, <u8>(entry >> 8));
        to++;
        buffer >>= entry;
        count -= entry;
        entry = load<u32>(literalTable + ((<usize>(buffer & literalMask)) << 2));
        if ((entry & isLiteral) !== 0) {
          store<u8>(to, <u8>(entry >> 8));
          to++;
          buffer >>= entry;
          count -= entry;
          entry = load<u32>(literalTable + ((<usize>(buffer & literalMask)) << 2));
          if ((entry & isLiteral) !== 0) {
            store<u8>(to, <u8>(entry >> 8));
            to++;
            buffer >>= entry;
            count -= entry;
            continue;
          }
        }
      }
      buffer |= load<u64>(from) << count;
      from += 7 - (<usize>(count >> 3) & 7);
      count |= 56;
    }
    if ((entry & isSubtable) !== 0) {
      buffer >>= entry;
      count -= entry;
      const index = (entry >> 16) + (buffer & (((<u64>1) << ((entry >> 8) & 15)) - 1));
      entry = load<u32>(literalTable + ((<usize>index) << 2));
      if ((entry & isLiteral) !== 0) {
        store<u8>(to, <u8>(entry >> 8));
        to++;
        buffer >>= entry;
        count -= entry;
        continue;
      }
    }
    if ((entry & (isBlockEnd | isInvalid)) !== 0) {
      buffer >>= entry;
      count -= entry;
      status = (entry & isBlockEnd) !== 0 ? blockEnds : wrongLength;
      break;
    }
    const length = <usize>(entry >> 16) + <usize>((buffer & (((<u64>1) << entry) - 1)) >> ((entry >> 8) & 15));
    buffer >>= entry;
    count -= entry;
    entry = load<u32>(distanceTable + ((<usize>(buffer & distanceMask)) << 2));
    if ((entry & isSubtable) !== 0) {
      buffer >>= entry;
      count -= entry;
      const index = (entry >> 16) + (buffer & (((<u64>1) << ((entry >> 8) & 15)) - 1));
      entry = load<u32>(distanceTable + ((<usize>index) << 2));
    }
    if ((entry & isInvalid) !== 0) {
      status = wrongDistance;
      break;
    }
    const distance = <usize>(entry >> 16) + <usize>((buffer & (((<u64>1) << entry) - 1)) >> ((entry >> 8) & 15));
    buffer >>= entry;
    count -= entry;
    if (distance > to - history) {
      status = tooFarBack;
      break;
    }
    repeat(to, distance, length);
    to += length;
  }
  setBits(buffer, count & 63);
  setInput(from);
  output = to;
  return status;
}

/** Writes what stands `distance` bytes before once more; up to 15 bytes behind it are written too. */
function repeat(to: usize, distance: usize, length: usize): void {
  let source = to - distance;
  const stop = to + length;
  if (distance >= 16) {
    do {
      v128.store(to, v128.load(source));
      source += 16;
      to += 16;
    } while (to < stop);
  } else if (distance === 1 || distance === 2 || distance === 4) {
    const value =
      distance === 1
        ? i8x16.splat(load<u8>(source))
        : distance === 2
          ? i16x8.splat(load<u16>(source))
          : i32x4.splat(load<u32>(source));
    do {
      v128.store(to, value);
      to += 16;
    } while (to < stop);
  } else if (distance >= 8) {
    do {
      store<u64>(to, load<u64>(source));
      source += 8;
      to += 8;
    } while (to < stop);
  } else {
    do {
      store<u8>(to, load<u8>(source));
      source++;
      to++;
    } while (to < stop);
  }
}
